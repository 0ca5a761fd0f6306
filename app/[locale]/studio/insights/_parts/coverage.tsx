import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Meter } from '#app/_ui/bars.tsx';
import { type Coverage, share } from '#lib/insights/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { Block } from './block.tsx';

/** How much of the shop can be read in each language, and the way to what is missing. */
export async function CoverageBlock({
  coverage,
  locale,
  query,
}: {
  coverage: readonly Coverage[];
  locale: Locale;
  query: string;
}) {
  const t = await getTranslations('insights.coverage');
  const format = await getFormatter();
  const live = coverage[0]?.live ?? 0;
  const sorted = [...coverage].sort((a, b) => b.done - a.done || b.begun - a.begun);
  return (
    <Block title={t('title')} note={t('note')}>
      {live === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <ul className="grid gap-x-10 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
          {sorted.map(({ locale: tag, done, begun }) => {
            const name = languageName(tag, locale);
            const percent = format.number((share(done, live) ?? 0) / 100, { style: 'percent' });
            return (
              <li key={tag} className="py-1">
                <span className="flex items-baseline justify-between gap-4">
                  {done < live ? (
                    <Link
                      href={`/studio/insights/translations/${tag}${query}`}
                      className="link inline-flex min-h-8 items-center"
                      aria-label={t('missing', { language: name, count: live - done })}
                    >
                      {name}
                    </Link>
                  ) : (
                    <span className="inline-flex min-h-8 items-center">{name}</span>
                  )}
                  <span className="num text-small">
                    {begun > 0 && <span className="mr-3 text-muted">{t('begun', { count: begun })}</span>}
                    {percent}
                  </span>
                </span>
                <Meter part={done} whole={live} kind="jade" />
              </li>
            );
          })}
        </ul>
      )}
    </Block>
  );
}
