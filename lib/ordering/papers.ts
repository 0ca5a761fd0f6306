import { currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';
import { type PackedParcel, parcelsOf } from './parcels.ts';
import type { SellerOrderView } from './read.ts';
import { inUnion, iossLimitEuroMinor } from './tax.ts';

/** What a parcel needs at a border, or what its sender should know about it. */
export type Paper =
  | 'cn22'
  | 'cn23'
  | 'invoice'
  | 'export_declaration'
  | 'eori'
  | 'ioss'
  | 'flat_duty'
  | 'import_charges'
  | 'cultural_import'
  | 'cultural_export';

export interface Consignment {
  /** ISO 3166-1 alpha-2. */
  readonly from: string;
  readonly to: string;
  /** What the goods are worth by themselves: without tax and delivery, after vouchers, as the forms declare it. */
  readonly valueEuroMinor: bigint;
  /** Whether the platform has taken the tax for the import one-stop shop, which it does for consumers alone. */
  readonly ioss: boolean;
  readonly grams: number;
  /** Customs codes of what is in it; null where the seller has given none. */
  readonly hsCodes: readonly (string | null)[];
  readonly at: Date;
}

/**
 * The customs territory a country is in. The Union is one (Regulation (EU) No 952/2013, art. 4); Hong Kong, Macao and Taiwan are each
 * separate from the mainland (WTO: separate customs territories), as every other country is.
 */
export function customsTerritory(country: string): string {
  return inUnion(country) ? 'EU' : country;
}

/** 300 SDR, above which a letter needs CN 23; an SDR has been worth 1.16 to 1.25 euro for years, so this errs on the careful side. */
const cn22EuroMinor = 34_800n;
/** Letter-post items weigh up to 2 kg; what is heavier is a parcel and always has CN 23. */
const letterGrams = 2_000;
/** Postal exports up to this value are declared by handing them over (Delegated Regulation (EU) 2015/2446, art. 141(4)). */
const oralExportEuroMinor = 100_000n;

/** From this day to the other, parcels up to 150 EUR pay 3 EUR for each tariff heading (Council Regulation (EU) 2026/382). */
const flatDutyFrom = Date.UTC(2026, 6, 1);
const flatDutyUntil = Date.UTC(2028, 6, 1);

/**
 * What a parcel needs on its way, the papers to put on it first. Sources: UPU Convention Regulations (CN 22 up to 300 SDR for letter
 * post, else CN 23; a commercial invoice with goods that were sold); Delegated Regulation (EU) 2015/2446, art. 5 (EORI) and 137–141
 * (export declarations above 1,000 EUR); Directive 2006/112/EC, art. 369l–369x (IOSS up to 150 EUR); Council Regulation (EU) 2026/382
 * (flat duty); Regulation (EU) 2019/880 (import of cultural goods: older than 200 or 250 years, chapter 97) and (EC) No 116/2009 and
 * China's law on cultural relics (their export). Hints for the sender, never a ruling of customs.
 */
export function customsPapers({ from, to, valueEuroMinor, ioss, grams, hsCodes, at }: Consignment): Paper[] {
  if (customsTerritory(from) === customsTerritory(to)) return [];
  const papers: Paper[] = [grams <= letterGrams && valueEuroMinor <= cn22EuroMinor ? 'cn22' : 'cn23', 'invoice'];
  if (inUnion(from)) {
    papers.push('eori');
    if (valueEuroMinor > oralExportEuroMinor) papers.push('export_declaration');
  }
  const small = valueEuroMinor <= iossLimitEuroMinor;
  if (ioss) papers.push('ioss');
  if (inUnion(to) && small && at.getTime() >= flatDutyFrom && at.getTime() < flatDutyUntil) papers.push('flat_duty');
  if (!ioss) papers.push('import_charges');
  // Chapter 97: works of art, collectors' pieces and antiques.
  if (hsCodes.some((code) => code?.startsWith('97'))) {
    if (inUnion(to)) papers.push('cultural_import');
    if (inUnion(from) || from === 'CN') papers.push('cultural_export');
  }
  return papers;
}

type Line = SellerOrderView['lines'][number];
type Sent = SellerOrderView['shipments'][number];

export interface ParcelPapers extends PackedParcel<Line, Sent> {
  readonly papers: readonly Paper[];
}

/**
 * The parcels of an enterprise's part of an order, and what each of them needs, sent from where its stock is held. What is chosen by value
 * is chosen by the value that the forms declare.
 */
export function papersOfOrder(sellerOrder: SellerOrderView, rates: Rates): ParcelPapers[] {
  return parcelsOf(sellerOrder).map((parcel) => ({ ...parcel, papers: papersOfParcel(sellerOrder, parcel, rates) }));
}

function papersOfParcel(
  { order, enterprise, currency: code, taxRule, createdAt }: SellerOrderView,
  { shipment, goods }: PackedParcel<Line, Sent>,
  rates: Rates,
): Paper[] {
  const held = order.reservations.find(({ variantId }) => goods.some(({ line }) => line.variantId === variantId));
  const value = goods.reduce((sum, { valueMinor }) => sum + valueMinor, 0n);
  return customsPapers({
    from: held?.place.country ?? enterprise.country,
    to: order.country,
    valueEuroMinor: convert(money(value, currency(code)), 'EUR', rates).minor,
    ioss: goods.some(({ line }) => (line.taxRule ?? taxRule) === 'ioss'),
    grams: goods.reduce((sum, { grams }) => sum + grams, 0),
    hsCodes: goods.map(({ line }) => line.hsCode),
    at: shipment?.shippedAt ?? createdAt,
  });
}
