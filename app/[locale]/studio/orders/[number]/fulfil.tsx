import { getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { canMove, type SellerOrderView, sellerOrderTransitions } from '#lib/ordering/index.ts';
import { acceptAction, deliveredAction, deliverWorkAction, shipAction } from './actions.ts';

/** What the seller can do with the order now: accept, send, say that it arrived. One thing is the main one. */
export async function Fulfil({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const t = await getTranslations('studio.order');
  const kinds = await getTranslations('kinds.commission');
  const { status } = sellerOrder;
  const physical = sellerOrder.lines.some((line) => line.kind === 'physical');
  const which = (
    <>
      <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
      <input type="hidden" name="number" value={sellerOrder.number} />
    </>
  );
  const service = sellerOrder.lines.some((line) => line.kind === 'service');
  const delivers = service && !physical && (status === 'paid' || status === 'accepted');
  const ships = physical && (status === 'paid' || status === 'accepted');
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
      {delivers && (
        <Form action={deliverWorkAction}>
          {which}
          <p className="mb-3 text-small">{kinds('deliver_text')}</p>
          <Submit kind={status === 'paid' ? 'quiet' : 'primary'} className="w-full" pending={t('saving')}>
            {kinds('deliver')}
          </Submit>
        </Form>
      )}
      {ships && (
        <Form action={shipAction} className="grid gap-4">
          {which}
          <h2 className="text-large">{t('ship_title')}</h2>
          <TextInput name="carrier" label={t('carrier')} hint={t('carrier_hint')} required />
          <TextInput name="trackingNumber" label={t('tracking_number')} required />
          <Submit kind={status === 'paid' ? 'quiet' : 'primary'} pending={t('saving')}>
            {t('ship')}
          </Submit>
          <p className="text-muted text-small">{t('ship_text')}</p>
        </Form>
      )}
      {canMove(sellerOrderTransitions, status, 'delivered') && (
        <Form action={deliveredAction}>
          {which}
          <p className="mb-3 text-small">{t('delivered_text')}</p>
          <Submit className="w-full" pending={t('saving')}>
            {t('delivered')}
          </Submit>
        </Form>
      )}
    </>
  );
}
