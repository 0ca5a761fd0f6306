import { getFormatter, getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { carrierNames, trackingLink } from '#lib/ordering/index.ts';
import { declineOfferAction, sendReturnAction, takeOfferAction, withdrawReturnAction } from './actions.ts';
import { BankDecides } from './bank-decides.tsx';

export interface ShownReturn {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly note: string;
  readonly answer: string;
  readonly offerMinor: bigint | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly askedAt: Date;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  readonly pictures: readonly { readonly mediaId: string }[];
}

const tones = {
  asked: 'waiting',
  offered: 'waiting',
  accepted: 'good',
  sent: 'good',
  refunded: 'good',
  refused: 'bad',
  withdrawn: 'plain',
} as const;

export function returnTone(status: string): 'waiting' | 'good' | 'bad' | 'plain' {
  return Object.entries(tones).find(([each]) => each === status)?.[1] ?? 'plain';
}

/** What is being given back: why, with pictures, where it stands and what was said. Both sides see this much. */
export async function ReturnFacts({
  asked,
  titleOf,
  currency,
  locale,
}: {
  asked: ShownReturn;
  titleOf: (lineId: string) => string;
  currency: string;
  locale: string;
}) {
  const t = await getTranslations('after');
  const format = await getFormatter();
  const link = asked.carrier && asked.trackingNumber ? trackingLink(asked.carrier, asked.trackingNumber) : null;
  return (
    <div className="grid gap-2 text-small">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h4 className="font-medium font-sans text-base tracking-normal">{t('return.title')}</h4>
        <Status kind={returnTone(asked.status)}>{t(`return.status.${asked.status}`)}</Status>
      </div>
      <p>
        {asked.lines
          .map(({ orderLineId, quantity }) =>
            quantity > 1 ? `${quantity} × ${titleOf(orderLineId)}` : titleOf(orderLineId),
          )
          .join(', ')}
      </p>
      <p className="text-muted">
        {t(`reason.return_${asked.reason}`)} · {format.dateTime(asked.askedAt, { dateStyle: 'medium' })}
      </p>
      {asked.note && <p className="whitespace-pre-line">{asked.note}</p>}
      {asked.pictures.length > 0 && (
        <ul className="flex flex-wrap gap-3">
          {asked.pictures.map(({ mediaId }, at) => (
            <li key={mediaId} className="size-24 overflow-hidden rounded-md bg-silk">
              <a href={`/media/${mediaId}/1280.jpg`} target="_blank" rel="noreferrer">
                <Picture mediaId={mediaId} alt={t('return.picture', { number: at + 1 })} sizes="96px" maxWidth={320} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {asked.answer && (
        <p className="whitespace-pre-line border-amber border-l-3 pl-4">
          <span className="text-muted">{t('return.answered')} </span>
          {asked.answer}
        </p>
      )}
      {asked.offerMinor !== null && (
        <p className="font-medium">
          {t('return.offered', { amount: formatMoney(money(asked.offerMinor, currency), locale) })}
        </p>
      )}
      {asked.carrier && (
        <p className="num">
          {link ? (
            <a href={link} target="_blank" rel="noreferrer" className="link">
              {asked.carrier} · {asked.trackingNumber}
            </a>
          ) : (
            `${asked.carrier} · ${asked.trackingNumber}`
          )}
        </p>
      )}
    </div>
  );
}

/** What the buyer can do with a return now. */
export async function ReturnSteps({
  asked,
  orderKey,
  disputed,
}: {
  asked: ShownReturn;
  orderKey: string | undefined;
  disputed: boolean;
}) {
  const t = await getTranslations('after.return');
  const which = (
    <>
      <input type="hidden" name="returnId" value={asked.id} />
      {orderKey && <input type="hidden" name="key" value={orderKey} />}
    </>
  );
  const open = ['asked', 'offered', 'accepted'].includes(asked.status);
  return (
    <div className="mt-3 grid gap-4">
      {asked.status === 'accepted' && (
        <Form action={sendReturnAction} className="grid max-w-[28rem] gap-3">
          {which}
          <p className="text-small">{t('send_text')}</p>
          <TextInput name="carrier" label={t('carrier')} suggestions={carrierNames} required />
          <TextInput name="trackingNumber" label={t('tracking')} required />
          <Submit className="justify-self-start" pending={t('saving')}>
            {t('sent')}
          </Submit>
        </Form>
      )}
      {open && (
        <div className="flex flex-wrap gap-3">
          {asked.status === 'offered' && (
            <>
              {disputed ? (
                <BankDecides className="w-full" />
              ) : (
                <Form action={takeOfferAction}>
                  {which}
                  <Submit pending={t('saving')}>{t('take_offer')}</Submit>
                </Form>
              )}
              <Form action={declineOfferAction}>
                {which}
                <Submit kind="quiet" pending={t('saving')}>
                  {t('decline_offer')}
                </Submit>
              </Form>
            </>
          )}
          <Form action={withdrawReturnAction}>
            {which}
            <Submit kind="text" pending={t('saving')}>
              {t('withdraw')}
            </Submit>
          </Form>
        </div>
      )}
    </div>
  );
}
