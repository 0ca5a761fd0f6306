import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grossByWork, reckon, type WorkReport } from '#lib/royalties/engine.ts';
import { royaltyFormSchema, termsOfForm } from '#lib/royalties/form.ts';
import { compare, fraction, nought, plus, times } from '#lib/royalties/fraction.ts';
import { grossCells, linesOf, payableByHolder } from '#lib/royalties/lines.ts';
import { byHolder, type OwnedWork, portionsOf, splitByOwners, type WeighedWork } from '#lib/royalties/owners.ts';
import { royaltyTermsOf, rulesOf } from '#lib/royalties/terms.ts';
import { drawnTerms } from './reckonings.ts';

const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
const names = ['a', 'b', 'c', 'd'];

const holders = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }).map((weights) => {
  const all = weights.reduce((a, b) => a + b, 0);
  return all === 0
    ? [{ enterpriseId: 'a', share: fraction(1n) }]
    : weights.flatMap((weight, at) =>
        weight === 0 ? [] : [{ enterpriseId: names[at] ?? '', share: fraction(BigInt(weight), BigInt(all)) }],
      );
});
const works: fc.Arbitrary<WeighedWork[]> = fc
  .array(fc.record({ holders, weight: fc.integer({ min: 0, max: 50 }) }), { minLength: 1, maxLength: 5 })
  .map((drawn) =>
    drawn.map((each, at) => ({ workId: `w${at}`, holders: each.holders, weight: fraction(BigInt(each.weight)) })),
  );

describe('money of several works with other owners', () => {
  test('adds up, of each work to what is for it, mirrors, and is fair to a minor unit a work and owner', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -100_000n, max: 100_000n }), works, (amount, drawn) => {
        const cells = splitByOwners(amount, drawn);
        expect(total(cells.map(({ minor }) => minor))).toBe(amount);
        expect(total([...byHolder(cells).values()])).toBe(amount);
        expect(splitByOwners(-amount, drawn).map(({ minor }) => minor)).toEqual(cells.map(({ minor }) => -minor));
        const all = drawn.map(({ weight }) => weight).reduce(plus, nought);
        if (all.n === 0n) return;
        for (const [enterpriseId, minor] of byHolder(cells)) {
          const exact = drawn
            .flatMap((work) =>
              work.holders.flatMap((each) =>
                each.enterpriseId === enterpriseId ? [times(work.weight, each.share)] : [],
              ),
            )
            .reduce(plus, nought);
          // Rounded once a work and once an owner: never two minor units off for each work.
          const off = plus(times(fraction(amount, all.n), exact), fraction(-minor));
          expect(
            compare(fraction(off.n < 0n ? -off.n : off.n, off.d), fraction(2n * BigInt(drawn.length))),
          ).toBeLessThan(0n);
        }
      }),
    );
  });

  test('goes by work and then by owner; of works with the same owners at once', () => {
    const alone = (enterpriseId: string) => [{ enterpriseId, share: fraction(1n) }];
    const half = [
      { enterpriseId: 'a', share: fraction(1n, 2n) },
      { enterpriseId: 'b', share: fraction(1n, 2n) },
    ];
    const one = fraction(1n);
    const cells = splitByOwners(101n, [
      { workId: 'w1', holders: half, weight: one },
      { workId: 'w2', holders: alone('a'), weight: one },
    ]);
    expect(cells.map(({ workId, enterpriseId, minor }) => [workId, enterpriseId, minor])).toEqual([
      ['w1', 'a', 26n],
      ['w1', 'b', 25n],
      ['w2', 'a', 50n],
    ]);
    const same = splitByOwners(101n, [
      { workId: 'w1', holders: half, weight: one },
      { workId: 'w2', holders: half, weight: fraction(2n) },
    ]);
    expect(same.map(({ workId, minor }) => [workId, minor])).toEqual([
      [null, 51n],
      [null, 50n],
    ]);
  });

  test('portions are those of the terms, else the same for each', () => {
    expect(portionsOf(['x', 'y'], {})).toEqual([fraction(1n), fraction(1n)]);
    expect(portionsOf(['x', 'y'], { portions: { x: 2_500, y: 7_500 } })).toEqual([fraction(1n, 4n), fraction(3n, 4n)]);
    expect(portionsOf(['x', 'y'], { portions: { other: 10_000 } })).toEqual([fraction(1n), fraction(1n)]);
  });

  test('a statement says work by work and owner by owner what adds up to its payable, and to its gross', () => {
    const report = fc.record({
      receipts: fc.bigInt({ min: -20n, max: 90n }),
      units: fc.bigInt({ min: 0n, max: 40n }),
      deductions: fc.bigInt({ min: 0n, max: 20n }),
      listValue: fc.bigInt({ min: 0n, max: 90n }),
    });
    const owned = fc.tuple(holders, holders, holders);
    const periods = fc.array(fc.tuple(report, report, report), { minLength: 1, maxLength: 4 });
    const portions = fc.option(fc.integer({ min: 0, max: 10_000 }));
    fc.assert(
      fc.property(drawnTerms, owned, periods, portions, ({ terms: drawn }, owners, reports, first) => {
        const terms = first === null ? drawn : { ...drawn, portions: { w0: first, w1: 10_000 - first, w2: 0 } };
        const rules = rulesOf(terms);
        const all: OwnedWork[] = owners.map((each, at) => ({ workId: `w${at}`, holders: each }));
        const weights = portionsOf(['w0', 'w1', 'w2'], terms);
        for (const step of reckon(rules, reports, weights)) {
          const brought = grossByWork(step, weights);
          expect(total(brought)).toBe(step.gross);
          expect(brought.every((minor) => minor >= 0n)).toBe(true);
          const lines = linesOf({ terms, rules, works: all, groups: [], step, releasedFrom: '' });
          expect(total([...payableByHolder(lines, step.payable, 'a').values()])).toBe(step.payable);
          const cells = grossCells(lines, step.gross, 'a');
          expect(total(cells.map(({ minor }) => minor))).toBe(step.gross);
          for (const line of lines)
            if (line.kind === 'part') {
              const own = lines.flatMap((each) =>
                each.kind === 'share' && each.work === line.work ? [BigInt(each.amount)] : [],
              );
              expect(total(own)).toBe(BigInt(line.amount));
            }
        }
      }),
    );
  });

  test('works that bear their own advance have their portion of it', () => {
    const terms = { ...royaltyTermsOf({ advanceMinor: '1000', currency: 'EUR', royalty: 1_000 }), deductionCap: '0' };
    const of = (receipts: bigint): WorkReport => ({ receipts, units: 0n, deductions: 0n, listValue: 0n });
    const [step] = reckon(rulesOf(terms), [[of(20_000n), of(2_000n)]], [fraction(9n, 10n), fraction(1n, 10n)]);
    expect(step?.pools.map((pool) => [pool.rest, pool.unrecouped])).toEqual([
      [1_100n, 0n],
      [100n, 0n],
    ]);
  });
});

describe('portions in a form', () => {
  const [first, second] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
  const form = (portion1: string, portion2: string) =>
    royaltyFormSchema.parse({
      base: 'net_receipts',
      mode: 'marginal',
      tierBy: 'amount',
      guaranteePeriods: '4',
      reservePeriods: '0',
      every: 'quarter',
      dueDays: '30',
      rate1: '8',
      workIds: [second, first],
      portion1,
      portion2,
    });
  const said = (portion1: string, portion2: string) => termsOfForm(form(portion1, portion2), 'EUR').portions;

  test('stand at their works, in one order', () => {
    expect(said('', '')).toBeUndefined();
    expect(said('66.67', '33,33 %')).toEqual({ [first]: 3_333, [second]: 6_667 });
    expect(Object.keys(said('60', '40') ?? {})).toEqual([first, second]);
  });

  test.each([
    ['60', '', 'validation.required', 'portion2'],
    ['60', '39.99', 'royalties.portions_whole', 'portion1'],
    ['33.333', '66.667', 'royalties.portion_too_fine', 'portion1'],
    ['ten', '90', 'royalties.not_a_fraction', 'portion1'],
  ])('%s and %s: %s', (a, b, code, field) => {
    expect(() => said(a, b)).toThrow(expect.objectContaining({ code, field }));
  });
});
