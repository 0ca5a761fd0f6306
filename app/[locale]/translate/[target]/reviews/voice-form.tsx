import { getFormatter, getTranslations } from 'next-intl/server';
import { fromCountry, languageName, spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { ReviewPictures } from '#app/_shop/review-pictures.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Stars } from '#app/_ui/stars.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { translatable, type VoiceToTranslate, wordsHash } from '#lib/community/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { translateVoiceAction } from './actions.ts';

interface Props {
  readonly voice: VoiceToTranslate;
  readonly target: Locale;
  readonly locale: Locale;
  readonly after: string;
}

/** A review or a question as it was written, and beside it the form for it in the translator's language. */
export function VoiceForm({ voice, target, locale, after }: Props) {
  return (
    <li className="grid gap-x-10 gap-y-5 border-line border-b py-6 md:grid-cols-2">
      <Original voice={voice} locale={locale} />
      <Translation voice={voice} target={target} locale={locale} after={after} />
    </li>
  );
}

async function Original({ voice, locale }: { voice: VoiceToTranslate; locale: Locale }) {
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  const title = readField(voice.listing.text, 'title', locale);
  return (
    <div className="min-w-0">
      <h2 className="font-medium font-sans text-small tracking-normal">
        <Link href={`/l/${voice.listing.slug}`} className="link inline-flex min-h-8 items-center" lang={title?.locale}>
          {title?.value}
        </Link>
      </h2>
      {voice.kind === 'review' && (
        <p className="mt-1">
          <Stars value={voice.rating} label={t('of_five', { average: voice.rating })} />
        </p>
      )}
      <p className="my-2 max-w-[68ch] whitespace-pre-line" lang={voice.locale}>
        {voice.body}
      </p>
      {voice.kind === 'review' && <ReviewPictures review={voice} />}
      <p className="mt-2 flex flex-wrap gap-x-4 text-muted text-small">
        <span>{t('written_in', { language: spokenLanguage(voice.locale, locale) })}</span>
        <span>
          {voice.authorName || t(voice.kind === 'review' ? 'anonymous' : 'somebody')}
          {voice.country && fromCountry(voice.country, locale)}
        </span>
        <time dateTime={voice.createdAt.toISOString()}>
          {format.dateTime(voice.createdAt, { dateStyle: 'medium' })}
        </time>
      </p>
      {voice.answer && (
        <div className="mt-4 border-amber border-l-3 py-0.5 pl-4">
          <p className="text-muted text-small">
            {t('answer_of', { maker: nameFor(voice.listing.enterprise, locale) })} ·{' '}
            {t('written_in', { language: spokenLanguage(voice.answerLocale ?? voice.locale, locale) })}
          </p>
          <p className="mt-1 max-w-[68ch] whitespace-pre-line" lang={voice.answerLocale ?? undefined}>
            {voice.answer}
          </p>
        </div>
      )}
    </div>
  );
}

async function Translation({ voice, target, locale, after }: Props) {
  const t = await getTranslations('review_words.desk');
  const { body, answer } = translatable(voice, target);
  const language = languageName(target, locale);
  const hidden = {
    kind: voice.kind,
    id: voice.id,
    locale: target,
    ofBody: body ? wordsHash(voice.locale, voice.body) : '',
    ofAnswer: answer ? wordsHash(voice.answerLocale ?? '', voice.answer ?? '') : '',
    madeAt: voice.translation?.updatedAt.toISOString() ?? '',
    after,
  };
  return (
    <Form action={translateVoiceAction} className="grid min-w-0 content-start gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {voice.stale && (
        <p>
          <Status kind="waiting">{t('stale')}</Status>
        </p>
      )}
      {body && (
        <TextArea
          name="body"
          label={t(voice.kind === 'review' ? 'body' : 'question', { language })}
          lang={target}
          rows={4}
          required
          defaultValue={voice.translation?.body ?? ''}
        />
      )}
      {answer && (
        <TextArea
          name="answer"
          label={t('answer', { language })}
          lang={target}
          rows={3}
          required
          defaultValue={voice.translation?.answer ?? ''}
        />
      )}
      <div>
        <Submit pending={t('publishing')}>{t('publish')}</Submit>
      </div>
    </Form>
  );
}
