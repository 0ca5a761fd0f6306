import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Stars } from '#app/_ui/stars.tsx';
import type { LineReview as State } from '#lib/community/index.ts';

/** Beside a bought thing: the way to review it, or what the buyer said of it. */
export async function LineReview({ state, href }: { state: State | undefined; href: string }) {
  if (!state || (!state.review && !state.can)) return null;
  const t = await getTranslations('reviews');
  const { review, can } = state;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-4 text-small">
      {review && (
        <span className="inline-flex items-center gap-2 text-muted">
          {t('order.yours')}
          <Stars value={review.rating} label={t('of_five', { average: review.rating })} />
        </span>
      )}
      {can && (
        <Link href={href} className="link inline-flex min-h-11 items-center">
          {can === 'edit' ? t('order.change') : t('order.write')}
        </Link>
      )}
      {review?.hiddenReason && (
        <span className="text-cinnabar">{t('order.hidden', { reason: review.hiddenReason })}</span>
      )}
    </div>
  );
}
