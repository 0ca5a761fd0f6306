import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '#lib/core/money.ts';
import type { OrderLine, Shipment, ShipmentLine } from '#lib/db/generated/client.ts';
import { type Consignment, customsPapers, customsTerritory } from '#lib/ordering/papers.ts';
import { parcelsOf } from '#lib/ordering/parcels.ts';
import { taxRule } from '#lib/ordering/tax.ts';

/** A consumer's parcel, unless told otherwise. */
function parcel(over: Partial<Consignment>): Consignment {
  const { from = 'BG', to = 'PL', valueEuroMinor = 6_000n } = over;
  const valueInEuro = money(valueEuroMinor, 'EUR');
  return {
    from,
    to,
    valueEuroMinor,
    ioss: taxRule({ from, to, digital: false, valueInEuro }) === 'ioss',
    grams: 1_200,
    hsCodes: ['691200'],
    at: new Date('2026-11-20'),
    ...over,
  };
}

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
  ['… for a business', { from: 'CN', ioss: false }, ['cn22', 'invoice', 'flat_duty', 'import_charges']],
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

/** A line of some pieces, the sizes of parcels it is sent in, and how much of the rest is cancelled. */
const histories = fc
  .record({
    parcels: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }),
    cancelled: fc.integer({ min: 0, max: 4 }),
    left: fc.integer({ min: 0, max: 4 }),
    total: fc.bigInt(0n, 100_000n),
    rate: fc.bigInt(0n, 2_700n),
  })
  .filter(({ parcels, cancelled, left }) => parcels.length + cancelled + left > 0);

test('the values of a line’s parcels add up to it, each within a minor unit a piece, and none changes by what comes later', () => {
  const packed = (parcels: readonly number[], quantity: number, cancelled: number, total: bigint, tax: bigint) => {
    const sentQuantity = parcels.reduce((sum, pieces) => sum + pieces, 0);
    const line = { id: 'l', kind: 'physical', quantity, sentQuantity, cancelledQuantity: cancelled, weightGrams: 50 };
    const shipments = parcels.map((pieces, at) => ({
      id: `s${at}`,
      shippedAt: new Date(at),
      lines: [{ shipmentId: `s${at}`, orderLineId: 'l', quantity: pieces } satisfies ShipmentLine],
    }));
    return parcelsOf({
      status: 'accepted',
      currency: 'EUR',
      lines: [{ ...line, totalMinor: total, taxMinor: tax } as OrderLine],
      // Read newest first, as some do.
      shipments: shipments.reverse() as unknown as (Shipment & { lines: ShipmentLine[] })[],
    }).map(({ shipment, goods: [own] }) => [shipment?.id, own?.quantity, own?.valueMinor, own?.grams] as const);
  };
  fc.assert(
    fc.property(histories, ({ parcels, cancelled, left, total, rate }) => {
      const quantity = parcels.reduce((sum, pieces) => sum + pieces, cancelled + left);
      const tax = (total * rate) / (10_000n + rate);
      const found = packed(parcels, quantity, cancelled, total, tax);
      expect(found.map(([, pieces]) => pieces)).toEqual([...parcels, ...(left > 0 ? [left] : [])]);
      for (const [, pieces = 0, value = 0n, grams] of found) {
        expect(grams).toBe(50 * pieces);
        const off = value * BigInt(quantity) - (total - tax) * BigInt(pieces);
        expect(off < 0n ? -off : off).toBeLessThan(BigInt(quantity * pieces));
      }
      const sum = found.reduce((so, [, , value = 0n]) => so + value, 0n);
      if (cancelled === 0) expect(sum).toBe(total - tax);
      else expect(sum).toBeLessThanOrEqual(total - tax);
      const earlier = packed(parcels.slice(0, -1), quantity, 0, total, tax);
      expect(found.slice(0, Math.max(0, parcels.length - 1))).toEqual(
        earlier.slice(0, Math.max(0, parcels.length - 1)),
      );
    }),
  );
});
