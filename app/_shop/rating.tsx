import { getFormatter, getTranslations } from 'next-intl/server';
import { Star, Stars } from '#app/_ui/stars.tsx';
import { averageRating, type Rating } from '#lib/catalogue/index.ts';
import type { Step } from '#lib/community/index.ts';

/** A rating in a few signs, for tiles and under a title; nothing where nobody has rated. */
export async function ShortRating({ rating, className }: { rating: Rating; className?: string }) {
  const average = averageRating(rating);
  if (average === null) return null;
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  return (
    <span className={className}>
      <span className="sr-only">{t('rated', { average, count: rating.count })}</span>
      <span aria-hidden="true" className="num inline-flex items-center gap-1 whitespace-nowrap">
        <Star className="text-amber" />
        {format.number(average, { minimumFractionDigits: 1 })} · {format.number(rating.count)}
      </span>
    </span>
  );
}

/** The average, large, and how many gave each number of stars. */
export async function RatingSummary({ rating, steps }: { rating: Rating; steps: readonly Step[] }) {
  const average = averageRating(rating);
  if (average === null) return null;
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="num font-serif text-display leading-none" aria-hidden="true">
          {format.number(average, { minimumFractionDigits: 1 })}
        </span>
        <span>
          <Stars value={average} label={t('of_five', { average })} className="text-large" />
          <span className="block text-muted text-small">{t('count', { count: rating.count })}</span>
        </span>
      </p>
      <ul
        aria-label={t('spread')}
        className="mt-4 grid max-w-[340px] grid-cols-[minmax(6.5em,max-content)_1fr_2.5em] gap-x-3 gap-y-1.5 text-small"
      >
        {steps.map(({ stars, count, percent }) => (
          <li key={stars} className="col-span-full grid grid-cols-subgrid items-center">
            <span className="whitespace-nowrap text-muted">{t('stars', { stars })}</span>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full rounded-sm">
              <rect width="100" height="1" className="fill-line" />
              <rect width={percent} height="1" className="fill-amber" />
            </svg>
            <span className="num text-right">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
