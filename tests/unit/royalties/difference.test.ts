import { expect, test } from 'vitest';
import { moneyDifference } from '#lib/royalties/difference.ts';
import { type RoyaltyTerms, royaltyTermsOf } from '#lib/royalties/terms.ts';

const base = royaltyTermsOf({ advanceMinor: '500000', currency: 'EUR', royalty: 800 });

test('of the same money is nothing, even where the database turned its keys', () => {
  const { version, ...rest } = base;
  expect(moneyDifference(base, { ...rest, version })).toEqual([]);
});

test.each<[Partial<RoyaltyTerms>, object[]]>([
  [{ tiers: [{ upTo: null, rate: '7/100' }] }, [{ part: 'rate', from: '2/25', to: '7/100' }]],
  [
    { advance: { minor: '600000', recoupable: false } },
    [
      { part: 'advance', to: '600000' },
      { part: 'recoupable', to: false },
    ],
  ],
  [{ guarantee: { minor: '100000', everyPeriods: 4 } }, [{ part: 'guarantee', from: null, to: '100000' }]],
  [
    { reserve: { rate: '1/10', periods: 2, capMinor: '500' } },
    [{ part: 'reserve' }, { part: 'reservePeriods' }, { part: 'reserveCap', from: null, to: '500' }],
  ],
  [
    { calendar: { every: 'year', dueDays: 60, payDays: 45 } },
    [{ part: 'every' }, { part: 'dueDays', from: 30, to: 60 }, { part: 'payDays', to: 45 }],
  ],
  [
    { lateInterest: '2/25', crossCollateralised: true },
    [
      { part: 'crossCollateralised', to: true },
      { part: 'lateInterest', from: '0', to: '2/25' },
    ],
  ],
])('of %o', (change, expected) => {
  expect(moneyDifference(base, { ...base, ...change })).toMatchObject(expected);
});

test('of several tiers shows all of them', () => {
  const tiers = [
    { upTo: '1000', rate: '1/20' },
    { upTo: null, rate: '1/10' },
  ];
  expect(moneyDifference(base, { ...base, tiers })).toEqual([{ part: 'tiers', from: base.tiers, to: tiers }]);
});
