import fc from 'fast-check';
import type { WorkReport } from '#lib/royalties/engine.ts';
import { type RoyaltyTerms, royaltyTermsOf } from '#lib/royalties/terms.ts';

/** Rates in thousandths, so that an oracle can reckon in thousandths of a minor unit. */
export interface Drawn {
  readonly terms: RoyaltyTerms;
  readonly rates: readonly number[];
  readonly ends: readonly number[];
}

const thousandth = fc.integer({ min: 0, max: 1_000 });

/** Terms of every sort, small enough to count on fingers. */
export const drawnTerms: fc.Arbitrary<Drawn> = fc
  .record({
    base: fc.constantFrom('net_receipts' as const, 'gross_receipts' as const, 'retail_price' as const, 'unit' as const),
    byUnits: fc.boolean(),
    mode: fc.constantFrom('marginal' as const, 'retroactive' as const),
    steps: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    rates: fc.array(thousandth, { minLength: 4, maxLength: 4 }),
    cap: thousandth,
    advance: fc.integer({ min: 0, max: 60 }),
    recoupable: fc.boolean(),
    guarantee: fc.option(
      fc.record({ minor: fc.integer({ min: 0, max: 90 }), everyPeriods: fc.integer({ min: 1, max: 4 }) }),
    ),
    reserve: fc.record({ rate: fc.integer({ min: 0, max: 500 }), periods: fc.integer({ min: 1, max: 3 }) }),
    capMinor: fc.option(fc.integer({ min: 0, max: 8 })),
    crossCollateralised: fc.boolean(),
    withholding: fc.integer({ min: 0, max: 300 }),
  })
  .map((drawn) => {
    let end = 0;
    const ends = drawn.steps.map((step) => {
      end += step;
      return end;
    });
    const rates = drawn.rates.slice(0, ends.length + 1);
    const terms: RoyaltyTerms = {
      ...royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 0 }),
      base: drawn.base,
      mode: drawn.mode,
      tierBy: drawn.base === 'unit' || drawn.byUnits ? 'units' : 'amount',
      tiers: rates.map((rate, at) => ({
        upTo: ends[at] === undefined ? null : String(ends[at]),
        rate: `${rate}/1000`,
      })),
      deductionCap: `${drawn.cap}/1000`,
      advance: { minor: String(drawn.advance), recoupable: drawn.recoupable },
      guarantee: drawn.guarantee && { ...drawn.guarantee, minor: String(drawn.guarantee.minor) },
      reserve: {
        rate: `${drawn.reserve.rate}/1000`,
        periods: drawn.reserve.periods,
        capMinor: drawn.capMinor === null ? null : String(drawn.capMinor),
      },
      crossCollateralised: drawn.crossCollateralised,
      withholding: { rate: `${drawn.withholding}/1000`, instrument: '' },
    };
    return { terms, rates, ends };
  });

const report = (from: number): fc.Arbitrary<WorkReport> =>
  fc
    .record({
      receipts: fc.integer({ min: from, max: 120 }),
      units: fc.integer({ min: from, max: 40 }),
      deductions: fc.integer({ min: 0, max: 60 }),
      listValue: fc.integer({ min: from, max: 120 }),
    })
    .map(({ receipts, units, deductions, listValue }) => ({
      receipts: BigInt(receipts),
      units: BigInt(units),
      deductions: BigInt(deductions),
      listValue: BigInt(listValue),
    }));

/** Reports of several periods for as many works; returns among them, so some are below zero. */
export const drawnPeriods = fc
  .integer({ min: 1, max: 3 })
  .chain((works) =>
    fc.array(fc.array(report(-60), { minLength: works, maxLength: works }), { minLength: 1, maxLength: 8 }),
  );

/** Reports of one work in which nothing ever came back. */
export const salesOnly = fc.array(
  report(0).map((each) => [each]),
  { minLength: 1, maxLength: 8 },
);
