import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { money } from '#lib/core/money.ts';
import { type QuoteSeller, quote, sellerShare } from '#lib/ordering/quote.ts';
import { rateOn, taxRule, type VatRateRow, vatClass, vatClasses } from '#lib/ordering/tax.ts';
import { taxByCountry } from '#lib/ordering/tax-owed.ts';
import { checkDigitsFit, readVatNumber, vatExamples } from '#lib/ordering/vat-number.ts';

const kept: (VatRateRow & { readonly source: string })[] = (
  JSON.parse(readFileSync('prisma/seed/data/vat-rates.json', 'utf8')) as (Omit<VatRateRow, 'validFrom'> & {
    validFrom: string;
    source: string;
  })[]
).map((row) => ({ ...row, validFrom: new Date(row.validFrom) }));
const at = new Date('2026-11-26');
const euro = (minor: number) => money(minor, 'EUR');
const rates = { day: '2026-11-20', perEuro: {} };

describe('VAT rates', () => {
  test('are kept for every class of every member state, each with where it is published', () => {
    const union = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
    for (const country of union)
      for (const kind of vatClasses)
        expect(kept.some((row) => row.country === country && row.class === kind)).toBe(true);
    expect(kept.filter((row) => row.source.length < 20).map((row) => row.country)).toEqual([]);
    for (const country of ['AL', 'BA', 'ME', 'MK', 'RS', 'CN', 'TW', 'GB'])
      expect(rateOn(kept, country, 'standard', at)).toBeGreaterThan(0);
  });

  test.each([
    ['EE', '2025-06-30', 2200],
    ['EE', '2025-07-01', 2400],
    ['SK', '2024-12-31', 2000],
    ['SK', '2025-01-01', 2300],
    ['RO', '2025-07-31', 1900],
    ['RO', '2025-08-01', 2100],
  ])('of %s on %s: %i, the rate in force on the day of the supply', (country, day, rate) => {
    expect(rateOn(kept, country, 'standard', new Date(day))).toBe(rate);
  });

  test.each([
    ['FI', 'books', '2025-12-31', 1400],
    ['FI', 'books', '2026-01-01', 1350],
    ['IT', 'artworks', '2025-06-30', 2200],
    ['IT', 'artworks', '2025-07-01', 500],
    ['LT', 'ebooks', '2025-12-31', 900],
    ['LT', 'ebooks', '2026-01-01', 500],
    ['LT', 'admission', '2026-01-01', 1200],
    ['RO', 'admission', '2025-07-31', 900],
    ['RO', 'admission', '2025-08-01', 2100],
    ['SK', 'books', '2024-12-31', 1000],
    ['SK', 'admission', '2025-01-01', 500],
    ['PT', 'artworks', '2025-12-31', 2300],
    ['PT', 'artworks', '2026-01-01', 600],
  ] as const)('of %s, %s on %s: %i', (country, kind, day, rate) => {
    expect(rateOn(kept, country, kind, new Date(day))).toBe(rate);
  });

  test('a class without a rate of its own has the standard one; a country nobody knows has none', () => {
    expect(rateOn(kept, 'JP', 'books', at)).toBe(1000);
    expect(rateOn(kept, 'XX', 'standard', at)).toBe(0);
  });

  test.each([
    ['publishing', 'physical', null, 'books'],
    ['publishing', 'download', null, 'ebooks'],
    ['performing-arts', 'ticket', null, 'admission'],
    ['visual-arts', 'physical', '970121', 'artworks'],
    ['visual-arts', 'physical', '970600', 'standard'],
    ['visual-arts', 'physical', null, 'standard'],
  ])('%s, %s, %s is of the class %s', (category, kind, hs, expected) => {
    expect(vatClass(category, kind, hs)).toBe(expected);
  });
});

describe('a business with a VAT number', () => {
  const sale = { digital: false, valueInEuro: euro(5_000) };
  test.each([
    ['goods to another member state', { ...sale, from: 'BG', to: 'PL', businessIn: 'PL' }, 'reverse_charge'],
    ['goods at home', { ...sale, from: 'PL', to: 'PL', businessIn: 'PL' }, 'eu_destination'],
    [
      'goods of its own state’s seller sent abroad',
      { ...sale, from: 'PL', to: 'CZ', businessIn: 'PL' },
      'eu_destination',
    ],
    [
      'a download of another member state',
      { ...sale, digital: true, from: 'BG', to: 'PL', businessIn: 'PL' },
      'reverse_charge',
    ],
    [
      'a download from outside the Union',
      { ...sale, digital: true, from: 'CN', to: 'PL', businessIn: 'PL' },
      'reverse_charge',
    ],
    ['small goods from China: no one-stop shop', { ...sale, from: 'CN', to: 'PL', businessIn: 'PL' }, 'import'],
    ['goods sent out of the Union', { ...sale, from: 'BG', to: 'CN', businessIn: 'PL' }, 'export'],
    ['none: a consumer', { ...sale, from: 'BG', to: 'PL' }, 'eu_destination'],
    ['a number of no member state', { ...sale, from: 'BG', to: 'PL', businessIn: 'RS' }, 'eu_destination'],
    ['at home outside the Union', { ...sale, from: 'CN', to: 'CN' }, 'domestic'],
  ] as const)('%s', (_name, given, rule) => {
    expect(taxRule(given)).toBe(rule);
  });

  const seller: QuoteSeller = {
    enterpriseId: 'e',
    country: 'BG',
    commissionBasisPoints: 1000,
    handling: { min: 1, max: 2 },
    shipping: [
      { countries: ['PL'], maxWeightGrams: 2_000, price: euro(1_230), freeAbove: null, daysMin: 1, daysMax: 2 },
    ],
    items: [
      {
        variantId: 'v',
        quantity: 2,
        available: null,
        onSale: true,
        price: euro(12_300),
        seenPrice: null,
        digital: false,
        weightGrams: 1,
        vatRate: 2300,
      },
    ],
  };

  test('pays the price without the tax, and none is collected', () => {
    const [part] = quote([seller], 'PL', 'EUR', rates, { businessIn: 'PL' }).sellers;
    expect(part?.taxRule).toBe('reverse_charge');
    expect(part?.lines[0]?.unit.minor).toBe(10_000n);
    expect(part?.shipping.minor).toBe(1_000n);
    expect(part?.tax.minor).toBe(0n);
    const [consumer] = quote([seller], 'PL', 'EUR', rates).sellers;
    expect(part && sellerShare(part).minor).toBe(consumer && sellerShare(consumer).minor);
  });

  test('pays the tax of the place where an event is, as everybody does (Directive 2006/112/EC, art. 53 and 54)', () => {
    const ticket = {
      ...(seller.items[0] ?? {
        variantId: 'v',
        quantity: 1,
        available: null,
        onSale: true,
        price: euro(1),
        seenPrice: null,
        digital: true,
        weightGrams: 0,
        vatRate: 0,
      }),
      digital: true,
      quantity: 1,
      price: euro(11_200),
      vatRate: 1200,
      eventCountry: 'CZ',
    };
    for (const businessIn of [null, 'PL']) {
      const [part] = quote([{ ...seller, items: [ticket] }], 'PL', 'EUR', rates, { businessIn }).sellers;
      expect(part?.lines[0]).toMatchObject({ taxRule: 'event', taxCountry: 'CZ', vatRate: 1200 });
      expect(part?.tax.minor).toBe(1_200n);
      expect(part?.taxRule).toBe('event');
    }
  });

  test('owes each tax where it belongs: the event’s to its country, the rest to the buyer’s', () => {
    const part = {
      taxMinor: 1_000n,
      lines: [
        { taxMinor: 300n, taxCountry: 'CZ' },
        { taxMinor: 500n, taxCountry: 'PL' },
      ],
    };
    expect(taxByCountry(part, 'PL')).toEqual([
      ['PL', 700n],
      ['CZ', 300n],
    ]);
    expect(taxByCountry({ taxMinor: 0n }, 'PL')).toEqual([]);
  });
});

describe('VAT numbers', () => {
  test.each(vatExamples)('%s is one', (example) => {
    const number = readVatNumber(example);
    expect(number).not.toBeNull();
    expect(number && checkDigitsFit(number)).toBe(true);
  });

  test.each([
    'PL8567346216',
    'DE136695977',
    'IT00743110158',
    'HU12892313',
    'AT U12345676',
    'BG123456787',
    'FR41303265045',
  ])('%s has a wrong digit', (typed) => {
    const number = readVatNumber(typed);
    expect(number && checkDigitsFit(number)).toBe(false);
  });

  test.each([
    '',
    'PL',
    '8567346215',
    'XX123456789',
    'PL856734621',
    'US123456789',
    "PL'; drop table orders",
    'x'.repeat(10_000),
  ])('%j is none', (typed) => {
    expect(readVatNumber(typed)).toBeNull();
  });

  test('are read as people write them, and Greece is GR whatever its numbers begin with', () => {
    expect(readVatNumber('pl 856-734-62-15')?.number).toBe('8567346215');
    expect(readVatNumber('EL094259216')?.country).toBe('GR');
    expect(readVatNumber('GR094259216')?.prefix).toBe('EL');
  });
});
