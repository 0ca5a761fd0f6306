import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { RatingSummary } from '#app/_shop/rating.tsx';
import { ReviewCard } from '#app/_shop/voice.tsx';
import { VoicesPage, voicesMetadata, voicesPlace } from '#app/_shop/voices-page.tsx';
import { listingReviews, ratingSpread } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';

type Props = { params: Promise<{ locale: string; slug: string; after?: string[] }> };

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return voicesMetadata(params, 'reviews');
}

export default async function ListingReviews({ params }: Props) {
  await connection();
  const { locale, listing, cursor } = await voicesPlace(params);
  const t = await getTranslations('reviews');
  const [page, steps] = await Promise.all([
    listingReviews(listing.id, limits.page, cursor, locale),
    ratingSpread(listing.id),
  ]);
  const rating = { sum: listing.ratingSum, count: listing.ratingCount };
  return (
    <VoicesPage
      listing={listing}
      kind="reviews"
      locale={locale}
      cursor={cursor}
      next={page.next}
      lead={<RatingSummary rating={rating} steps={steps} />}
    >
      {page.items.length === 0 && <p className="text-muted">{t('none')}</p>}
      {page.items.map((review) => (
        <ReviewCard key={review.id} review={review} maker={listing.enterprise} locale={locale} />
      ))}
    </VoicesPage>
  );
}
