import { getFormatter, getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { trackingLink, type WholeOrder } from '#lib/ordering/index.ts';
import { arrivedAction } from './actions.ts';
import { Progress } from './progress.tsx';

type Seller = WholeOrder['sellerOrders'][number];
type Parcel = Seller['shipments'][number];

/** Each parcel of a maker's part: how far it has come, where to follow it, what is in it, and the word that it has arrived. */
export async function Parcels({
  seller,
  paidAt,
  orderKey,
}: {
  seller: Seller;
  paidAt: Date | null;
  orderKey: string | undefined;
}) {
  const t = await getTranslations('after.parcel');
  const goods = seller.lines.some((line) => line.kind === 'physical');
  if (!goods || ['awaiting_payment', 'cancelled'].includes(seller.status)) return null;
  if (seller.shipments.length === 0)
    return seller.status === 'paid' || seller.status === 'accepted' ? (
      <div className="mt-4">
        <Way seller={seller} paidAt={paidAt} parcel={null} label={t('way')} />
      </div>
    ) : null;
  return (
    <ul className="mt-4 grid gap-5">
      {seller.shipments.map((parcel, at) => (
        <li key={parcel.id} className="rounded-md border border-line p-4 sm:p-5">
          {seller.shipments.length > 1 && (
            <h3 className="mb-3 font-medium font-sans text-base tracking-normal">
              {t('number', { number: at + 1, count: seller.shipments.length })}
            </h3>
          )}
          <Way seller={seller} paidAt={paidAt} parcel={parcel} label={t('way')} />
          <Inside seller={seller} parcel={parcel} orderKey={orderKey} />
        </li>
      ))}
    </ul>
  );
}

async function Way({
  seller,
  paidAt,
  parcel,
  label,
}: {
  seller: Seller;
  paidAt: Date | null;
  parcel: Parcel | null;
  label: string;
}) {
  const t = await getTranslations('after.parcel');
  const format = await getFormatter();
  const day = (at: Date | null) => (at ? format.dateTime(at, { dateStyle: 'medium' }) : '');
  const stations = [
    { name: t('step.paid'), at: paidAt },
    { name: t('step.accepted'), at: seller.acceptedAt },
    { name: t('step.sent'), at: parcel?.shippedAt ?? null },
    { name: t(parcel?.deliveredBy === 'assumed' ? 'step.assumed' : 'step.arrived'), at: parcel?.deliveredAt ?? null },
  ];
  const reached = parcel?.deliveredAt ? 3 : parcel ? 2 : seller.acceptedAt ? 1 : 0;
  return (
    <Progress
      label={label}
      steps={stations.map(({ name, at }, station) => ({
        name,
        when: day(at),
        state: station < reached || reached === 3 ? 'done' : station === reached ? 'now' : 'ahead',
      }))}
    />
  );
}

async function Inside({ seller, parcel, orderKey }: { seller: Seller; parcel: Parcel; orderKey: string | undefined }) {
  const t = await getTranslations('after.parcel');
  const link = trackingLink(parcel.carrier, parcel.trackingNumber);
  const inside = parcel.lines.map(({ orderLineId, quantity }) => {
    const title = seller.lines.find((line) => line.id === orderLineId)?.titleForBuyer ?? '';
    return quantity > 1 ? `${quantity} × ${title}` : title;
  });
  return (
    <div className="mt-4 grid gap-2 text-small">
      {seller.shipments.length > 1 && inside.length > 0 && <p>{t('inside', { things: inside.join(', ') })}</p>}
      <p className="num">
        {parcel.carrier} · {parcel.trackingNumber}
      </p>
      {parcel.deliveredBy === 'assumed' && (
        <p className="text-muted">{t('assumed', { days: limits.assumeDeliveredDays })}</p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {link && !parcel.deliveredAt && (
          <a href={link} target="_blank" rel="noreferrer" className={buttonStyle('quiet')}>
            {t('follow', { carrier: parcel.carrier })}
          </a>
        )}
        {!parcel.deliveredAt && (
          <Form action={arrivedAction}>
            <input type="hidden" name="shipmentId" value={parcel.id} />
            {orderKey && <input type="hidden" name="key" value={orderKey} />}
            <Submit kind="quiet" pending={t('saving')}>
              {t('arrived')}
            </Submit>
          </Form>
        )}
      </div>
    </div>
  );
}
