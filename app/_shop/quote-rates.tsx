import { getTranslations } from 'next-intl/server';
import { formatMoney } from '#lib/core/money.ts';
import { type Quote, quotedRates } from '#lib/ordering/index.ts';
import { RateNote } from './rate-note.tsx';

/** The rates of a cart, and what will be charged. */
export async function QuoteRates({ quote, locale }: { quote: Quote; locale: string }) {
  const t = await getTranslations('checkout');
  return (
    <RateNote shown={await quotedRates(quote)} className="mt-3">
      {t('charged', { total: formatMoney(quote.total, locale) })}
    </RateNote>
  );
}
