import { getFormatter, getTranslations } from 'next-intl/server';
import { placedRates, type WholeOrder } from '#lib/ordering/index.ts';

/** At which rate prices of other currencies were converted when the order was placed, of which day and by whom. */
export async function PlacedRateNote({ order }: { order: WholeOrder }) {
  const placed = placedRates(order);
  if (!placed) return null;
  const t = await getTranslations('checkout');
  const format = await getFormatter();
  const shown = placed.rates.map(({ from, rate }) =>
    t('rate', { from, rate: format.number(Number(rate), { maximumSignificantDigits: 6 }), to: order.currency }),
  );
  return (
    <p className="py-1 text-muted text-small">
      {shown.join(' · ')}{' '}
      {t('rate_source', {
        date: format.dateTime(placed.day, { dateStyle: 'long', timeZone: 'UTC' }),
        source: placed.source === 'ecb' ? 'ECB' : (placed.source ?? ''),
      })}
    </p>
  );
}
