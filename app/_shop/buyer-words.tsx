import { getTranslations } from 'next-intl/server';
import type { SellerOrderView } from '#lib/ordering/index.ts';

/** What the buyer asked for with the order: how fast it goes, words to the seller, a card for a gift, and whether a business buys. */
export async function BuyerWords({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const { buyerNote, shippingService, order } = sellerOrder;
  const t = await getTranslations('studio.order');
  const sends = sellerOrder.deliveryDaysMax !== null;
  return (
    <section className="grid gap-3 text-small">
      {sends && <p className={shippingService === 'express' ? 'font-medium' : ''}>{t(`service.${shippingService}`)}</p>}
      {order.buyerCompany && (
        <p>{t('business', { company: order.buyerCompany, number: order.buyerVatNumber ?? '' })}</p>
      )}
      {buyerNote && (
        <div>
          <h3 className="text-muted">{t('buyer_note')}</h3>
          <p className="whitespace-pre-line">{buyerNote}</p>
        </div>
      )}
      {order.giftNote && (
        <div>
          <h3 className="text-muted">{t('gift')}</h3>
          <p className="whitespace-pre-line">{order.giftNote}</p>
        </div>
      )}
    </section>
  );
}
