import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { WholeListing } from '#lib/catalogue/index.ts';
import type { GalleryPicture, PublicQuestion, PublicReview, Step } from '#lib/community/index.ts';
import type { Page } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';
import { RatingSummary } from './rating.tsx';
import { ReviewGallery } from './review-pictures.tsx';
import { QuestionCard, ReviewCard } from './voice.tsx';

const columns =
  'grid gap-x-[clamp(24px,5vw,80px)] gap-y-8 border-line border-t pt-8 md:grid-cols-[minmax(260px,1fr)_2fr]';

/** What buyers said and what was asked, on the page of a listing: the newest of each, and where the rest is. */
export async function Voices({
  listing,
  reviews,
  gallery,
  steps,
  questions,
  locale,
}: {
  listing: WholeListing;
  reviews: Page<PublicReview>;
  gallery: readonly GalleryPicture[];
  steps: readonly Step[];
  questions: Page<PublicQuestion>;
  locale: Locale;
}) {
  const t = await getTranslations('reviews');
  const rating = { sum: listing.ratingSum, count: listing.ratingCount };
  return (
    <>
      <section id="reviews" aria-labelledby="reviews-title" className={columns}>
        <div className="md:sticky md:top-6 md:self-start">
          <h2 id="reviews-title" className="mb-4 text-title">
            {t('title')}
          </h2>
          <RatingSummary rating={rating} steps={steps} />
        </div>
        <div>
          <ReviewGallery pictures={gallery} />
          {reviews.items.length === 0 && <p className="text-muted">{t('none')}</p>}
          {reviews.items.map((review) => (
            <ReviewCard key={review.id} review={review} maker={listing.enterprise} locale={locale} />
          ))}
          {reviews.next && (
            <Link href={`/l/${listing.slug}/reviews`} className={buttonStyle('quiet', 'mt-2')}>
              {t('all')}
            </Link>
          )}
        </div>
      </section>
      <section id="questions" aria-labelledby="questions-title" className={`mt-10 ${columns}`}>
        <div>
          <h2 id="questions-title" className="mb-4 text-title">
            {t('questions.title')}
          </h2>
          <Link href={`/ask/${listing.slug}`} className={buttonStyle('quiet')} rel="nofollow">
            {t('questions.ask')}
          </Link>
        </div>
        <div>
          {questions.items.length === 0 && <p className="text-muted">{t('questions.none')}</p>}
          {questions.items.map((question) => (
            <QuestionCard key={question.id} question={question} maker={listing.enterprise} locale={locale} />
          ))}
          {questions.next && (
            <Link href={`/l/${listing.slug}/questions`} className={buttonStyle('quiet', 'mt-2')}>
              {t('questions.all')}
            </Link>
          )}
        </div>
      </section>
    </>
  );
}
