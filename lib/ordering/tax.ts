import { type Money, taxContained, zero } from '#lib/core/money.ts';

export type TaxRule = 'eu_destination' | 'ioss' | 'import' | 'export' | 'none';

/** Member states of the European Union. */
const union = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '));

export function inUnion(country: string): boolean {
  return union.has(country);
}

/** Consignments from outside the Union up to this value may have their VAT collected by the platform (Directive (EU) 2017/2455, IOSS). */
export const iossLimitEuroMinor = 15_000n;

/**
 * Which rule taxes a consumer's goods: destination VAT inside the Union (Directive 2006/112/EC, art. 33), the import one-stop shop for
 * small consignments into it, import VAT at the border above that, export without VAT out of it.
 */
export function taxRule(from: string, to: string, digital: boolean, valueInEuro: Money): TaxRule {
  if (!inUnion(to)) return inUnion(from) ? 'export' : 'none';
  if (inUnion(from) || digital) return 'eu_destination';
  return valueInEuro.minor <= iossLimitEuroMinor ? 'ioss' : 'import';
}

/** Tax contained in a price (prices include tax): the buyer's price stays, the share that is owed to the country changes. */
export function taxIn(gross: Money, rule: TaxRule, rate: number): Money {
  return rule === 'eu_destination' || rule === 'ioss' ? taxContained(gross, rate) : zero(gross.currency);
}

/** Classes of goods that VAT rates are kept for. */
export function vatClass(category: string, kind: string): string {
  if (category === 'publishing') return kind === 'download' ? 'ebooks' : 'books';
  return 'standard';
}
