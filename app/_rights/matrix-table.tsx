import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { type shownTerritories, workMatrix } from '#lib/rights/index.ts';
import { rightsNames } from './names.ts';

const tone = {
  free: 'text-jade',
  free_non_exclusive: 'text-jade',
  optioned: 'text-amber',
  taken: 'text-cinnabar',
  held_back: 'text-cinnabar',
  not_controlled: 'text-muted',
} as const;

type Territory = (typeof shownTerritories)[number];

/** What is free, by country and right, over three years: a word and a colour a cell. Countries run down, so that it reads on a phone. */
export async function MatrixTable({ workId, locale }: { workId: string; locale: string }) {
  const t = await getTranslations('rights');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const cells = await workMatrix(workId);
  const rights = [...new Set(cells.map((cell) => cell.right))];
  const territories = [...new Set(cells.map((cell) => cell.territory))] as Territory[];
  if (cells.length === 0) return <p className="text-muted">{t('matrix.none')}</p>;
  const free = territories.filter((territory) =>
    cells.filter((cell) => cell.territory === territory).every((cell) => cell.state === 'free'),
  );
  return (
    <>
      <p className="mb-4 max-w-[60ch]">{t('matrix.sentence', { free: free.length, total: territories.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section aria-label={t('matrix.caption')} tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-small">
          <caption className="sr-only">{t('matrix.caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-paper py-2.5 pr-4 text-left font-medium text-muted">
                {t('matrix.country')}
              </th>
              {rights.map((right) => (
                <th
                  key={right}
                  scope="col"
                  className="border-line border-b px-2.5 py-2.5 text-center font-medium text-muted"
                >
                  {names.right(right)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {territories.map((territory) => (
              <tr key={territory}>
                <th scope="row" className="sticky left-0 border-line border-b bg-paper py-2 pr-4 text-left font-normal">
                  {countryName(territory, locale)}
                </th>
                {rights.map((right) => {
                  const cell = cells.find((each) => each.right === right && each.territory === territory);
                  if (!cell) return <td key={right} className="border-line border-b" />;
                  const until = cell.until
                    ? format.dateTime(new Date(cell.until), { year: 'numeric', month: 'numeric' })
                    : '';
                  return (
                    <td
                      key={right}
                      className={`whitespace-nowrap border-line border-b px-2.5 py-2 text-center ${tone[cell.state]}`}
                    >
                      {cell.state === 'taken' && until ? t('matrix.until', { date: until }) : t(`state.${cell.state}`)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
