import { isoDay, now } from '#lib/core/clock.ts';
import type { LicenceStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** What a licence allows on a day: all it says, nothing but selling what is in stock, or nothing. */
export type Use = 'all' | 'sell_off' | 'nothing';

export interface UseFacts {
  readonly status: LicenceStatus;
  readonly startsOn: string;
  /** The first day on which it no longer holds; null: open. */
  readonly endsOn: string | null;
  /** The last day on which stock may be sold off. */
  readonly sellOffUntil: string | null;
}

/** What a licence allows on a day. A suspended one allows nothing new and nothing old; one that ended for cause has no time to sell off. */
export function allowedUse({ status, startsOn, endsOn, sellOffUntil }: UseFacts, today: string): Use {
  const over = status === 'expired' || status === 'terminated' || (endsOn !== null && endsOn <= today);
  if (over) return status !== 'suspended' && sellOffUntil !== null && today <= sellOffUntil ? 'sell_off' : 'nothing';
  return status === 'active' && startsOn <= today ? 'all' : 'nothing';
}

/** What a licence allows now, for those who list and sell under it. */
export async function allowedUseNow(tx: Pick<Tx, 'licence'>, licenceId: string): Promise<Use> {
  const licence = await tx.licence.findUnique({ where: { id: licenceId }, include: { life: true } });
  if (!licence) return 'nothing';
  return allowedUse(
    {
      status: licence.status,
      startsOn: isoDay(licence.startsOn),
      endsOn: licence.endsOn && isoDay(licence.endsOn),
      sellOffUntil: licence.life?.sellOffUntil ? isoDay(licence.life.sellOffUntil) : null,
    },
    isoDay(now()),
  );
}
