import { isoDay } from '#lib/core/clock.ts';
import type { Prisma, RoyaltyStatement } from '#lib/db/generated/client.ts';
import { type Fraction, fraction } from './fraction.ts';
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

/** A holder's share of what was paid beside royalties, with its licence and what went back of it. */
export const feeShare = {
  due: { select: { licenceId: true, paidAt: true, currency: true } },
  returns: { where: { dueReturn: { undoneAt: null } }, select: { shareMinor: true } },
} as const satisfies Prisma.LicenceShareInclude;
type FeeShare = Prisma.LicenceShareGetPayload<{ include: typeof feeShare }>;

/** Of what is paid beside royalties: advances, fees and guarantees. Interest is no income of a work. */
export const notFees = ['royalty', 'royalty_interest', 'interest'];

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
 * What an enterprise has of a statement, as its lines split it: by work as each earned royalties, by country as each country's sales brought. Null
 * where it has no part.
 */
export function earnedBy(
  { deal }: Pick<RoyaltyLicence, 'deal'>,
  statement: RoyaltyStatement,
  enterpriseId: string,
): Earning | null {
  const lines = linesSchema.parse(statement.lines);
  const cells = grossCells(lines, statement.grossMinor, deal.holderId).filter(
    (cell) => cell.enterpriseId === enterpriseId,
  );
  if (cells.length === 0) return null;
  const [first] = deal.works;
  const royalties = sums(
    lines.flatMap((line) =>
      line.kind === 'royalty' ? [[line.work ?? first?.workId ?? '', BigInt(line.royalty)] as const] : [],
    ),
  );
  return {
    year: isoDay(statement.endsOn).slice(0, 4),
    whole: cells.reduce((sum, { minor }) => sum + minor, 0n),
    byWork: cells.flatMap(({ workId, minor }) =>
      workId === null ? spread(minor, weights(royalties)) : [[workId, minor] as const],
    ),
    byTerritory: cells.flatMap(({ workId, minor }) => spread(minor, weights(soldIn(lines, workId)))),
  };
}

/** A payment's money: of the works by their portions, as an advance is, and of no single country. */
export function paidFor(licence: RoyaltyLicence, { enterpriseId, shareMinor, returns, due }: FeeShare): Earning {
  const whole = returns.reduce((left, back) => left - back.shareMinor, shareMinor);
  return {
    year: due.paidAt ? isoDay(due.paidAt).slice(0, 4) : '',
    whole,
    byWork: spread(whole, weightsFor(enterpriseId, weighedWorks(licence, termsForLicence(licence)))),
    byTerritory: [[everywhere, whole]],
  };
}
