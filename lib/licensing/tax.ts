import { basisPoints, money } from '#lib/core/money.ts';
import { platformCompany } from '#lib/invoicing/index.ts';
import { collects, serviceTaxRule, type TaxRule, vatRatesAt } from '#lib/ordering/index.ts';
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

/** Which law taxes what a licensee pays: that of a service. Late interest makes good a loss, and no service is paid with it. */
export function licenceTaxRule(platformCountry: string, licensee: TaxedParty, kind: string): TaxRule {
  return isInterest(kind) ? 'none' : serviceTaxRule(platformCountry, licensee);
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
