import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName, spokenLanguage } from '#app/_i18n/names.ts';
import { Stars } from '#app/_ui/stars.tsx';
import type { PublicQuestion, PublicReview } from '#lib/community/index.ts';
import { ReviewPictures } from './review-pictures.tsx';

/** Who wrote it, from where, when, and in which language where that is not the reader's. */
async function Byline({
  name,
  voice,
  locale,
  children,
}: {
  name: string;
  voice: { country: string | null; locale: string; createdAt: Date };
  locale: string;
  children?: ReactNode;
}) {
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  return (
    <p className="flex flex-wrap gap-x-4 text-muted text-small">
      <span>
        <span className="text-ink">{name}</span>
        {voice.country && `, ${countryName(voice.country, locale)}`}
      </span>
      <time dateTime={voice.createdAt.toISOString()}>{format.dateTime(voice.createdAt, { dateStyle: 'long' })}</time>
      {children}
      {voice.locale !== locale && <span>{t('written_in', { language: spokenLanguage(voice.locale, locale) })}</span>}
    </p>
  );
}

/** What the enterprise answered, set back under what it answers. */
async function Answer({ text, lang, maker }: { text: string; lang: string; maker: string }) {
  const t = await getTranslations('reviews');
  return (
    <div className="mt-4 border-amber border-l-3 py-0.5 pl-4">
      <p className="text-muted text-small">{t('answer_of', { maker })}</p>
      <p className="mt-1 max-w-[68ch] whitespace-pre-line" lang={lang}>
        {text}
      </p>
    </div>
  );
}

/** One review: stars, who bought it, what was written, the enterprise's answer. */
export async function ReviewCard({
  review,
  maker,
  locale,
}: {
  review: PublicReview;
  maker: { displayName: string };
  locale: string;
}) {
  const t = await getTranslations('reviews');
  return (
    <article className="border-line border-b py-6 first:pt-0 last:border-0">
      <Stars value={review.rating} label={t('of_five', { average: review.rating })} />
      <p className="mt-2 mb-2.5 max-w-[68ch] whitespace-pre-line" lang={review.locale}>
        {review.body}
      </p>
      {review.pictures.length > 0 && (
        <div className="mb-3">
          <ReviewPictures review={review} />
        </div>
      )}
      <Byline name={review.authorName || t('anonymous')} voice={review} locale={locale}>
        <span className="text-jade">{t('verified')}</span>
        {review.editedAt && <span>{t('changed')}</span>}
      </Byline>
      {review.answer && <Answer text={review.answer} lang={review.answerLocale ?? locale} maker={maker.displayName} />}
    </article>
  );
}

/** One question with its answer. */
export async function QuestionCard({
  question,
  maker,
  locale,
}: {
  question: PublicQuestion;
  maker: { displayName: string };
  locale: string;
}) {
  const t = await getTranslations('reviews');
  return (
    <article className="border-line border-b py-6 first:pt-0 last:border-0">
      <p className="mb-1.5 max-w-[68ch] whitespace-pre-line font-medium" lang={question.locale}>
        {question.body}
      </p>
      <Byline name={question.authorName || t('somebody')} voice={question} locale={locale} />
      {question.answer && (
        <Answer text={question.answer} lang={question.answerLocale ?? locale} maker={maker.displayName} />
      )}
    </article>
  );
}
