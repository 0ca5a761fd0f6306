import { basisPoints, money } from '#lib/core/money.ts';
import { collects, type TaxRule, taxRule, vatRatesAt } from '#lib/ordering/index.ts';
import type { LivingLicence } from './licence.ts';

/** The tax on what is asked of a licensee, and the rule it follows from. */
export interface DueTax {
  readonly rule: TaxRule;
  readonly minor: bigint;
}

/**
 * A licence is a service between businesses: with a VAT number of another member state than the holder's the licensee accounts for the
 * tax itself (Directive 2006/112/EC, art. 196), outside the Union none is taken, and who has no number pays its country's rate on top.
 */
export async function taxOn({ deal }: Pick<LivingLicence, 'deal'>, minor: bigint, code: string): Promise<DueTax> {
  const { holder, licensee } = deal;
  const rule = taxRule({
    from: holder.country,
    to: licensee.country,
    digital: true,
    valueInEuro: money(0, 'EUR'),
    businessIn: licensee.vatNumber ? licensee.country : null,
  });
  const rates = await vatRatesAt();
  return {
    rule,
    minor: collects(rule) ? basisPoints(money(minor, code), rates(licensee.country, 'standard')).minor : 0n,
  };
}
