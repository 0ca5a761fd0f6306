import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { type PriceStep, type ShownReduction, shownReduction } from '#lib/catalogue/index.ts';
import { type Actor, guest } from '#lib/core/actor.ts';
import type { Currency } from '#lib/core/currency.ts';
import { chargeable, formatMoney } from '#lib/core/money.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { quoteVariant, type Stock, stepsOf, stockOf, type TaxRule } from '#lib/ordering/index.ts';

/** What buying one piece means for a reader in a country: sentences, ready to be shown. */
export interface Offer {
  readonly price: string;
  /** What it cost before it was reduced, and the sentence that says so; null where it is not. */
  readonly before: { readonly price: string; readonly note: string } | null;
  readonly delivery: string;
  readonly duty: string;
  readonly stock: string;
  readonly available: boolean;
  /** From how many pieces on each costs how much; empty where more cost no less. */
  readonly steps: readonly OfferStep[];
  /** The same of the list for businesses, for those who act for one. */
  readonly wholesale: readonly OfferStep[];
}

export interface OfferStep {
  readonly from: number;
  readonly pieces: string;
  readonly price: string;
}

/** Price, delivery and stock of a variant as they are now for this reader; null when it is not for sale. */
export async function offerOf(
  variantId: string,
  locale: Locale,
  country: string,
  currency: Currency,
  actor: Actor = guest,
): Promise<Offer | null> {
  const [quote, stock, steps, reduced, rates] = await Promise.all([
    quoteVariant(variantId, country, currency),
    stockOf(variantId),
    stepsOf(actor, variantId, currency),
    shownReduction(variantId, currency),
    currentRates(),
  ]);
  const seller = quote?.sellers[0];
  if (!quote || !seller || !stock) return null;
  const t = await getTranslations({ locale, namespace: 'shop' });
  const kinds = await getTranslations({ locale, namespace: 'kinds' });
  const place = countryName(country, locale);
  const prices = await getTranslations({ locale, namespace: 'prices' });
  const shown = ({ from, price }: PriceStep): OfferStep => ({
    from,
    pieces: prices('from_pieces', { count: from }),
    price: formatMoney(chargeable(convert(price, currency, rates)), locale),
  });
  const barred = quote.problems.find((problem) => problem.kind === 'barred');
  const undeliverable = quote.problems.some((problem) => problem.kind === 'no_delivery');
  return {
    price: formatMoney(quote.subtotal, locale),
    before: reduced && {
      price: formatMoney(reduced.before, locale),
      note: await reducedSentence(reduced, locale),
    },
    delivery: barred
      ? kinds(`bar.${barred.bar}`, { country: place })
      : stock.kind !== 'physical'
        ? kinds(`delivered.${stock.kind}`)
        : undeliverable
          ? t('listing.no_delivery', { country: place })
          : t('listing.delivered', {
              country: place,
              price: formatMoney(quote.total, locale),
              daysMin: seller.delivery?.daysMin ?? 0,
              daysMax: seller.delivery?.daysMax ?? 0,
            }),
    duty: dutySentence(t, prices, seller.taxRule),
    stock: barred
      ? ''
      : stock.kind === 'ticket' && (stock.count ?? 0) > 0
        ? kinds('seats_left', { count: stock.count ?? 0 })
        : await stockSentence(t, stock, locale),
    available: !barred && isAvailable(stock),
    steps: steps.retail.map(shown),
    wholesale: steps.wholesale.map(shown),
  };
}

/** That the price is reduced, by how much, and until when. */
async function reducedSentence({ percent, endsAt }: ShownReduction, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'reductions' });
  return endsAt ? t('note_until', { percent, until: endsAt }) : t('note', { percent });
}

/** What customs may ask for, if anything: parcels from outside the Union pay a flat duty there since July 2026. */
function dutySentence(
  t: Awaited<ReturnType<typeof getTranslations<'shop'>>>,
  prices: Awaited<ReturnType<typeof getTranslations<'prices'>>>,
  rule: TaxRule,
): string {
  if (rule === 'import' || rule === 'export') return t('listing.import_note');
  return rule === 'ioss' ? prices('flat_duty') : t('listing.tax_included');
}

/** Whether it can be bought now: what is sent, not while its maker takes no orders. */
function isAvailable({ count, kind, away }: Stock): boolean {
  if (count === null) return true;
  return count > 0 && (kind !== 'physical' || (away?.takesOrders ?? true));
}

/** How many there are and when they are sent; of a maker who is away, when it sends again. */
async function stockSentence(
  t: Awaited<ReturnType<typeof getTranslations<'shop'>>>,
  { count, handlingDays, away }: Stock,
  locale: Locale,
): Promise<string> {
  if (count === null) return '';
  if (count <= 0) return t('listing.sold_out');
  if (!away) return t('listing.in_stock', { count, days: handlingDays });
  const words = await getTranslations({ locale, namespace: 'storefront' });
  return words(away.takesOrders ? 'away.sent_from' : 'away.no_orders', { back: away.back });
}
