import { isoDay } from '#lib/core/clock.ts';
import type { Prisma, RoyaltyStatement } from '#lib/db/generated/client.ts';
import { fraction } from './fraction.ts';
import { holdersOf, type RoyaltyLicence } from './licence.ts';
import { linesSchema } from './lines.ts';
import { splitByShares, splitByWeights } from './split.ts';

/** What one statement or one payment brought an enterprise: how much in all, and of that for which work and in which country. */
export interface Earning {
  readonly year: string;
  readonly whole: bigint;
  readonly byWork: readonly (readonly [string, bigint])[];
  readonly byTerritory: readonly (readonly [string, bigint])[];
}

/** The key of what is paid for a whole licence, wherever it is used. */
export const everywhere = 'everywhere';

/** A holder's share of what was paid beside royalties, with its licence and what went back of it. */
export const feeShare = {
  due: { select: { licenceId: true, paidAt: true, currency: true } },
  returns: { where: { dueReturn: { undoneAt: null } }, select: { shareMinor: true } },
} as const satisfies Prisma.LicenceShareInclude;
type FeeShare = Prisma.LicenceShareGetPayload<{ include: typeof feeShare }>;

/** Of what is paid beside royalties: advances, fees and guarantees. Interest is no income of a work. */
export const notFees = ['royalty', 'royalty_interest', 'interest'];

type Whole = Pick<RoyaltyLicence, 'deal'>;

/** Whether an enterprise has a part of what a licence brings, and of an amount how much. */
export function partOf(licence: RoyaltyLicence, enterpriseId: string): ((minor: bigint) => bigint) | null {
  const holders = holdersOf(licence);
  const at = holders.findIndex((each) => each.enterpriseId === enterpriseId);
  if (at < 0) return null;
  const shares = holders.map(({ share }) => share);
  return (minor) => splitByShares(minor, shares)[at] ?? 0n;
}

function spread(whole: bigint, weights: ReadonlyMap<string, bigint>): [string, bigint][] {
  const keys = [...weights.keys()];
  const parts = splitByWeights(
    whole,
    [...weights.values()].map((weight) => fraction(weight > 0n ? weight : 0n)),
  );
  return keys.map((key, at) => [key, parts[at] ?? 0n]);
}

/** A statement's money: by work as each earned royalties, by country as each country's sales brought. `whole` is the enterprise's part. */
export function earnedBy(licence: Whole, statement: RoyaltyStatement, whole: bigint): Earning {
  const [first] = licence.deal.works;
  const works = new Map<string, bigint>();
  const sold = new Map<string, bigint>();
  const add = (map: Map<string, bigint>, key: string, minor: string) =>
    map.set(key, (map.get(key) ?? 0n) + BigInt(minor));
  for (const line of linesSchema.parse(statement.lines)) {
    if (line.kind === 'receipts') add(sold, line.territory, line.converted);
    if (line.kind === 'royalty') add(works, line.work ?? first?.workId ?? '', line.royalty);
  }
  return {
    year: isoDay(statement.endsOn).slice(0, 4),
    whole,
    byWork: spread(whole, works),
    // A guarantee that is topped up where nothing was sold is of no country.
    byTerritory: spread(whole, sold.size > 0 ? sold : new Map([[everywhere, 1n]])),
  };
}

/** A payment's money: of all works alike, as an advance is, and of no single country. */
export function paidFor(licence: Whole, { shareMinor, returns, due }: FeeShare): Earning {
  const whole = returns.reduce((left, back) => left - back.shareMinor, shareMinor);
  const works = new Map(licence.deal.works.map(({ workId }) => [workId, 1n]));
  return {
    year: due.paidAt ? isoDay(due.paidAt).slice(0, 4) : '',
    whole,
    byWork: spread(whole, works),
    byTerritory: [[everywhere, whole]],
  };
}
