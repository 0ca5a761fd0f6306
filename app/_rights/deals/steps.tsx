import { getTranslations } from 'next-intl/server';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  acceptAction,
  askToHoldAction,
  endOptionAction,
  endTalksAction,
  holdAction,
  writeAction,
} from '#app/[locale]/(rights)/deals/actions.ts';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { termsHash, termsSchema, type WholeDeal } from '#lib/rights/index.ts';
import { Countdown } from './countdown.tsx';
import { timeLeft } from './time-left.ts';
import { timeWords } from './time-words.ts';

interface Here {
  readonly deal: Pick<WholeDeal, 'id' | 'number'>;
  readonly side: string;
}

function Hidden({ deal, side }: Here) {
  return (
    <>
      <input type="hidden" name="number" value={deal.number} />
      <input type="hidden" name="dealId" value={deal.id} />
      <input type="hidden" name="enterpriseId" value={side} />
    </>
  );
}

/** Typing a name accepts the open version: for a side, and for a joint owner whose consent it needs. */
export async function AcceptForm({
  deal,
  side,
  offer,
  text,
}: Here & { offer: { id: string; version: number; terms: unknown }; text: string }) {
  const t = await getTranslations('rights.accept');
  return (
    <section aria-labelledby="accept">
      <h2 id="accept" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 text-muted text-small">{text}</p>
      <Form action={acceptAction} className="grid gap-4">
        <Hidden deal={deal} side={side} />
        <input type="hidden" name="offerId" value={offer.id} />
        <input type="hidden" name="termsHash" value={termsHash(termsSchema.parse(offer.terms))} />
        <TextInput name="signedName" label={t('name')} hint={t('name_hint')} autoComplete="name" required />
        <Submit pending={t('sending')}>{t('send', { version: offer.version })}</Submit>
      </Form>
    </section>
  );
}

/** Words and files for the other side. */
export async function WriteForm({ deal, side, other, locale }: Here & { other: string; locale: string }) {
  const t = await getTranslations('deals.write');
  return (
    <Form action={writeAction} className="grid gap-4">
      <Hidden deal={deal} side={side} />
      <input type="hidden" name="locale" value={locale} />
      <TextArea name="body" rows={3} label={t('label', { other })} hint={t('hint')} />
      <FormDetails summary={t('attach')}>
        <FileField
          name="files[]"
          label={t('files')}
          hint={t('files_hint', { count: limits.dealFiles, megabytes: limits.dealFileBytes / 2 ** 20 })}
          accept=".pdf,.docx,.xlsx,.pptx,.odt,.ods,.zip,.epub,image/png,image/jpeg,image/webp,image/tiff,audio/mpeg,audio/wav,video/mp4"
        />
      </FormDetails>
      <Submit kind="quiet" className="justify-self-start" pending={t('sending')}>
        {t('send')}
      </Submit>
    </Form>
  );
}

/** Ends the talks, with the reason that the other side reads. */
export async function EndForm({ deal, side, own, locale }: Here & { own: boolean; locale: string }) {
  const t = await getTranslations('deals.end');
  const kind = own ? 'withdraw' : 'decline';
  return (
    <Form action={endTalksAction}>
      <Hidden deal={deal} side={side} />
      <input type="hidden" name="locale" value={locale} />
      <FormDetails summary={t(kind)}>
        <TextArea name="reason" rows={3} label={t('reason')} hint={t('reason_hint')} required />
        <Submit kind="danger" className="justify-self-start" pending={t('sending')}>
          {t(`send_${kind}`)}
        </Submit>
      </FormDetails>
    </Form>
  );
}

/** What is held for the licensee, with the time that is left; or the way to ask for it, to give it, to refuse it. */
export async function OptionPanel({
  deal,
  side,
  canPromise,
  locale,
}: Here & { deal: WholeDeal; canPromise: boolean; locale: string }) {
  const t = await getTranslations('deals.option');
  const option = deal.options.findLast(({ status }) => status === 'asked' || status === 'given');
  const giving = side === deal.holderId;
  const open = deal.offers.some(({ status }) => status === 'open');
  const words = timeWords(locale);
  if (option?.status === 'given' && option.lapsesAt)
    return (
      <Notice kind="good">
        <p>
          {t(giving ? 'held_for_them' : 'held_for_you')}{' '}
          <Countdown
            until={option.lapsesAt.toISOString()}
            locale={locale}
            words={words}
            said={timeLeft(option.lapsesAt.getTime(), now().getTime(), words, locale)}
          />
        </p>
        {!giving && <EndOption deal={deal} side={side} word={t('release')} />}
      </Notice>
    );
  if (giving && !canPromise && option) return <p className="text-small">{t('asked', { days: option.days })}</p>;
  if (giving)
    return canPromise && open ? (
      <div>
        {option && <p className="mb-2 font-medium text-small">{t('asked', { days: option.days })}</p>}
        <Form action={holdAction}>
          <Hidden deal={deal} side={side} />
          <FormDetails summary={t('give')}>
            <Days hint={t('give_hint')} label={t('days')} days={option?.days} />
            <Submit kind="quiet" className="justify-self-start">
              {t('give_send')}
            </Submit>
          </FormDetails>
        </Form>
        {option && <EndOption deal={deal} side={side} word={t('refuse')} />}
      </div>
    ) : null;
  if (option)
    return <EndOption deal={deal} side={side} word={t('take_back')} before={t('waiting', { days: option.days })} />;
  return (
    <Form action={askToHoldAction}>
      <Hidden deal={deal} side={side} />
      <FormDetails summary={t('ask')}>
        <Days hint={t('ask_hint')} label={t('days')} />
        <Submit kind="quiet" className="justify-self-start">
          {t('ask_send')}
        </Submit>
      </FormDetails>
    </Form>
  );
}

function Days({ label, hint, days = 14 }: { label: string; hint: string; days?: number | undefined }) {
  return <TextInput name="days" label={label} hint={hint} inputMode="numeric" defaultValue={String(days)} />;
}

function EndOption({ deal, side, word, before }: Here & { word: string; before?: string }) {
  return (
    <Form action={endOptionAction}>
      <Hidden deal={deal} side={side} />
      {before && <p className="text-small">{before}</p>}
      <Submit kind="text">{word}</Submit>
    </Form>
  );
}
