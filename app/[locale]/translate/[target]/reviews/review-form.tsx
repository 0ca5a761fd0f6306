import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName, spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { ReviewPictures } from '#app/_shop/review-pictures.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Stars } from '#app/_ui/stars.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type ReviewToTranslate, translatable, wordsHash } from '#lib/community/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { translateReviewAction } from './actions.ts';

/** A review as it was written, and beside it the form for it in the translator's language. */
export function ReviewForm({
  review,
  target,
  locale,
  after,
}: {
  review: ReviewToTranslate;
  target: Locale;
  locale: Locale;
  after: string;
}) {
  return (
    <li className="grid gap-x-10 gap-y-5 border-line border-b py-6 md:grid-cols-2">
      <Original review={review} locale={locale} />
      <Translation review={review} target={target} locale={locale} after={after} />
    </li>
  );
}

async function Original({ review, locale }: { review: ReviewToTranslate; locale: Locale }) {
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  const title = readField(review.listing.text, 'title', locale);
  return (
    <div className="min-w-0">
      <h2 className="font-medium font-sans text-small tracking-normal">
        <Link href={`/l/${review.listing.slug}`} className="link inline-flex min-h-8 items-center" lang={title?.locale}>
          {title?.value}
        </Link>
      </h2>
      <p className="mt-1">
        <Stars value={review.rating} label={t('of_five', { average: review.rating })} />
      </p>
      <p className="my-2 max-w-[68ch] whitespace-pre-line" lang={review.locale}>
        {review.body}
      </p>
      <ReviewPictures review={review} />
      <p className="mt-2 flex flex-wrap gap-x-4 text-muted text-small">
        <span>{t('written_in', { language: spokenLanguage(review.locale, locale) })}</span>
        <span>
          {review.authorName || t('anonymous')}, {countryName(review.country, locale)}
        </span>
        <time dateTime={review.createdAt.toISOString()}>
          {format.dateTime(review.createdAt, { dateStyle: 'medium' })}
        </time>
      </p>
      {review.answer && (
        <div className="mt-4 border-amber border-l-3 py-0.5 pl-4">
          <p className="text-muted text-small">
            {t('answer_of', { maker: review.listing.enterprise.displayName })} ·{' '}
            {t('written_in', { language: spokenLanguage(review.answerLocale ?? review.locale, locale) })}
          </p>
          <p className="mt-1 max-w-[68ch] whitespace-pre-line" lang={review.answerLocale ?? undefined}>
            {review.answer}
          </p>
        </div>
      )}
    </div>
  );
}

async function Translation({
  review,
  target,
  locale,
  after,
}: {
  review: ReviewToTranslate;
  target: Locale;
  locale: Locale;
  after: string;
}) {
  const t = await getTranslations('review_words.desk');
  const { body, answer } = translatable(review, target);
  const language = languageName(target, locale);
  const hidden = {
    reviewId: review.id,
    locale: target,
    ofBody: body ? wordsHash(review.locale, review.body) : '',
    ofAnswer: answer ? wordsHash(review.answerLocale ?? '', review.answer ?? '') : '',
    madeAt: review.translation?.updatedAt.toISOString() ?? '',
    after,
  };
  return (
    <Form action={translateReviewAction} className="grid min-w-0 content-start gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {review.stale && (
        <p>
          <Status kind="waiting">{t('stale')}</Status>
        </p>
      )}
      {body && (
        <TextArea
          name="body"
          label={t('body', { language })}
          lang={target}
          rows={4}
          required
          defaultValue={review.translation?.body ?? ''}
        />
      )}
      {answer && (
        <TextArea
          name="answer"
          label={t('answer', { language })}
          lang={target}
          rows={3}
          required
          defaultValue={review.translation?.answer ?? ''}
        />
      )}
      <div>
        <Submit pending={t('publishing')}>{t('publish')}</Submit>
      </div>
    </Form>
  );
}
