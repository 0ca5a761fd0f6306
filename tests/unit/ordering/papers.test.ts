import { expect, test } from 'vitest';
import { type Consignment, customsPapers, customsTerritory } from '#lib/ordering/papers.ts';

const parcel = (over: Partial<Consignment>): Consignment => ({
  from: 'BG',
  to: 'PL',
  valueEuroMinor: 6_000n,
  grams: 1_200,
  hsCodes: ['691200'],
  at: new Date('2026-11-20'),
  ...over,
});

test.each([
  ['inside the Union: none', {}, []],
  ['inside China: none', { from: 'CN', to: 'CN' }, []],
  ['to Hong Kong from the mainland', { from: 'CN', to: 'HK' }, ['cn22', 'invoice', 'import_charges']],
  ['from Taiwan to Macao', { from: 'TW', to: 'MO' }, ['cn22', 'invoice', 'import_charges']],
  ['from China to Poland, small', { from: 'CN' }, ['cn22', 'invoice', 'ioss', 'flat_duty']],
  ['… before July 2026', { from: 'CN', at: new Date('2026-06-30T23:00:00Z') }, ['cn22', 'invoice', 'ioss']],
  ['… from July 2028', { from: 'CN', at: new Date('2028-07-01T00:00:00Z') }, ['cn22', 'invoice', 'ioss']],
  ['… of exactly 150 euro', { from: 'CN', valueEuroMinor: 15_000n }, ['cn22', 'invoice', 'ioss', 'flat_duty']],
  ['… of a cent more', { from: 'CN', valueEuroMinor: 15_001n }, ['cn22', 'invoice', 'import_charges']],
  ['… above 300 SDR', { from: 'CN', valueEuroMinor: 34_801n }, ['cn23', 'invoice', 'import_charges']],
  ['… heavier than a letter', { from: 'CN', grams: 2_001 }, ['cn23', 'invoice', 'ioss', 'flat_duty']],
  ['from Serbia into the Union', { from: 'RS' }, ['cn22', 'invoice', 'ioss', 'flat_duty']],
  ['from Bulgaria to China', { to: 'CN' }, ['cn22', 'invoice', 'eori', 'import_charges']],
  [
    '… worth more than 1,000 euro',
    { to: 'CN', valueEuroMinor: 100_001n },
    ['cn23', 'invoice', 'eori', 'export_declaration', 'import_charges'],
  ],
  [
    'an antique from China to the Union',
    { from: 'CN', hsCodes: [null, '970690'] },
    ['cn22', 'invoice', 'ioss', 'flat_duty', 'cultural_import', 'cultural_export'],
  ],
  [
    'a painting from Bulgaria to Hong Kong',
    { to: 'HK', hsCodes: ['970121'] },
    ['cn22', 'invoice', 'eori', 'import_charges', 'cultural_export'],
  ],
] as const)('%s', (_, over, papers) => {
  expect(customsPapers(parcel(over))).toEqual(papers);
});

test('customs territories: one for the Union, one for each of China’s', () => {
  expect(['BG', 'PL', 'RS', 'CN', 'HK', 'MO', 'TW'].map(customsTerritory)).toEqual([
    'EU',
    'EU',
    'RS',
    'CN',
    'HK',
    'MO',
    'TW',
  ]);
});
