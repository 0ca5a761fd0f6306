import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reckon, total, type WorkReport } from '#lib/royalties/engine.ts';
import { rounded } from '#lib/royalties/fraction.ts';
import { royaltyTermsOf, rulesOf } from '#lib/royalties/terms.ts';
import { live, unborn } from '#lib/royalties/tiers.ts';
import { type Drawn, drawnPeriods, drawnTerms, salesOnly } from './reckonings.ts';

const runs = { numRuns: 600 };

/** Thousandths to whole, ties to even: written without the product's own rounding. */
function even(thousandths: number): number {
  const floor = Math.floor(thousandths / 1000);
  const rest = thousandths - floor * 1000;
  if (rest !== 500) return rest > 500 ? floor + 1 : floor;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Counts one piece (or one minor unit) after the other, each at the rate of the tier it falls in, in thousandths. */
function counted({ rates, ends, terms }: Drawn, x: number): number {
  if (x <= 0) return 0;
  const tierOf = (nth: number) => rates[ends.filter((end) => nth > end).length] ?? 0;
  if (terms.mode === 'retroactive') return x * tierOf(x);
  let sum = 0;
  for (let nth = 1; nth <= x; nth++) sum += tierOf(nth);
  return sum;
}

/** A statement reckoned as a clerk would, with running balances in plain numbers. One work; tiers of what the rate is of. */
function clerk(drawn: Drawn, periods: readonly WorkReport[]) {
  const { terms } = drawn;
  const part = (share: string) => Number(share.split('/')[0]);
  const heldEach: number[] = [];
  let life = 0;
  let open = terms.advance.recoupable ? Number(terms.advance.minor) : 0;
  let carried = 0;
  let sinceGuarantee: number[] = [];
  return periods.map((report) => {
    const receipts = Number(report.receipts);
    const allowed = Math.min(Number(report.deductions), even(part(terms.deductionCap) * Math.max(receipts, 0)));
    const base = {
      net_receipts: receipts - allowed,
      gross_receipts: receipts,
      retail_price: Number(report.listValue),
      wholesale_price: Number(report.listValue),
      unit: Number(report.units),
    }[terms.base];
    const royalty = even(counted(drawn, life + base)) - even(counted(drawn, life));
    life += base;
    const standing = heldEach
      .slice(Math.max(0, heldEach.length - terms.reserve.periods + 1))
      .reduce((a, b) => a + b, 0);
    const room = terms.reserve.capMinor === null ? Infinity : Math.max(0, Number(terms.reserve.capMinor) - standing);
    const held = royalty > 0 ? Math.min(even(part(terms.reserve.rate) * royalty), room) : 0;
    const released = heldEach[heldEach.length - terms.reserve.periods] ?? 0;
    heldEach.push(held);
    let earned = royalty - held + released + carried;
    let recouped = 0;
    carried = 0;
    if (earned < 0) {
      carried = earned;
      earned = 0;
    } else {
      recouped = Math.min(earned, open);
      open -= recouped;
      earned -= recouped;
    }
    sinceGuarantee.push(recouped + earned);
    let topUp = 0;
    if (terms.guarantee && sinceGuarantee.length === terms.guarantee.everyPeriods) {
      topUp = Math.max(0, Number(terms.guarantee.minor) - sinceGuarantee.reduce((a, b) => a + b, 0));
      sinceGuarantee = [];
    }
    const gross = earned + topUp;
    return {
      royalty,
      held,
      released,
      recouped,
      open,
      carried,
      topUp,
      payable: gross - even(part(terms.withholding.rate) * gross),
    };
  });
}

describe('a statement', () => {
  test('comes out as a clerk would have it', () => {
    const plain = drawnTerms.filter(({ terms }) => terms.tierBy === (terms.base === 'unit' ? 'units' : 'amount'));
    fc.assert(
      fc.property(plain, drawnPeriods, (drawn, periods) => {
        const reports = periods.map((works) => works.slice(0, 1));
        const steps = reckon(rulesOf(drawn.terms), reports);
        const got = steps.map(({ works: [work], pools: [pool], guarantee, payable }) => ({
          royalty: Number(work?.royalty),
          held: Number(work?.held),
          released: Number(work?.released),
          recouped: Number(pool?.recouped),
          open: Number(pool?.unrecouped),
          carried: Number(pool?.carried),
          topUp: Number(guarantee?.topUp ?? 0n),
          payable: Number(payable),
        }));
        expect(got).toEqual(clerk(drawn, reports.flat()));
      }),
      runs,
    );
  });

  test('loses nothing: what was earned is recouped, paid, held or carried', () => {
    fc.assert(
      fc.property(drawnTerms, drawnPeriods, ({ terms }, periods) => {
        const rules = rulesOf(terms);
        const steps = reckon(rules, periods);
        const works = steps.flatMap((step) => step.works);
        const pools = steps.flatMap((step) => step.pools);
        const last = steps.at(-1);
        const stillHeld = total(works.map((work) => work.held)) - total(works.map((work) => work.released));
        const carried = total(last?.pools.map((pool) => pool.carried) ?? []);
        const out = total(pools.map((pool) => pool.recouped)) + total(pools.map((pool) => pool.rest));
        expect(total(works.map((work) => work.royalty))).toBe(out + stillHeld + carried);
        expect(
          total(pools.map((pool) => pool.recouped)) + total(last?.pools.map((pool) => pool.unrecouped) ?? []),
        ).toBe(rules.advance);
        const topUps = total(steps.map((step) => step.guarantee?.topUp ?? 0n));
        const paid = total(steps.map((step) => step.payable + step.withholding));
        expect(paid).toBe(total(pools.map((pool) => pool.rest)) + topUps);
        expect(steps.every((step) => step.payable >= 0n && step.withholding >= 0n)).toBe(true);
      }),
      runs,
    );
  });

  test('pays for a guarantee at least what is guaranteed, whatever was sold', () => {
    fc.assert(
      fc.property(drawnTerms, drawnPeriods, ({ terms }, periods) => {
        const guarantee = { minor: '50', everyPeriods: 2 };
        const steps = reckon(rulesOf({ ...terms, guarantee }), periods);
        for (let at = 1; at < steps.length; at += 2) {
          const two = steps.slice(at - 1, at + 1);
          const value =
            total(two.map((step) => step.gross)) +
            total(two.flatMap((step) => step.pools).map((pool) => pool.recouped));
          expect(value).toBeGreaterThanOrEqual(50n);
        }
      }),
      runs,
    );
  });

  test('never earns less in a life for having sold more, at marginal rates', () => {
    fc.assert(
      fc.property(drawnTerms, salesOnly, ({ terms }, periods) => {
        const rules = rulesOf({ ...terms, mode: 'marginal' });
        expect(reckon(rules, periods).every(({ works }) => works.every((work) => work.royalty >= 0n))).toBe(true);
      }),
      runs,
    );
  });

  test('earns the same in a life when one report is cut into two equal halves', () => {
    fc.assert(
      fc.property(drawnTerms, drawnPeriods, ({ terms }, periods) => {
        const rules = rulesOf(terms);
        const life = (reports: readonly WorkReport[]) =>
          reports.reduce((at, { listValue, receipts, units }) => {
            const base = rules.base === 'unit' ? units : rules.base === 'retail_price' ? listValue : receipts;
            return live(rules, at, { base, units }).after;
          }, unborn).royalty;
        const whole = periods.map(([first]) => first).filter((each) => each !== undefined);
        const twice = whole.map((each) => ({
          ...each,
          receipts: each.receipts * 2n,
          units: each.units * 2n,
          listValue: each.listValue * 2n,
        }));
        const halves = whole.flatMap((each) => [each, each]);
        expect(life(halves)).toEqual(life(twice));
      }),
      runs,
    );
  });

  test('shows slices that add up to what was earned', () => {
    fc.assert(
      fc.property(drawnTerms, salesOnly, ({ terms }, periods) => {
        const steps = reckon(rulesOf({ ...terms, mode: 'marginal' }), periods);
        for (const { works } of steps)
          for (const { slices, royalty } of works) {
            const sum = slices.reduce((all, { royalty: { n, d } }) => all + Number(n) / Number(d), 0);
            expect(Math.abs(sum - Number(royalty))).toBeLessThanOrEqual(1);
          }
      }),
      runs,
    );
  });

  test('counts the works of a deal together, or each for itself', () => {
    const terms = { ...royaltyTermsOf({ advanceMinor: '1000', currency: 'EUR', royalty: 1_000 }), deductionCap: '0' };
    const of = (receipts: bigint): WorkReport => ({ receipts, units: 0n, deductions: 0n, listValue: 0n });
    const period = [[of(20_000n), of(2_000n)]];
    const [together] = reckon(rulesOf({ ...terms, crossCollateralised: true }), period);
    const [apart] = reckon(rulesOf(terms), period);
    expect(together?.payable).toBe(1_200n);
    expect(together?.pools).toHaveLength(1);
    // Each work bears half the advance: the second has not earned its half yet.
    expect(apart?.payable).toBe(1_500n);
    expect(apart?.pools.map((pool) => pool.unrecouped)).toEqual([0n, 300n]);
  });

  test('of a book: pieces move up the tiers, and the rate is of the retail price', () => {
    const rules = rulesOf({
      ...royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 0 }),
      base: 'retail_price',
      tierBy: 'units',
      tiers: [
        { upTo: '5000', rate: '1/10' },
        { upTo: null, rate: '1/8' },
      ],
    });
    const [step] = reckon(rules, [[{ receipts: 0n, deductions: 0n, units: 6_000n, listValue: 6_000n * 1_990n }]]);
    expect(step?.works[0]?.slices.map((each) => [each.from, each.to, rounded(each.royalty)])).toEqual([
      [0n, 5_000n, 995_000n],
      [5_000n, 6_000n, 248_750n],
    ]);
    expect(step?.payable).toBe(1_243_750n);
  });
});
