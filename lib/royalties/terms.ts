import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Currency, currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Terms } from '#lib/rights/index.ts';
import { everies } from './calendar.ts';
import { compare, type Fraction, fraction, fractionText, ofBasisPoints, parseFraction } from './fraction.ts';

/** What the rate is a share of; for `unit` it is an amount for each piece. */
export const bases = ['net_receipts', 'gross_receipts', 'retail_price', 'wholesale_price', 'unit'] as const;
export type Base = (typeof bases)[number];

const amount = z.string().regex(/^\d{1,13}$/);
const rate = z.string().max(40);

/** Royalty terms as a licence keeps them, version 1: amounts in minor units and shares as exact fractions, both as text. */
export const royaltyTermsSchema = z.object({
  version: z.literal(1),
  currency: z.string().refine(isCurrency),
  base: z.enum(bases),
  /** Marginal: each slice at its own rate. Retroactive: once a step is reached, its rate holds for all. */
  mode: z.enum(['marginal', 'retroactive']),
  /** What moves up the tiers: the base itself or pieces sold. Tiers count the licence's whole life. */
  tierBy: z.enum(['amount', 'units']),
  /** In order; a tier begins where the one before ends. `from` may say so as well, and is checked. */
  tiers: z
    .array(z.object({ from: amount.optional(), upTo: amount.nullable(), rate }))
    .min(1)
    .max(10),
  /** The largest share of receipts that may be deducted; what is deducted is named in the contract. */
  deductionCap: rate,
  advance: z.object({ minor: amount, recoupable: z.boolean() }),
  guarantee: z.object({ minor: amount, everyPeriods: z.number().int().min(1).max(60) }).nullable(),
  /** A share of the royalty held for returns, for so many periods, and never more than the cap in all. */
  reserve: z.object({ rate, periods: z.number().int().min(0).max(12), capMinor: amount.nullable() }),
  /** Whether works of one deal share the advance and each other's losses. */
  crossCollateralised: z.boolean(),
  calendar: z.object({
    every: z.enum(everies),
    dueDays: z.number().int().min(0).max(180),
    payDays: z.number().int().min(0).max(180),
  }),
  /** A share of the payable a year. */
  lateInterest: rate,
  withholding: z.object({ rate, instrument: z.string().max(120) }),
  /** Of a deal of several works: how much of its fees, advance and guarantees is for each, in basis points; without it the same for each. */
  portions: z.record(z.string(), z.number().int().min(0).max(10_000)).optional(),
});
export type RoyaltyTerms = z.infer<typeof royaltyTermsSchema>;

/** The terms as the engine reckons with them. */
export interface Rules {
  readonly currency: Currency;
  readonly base: Base;
  readonly mode: 'marginal' | 'retroactive';
  readonly tierBy: 'amount' | 'units';
  readonly tiers: readonly { readonly upTo: bigint | null; readonly rate: Fraction }[];
  readonly deductionCap: Fraction;
  readonly advance: bigint;
  readonly guarantee: { readonly amount: bigint; readonly everyPeriods: number } | null;
  readonly reserve: { readonly rate: Fraction; readonly periods: number; readonly cap: bigint | null };
  readonly crossCollateralised: boolean;
  readonly withholding: Fraction;
}

const whole = fraction(1n);

function share(text: string, field: string): Fraction {
  const found = parseFraction(text, field);
  if (compare(found, whole) > 0n) throw new DomainError('royalties.share_above_whole', { share: text }, field);
  return found;
}

/**
 * Rules out of terms that fit together. Throws, each at its field: `royalties.rate_above_whole` (150 %), `royalties.tiers_overlap`,
 * `royalties.tiers_gap`, `royalties.last_tier_open`, `royalties.units_by_units`, `royalties.share_above_whole`, `royalties.not_a_fraction`,
 * `royalties.reserve_periods`.
 */
export function rulesOf(terms: RoyaltyTerms): Rules {
  const { base, mode, tierBy, advance, guarantee, reserve } = terms;
  if (base === 'unit' && tierBy !== 'units') throw new DomainError('royalties.units_by_units', {}, 'tierBy');
  const reserveRate = share(reserve.rate, 'reserveRate');
  if (reserveRate.n > 0n && reserve.periods === 0)
    throw new DomainError('royalties.reserve_periods', {}, 'reservePeriods');
  return {
    currency: currency(terms.currency),
    base,
    mode,
    tierBy,
    tiers: tiersOf(terms),
    deductionCap: share(terms.deductionCap, 'deductionCap'),
    advance: advance.recoupable ? BigInt(advance.minor) : 0n,
    guarantee: guarantee && { amount: BigInt(guarantee.minor), everyPeriods: guarantee.everyPeriods },
    reserve: {
      rate: reserveRate,
      periods: reserve.periods,
      cap: reserve.capMinor === null ? null : BigInt(reserve.capMinor),
    },
    crossCollateralised: terms.crossCollateralised,
    withholding: share(terms.withholding.rate, 'withholdingRate'),
  };
}

/** A rate as people say it: hundredths of a percent at most. */
function percentText({ n, d }: Fraction): string {
  return `${Number((n * 10_000n) / d) / 100} %`;
}

function tiersOf({ tiers, base }: RoyaltyTerms): Rules['tiers'] {
  let before = 0n;
  return tiers.map(({ from, upTo, rate: text }, at) => {
    const field = `tier${at + 1}`;
    if (from !== undefined && BigInt(from) < before)
      throw new DomainError('royalties.tiers_overlap', { tier: at + 1 }, field);
    if (from !== undefined && BigInt(from) > before)
      throw new DomainError('royalties.tiers_gap', { tier: at + 1 }, field);
    const last = at === tiers.length - 1;
    if ((upTo === null) !== last) throw new DomainError('royalties.last_tier_open', { tier: at + 1 }, field);
    if (upTo !== null && BigInt(upTo) <= before)
      throw new DomainError('royalties.tiers_overlap', { tier: at + 1 }, field);
    const found = parseFraction(text, `rate${at + 1}`);
    if (base !== 'unit' && compare(found, whole) > 0n)
      throw new DomainError('royalties.rate_above_whole', { rate: percentText(found) }, `rate${at + 1}`);
    before = upTo === null ? before : BigInt(upTo);
    return { upTo: upTo === null ? null : BigInt(upTo), rate: found };
  });
}

/** The money terms of a version; one that says one number means that share of net receipts, quarterly, with the advance recoupable. */
export function royaltyTermsOf(terms: Pick<Terms, 'advanceMinor' | 'currency' | 'royalty' | 'money'>): RoyaltyTerms {
  if (terms.money) return royaltyTermsSchema.parse(terms.money);
  return {
    version: 1,
    currency: currency(terms.currency),
    base: 'net_receipts',
    mode: 'marginal',
    tierBy: 'amount',
    tiers: [{ upTo: null, rate: fractionText(ofBasisPoints(terms.royalty)) }],
    deductionCap: '1/4',
    advance: { minor: terms.advanceMinor, recoupable: true },
    guarantee: null,
    reserve: { rate: '0', periods: 0, capMinor: null },
    crossCollateralised: false,
    calendar: { every: 'quarter', dueDays: 30, payDays: 30 },
    lateInterest: '0',
    withholding: { rate: '0', instrument: '' },
  };
}

/** SHA-256 of something of ours that is written in one fixed order, hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
