import { getFormatter, getTranslations } from 'next-intl/server';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { day } from '#lib/core/clock.ts';
import { changesLeft, type SellerOrderView, type WholeOrder } from '#lib/ordering/index.ts';
import { acceptDays } from '#lib/payouts/index.ts';
import { acceptMilestoneAction, askChangesAction, deliverMilestoneAction } from './milestone-actions.ts';

type Commission = NonNullable<SellerOrderView['lines'][number]['commission']>;
type Milestones = Commission['milestones'];

/** How far each part is: delivered, accepted, by when it counts as accepted. */
async function MilestoneStates({ milestones, reader }: { milestones: Milestones; reader: 'buyer' | 'seller' }) {
  const t = await getTranslations('payouts.milestone');
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' });
  const begun = milestones.filter((each) => each.deliveredAt);
  return (
    <ul className="mt-3 grid gap-1 text-small empty:hidden">
      {begun.map(({ position, deliveredAt, releasedAt, byTime, nameForBuyer, nameForSeller }) => (
        <li key={position}>
          <span className="font-medium">{reader === 'buyer' ? nameForBuyer : nameForSeller}</span>{' '}
          <span className="text-muted">
            {releasedAt
              ? t(byTime ? 'accepted_by_time' : 'accepted', { date: date(releasedAt) })
              : deliveredAt &&
                t(reader === 'buyer' ? 'look' : 'waiting', {
                  date: date(new Date(deliveredAt.getTime() + acceptDays * day)),
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the buyer wanted changed, and whether it was delivered again. */
async function Changes({ commission, reader }: { commission: Commission; reader: 'buyer' | 'seller' }) {
  const t = await getTranslations('payouts.changes');
  const format = await getFormatter();
  if (commission.changes.length === 0) return null;
  return (
    <ul aria-label={t('title')} className="mt-4 grid gap-4 border-line border-s-2 ps-4 text-small">
      {commission.changes.map(({ number, position, words, askedAt, answeredAt }) => {
        const milestone = commission.milestones.find((each) => each.position === position);
        return (
          <li key={number}>
            <p className="text-muted">
              {t(answeredAt ? 'answered' : 'asked', {
                name: (reader === 'buyer' ? milestone?.nameForBuyer : milestone?.nameForSeller) ?? '',
                date: format.dateTime(answeredAt ?? askedAt, { dateStyle: 'medium' }),
              })}
            </p>
            <p className="whitespace-pre-line break-words">{words}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** The seller delivers the next part of commissioned work. */
export async function SellerMilestones({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const t = await getTranslations('payouts.milestone');
  const open = ['paid', 'accepted', 'shipped', 'delivered', 'provided'].includes(sellerOrder.status);
  return sellerOrder.lines.map((line) => {
    if (!line.commission) return null;
    const next = line.commission.milestones.find((each) => !each.deliveredAt);
    return (
      <section key={line.id} aria-label={t('title')}>
        <MilestoneStates milestones={line.commission.milestones} reader="seller" />
        <Changes commission={line.commission} reader="seller" />
        {open && next && (
          <Form action={deliverMilestoneAction} className="mt-4">
            <input type="hidden" name="orderLineId" value={line.id} />
            <input type="hidden" name="position" value={next.position} />
            <input type="hidden" name="number" value={sellerOrder.number} />
            <Submit kind="quiet" pending={t('saving')}>
              {t('deliver', { name: next.nameForSeller })}
            </Submit>
            <p className="mt-2 text-muted text-small">{t('deliver_text', { days: acceptDays })}</p>
          </Form>
        )}
      </section>
    );
  });
}

type BuyersPart = WholeOrder['sellerOrders'][number];

/** The buyer accepts what was delivered, so that its maker is paid. */
export async function BuyerMilestones({
  seller,
  number,
  orderKey,
}: {
  seller: BuyersPart;
  number: string;
  orderKey: string | undefined;
}) {
  const t = await getTranslations('payouts.milestone');
  const words = await getTranslations('payouts.changes');
  const over = seller.status === 'refunded' || seller.status === 'cancelled';
  return seller.lines.map((line) => {
    if (!line.commission) return null;
    const next = over ? undefined : line.commission.milestones.find((each) => each.deliveredAt && !each.releasedAt);
    const left = changesLeft(line.commission);
    return (
      <section key={line.id} aria-label={t('title')} id="milestones">
        <MilestoneStates milestones={line.commission.milestones} reader="buyer" />
        <Changes commission={line.commission} reader="buyer" />
        {next && (
          <Notice>
            <p>{t('accept_text', { name: next.nameForBuyer, days: acceptDays })}</p>
            <Form action={acceptMilestoneAction} className="mt-3">
              <input type="hidden" name="orderLineId" value={line.id} />
              <input type="hidden" name="position" value={next.position} />
              <input type="hidden" name="number" value={number} />
              <input type="hidden" name="key" value={orderKey ?? ''} />
              <Submit pending={t('saving')}>{t('accept', { name: next.nameForBuyer })}</Submit>
            </Form>
            {left > 0 ? (
              <Form action={askChangesAction} className="mt-3">
                <input type="hidden" name="orderLineId" value={line.id} />
                <input type="hidden" name="position" value={next.position} />
                <input type="hidden" name="number" value={number} />
                <input type="hidden" name="key" value={orderKey ?? ''} />
                <FormDetails summary={words('ask', { left })}>
                  <TextArea name="words" label={words('what')} hint={words('hint')} rows={5} required />
                  <Submit kind="quiet" pending={t('saving')}>
                    {words('send')}
                  </Submit>
                </FormDetails>
              </Form>
            ) : (
              <p className="mt-3 text-muted text-small">{words('none_left')}</p>
            )}
          </Notice>
        )}
      </section>
    );
  });
}
