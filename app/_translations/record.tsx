import { getFormatter, getTranslations } from 'next-intl/server';
import { Stars } from '#app/_ui/stars.tsx';
import type { FoundTranslator } from '#lib/translations/index.ts';

/** How a translator did so far: jobs, words, and what customers gave. */
export async function Record({ record: { jobs, words, stars, ratings } }: Pick<FoundTranslator, 'record'>) {
  const t = await getTranslations('translation_jobs.translators');
  const format = await getFormatter();
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-small">
      <span className="num">{t('record', { jobs, words })}</span>
      {stars !== null && (
        <span className="inline-flex items-center gap-2">
          <Stars value={stars} label={t('stars', { stars: format.number(stars, { maximumFractionDigits: 1 }) })} />
          <span className="num">{t('ratings', { count: ratings })}</span>
        </span>
      )}
    </p>
  );
}
