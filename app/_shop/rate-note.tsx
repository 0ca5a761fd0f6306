import { getFormatter, getTranslations } from 'next-intl/server';
import { formatMoney } from '#lib/core/money.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
import type { Quote } from '#lib/ordering/index.ts';

/** At which rate prices of other currencies were converted, of which day and by whom, and what will be charged. */
export async function RateNote({ quote, locale }: { quote: Quote; locale: string }) {
  const { currency } = quote;
  const foreign = [
    ...new Set(quote.sellers.flatMap((seller) => seller.lines.map((line) => line.source.currency))),
  ].filter((code) => code !== currency);
  if (foreign.length === 0) return null;
  const t = await getTranslations('checkout');
  const format = await getFormatter();
  const rates = await currentRates();
  const shown = foreign.map((code) =>
    t('rate', {
      from: code,
      rate: format.number(Number(rateText(code, currency, rates)), { maximumSignificantDigits: 6 }),
      to: currency,
    }),
  );
  return (
    <p className="num mt-3 text-muted text-small">
      {shown.join(' · ')}{' '}
      {t('rate_source', {
        date: format.dateTime(new Date(rates.day), { dateStyle: 'long' }),
        source: rates.source === 'ecb' ? 'ECB' : (rates.source ?? ''),
      })}{' '}
      {t('charged', { total: formatMoney(quote.total, locale) })}
    </p>
  );
}
