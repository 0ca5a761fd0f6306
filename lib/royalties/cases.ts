import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { reckon, total } from './engine.ts';
import { parseFraction } from './fraction.ts';
import { splitByShares } from './split.ts';
import { royaltyTermsOf, rulesOf } from './terms.ts';

const whole = z.number().int();
const statementTerms = z.object({
  basis: z.enum(['amount', 'unit']),
  mode: z.enum(['marginal', 'retroactive']),
  tiers: z.array(z.object({ upTo: whole.nullable(), rate: z.string() })),
  deductionCap: z.string(),
  advance: whole,
  recoupable: z.boolean(),
  guarantee: z.object({ amount: whole, everyPeriods: whole }).nullable(),
  reserve: z.object({ rate: z.string(), periods: whole }),
  withholding: z.string(),
});
const oneCase = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('statement'),
    id: z.string(),
    terms: statementTerms,
    periods: z.array(z.object({ receipts: whole, units: whole, deductions: whole })),
    expect: z.array(z.record(z.string(), whole)),
  }),
  z.object({
    kind: z.literal('split'),
    id: z.string(),
    amount: whole,
    shares: z.array(z.string()),
    expect: z.array(whole),
  }),
]);
const suite = z.object({ suite: z.literal('royalty'), cases: z.array(oneCase) });

/** Runs a file of the suite `royalty` through these rules: how many cases it holds, and those that came out otherwise. */
export function run(file: string): { count: number; mismatches: { id: string; expected: unknown; got: unknown }[] } {
  const { cases } = suite.parse(JSON.parse(readFileSync(file, 'utf8')));
  const mismatches = cases.flatMap((each) => {
    const got = answer(each);
    return isDeepStrictEqual(got, each.expect) ? [] : [{ id: each.id, expected: each.expect, got }];
  });
  return { count: cases.length, mismatches };
}

function answer(each: z.infer<typeof oneCase>): unknown {
  if (each.kind === 'split') {
    const shares = each.shares.map((share) => parseFraction(share));
    return splitByShares(BigInt(each.amount), shares).map(Number);
  }
  return statements(each.terms, each.periods);
}

function statements(
  terms: z.infer<typeof statementTerms>,
  periods: { receipts: number; units: number; deductions: number }[],
) {
  const { basis, advance, recoupable, guarantee, reserve } = terms;
  const rules = rulesOf({
    ...royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 0 }),
    base: basis === 'unit' ? 'unit' : 'net_receipts',
    tierBy: basis === 'unit' ? 'units' : 'amount',
    mode: terms.mode,
    tiers: terms.tiers.map(({ upTo, rate }) => ({ upTo: upTo === null ? null : String(upTo), rate })),
    deductionCap: terms.deductionCap,
    advance: { minor: String(advance), recoupable },
    guarantee: guarantee && { minor: String(guarantee.amount), everyPeriods: guarantee.everyPeriods },
    reserve: { ...reserve, capMinor: null },
    withholding: { rate: terms.withholding, instrument: '' },
  });
  const reports = periods.map(({ receipts, units, deductions }) => [
    { receipts: BigInt(receipts), units: BigInt(units), deductions: BigInt(deductions), listValue: 0n },
  ]);
  return reckon(rules, reports).map(
    ({ works: [work], pools: [pool], guarantee: top, gross, withholding, payable }) => ({
      base: Number(work?.net),
      royalty: Number(work?.royalty),
      reserveHeld: Number(work?.held),
      reserveReleased: Number(work?.released),
      recouped: Number(pool?.recouped),
      unrecouped: Number(pool?.unrecouped),
      guaranteeTopUp: Number(total([top?.topUp ?? 0n])),
      gross: Number(gross),
      withholding: Number(withholding),
      payable: Number(payable),
      carried: Number(pool?.carried),
    }),
  );
}
