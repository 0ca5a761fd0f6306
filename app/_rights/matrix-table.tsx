import { getFormatter, getTranslations } from 'next-intl/server';
import { shortCountryName } from '#app/_i18n/names.ts';
import type { Cell } from '#lib/rights/index.ts';
import { rightsNames } from './names.ts';
import type { When } from './when.ts';

const tone = {
  free: 'text-jade',
  free_non_exclusive: 'text-jade',
  optioned: 'text-amber',
  taken: 'text-cinnabar',
  held_back: 'text-cinnabar',
  not_controlled: 'text-muted',
} as const;

/** The words of a cell: its state, and until when where a day is known. Never whose it is. */
const untilWords = { taken: 'taken_until', held_back: 'held_until', optioned: 'option_until' } as const;

function hasUntil(state: Cell['state']): state is keyof typeof untilWords {
  return Object.hasOwn(untilWords, state);
}

/** What is free, by country and right: a word and a colour a cell. Countries run down, so that it reads on a phone. */
export async function MatrixTable({ cells, when, locale }: { cells: readonly Cell[]; when: When; locale: string }) {
  const t = await getTranslations('rights');
  const own = await getTranslations('avails.matrix');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const rights = [...new Set(cells.map((cell) => cell.right))].filter(
    (each) => when.right === null || each === when.right,
  );
  const territories = [...new Set(cells.map((cell) => cell.territory))];
  const cellOf = new Map(cells.map((cell) => [`${cell.right}|${cell.territory}`, cell]));
  const caption = when.year === null ? own('caption_years') : own('caption_year', { year: String(when.year) });
  const date = (day: string) =>
    format.dateTime(new Date(day), { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-small">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-paper py-2.5 pr-4 text-left font-medium text-muted">
                {t('matrix.country')}
              </th>
              {rights.map((right) => (
                <th
                  key={right}
                  scope="col"
                  className="break-keep border-line border-b px-2.5 py-2.5 text-center font-medium text-muted"
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
                  {/* Chinese would break after each character, as many columns as there are beside it. */}
                  <span className="block min-w-22">{shortCountryName(territory, locale)}</span>
                </th>
                {rights.map((right) => {
                  const cell = cellOf.get(`${right}|${territory}`);
                  if (!cell) return <td key={right} className="border-line border-b" />;
                  return (
                    <td
                      key={right}
                      className={`break-keep border-line border-b px-2.5 py-2 text-center text-balance ${tone[cell.state]}`}
                    >
                      {cell.until && hasUntil(cell.state)
                        ? own(untilWords[cell.state], { date: date(cell.until) })
                        : t(`state.${cell.state}`)}
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
