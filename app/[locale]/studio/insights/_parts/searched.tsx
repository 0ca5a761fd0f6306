import { getFormatter, getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { leastVisitors, type SearchedInVain } from '#lib/insights/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { Block } from './block.tsx';

const shownOfEach = 8;

/** What buyers look for and nobody offers, by language. */
export async function Searched({ searched, locale }: { searched: readonly SearchedInVain[]; locale: Locale }) {
  const t = await getTranslations('insights.searched');
  const format = await getFormatter();
  const languages = [...Map.groupBy(searched, (each) => each.locale)];
  return (
    <Block title={t('title')} note={t('note', { least: leastVisitors })}>
      {languages.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
          {languages.map(([tag, queries]) => (
            <div key={tag}>
              <h3 className="mb-1 font-medium font-sans text-small tracking-normal">{spokenLanguage(tag, locale)}</h3>
              <ul>
                {queries.slice(0, shownOfEach).map(({ query, count }) => (
                  <li key={query} className="flex items-baseline justify-between gap-4 border-line border-b py-1.5">
                    <span lang={tag}>{query}</span>
                    <span className="num shrink-0 text-muted text-small">
                      {t('times', { count, number: format.number(count) })}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Block>
  );
}
