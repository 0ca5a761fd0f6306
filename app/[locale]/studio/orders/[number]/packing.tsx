import { getTranslations } from 'next-intl/server';
import { currentRates } from '#lib/exchange/index.ts';
import { papersOfOrder, type SellerOrderView } from '#lib/ordering/index.ts';
import { Papers } from '../../_parts/papers.tsx';

/** Where the goods are taken from, and what customs wants with the parcel. */
export async function Packing({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const goods = sellerOrder.lines.filter((line) => line.kind === 'physical');
  if (goods.length === 0) return null;
  const t = await getTranslations('places');
  const held = sellerOrder.order.reservations.filter(({ variantId }) =>
    goods.some((line) => line.variantId === variantId),
  );
  const parcels = papersOfOrder(sellerOrder, await currentRates());
  const places = [...new Set(held.map(({ place }) => place.name || t('main')))];
  return (
    <section>
      {places.length > 0 && (
        <p className="mb-4">
          {t('take_from', { places: places.join(', ') })}
          {places.length > 1 &&
            held.map(({ variantId, placeId, place, quantity }) => (
              <span key={`${variantId} ${placeId}`} className="block text-muted text-small">
                {`${goods.find((line) => line.variantId === variantId)?.titleForSeller}: ${place.name || t('main')} × ${quantity}`}
              </span>
            ))}
        </p>
      )}
      {parcels.length > 0 && <Papers papers={[...new Set(parcels.flatMap(({ papers }) => papers))]} className="" />}
    </section>
  );
}
