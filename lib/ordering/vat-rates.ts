import { now } from '#lib/core/clock.ts';
import { remember } from '#lib/core/memory.ts';
import { prisma } from '#lib/db/index.ts';
import { rateOn, type VatClass, type VatRateRow } from './tax.ts';

export type VatRates = (country: string, kind: VatClass) => number;

/** All rates that are kept, remembered for ten minutes. */
function rows(): Promise<readonly VatRateRow[]> {
  return remember('vat:', 10 * 60_000, () => prisma().vatRate.findMany({ orderBy: { validFrom: 'asc' } }));
}

/**
 * The rates in force at a moment: that of the order, as a payment in advance makes the tax chargeable when it is received
 * (Directive 2006/112/EC, art. 65).
 */
export async function vatRatesAt(at: Date = now()): Promise<VatRates> {
  const kept = await rows();
  return (country, kind) => rateOn(kept, country, kind, at);
}
