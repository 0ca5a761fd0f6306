import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName, spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { TranslatedFrom } from '#app/_shop/translated-from.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type DeskQuestion, type DeskReview, type Readable, voiceWords, type Which } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { answerQuestionAction, answerReviewAction } from './answer-actions.ts';

type Kind = 'reviews' | 'questions';

/** The two lists of a kind, what was just done, and the way on. */
export async function VoiceList({
  kind,
  which,
  enterprise,
  done,
  next,
  children,
}: {
  kind: Kind;
  which: Which;
  enterprise: string;
  done: boolean;
  next: string | null;
  children: readonly ReactNode[];
}) {
  const t = await getTranslations('studio');
  const path = (show: Which, after?: string) =>
    `/studio/${kind}?enterprise=${enterprise}&show=${show}${after ? `&after=${after}` : ''}`;
  return (
    <>
      <PageHead title={t(`nav.${kind}`)} lead={t(`voices.${kind}_lead`)} />
      {done && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('voices.done')}
          </Notice>
        </div>
      )}
      <nav aria-label={t('voices.filter')} className="mb-6 flex flex-wrap gap-2 text-small">
        {(['waiting', 'answered'] as const).map((each) => (
          <Link
            key={each}
            href={path(each)}
            aria-current={each === which ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
          >
            {t(`voices.${each}`)}
          </Link>
        ))}
      </nav>
      {children.length === 0 ? (
        <EmptyState title={t(`voices.empty.${which}`)} />
      ) : (
        <ul className="border-line border-t">{children}</ul>
      )}
      {next && (
        <p className="mt-8 text-center">
          <Link href={path(which, next)} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

/** One review or question in the reader's language where somebody translated it, with the enterprise's answer, or the form for it where the person may answer. */
export async function Voice({
  voice,
  kind,
  enterprise,
  locale,
  answers,
  children,
}: {
  voice: Readable<DeskReview | DeskQuestion>;
  kind: Kind;
  enterprise: string;
  locale: Locale;
  answers: boolean;
  children?: ReactNode;
}) {
  const t = await getTranslations('studio.voices');
  const words = await getTranslations('reviews');
  const format = await getFormatter();
  const title = readField(voice.listing.text, 'title', locale);
  const picture = voice.listing.pictures[0];
  const { body, answer } = voiceWords(voice, locale);
  const name = voice.authorName || words(kind === 'reviews' ? 'anonymous' : 'somebody');
  return (
    <li className="grid gap-x-6 gap-y-4 border-line border-b py-6 md:grid-cols-[72px_1fr_1fr]">
      <div className="hidden aspect-4/5 overflow-hidden rounded-md bg-silk md:block">
        {picture && <Picture mediaId={picture.mediaId} alt="" sizes="72px" maxWidth={320} />}
      </div>
      <div className="min-w-0">
        <Link
          href={`/l/${voice.listing.slug}`}
          className="link inline-flex min-h-8 items-center text-small"
          lang={title?.locale}
        >
          {title?.value}
        </Link>
        {children}
        <div className="my-1.5">
          <p className="whitespace-pre-line" lang={body?.locale}>
            {body?.value}
          </p>
          <TranslatedFrom text={body} locale={locale} />
        </div>
        <p className="text-muted text-small">
          {voice.country ? t('from', { name, country: countryName(voice.country, locale) }) : name} ·{' '}
          {format.dateTime(voice.createdAt, { dateStyle: 'medium' })}
          {voice.locale !== locale && ` · ${t('reads', { language: spokenLanguage(voice.locale, locale) })}`}
        </p>
      </div>
      <div className="min-w-0">
        {answer && (
          <div className="mb-2 border-amber border-l-3 pl-4">
            <p className="whitespace-pre-line" lang={answer.locale}>
              {answer.value}
            </p>
            <TranslatedFrom text={answer} locale={locale} />
          </div>
        )}
        {answers && <AnswerForm voice={voice} kind={kind} enterprise={enterprise} locale={locale} />}
      </div>
    </li>
  );
}

async function AnswerForm({
  voice,
  kind,
  enterprise,
  locale,
}: {
  voice: Readable<DeskReview | DeskQuestion>;
  kind: Kind;
  enterprise: string;
  locale: Locale;
}) {
  const t = await getTranslations('studio.voices');
  const fields = (
    <>
      <TextArea
        name="answer"
        rows={4}
        required
        label={t('answer')}
        hint={t('answer_hint', { limit: limits.answer })}
        defaultValue={voice.answer ?? undefined}
      />
      <Submit kind="quiet" className="justify-self-start" pending={t('sending')}>
        {voice.answer ? t('change') : t('send')}
      </Submit>
    </>
  );
  return (
    <Form action={kind === 'reviews' ? answerReviewAction : answerQuestionAction} className="grid gap-4">
      <input type="hidden" name={kind === 'reviews' ? 'reviewId' : 'questionId'} value={voice.id} />
      <input type="hidden" name="enterprise" value={enterprise} />
      <input type="hidden" name="show" value={voice.answer ? 'answered' : 'waiting'} />
      <input type="hidden" name="locale" value={locale} />
      {voice.answer ? <FormDetails summary={t('edit')}>{fields}</FormDetails> : fields}
    </Form>
  );
}
