import { isoDay } from '#lib/core/clock.ts';
import type { Prisma, RoyaltyStatement } from '#lib/db/generated/client.ts';
import { type Fraction, fraction, rounded } from './fraction.ts';
import { type RoyaltyLicence, termsForLicence } from './licence.ts';
import { grossCells, linesSchema, type StatementLine } from './lines.ts';
import { weighedWorks, weightsFor } from './owners.ts';
import { splitByWeights } from './split.ts';

/** What one statement or one payment brought an enterprise: how much in all, and of that for which work and in which country. */
export interface Earning {
  readonly year: string;
  readonly whole: bigint;
  readonly byWork: readonly (readonly [string, bigint])[];
  readonly byTerritory: readonly (readonly [string, bigint])[];
}

/** The key of what is paid for a whole licence, wherever it is used. */
export const everywhere = 'everywhere';

const disputed = { select: { payment: { select: { licenceDueId: true } } } } as const;

/** A holder's share of a due that was paid, with its licence, what went back of it, and what a bank took back before. */
export const paidShare = {
  due: { select: { id: true, licenceId: true, kind: true, paidAt: true, currency: true, dispute: disputed } },
  returns: { where: { dueReturn: { undoneAt: null } }, select: { shareMinor: true } },
} as const satisfies Prisma.LicenceShareInclude;
type PaidShare = Prisma.LicenceShareGetPayload<{ include: typeof paidShare }>;

/** What an enterprise had of a statement's royalty when it was paid, and what it has of it now. */
export interface Kept {
  readonly paid: bigint;
  readonly left: bigint;
}

function leftOf({ shareMinor, returns }: PaidShare): bigint {
  return returns.reduce((left, back) => left - back.shareMinor, shareMinor);
}

/**
 * Tells shares of fees (advances, fees, guarantees) from those of royalties, which their statements bring already, and leaves out interest, which is
 * no income of a work. What a bank took back and was paid again is of the kind of what it was first; of royalties it is added up by that due.
 */
export function sortShares(shares: readonly PaidShare[]): {
  readonly fees: readonly PaidShare[];
  readonly royalties: ReadonlyMap<string, Kept>;
} {
  const byDue = new Map(shares.map((share) => [share.due.id, share]));
  const first = (share: PaidShare): PaidShare => {
    const before = byDue.get(share.due.dispute?.payment.licenceDueId ?? '');
    return before ? first(before) : share;
  };
  const fees: PaidShare[] = [];
  const royalties = new Map<string, Kept>();
  for (const share of shares) {
    const { due, shareMinor } = first(share);
    if (due.kind === 'royalty')
      royalties.set(due.id, { paid: shareMinor, left: (royalties.get(due.id)?.left ?? 0n) + leftOf(share) });
    else if (due.kind !== 'interest' && due.kind !== 'royalty_interest') fees.push(share);
  }
  return { fees, royalties };
}

function spread(whole: bigint, weights: ReadonlyMap<string, Fraction>): [string, bigint][] {
  const parts = splitByWeights(whole, [...weights.values()]);
  return [...weights.keys()].map((key, at) => [key, parts[at] ?? 0n]);
}

function sums(pairs: readonly (readonly [string, bigint])[]): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const [key, minor] of pairs) found.set(key, (found.get(key) ?? 0n) + minor);
  return found;
}

/** What was sold counts; more returns than sales are no weight. */
function weights(found: ReadonlyMap<string, bigint>): Map<string, Fraction> {
  return new Map([...found].map(([key, minor]) => [key, fraction(minor > 0n ? minor : 0n)]));
}

/** Where a statement's sales were, of one work or of all. */
function soldIn(lines: readonly StatementLine[], work: string | null): Map<string, bigint> {
  const sold = sums(
    lines.flatMap((line) =>
      line.kind === 'receipts' && (work === null || line.work === work)
        ? [[line.territory, BigInt(line.converted)] as const]
        : [],
    ),
  );
  // A guarantee that is topped up where nothing was sold is of no country.
  return sold.size > 0 ? sold : new Map([[everywhere, 1n]]);
}

/**
 * What an enterprise has of a statement, as its lines split it: by work as each earned royalties, by country as each country's sales brought; of one
 * that was paid as much as was not taken back. What its lines do not split is the holder's alone. Null where the enterprise has no part.
 */
export function earnedBy(
  { deal }: Pick<RoyaltyLicence, 'deal'>,
  statement: RoyaltyStatement,
  {
    enterpriseId,
    holderId,
    kept,
  }: { readonly enterpriseId: string; readonly holderId: string; readonly kept: Kept | undefined },
): Earning | null {
  const lines = linesSchema.parse(statement.lines);
  const cells = grossCells(lines, statement.grossMinor, holderId).filter((cell) => cell.enterpriseId === enterpriseId);
  if (cells.length === 0) return null;
  const [first] = deal.works;
  const royalties = sums(
    lines.flatMap((line) =>
      line.kind === 'royalty' ? [[line.work ?? first?.workId ?? '', BigInt(line.royalty)] as const] : [],
    ),
  );
  const earning = {
    year: isoDay(statement.endsOn).slice(0, 4),
    whole: cells.reduce((sum, { minor }) => sum + minor, 0n),
    byWork: cells.flatMap(({ workId, minor }) =>
      workId === null ? spread(minor, weights(royalties)) : [[workId, minor] as const],
    ),
    byTerritory: cells.flatMap(({ workId, minor }) => spread(minor, weights(soldIn(lines, workId)))),
  };
  return kept && kept.left !== kept.paid && kept.paid > 0n ? reduced(earning, kept) : earning;
}

/** The part of an earning that is left, spread over works and countries as the whole was. */
function reduced({ year, whole, byWork, byTerritory }: Earning, { paid, left }: Kept): Earning {
  const rest = rounded(fraction(whole * left, paid));
  return {
    year,
    whole: rest,
    byWork: spread(rest, weights(sums(byWork))),
    byTerritory: spread(rest, weights(sums(byTerritory))),
  };
}

/** A payment's money: of the works by their portions, as an advance is, and of no single country. */
export function paidFor(licence: RoyaltyLicence, share: PaidShare): Earning {
  const { enterpriseId, due } = share;
  const whole = leftOf(share);
  return {
    year: due.paidAt ? isoDay(due.paidAt).slice(0, 4) : '',
    whole,
    byWork: spread(whole, weightsFor(enterpriseId, weighedWorks(licence, termsForLicence(licence)))),
    byTerritory: [[everywhere, whole]],
  };
}
