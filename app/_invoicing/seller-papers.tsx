import { getTranslations } from 'next-intl/server';
import { currentRates } from '#lib/exchange/index.ts';
import { papersOf } from '#lib/invoicing/index.ts';
import { addressSchema, type ParcelPapers, papersOfOrder, type SellerOrderView } from '#lib/ordering/index.ts';
import { IssuedPapers, PaperLink } from './paper-link.tsx';

/** What a seller prints for an order: each parcel's packing slip and what customs wants with it, and the platform's invoices. */
export async function SellerPapers({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const t = await getTranslations('invoicing.desk');
  const after = await getTranslations('after.desk');
  const { success: sends } = addressSchema.safeParse(sellerOrder.order.shipTo);
  const parcels = sends ? papersOfOrder(sellerOrder, await currentRates()) : [];
  const papers = await papersOf([sellerOrder.id]);
  return (
    <section>
      <h2 className="mb-1 text-large">{t('title')}</h2>
      {parcels.map((parcel, at) => (
        <section key={parcel.shipment?.id ?? ''} className="mt-2 mb-3">
          {sellerOrder.shipments.length > 0 && (
            <h3 className="font-medium">
              {parcel.shipment
                ? `${at + 1}. ${parcel.shipment.carrier} ${parcel.shipment.trackingNumber}`
                : after('tab.to_send')}
            </h3>
          )}
          <ParcelLinks number={sellerOrder.number} parcel={parcel} />
        </section>
      ))}
      <ul>
        <IssuedPapers papers={papers} />
      </ul>
      {papers.length === 0 && <p className="text-muted text-small">{t('none')}</p>}
    </section>
  );
}

async function ParcelLinks({ number, parcel: { shipment, papers } }: { number: string; parcel: ParcelPapers }) {
  const t = await getTranslations('invoicing.desk');
  const query = shipment ? `?parcel=${shipment.id}` : '';
  const printed = [
    'packing',
    ...(['cn22', 'cn23'] as const).filter((paper) => papers.includes(paper)),
    ...(papers.includes('invoice') ? (['commercial'] as const) : []),
  ] as const;
  return (
    <ul>
      {printed.map((paper) => (
        <li key={paper}>
          <PaperLink href={`/api/papers/orders/${number}/${paper}.pdf${query}`}>{t(paper)}</PaperLink>
        </li>
      ))}
    </ul>
  );
}
