import { type Money, taxContained, zero } from '#lib/core/money.ts';

/**
 * Which law taxes a line: `eu_destination` and `ioss` are collected for the country of the buyer, `domestic` for the one country that
 * seller and buyer are in, `event` for the country the event takes place in; the others collect nothing.
 */
export type TaxRule =
  | 'eu_destination'
  | 'ioss'
  | 'domestic'
  | 'event'
  | 'import'
  | 'export'
  | 'reverse_charge'
  | 'none';

/** Member states of the European Union. */
export const unionCountries: readonly string[] =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
const union = new Set(unionCountries);

export function inUnion(country: string): boolean {
  return union.has(country);
}

/** Consignments from outside the Union up to this value may have their VAT collected by the platform (Directive (EU) 2017/2455, IOSS). */
export const iossLimitEuroMinor = 15_000n;

/** A sale as far as its tax depends on it. */
export interface Sale {
  readonly from: string;
  readonly to: string;
  /** Nothing of it is sent. */
  readonly digital: boolean;
  readonly valueInEuro: Money;
  /** The member state that gave the buyer its VAT number; null for consumers. */
  readonly businessIn?: string | null;
}

/**
 * Which rule taxes a seller's part. Consumers: destination VAT inside the Union (Directive 2006/112/EC, art. 33 and 58), the import
 * one-stop shop for small consignments into it, import VAT at the border above that, export without VAT out of it. Businesses with a
 * VAT number of another member state than the seller's account for the tax themselves (art. 138 for goods, art. 196 for what is
 * digital); the import one-stop shop is for consumers alone (art. 369l).
 */
export function taxRule({ from, to, digital, valueInEuro, businessIn = null }: Sale): TaxRule {
  const business = businessIn !== null && inUnion(businessIn);
  if (business && digital && businessIn !== from) return 'reverse_charge';
  if (!inUnion(to)) {
    if (from === to) return 'domestic';
    return inUnion(from) ? 'export' : 'none';
  }
  if (business && inUnion(from) && businessIn !== from && to !== from) return 'reverse_charge';
  if (inUnion(from) || digital) return 'eu_destination';
  return !business && valueInEuro.minor <= iossLimitEuroMinor ? 'ioss' : 'import';
}

/**
 * Which rule taxes a service that the platform sells an enterprise in its own name: where it is counts, and not where whoever does the work
 * is. With a VAT number of another member state the enterprise accounts for the tax itself (Directive 2006/112/EC, art. 44 and 196);
 * without one it is taken for a consumer, whose country's tax is declared in the one-stop shop (art. 58). In the platform's own
 * country its tax is added for everybody; outside the Union there is none.
 */
export function serviceTaxRule(
  platformCountry: string,
  { country, vatNumber }: { readonly country: string; readonly vatNumber: string | null },
): TaxRule {
  if (!inUnion(country)) return 'none';
  if (country === platformCountry) return 'domestic';
  return vatNumber ? 'reverse_charge' : 'eu_destination';
}

/** The rules by which the platform takes the tax with the price. */
export const collecting: readonly TaxRule[] = ['eu_destination', 'ioss', 'domestic', 'event'];

/** Whether the platform takes the tax with the price. */
export function collects(rule: TaxRule): boolean {
  return collecting.includes(rule);
}

/** Tax contained in a price (prices include tax): the buyer's price stays, the share that is owed to the country changes. */
export function taxIn(gross: Money, rule: TaxRule, rate: number): Money {
  return collects(rule) ? taxContained(gross, rate) : zero(gross.currency);
}

/** Classes of goods that VAT rates are kept for. */
export const vatClasses = ['standard', 'books', 'ebooks', 'admission', 'artworks'] as const;
export type VatClass = (typeof vatClasses)[number];

/**
 * The class of a listing. Original works of art are those of the headings 9701 to 9703 (Directive 2006/112/EC, annex IX); where a country
 * keeps its reduced rate for what authors sell themselves, the rate kept for the class is the higher one, as a dealer may be selling.
 */
export function vatClass(category: string, kind: string, hsCode: string | null = null): VatClass {
  if (kind === 'ticket') return 'admission';
  if (category === 'publishing') return kind === 'download' ? 'ebooks' : 'books';
  return kind === 'physical' && /^970[123]/.test(hsCode ?? '') ? 'artworks' : 'standard';
}

export interface VatRateRow {
  readonly country: string;
  readonly class: string;
  readonly validFrom: Date;
  /** Basis points. */
  readonly rate: number;
}

/** The rate of a country for a class on a day: the last that had begun by then; a class without a rate of its own has the standard one. */
export function rateOn(rows: readonly VatRateRow[], country: string, kind: VatClass, day: Date): number {
  const begun = (each: string) =>
    rows
      .filter((row) => row.country === country && row.class === each && row.validFrom <= day)
      .sort((a, b) => b.validFrom.getTime() - a.validFrom.getTime())[0]?.rate;
  return begun(kind) ?? begun('standard') ?? 0;
}
