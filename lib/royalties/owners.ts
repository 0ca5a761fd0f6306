import { compare, type Fraction, fraction, nought, plus, times } from './fraction.ts';
import type { RoyaltyLicence } from './licence.ts';
import { splitByShares, splitByWeights } from './split.ts';
import type { RoyaltyTerms } from './terms.ts';

export interface Holder {
  readonly enterpriseId: string;
  readonly share: Fraction;
}

/** A work of a licence, and who shares what it brings: shares are one whole. */
export interface OwnedWork {
  readonly workId: string;
  readonly holders: readonly Holder[];
}

/** A work with how much of an amount is for it, compared with the others. */
export interface WeighedWork extends OwnedWork {
  readonly weight: Fraction;
}

/** What one holder has of what one work brings; without a work, of all of them together. */
export interface Cell extends Holder {
  readonly workId: string | null;
  readonly minor: bigint;
}

const whole = fraction(1n);

type Given = Pick<RoyaltyLicence, 'deal' | 'grants'>;

/** Who gives a work of a licence: the deal's holder, or the one above to whom this work has passed (lib/rights/end.ts). */
export function giverOf(workId: string, { deal, grants }: Given): string {
  return grants.findLast((grant) => grant.workId === workId)?.holderId ?? deal.holderId;
}

/**
 * Who shares what each work of a licence brings: its owners by their shares, where whoever gives it is one of them and their shares are one
 * whole; else the giver alone. What a licensee hands on it earns itself.
 */
export function ownedWorks(licence: Given): OwnedWork[] {
  return licence.deal.works.map(({ workId, work }) => {
    const giver = giverOf(workId, licence);
    const owners = work.holdings
      .map(({ enterpriseId, shareOf, shareIn }) => ({
        enterpriseId,
        share: fraction(BigInt(shareOf), BigInt(shareIn)),
      }))
      .sort((a, b) => (a.enterpriseId < b.enterpriseId ? -1 : 1));
    const handsOn = licence.deal.underId !== null && giver === licence.deal.holderId;
    const theirs = !handsOn && owners.some(({ enterpriseId }) => enterpriseId === giver);
    const shared = theirs && compare(owners.map(({ share }) => share).reduce(plus, nought), whole) === 0n;
    return { workId, holders: shared ? owners : [{ enterpriseId: giver, share: whole }] };
  });
}

/** How much of what no work earned by itself (fees, advances, guarantees) is for each work: as the terms say, else the same for each. */
export function portionsOf(works: readonly string[], { portions }: Pick<RoyaltyTerms, 'portions'>): Fraction[] {
  const said = works.map((work) => fraction(BigInt(portions?.[work] ?? 0), 10_000n));
  return said.some(({ n }) => n > 0n) ? said : works.map(() => whole);
}

/** A licence's works with their portions. */
export function weighedWorks(licence: Given, terms: RoyaltyTerms): WeighedWork[] {
  const works = ownedWorks(licence);
  const weights = portionsOf(
    works.map(({ workId }) => workId),
    terms,
  );
  return works.map((work, at) => ({ ...work, weight: weights[at] ?? nought }));
}

/** Whether every work has the same owners with the same shares: their money is then of all works together. */
export function sameOwners(works: readonly OwnedWork[]): boolean {
  const key = ({ holders }: OwnedWork) =>
    holders.map(({ enterpriseId, share }) => `${enterpriseId} ${share.n}/${share.d}`).join();
  return new Set(works.map(key)).size <= 1;
}

/**
 * Splits an amount by work, each by its weight, and within a work between its owners by their shares; where all works have the same owners
 * between them at once. Largest remainder both times, so the cells add up to the amount, and those of a work to what is for it.
 */
export function splitByOwners(amount: bigint, works: readonly WeighedWork[]): Cell[] {
  const [first] = works;
  if (first && sameOwners(works)) return between(amount, null, first.holders);
  return splitByWorks(amount, works);
}

/** The same work by work, whoever their owners are. */
export function splitByWorks(amount: bigint, works: readonly WeighedWork[]): Cell[] {
  const parts = splitByWeights(
    amount,
    works.map(({ weight }) => weight),
  );
  return works.flatMap(({ workId, holders }, at) => between(parts[at] ?? 0n, workId, holders));
}

function between(amount: bigint, workId: string | null, holders: readonly Holder[]): Cell[] {
  const parts = splitByShares(
    amount,
    holders.map(({ share }) => share),
  );
  return holders.map((holder, at) => ({ ...holder, workId, minor: parts[at] ?? 0n }));
}

/** What each holder has in all. */
export function byHolder(cells: readonly Pick<Cell, 'enterpriseId' | 'minor'>[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { enterpriseId, minor } of cells) sums.set(enterpriseId, (sums.get(enterpriseId) ?? 0n) + minor);
  return sums;
}

/** How much one holder has of each work, by the works' weights. */
export function weightsFor(enterpriseId: string, works: readonly WeighedWork[]): Map<string, Fraction> {
  return new Map(
    works.map(({ workId, weight, holders }) => {
      const own = holders.find((each) => each.enterpriseId === enterpriseId);
      return [workId, own ? times(weight, own.share) : nought];
    }),
  );
}
