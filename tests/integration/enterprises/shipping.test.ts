import { beforeAll, describe, expect, test } from 'vitest';
import { assignShipping, listingsSentBy } from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import {
  copyShipping,
  makeDefaultShipping,
  removeShipping,
  removeZone,
  saveShipping,
  saveShippingSchema,
  saveZone,
  saveZoneSchema,
  shippingProfiles,
  startShipping,
  viewShipping,
  zonesOf,
} from '#lib/enterprises/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { addToCart, previewShipping, quoteCart, quoteVariant } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

beforeAll(referenceData);

async function sender() {
  const { enterprise, user } = await makeEnterprise();
  const owner = ownerOf(user.id, enterprise.id);
  const [profile] = await shippingProfiles(owner, enterprise.id);
  if (!profile) throw new Error('an enterprise begins with a table');
  return { enterprise, owner, profile };
}

type Sender = Awaited<ReturnType<typeof sender>>;

async function save(
  { owner }: Pick<Sender, 'owner'>,
  profileId: string,
  cells: Record<string, string>,
  version?: number,
) {
  const now = await viewShipping(owner, profileId);
  return saveShipping(
    owner,
    saveShippingSchema.parse({
      profileId,
      version: String(version ?? now.version),
      name: now.name,
      handlingMin: '2',
      handlingMax: '4',
      ...cells,
    }),
  );
}

async function zones({ owner }: Pick<Sender, 'owner'>, profileId: string) {
  return zonesOf((await viewShipping(owner, profileId)).rates);
}

async function zone(by: Sender, fields: Record<string, unknown>) {
  const { version } = await viewShipping(by.owner, by.profile.id);
  return saveZone(
    by.owner,
    saveZoneSchema.parse({ profileId: by.profile.id, version: String(version), zone: 'new', ...fields }),
  );
}

describe('a shipping table', () => {
  test('is saved whole, and buyers are told the new price and days at once', async () => {
    const by = await sender();
    const { variant } = await makeListing(by.enterprise.id);
    const at = (await zones(by, by.profile.id)).findIndex(({ countries }) => countries.includes('PL'));
    await save(by, by.profile.id, { [`w2000:z${at}`]: '9,90', [`days:z${at}`]: '4–6', [`free:z${at}`]: '100' });
    const quote = await quoteVariant(variant.id, 'PL', 'EUR');
    expect(quote?.shipping.minor).toBe(990n);
    expect(quote?.sellers[0]?.delivery).toMatchObject({ daysMin: 6, daysMax: 10 });
    const cart = await addToCart(null, { variantId: variant.id, quantity: 3 });
    const { quote: heavy } = await quoteCart(prisma(), cart, 'PL', 'EUR');
    expect(heavy.shipping.minor).toBe(0n);
  });

  test('tells everything that is wrong and stores nothing of it; a second editor is told', async () => {
    const by = await sender();
    const before = await zones(by, by.profile.id);
    await expect(save(by, by.profile.id, { 'w500:z0': 'x', 'days:z1': '9–1', 'w2000:z2': '5' })).rejects.toMatchObject({
      all: [{ field: 'w500:z0' }, { field: 'days:z1' }],
    });
    expect(await zones(by, by.profile.id)).toEqual(before);
    await save(by, by.profile.id, {});
    await expect(save(by, by.profile.id, {}, 1)).rejects.toThrow('enterprises.shipping_edited_meanwhile');
    const other = await sender();
    await expect(save({ owner: other.owner }, by.profile.id, {})).rejects.toThrow('enterprises.unknown_shipping');
    await expect(makeDefaultShipping(guest, { profileId: by.profile.id })).rejects.toThrow('identity.sign_in_required');
  });

  test('has zones that share no country: by group what is taken stays, by name it is told', async () => {
    const by = await sender();
    const everywhere = (await zones(by, by.profile.id)).length - 1;
    await expect(zone(by, { countries: ['PL'] })).rejects.toMatchObject({
      code: 'enterprises.zones_overlap',
      params: { countries: ['PL'] },
    });
    await expect(zone(by, { groups: ['china'] })).rejects.toThrow('enterprises.zone_empty');
    await expect(zone(by, { rest: 'on' })).rejects.toThrow('enterprises.rest_twice');
    await zone(by, { countries: ['US', 'GB', 'ZZ'], like: String(everywhere) });
    const added = (await zones(by, by.profile.id)).find(({ countries }) => countries.includes('US'));
    expect(added?.countries).toEqual(['GB', 'US']);
    expect(added?.steps.length).toBe(4);
    const rates = await prisma().shippingRate.findMany({ where: { profileId: by.profile.id } });
    expect(new Set(rates.map(({ currency }) => currency))).toEqual(new Set(['EUR']));
  });

  test('loses zones but never the last', async () => {
    const by = await sender();
    const remove = async () =>
      removeZone(by.owner, {
        profileId: by.profile.id,
        version: (await viewShipping(by.owner, by.profile.id)).version,
        zone: 0,
      });
    for (const _ of (await zones(by, by.profile.id)).slice(1)) await remove();
    await expect(remove()).rejects.toThrow('enterprises.last_zone');
  });

  test('is copied, chosen for a listing, made the usual one, and taken off', async () => {
    const by = await sender();
    const { listing } = await makeListing(by.enterprise.id);
    const copy = await copyShipping(by.owner, { profileId: by.profile.id, name: 'Fragile' });
    expect(await zones(by, copy)).toEqual(await zones(by, by.profile.id));
    await assignShipping(by.owner, { listingId: listing.id, profileId: copy });
    expect(await listingsSentBy(by.owner, await viewShipping(by.owner, copy), 500)).toMatchObject({
      count: 1,
      tooHeavy: 1,
    });
    await expect(removeShipping(by.owner, { profileId: by.profile.id })).rejects.toThrow(
      'enterprises.shipping_is_default',
    );
    await makeDefaultShipping(by.owner, { profileId: copy });
    await removeShipping(by.owner, { profileId: by.profile.id });
    const other = await sender();
    await expect(assignShipping(by.owner, { listingId: listing.id, profileId: other.profile.id })).rejects.toThrow(
      'enterprises.unknown_shipping',
    );
    const defaults = await prisma().shippingProfile.findMany({ where: { enterpriseId: by.enterprise.id } });
    expect(defaults.map(({ isDefault }) => isDefault)).toEqual([true]);
  });

  test('is previewed as a buyer is told', async () => {
    const by = await sender();
    const preview = (country: string, grams: number, value = 0) =>
      currentRates().then((rates) =>
        previewShipping(by.owner, { profileId: by.profile.id, country, grams, value: money(value, 'EUR') }, rates),
      );
    expect((await preview('PL', 1_200))?.price).toEqual({ minor: 1_190n, currency: 'EUR' });
    expect(await preview('PL', 40_000)).toBeNull();
  });
});

test('things of one maker that are sent by different tables are different parcels', async () => {
  const by = await sender();
  const plate = await makeListing(by.enterprise.id);
  const jug = await makeListing(by.enterprise.id);
  const fragile = await startShipping(by.owner, { enterpriseId: by.enterprise.id, name: 'Fragile' });
  const at = (await zones(by, fragile)).findIndex(({ countries }) => countries.includes('PL'));
  await save(by, fragile, { [`w2000:z${at}`]: '30', [`days:z${at}`]: '10–20' });
  await assignShipping(by.owner, { listingId: jug.listing.id, profileId: fragile });
  const cart = await addToCart(null, { variantId: plate.variant.id });
  await addToCart(cart, { variantId: jug.variant.id });
  const { quote } = await quoteCart(prisma(), cart, 'PL', 'EUR');
  expect(quote.shipping.minor).toBe(1_190n + 3_000n);
  expect(quote.sellers[0]?.delivery).toMatchObject({ daysMin: 12, daysMax: 24 });

  // The usual table by name is the usual parcel.
  await assignShipping(by.owner, { listingId: jug.listing.id, profileId: by.profile.id });
  expect((await quoteCart(prisma(), cart, 'PL', 'EUR')).quote.shipping.minor).toBe(1_190n);
});
