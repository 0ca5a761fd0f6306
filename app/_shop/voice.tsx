import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { fromCountry, spokenLanguage } from '#app/_i18n/names.ts';
import { Stars } from '#app/_ui/stars.tsx';
import { type PublicQuestion, type PublicReview, voiceWords } from '#lib/community/index.ts';
import { type Named, nameFor } from '#lib/enterprises/index.ts';
import type { Locale, ReadableText } from '#lib/languages/index.ts';
import { ReviewPictures } from './review-pictures.tsx';
import { TranslatedFrom } from './translated-from.tsx';

/** Who wrote it, from where, when, and in which language where that is not the reader's. */
async function Byline({
  name,
  voice,
  writtenIn,
  locale,
  children,
}: {
  name: string;
  voice: { country: string | null; createdAt: Date };
  writtenIn: string | null;
  locale: string;
  children?: ReactNode;
}) {
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  return (
    <p className="flex flex-wrap gap-x-4 text-muted text-small">
      <span>
        <span className="text-ink">{name}</span>
        {voice.country && fromCountry(voice.country, locale)}
      </span>
      <time dateTime={voice.createdAt.toISOString()}>{format.dateTime(voice.createdAt, { dateStyle: 'long' })}</time>
      {children}
      {writtenIn && <span>{t('written_in', { language: spokenLanguage(writtenIn, locale) })}</span>}
    </p>
  );
}

/** What the enterprise answered, set back under what it answers. */
async function Answer({
  text,
  lang,
  maker,
  children,
}: {
  text: string;
  lang: string;
  maker: string;
  children: ReactNode;
}) {
  const t = await getTranslations('reviews');
  return (
    <div className="mt-4 border-amber border-l-3 py-0.5 pl-4">
      <p className="text-muted text-small">{t('answer_of', { maker })}</p>
      <p className="mt-1 max-w-[68ch] whitespace-pre-line" lang={lang}>
        {text}
      </p>
      {children}
    </div>
  );
}

/** The language of words that the reader gets untranslated and in another language than their own. */
function foreign(text: ReadableText | null): string | null {
  return text && !text.ownLanguage && !text.original ? text.locale : null;
}

/** One review: stars, who bought it, what was written and the enterprise's answer, in the reader's language where somebody translated it. */
export async function ReviewCard({ review, maker, locale }: { review: PublicReview; maker: Named; locale: Locale }) {
  const t = await getTranslations('reviews');
  const { body, answer } = voiceWords(review, locale);
  return (
    <article className="border-line border-b py-6 first:pt-0 last:border-0">
      <Stars value={review.rating} label={t('of_five', { average: review.rating })} />
      <div className="mt-2 mb-2.5">
        <p className="max-w-[68ch] whitespace-pre-line" lang={body?.locale}>
          {body?.value}
        </p>
        <TranslatedFrom text={body} locale={locale} />
      </div>
      {review.pictures.length > 0 && (
        <div className="mb-3">
          <ReviewPictures review={review} />
        </div>
      )}
      <Byline name={review.authorName || t('anonymous')} voice={review} writtenIn={foreign(body)} locale={locale}>
        <span className="text-jade">{t('verified')}</span>
        {review.editedAt && <span>{t('changed')}</span>}
      </Byline>
      {answer && (
        <Answer text={answer.value} lang={answer.locale} maker={nameFor(maker, locale)}>
          <TranslatedFrom text={answer} locale={locale} />
        </Answer>
      )}
    </article>
  );
}

/** One question with its answer, in the reader's language where somebody translated it. */
export async function QuestionCard({
  question,
  maker,
  locale,
}: {
  question: PublicQuestion;
  maker: Named;
  locale: Locale;
}) {
  const t = await getTranslations('reviews');
  const { body, answer } = voiceWords(question, locale);
  return (
    <article className="border-line border-b py-6 first:pt-0 last:border-0">
      <div className="mb-1.5">
        <p className="max-w-[68ch] whitespace-pre-line font-medium" lang={body?.locale}>
          {body?.value}
        </p>
        <TranslatedFrom text={body} locale={locale} />
      </div>
      <Byline name={question.authorName || t('somebody')} voice={question} writtenIn={foreign(body)} locale={locale} />
      {answer && (
        <Answer text={answer.value} lang={answer.locale} maker={nameFor(maker, locale)}>
          <TranslatedFrom text={answer} locale={locale} />
        </Answer>
      )}
    </article>
  );
}
