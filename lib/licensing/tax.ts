import { basisPoints, money } from '#lib/core/money.ts';
import { platformCompany } from '#lib/invoicing/index.ts';
import { collects, inUnion, type TaxRule, vatRatesAt } from '#lib/ordering/index.ts';
import type { LivingLicence } from './licence.ts';
import { isInterest } from './schedule.ts';

/** The tax on what is asked of a licensee, and the rule it follows from. */
export interface DueTax {
  readonly rule: TaxRule;
  /** Basis points; 0 where none is taken. */
  readonly rate: number;
  readonly minor: bigint;
}

/** A licensee, as far as the tax depends on it. */
export interface TaxedParty {
  readonly country: string;
  readonly vatNumber: string | null;
}

/**
 * Which law taxes what a licensee pays. The platform sells in its own name, so where it is counts, and not where the holder is. A service
 * for a business of another member state with a VAT number: the licensee accounts for the tax itself (Directive 2006/112/EC, art. 44
 * and 196). Without a number it is taken for a consumer, whose country's tax is declared in the one-stop shop (art. 58). In the
 * platform's own country its tax is added for everybody; outside the Union there is none. Late interest makes good a loss, and no
 * service is paid with it.
 */
export function licenceTaxRule(platformCountry: string, licensee: TaxedParty, kind: string): TaxRule {
  if (isInterest(kind) || !inUnion(licensee.country)) return 'none';
  if (licensee.country === platformCountry) return 'domestic';
  return licensee.vatNumber ? 'reverse_charge' : 'eu_destination';
}

/** The tax on top of a due as it is now. */
export async function taxOn(
  { deal }: Pick<LivingLicence, 'deal'>,
  due: { readonly kind: string; readonly amountMinor: bigint; readonly currency: string },
): Promise<DueTax> {
  const { country } = await platformCompany();
  const rule = licenceTaxRule(country, deal.licensee, due.kind);
  const rates = await vatRatesAt();
  const rate = collects(rule) ? rates(deal.licensee.country, 'standard') : 0;
  return { rule, rate, minor: basisPoints(money(due.amountMinor, due.currency), rate).minor };
}
