import type { PayoutRail } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** Where a Stripe platform in the EEA may have connected accounts: the EEA, the United Kingdom, Switzerland, the United States, Canada. */
const connectCountries = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH US CA'.split(' '),
);

export function mayConnect(country: string): boolean {
  return connectCountries.has(country);
}

/**
 * How an enterprise of this country can be paid, the usual way first. Mainland China and the western Balkans have the bank alone;
 * elsewhere the bank remains for who does not want another account.
 */
export function railsOf(country: string): readonly PayoutRail[] {
  return mayConnect(country) ? ['stripe_connect', 'bank_transfer'] : ['bank_transfer'];
}

/** How an enterprise is paid now: what comes back goes again by this way, however it left. */
export async function currentRail(tx: Tx, enterpriseId: string): Promise<PayoutRail> {
  const { payoutRail } = await tx.enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
    select: { payoutRail: true },
  });
  return payoutRail;
}
