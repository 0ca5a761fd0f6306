import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  adjustStock,
  adjustStockSchema,
  closePlace,
  holdStock,
  makeDefaultPlace,
  placesOf,
  releaseStock,
  savePlace,
  savePlaceSchema,
  sellHeld,
  stockHistory,
  transferStock,
  viewStock,
} from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

beforeAll(referenceData);

/** A plate of which so many are at the default place in Bulgaria and so many in Warsaw. */
async function stocked(home = 5, warsaw = 3) {
  const { enterprise, user } = await makeEnterprise();
  const owner = ownerOf(user.id, enterprise.id);
  const { listing, variant } = await makeListing(enterprise.id, { stock: home });
  await savePlace(
    owner,
    savePlaceSchema.parse({
      enterpriseId: enterprise.id,
      name: 'Warsaw',
      country: 'PL',
      address: 'ul. Mińska 25\n\n03-808',
    }),
  );
  const places = await placesOf(owner, enterprise.id);
  const [first, second] = places.map((place) => place.id);
  if (!first || !second) throw new Error('there are two places');
  if (warsaw > 0) await adjustStock(owner, adjust(variant.id, warsaw, second));
  return { enterprise, owner, listing, variant, home: first, warsaw: second };
}

function adjust(variantId: string, amount: number, placeId = '', way: 'by' | 'to' = 'by') {
  return adjustStockSchema.parse({ variantId, placeId, way, amount: String(amount), reason: 'received' });
}

async function numbers(variantId: string) {
  const variant = await prisma().variant.findUniqueOrThrow({
    where: { id: variantId },
    include: { places: { include: { place: true } } },
  });
  const at = Object.fromEntries(variant.places.map(({ place, onHand, reserved }) => [place.name, [onHand, reserved]]));
  return { total: [variant.stockOnHand, variant.stockReserved], at };
}

/** The variant's own numbers are the sums of its places', and what is on hand is the sum of its movements. */
async function expectSums(variantId: string) {
  const { total, at } = await numbers(variantId);
  const sum = (index: number) => Object.values(at).reduce((all, each) => all + (each[index] ?? 0), 0);
  expect(total).toEqual([sum(0), sum(1)]);
}

describe('stock by place', () => {
  test('begins at a default place; what is added elsewhere adds up', async () => {
    const { variant } = await stocked();
    expect(await numbers(variant.id)).toEqual({ total: [8, 0], at: { '': [5, 0], Warsaw: [3, 0] } });
  });

  test('whoever writes a variant writes its default place', async () => {
    const { variant } = await stocked();
    await prisma().variant.update({ where: { id: variant.id }, data: { stockOnHand: 12, stockReserved: 2 } });
    expect(await numbers(variant.id)).toEqual({ total: [12, 2], at: { '': [9, 2], Warsaw: [3, 0] } });
  });

  test('is counted and taken at a place, never below what buyers have reserved there', async () => {
    const { owner, variant, warsaw } = await stocked();
    await transaction((tx) => holdStock(tx, variant.id, 2, 'PL'));
    await expect(adjustStock(owner, adjust(variant.id, -2, warsaw))).rejects.toMatchObject({
      code: 'catalogue.stock_reserved',
      params: { reserved: 2 },
    });
    await adjustStock(owner, adjust(variant.id, 2, warsaw, 'to'));
    await adjustStock(owner, adjust(variant.id, -5));
    expect(await numbers(variant.id)).toEqual({ total: [2, 2], at: { '': [0, 0], Warsaw: [2, 2] } });
    await expect(adjustStock(owner, adjust(variant.id, 1, randomUUID()))).rejects.toThrow('catalogue.unknown_place');
    await expect(adjustStock(guest, adjust(variant.id, 1))).rejects.toThrow('identity.sign_in_required');
  });

  test('moves to another place by two movements; what is promised stays where it is', async () => {
    const { owner, variant, home, warsaw } = await stocked();
    await transaction((tx) => holdStock(tx, variant.id, 1, 'PL'));
    const move = { variantId: variant.id, from: warsaw, to: home, note: 'Fair' };
    await expect(transferStock(owner, { ...move, quantity: 3 })).rejects.toMatchObject({
      code: 'catalogue.not_enough_there',
      params: { available: 2 },
    });
    await transferStock(owner, { ...move, quantity: 2 });
    expect(await numbers(variant.id)).toEqual({ total: [8, 1], at: { '': [7, 0], Warsaw: [1, 1] } });
    const { items } = await stockHistory(owner, await viewStock(owner, variant.id));
    expect(items.slice(0, 2).map(({ reason, note }) => [reason, note])).toEqual([
      ['transferred', 'Fair'],
      ['transferred', 'Fair'],
    ]);
    expect(new Set(items.slice(0, 2).map(({ delta, place }) => `${place} ${delta}`))).toEqual(
      new Set(['Warsaw -2', ' 2']),
    );
  });

  test('of another enterprise is out of reach, also for the database', async () => {
    const own = await stocked();
    const other = await stocked();
    const { owner, variant, home } = own;
    await expect(
      transferStock(owner, { variantId: variant.id, from: home, to: other.warsaw, quantity: 1, note: '' }),
    ).rejects.toThrow('catalogue.unknown_place');
    await expect(closePlace(owner, { placeId: other.warsaw })).rejects.toThrow('identity.not_allowed');
    await expect(
      prisma().placeStock.create({ data: { variantId: variant.id, placeId: other.warsaw, onHand: 1 } }),
    ).rejects.toThrow(/place/);
    await expect(
      prisma().placeStock.updateMany({ where: { variantId: variant.id }, data: { onHand: -1 } }),
    ).rejects.toThrow(/check|constraint/i);
  });
});

describe('an order', () => {
  test('is held at the nearest place that has all of it, else at several, and sold from there', async () => {
    const { variant } = await stocked();
    const hold = (quantity: number, country: string) =>
      transaction((tx) => holdStock(tx, variant.id, quantity, country));
    const near = await hold(2, 'PL');
    expect(await numbers(variant.id)).toEqual({ total: [8, 2], at: { '': [5, 0], Warsaw: [3, 2] } });
    // Warsaw has one left: two for Poland come from home, three for China too, and the last two from both.
    await hold(2, 'PL');
    const far = await hold(4, 'CN');
    expect(far).toHaveLength(2);
    expect(await hold(1, 'PL')).toBeNull();
    expect(await numbers(variant.id)).toEqual({ total: [8, 8], at: { '': [5, 5], Warsaw: [3, 3] } });

    await transaction(async (tx) => {
      await sellHeld(tx, near ?? [], randomUUID());
      for (const held of far ?? []) await releaseStock(tx, held);
    });
    expect(await numbers(variant.id)).toEqual({ total: [6, 2], at: { '': [5, 2], Warsaw: [1, 0] } });
  });

  test('of sixty buyers of nine pieces at two places nine get one, whatever else moves meanwhile', async () => {
    const { owner, variant, home, warsaw } = await stocked(5, 4);
    const results = await Promise.all([
      ...Array.from({ length: 60 }, (_, at) =>
        transaction((tx) => holdStock(tx, variant.id, 1, at % 2 ? 'PL' : 'BG')).catch(() => 'error' as const),
      ),
      ...Array.from({ length: 6 }, (_, at) =>
        transferStock(owner, {
          variantId: variant.id,
          from: at % 2 ? home : warsaw,
          to: at % 2 ? warsaw : home,
          quantity: 1,
          note: '',
        }).catch(() => undefined),
      ),
    ]);
    expect(results.filter((each) => Array.isArray(each))).toHaveLength(9);
    expect((await numbers(variant.id)).total).toEqual([9, 9]);
    await expectSums(variant.id);
  });
});

describe('places', () => {
  test('one is the default; it can be another, and an empty one can be given up', async () => {
    const { owner, enterprise, variant, home, warsaw } = await stocked();
    await expect(closePlace(owner, { placeId: home })).rejects.toThrow('catalogue.place_is_default');
    await expect(closePlace(owner, { placeId: warsaw })).rejects.toMatchObject({ code: 'catalogue.place_not_empty' });
    await Promise.all([makeDefaultPlace(owner, { placeId: warsaw }), makeDefaultPlace(owner, { placeId: warsaw })]);
    await adjustStock(owner, adjust(variant.id, 0, home, 'to'));
    await closePlace(owner, { placeId: home });
    expect(await placesOf(owner, enterprise.id)).toMatchObject([{ id: warsaw, isDefault: true, onHand: 3 }]);
    await expect(adjustStock(owner, adjust(variant.id, 1, home))).rejects.toThrow('catalogue.unknown_place');
    await adjustStock(owner, adjust(variant.id, 1));
    expect((await numbers(variant.id)).at['Warsaw']).toEqual([4, 0]);
  });
});
