import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { sentences } from '#app/_i18n/sentences.ts';
import { shownYears, type WorkView, workView } from '#lib/rights/index.ts';
import { freePartWords } from './free-part.tsx';
import { RightsMap } from './map/rights-map.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { rightsNames } from './names.ts';
import { type When, whenPath } from './when.ts';
import { YearKeys } from './year-keys.tsx';

const stop =
  'group relative flex min-h-11 shrink-0 flex-col items-center justify-end gap-1.5 px-2.5 text-muted hover:text-ink aria-[current=true]:text-ink';

/** Years as stops on a line, each an address of its own; the arrow keys go along it. */
async function Years({ slug, when }: { slug: string; when: When }) {
  const t = await getTranslations('avails.when');
  const years = [null, ...shownYears()];
  return (
    <nav aria-label={t('label')} className="overflow-x-auto pb-2" data-years>
      <ol className="relative flex w-max min-w-full justify-between border-line border-b-2 text-small">
        {years.map((year) => (
          <li key={year ?? 'three'}>
            <Link
              href={`${whenPath(slug, { ...when, year })}#free`}
              aria-current={when.year === year ? 'true' : undefined}
              className={stop}
            >
              <span className="num whitespace-nowrap">{year ?? t('three')}</span>
              <span
                aria-hidden="true"
                className="-mb-[7px] size-3 rounded-full border-2 border-edge bg-paper group-hover:border-ink group-aria-[current=true]:border-amber group-aria-[current=true]:bg-amber"
              />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

async function Uses({ slug, when, view, locale }: { slug: string; when: When; view: WorkView; locale: string }) {
  const t = await getTranslations('avails.when');
  const names = await rightsNames(locale);
  return (
    <nav aria-label={t('uses')} className="mt-3 flex flex-wrap gap-x-5 text-small">
      {[null, ...view.rights].map((right) => (
        <Link
          key={right ?? 'all'}
          href={`${whenPath(slug, { ...when, right })}#free`}
          aria-current={when.right === right ? 'true' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=true]:text-ink aria-[current=true]:underline aria-[current=true]:decoration-2 aria-[current=true]:decoration-amber aria-[current=true]:underline-offset-8"
        >
          {right === null ? t('all_uses') : names.right(right)}
        </Link>
      ))}
    </nav>
  );
}

/** What of a work is free: the sentence, the years, the map, and the table that reads the same. The same for everybody. */
export async function WorkAvailability({
  work,
  when: asked,
  locale,
}: {
  work: { id: string; slug: string };
  when: When;
  locale: string;
}) {
  const t = await getTranslations('rights.matrix');
  const view = await workView(work.id, asked.year, asked.right);
  // A use that the work does not have, or that the page has no column for, is no question.
  const when = asked.right !== null && view.rights.includes(asked.right) ? asked : { ...asked, right: null };
  if (view.cells.length === 0) return <p className="text-muted">{t('none')}</p>;
  const words = view.answer ? await freePartWords(view.answer, locale, { counted: true }) : [];
  return (
    <section id="free" aria-live="polite" className="scroll-mt-6">
      <Years slug={work.slug} when={when} />
      <Uses slug={work.slug} when={when} view={view} locale={locale} />
      <p className="mt-4 max-w-[70ch] text-large">{sentences(words, locale)}</p>
      <div className="mt-6 grid items-start gap-x-[clamp(24px,4vw,64px)] gap-y-8 xl:grid-cols-[minmax(0,480px)_minmax(0,1fr)]">
        <RightsMap view={view} when={when} locale={locale} />
        <MatrixTable cells={view.cells} when={when} locale={locale} />
      </div>
      <YearKeys />
    </section>
  );
}
