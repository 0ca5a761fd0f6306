import { getTranslations } from 'next-intl/server';
import type { Business, Quote } from '#lib/ordering/index.ts';

/** What else is to be known of taxes before paying: customs at the border, or the tax a business accounts for itself. */
export async function TaxNotes({ quote, business }: { quote: Quote; business: Business | null }) {
  const t = await getTranslations('checkout');
  const rules = new Set(
    quote.sellers.flatMap((seller) => [seller.taxRule, ...seller.lines.map((line) => line.taxRule)]),
  );
  const notes = [
    rules.has('import') || rules.has('export') ? t('duty_note') : '',
    rules.has('ioss') ? t('ioss_note') : '',
    rules.has('event') ? t('event_note') : '',
    rules.has('reverse_charge') ? t('reverse_note', { number: business?.vatNumber ?? '' }) : '',
  ].filter(Boolean);
  return notes.map((note) => (
    <p key={note} className="mt-3 text-muted text-small">
      {note}
    </p>
  ));
}
