import { getTranslations } from 'next-intl/server';
import { BankDecides } from '#app/_orders/bank-decides.tsx';
import { QuantityFields } from '#app/_orders/quantity-fields.tsx';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  cancellable,
  canMove,
  carrierNames,
  type SellerOrderView,
  sellerOrderTransitions,
  toSend,
} from '#lib/ordering/index.ts';
import { acceptAction, cancelAction, deliveredAction, deliverWorkAction, shipAction } from './actions.ts';

type Props = { sellerOrder: SellerOrderView };

/** What the seller can do with the order now: accept, send all or a part, say that it arrived, cancel. One thing is the main one. */
export async function Fulfil({ sellerOrder }: Props) {
  const t = await getTranslations('studio.order');
  const kinds = await getTranslations('kinds.commission');
  const { status } = sellerOrder;
  const physical = sellerOrder.lines.some((line) => line.kind === 'physical');
  const service = sellerOrder.lines.some((line) => line.kind === 'service');
  const waits = status === 'paid' || status === 'accepted';
  const which = <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />;
  return (
    <>
      {status === 'paid' && (physical || service) && (
        <Form action={acceptAction}>
          {which}
          <p className="mb-3 text-small">{physical ? t('accept_text') : kinds('accept_text')}</p>
          <Submit className="w-full" pending={t('saving')}>
            {t('accept')}
          </Submit>
        </Form>
      )}
      {service && !physical && waits && (
        <Form action={deliverWorkAction}>
          {which}
          <p className="mb-3 text-small">{kinds('deliver_text')}</p>
          <Submit kind={status === 'paid' ? 'quiet' : 'primary'} className="w-full" pending={t('saving')}>
            {kinds('deliver')}
          </Submit>
        </Form>
      )}
      {physical && waits && <Ship sellerOrder={sellerOrder} />}
      {canMove(sellerOrderTransitions, status, 'delivered') && (
        <Form action={deliveredAction}>
          {which}
          <p className="mb-3 text-small">{t('delivered_text')}</p>
          <Submit className="w-full" pending={t('saving')}>
            {t('delivered')}
          </Submit>
        </Form>
      )}
      {waits && <Cancel sellerOrder={sellerOrder} />}
    </>
  );
}

/** A parcel with all that is left, or with a part of it. */
async function Ship({ sellerOrder }: Props) {
  const t = await getTranslations('studio.order');
  const after = await getTranslations('after');
  const lines = sellerOrder.lines
    .filter((line) => toSend(line) > 0)
    .map((line) => ({ id: line.id, title: line.titleForSeller, most: toSend(line) }));
  const several = lines.length > 1 || lines.some(({ most }) => most > 1);
  return (
    <Form action={shipAction} className="grid gap-4">
      <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
      <h2 className="text-large">{t('ship_title')}</h2>
      <TextInput name="carrier" label={t('carrier')} hint={t('carrier_hint')} suggestions={carrierNames} required />
      <TextInput name="trackingNumber" label={t('tracking_number')} required />
      {several && (
        <FormDetails summary={after('ship.part')}>
          <p className="text-muted text-small">{after('ship.part_text')}</p>
          <QuantityFields
            label={after('ship.inside')}
            from="all"
            of={(most) => after('of_most', { count: most })}
            lines={lines}
          />
        </FormDetails>
      )}
      <Submit kind={sellerOrder.status === 'paid' ? 'quiet' : 'primary'} pending={t('saving')}>
        {t('ship')}
      </Submit>
      <p className="text-muted text-small">{t('ship_text')}</p>
    </Form>
  );
}

/** Lines, or all, that cannot be delivered; the buyer reads why. */
async function Cancel({ sellerOrder }: Props) {
  const t = await getTranslations('after');
  const lines = sellerOrder.lines
    .filter((line) => cancellable(line) > 0)
    .map((line) => ({ id: line.id, title: line.titleForSeller, most: cancellable(line) }));
  if (lines.length === 0) return null;
  if (sellerOrder.order.status === 'disputed') return <BankDecides />;
  return (
    <Form action={cancelAction}>
      <FormDetails summary={t('cancel.seller_open')}>
        <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
        <p className="text-small">{t('cancel.seller_text')}</p>
        <QuantityFields
          label={t('cancel.which')}
          from="all"
          of={(most) => t('of_most', { count: most })}
          lines={lines}
        />
        <TextArea name="note" rows={3} required label={t('cancel.why')} hint={t('cancel.why_hint')} />
        <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
          {t('cancel.seller_do')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
