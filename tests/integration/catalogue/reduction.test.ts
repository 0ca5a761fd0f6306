import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  endReduction,
  followReductions,
  indexListing,
  listingTiles,
  reducePrice,
  reduceSchema,
  searchListings,
  shownReduction,
} from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { day, hour, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { addToCart, quoteCart } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

let owner: Person;
let stranger: Person;
let enterpriseId: string;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  owner = ownerOf(own.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, other.enterprise.id);
});
afterEach(() => shiftClock(0));

const clock = (at: Date) => at.toISOString().slice(0, 19);

function reduction(listingId: string, percent: number, times: { startsAt?: Date; endsAt?: Date } = {}) {
  const { startsAt, endsAt } = times;
  return reduceSchema.parse({
    listingId,
    percent: String(percent),
    startsAt: startsAt ? clock(startsAt) : '',
    endsAt: endsAt ? clock(endsAt) : '',
    zone: 'UTC',
  });
}

/** A live listing at 48.00 EUR. */
async function listing() {
  const { listing: made, variant } = await makeListing(enterpriseId);
  await indexListing(prisma(), made.id);
  return { id: made.id, variantId: variant.id, slug: made.slug };
}

async function charged(variantId: string) {
  const cartId = await addToCart(null, { variantId, quantity: 1 });
  return (await quoteCart(prisma(), cartId, 'PL', 'EUR')).quote.subtotal.minor;
}

describe('a reduced price', () => {
  test('is what is charged, shown, searched and sorted by, beside the price before', async () => {
    const { id, variantId } = await listing();
    await reducePrice(owner, reduction(id, 25));
    expect(await charged(variantId)).toBe(3_600n);
    const [tile] = await listingTiles([id], 'en', 'EUR');
    expect(tile).toMatchObject({
      price: { minor: 3_600n, currency: 'EUR' },
      reduced: { percent: 25, before: { minor: 4_800n, currency: 'EUR' } },
    });
    expect(await shownReduction(variantId, 'EUR')).toMatchObject({ percent: 25, before: { minor: 4_800n } });
    expect(await prisma().searchEntry.findUnique({ where: { listingId: id } })).toMatchObject({
      reduced: true,
      priceMinor: 3_600n,
    });
    const found = await searchListings({ query: '', filter: { reduced: true } }, 'en', 'EUR');
    expect(found.items).toContain(id);
  });

  test('begins and ends by the clock', async () => {
    const { id, variantId } = await listing();
    await reducePrice(
      owner,
      reduction(id, 10, { startsAt: new Date(now().getTime() + hour), endsAt: new Date(now().getTime() + 3 * hour) }),
    );
    expect(await charged(variantId)).toBe(4_800n);
    shiftClock(2 * hour);
    await followReductions();
    expect(await charged(variantId)).toBe(4_320n);
    shiftClock(4 * hour);
    await followReductions();
    expect(await charged(variantId)).toBe(4_800n);
    expect(await shownReduction(variantId, 'EUR')).toBeNull();
    expect(await prisma().priceReduction.count({ where: { listingId: id } })).toBe(0);
  });

  test('is measured by the lowest price of thirty days, and is no reduction where that was lower', async () => {
    const { id, variantId } = await listing();
    await prisma().variant.update({ where: { id: variantId }, data: { priceMinor: 4_000n } });
    await prisma().variant.update({ where: { id: variantId }, data: { priceMinor: 6_000n } });
    await reducePrice(owner, reduction(id, 40));
    expect(await shownReduction(variantId, 'EUR')).toMatchObject({ percent: 10, before: { minor: 4_000n } });
    await endReduction(owner, id);
    await reducePrice(owner, reduction(id, 5));
    expect(await charged(variantId)).toBe(5_700n);
    expect(await shownReduction(variantId, 'EUR')).toBeNull();
  });

  test('counts what stood at the beginning of the thirty days, and nothing older', async () => {
    const { id, variantId } = await listing();
    const ago = (days: number) => new Date(now().getTime() - days * day);
    await prisma().priceMoment.deleteMany({ where: { variantId } });
    await prisma().priceMoment.createMany({
      data: [
        { variantId, at: ago(90), priceMinor: 1_000n },
        { variantId, at: ago(60), priceMinor: 4_500n },
        { variantId, at: ago(10), priceMinor: 4_800n },
      ],
    });
    await reducePrice(owner, reduction(id, 50));
    expect(await shownReduction(variantId, 'EUR')).toMatchObject({ before: { minor: 4_500n } });
  });

  test('made lower still is measured by the price before the first', async () => {
    const { id, variantId } = await listing();
    await reducePrice(owner, reduction(id, 10));
    await reducePrice(owner, reduction(id, 30));
    expect(await shownReduction(variantId, 'EUR')).toMatchObject({ percent: 30, before: { minor: 4_800n } });
  });

  test('rounds in the database as in the product', async () => {
    const { id, variantId } = await listing();
    for (const minor of [4_805n, 4_815n, 4_825n, 9_999n]) {
      await prisma().variant.update({ where: { id: variantId }, data: { priceMinor: minor } });
      await prisma().listing.update({ where: { id }, data: { priceMinor: minor } });
      for (const percent of [10, 15, 50]) {
        await reducePrice(owner, reduction(id, percent));
        const entry = await prisma().searchEntry.findUniqueOrThrow({ where: { listingId: id } });
        expect(entry.priceMinor).toBe(await charged(variantId));
      }
    }
  });

  test('is refused in the past, backwards, of nothing, of everything, and to others', async () => {
    const { id } = await listing();
    await expect(
      reducePrice(owner, reduction(id, 10, { endsAt: new Date(now().getTime() - hour) })),
    ).rejects.toMatchObject({ code: 'catalogue.schedule_past', field: 'endsAt' });
    const later = new Date(now().getTime() + 5 * hour);
    await expect(
      reducePrice(owner, reduction(id, 10, { startsAt: later, endsAt: new Date(later.getTime() - hour) })),
    ).rejects.toMatchObject({ code: 'catalogue.schedule_order', field: 'endsAt' });
    for (const percent of ['0', '91', '-5', '1e1', '', 'x'])
      expect(reduceSchema.safeParse({ listingId: id, percent, zone: 'UTC' }).success).toBe(false);
    await expect(reducePrice(stranger, reduction(id, 10))).rejects.toThrow();
    await expect(endReduction(stranger, id)).rejects.toThrow();
  });
});
