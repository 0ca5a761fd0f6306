import { beforeAll, expect, test } from 'vitest';
import {
  assignShipping,
  chooseLicence,
  chooseLicenceSchema,
  indexListing,
  searchListings,
} from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { pool, prisma } from '#lib/db/index.ts';
import { makeDefaultShipping, removeShipping } from '#lib/enterprises/index.ts';
import { quoteVariant } from '#lib/ordering/index.ts';
import { makeLicence } from '../royalties/parties.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

const countries = ['BG', 'PL', 'CN', 'US', 'CZ'] as const;
const listings = new Map<string, { id: string; variantId: string }>();
let owner: Person;
let enterpriseId: string;
/** Goes to Poland alone. */
let near: string;
let usual: string;

type Rate = readonly [countries: string[], grams: number, service?: 'standard' | 'express'];

async function table(name: string, rates: readonly Rate[]): Promise<string> {
  const { id } = await prisma().shippingProfile.create({ data: { enterpriseId, name } });
  await addRates(id, rates);
  return id;
}

async function addRates(profileId: string, rates: readonly Rate[]): Promise<void> {
  await prisma().shippingRate.createMany({
    data: rates.map(([places, maxWeightGrams, service = 'standard']) => ({
      profileId,
      countries: places,
      maxWeightGrams,
      service,
      priceMinor: 900n,
      currency: 'EUR',
      daysMin: 2,
      daysMax: 5,
    })),
  });
}

async function listed(
  name: string,
  by: string | null,
  kind: 'physical' | 'download' = 'physical',
  maker = enterpriseId,
) {
  const { listing, variant } = await makeListing(maker, { kind });
  if (by) await prisma().listing.update({ where: { id: listing.id }, data: { shippingProfileId: by } });
  await indexListing(prisma(), listing.id);
  listings.set(name, { id: listing.id, variantId: variant.id });
  return listing.id;
}

const idOf = (name: string) => listings.get(name)?.id ?? '';

/** Names of what search says reaches a country. */
async function found(country: string): Promise<string[]> {
  const { items } = await searchListings({ query: 'talerz', filter: { deliveredTo: country } }, 'pl', 'EUR');
  return [...listings].flatMap(([name, { id }]) => (items.includes(id) ? name : [])).sort();
}

/** Names of what the cart would send to a country. */
async function sent(country: string): Promise<string[]> {
  const each = [...listings].map(async ([name, { variantId }]) => {
    const quote = await quoteVariant(variantId, country, 'EUR');
    return quote?.problems.some(({ kind }) => kind === 'no_delivery' || kind === 'barred') ? [] : [name];
  });
  return (await Promise.all(each)).flat().sort();
}

async function expectSame(): Promise<void> {
  for (const country of countries) expect(await found(country), country).toEqual(await sent(country));
}

beforeAll(async () => {
  await referenceData();
  const made = await makeEnterprise();
  enterpriseId = made.enterprise.id;
  owner = ownerOf(made.user.id, enterpriseId);
  usual = (await prisma().shippingProfile.findFirstOrThrow({ where: { enterpriseId } })).id;
  await prisma().shippingRate.deleteMany({ where: { profileId: usual } });
  await addRates(usual, [
    [['BG'], 5_000],
    [['CN'], 500],
    [['CN'], 700, 'express'],
    [[], 2_000],
  ]);
  near = await table('Near', [[['PL'], 10_000]]);
  await listed('usual', null);
  await listed('near', near);
  await listed('file', null, 'download');
  const heavy = await listed('heavy', null);
  await prisma().listing.update({ where: { id: heavy }, data: { weightGrams: 4_000 } });
  const light = await listed('light', null);
  await prisma().listing.update({ where: { id: light }, data: { weightGrams: 600 } });
  const film = await listed('film', null, 'download');
  await prisma().listing.update({ where: { id: film }, data: { kind: 'stream' } });
  await prisma().streamOffer.create({
    data: {
      listingId: film,
      territories: ['PL', 'CN'],
      minutes: 5,
      rentVariantId: listings.get('film')?.variantId ?? null,
    },
  });
});

test('what is delivered to a reader is what the cart would send', async () => {
  await expectSame();
  expect(await found('BG')).toEqual(['file', 'heavy', 'light', 'usual']);
  expect(await found('PL')).toEqual(['file', 'film', 'light', 'near', 'usual']);
  expect(await found('CN')).toEqual(['file', 'film', 'light']);
  expect(await found('US')).toEqual(['file', 'light', 'usual']);
});

test('a country named in a table is never sent to by the row for everywhere else', async () => {
  const profile = await table('Heavy', [
    [['CN'], 100],
    [[], 30_000],
  ]);
  await assignShipping(owner, { listingId: idOf('usual'), profileId: profile });
  expect(await found('CN')).not.toContain('usual');
  expect(await found('US')).toContain('usual');
  await expectSame();
  await assignShipping(owner, { listingId: idOf('usual'), profileId: null });
});

test('a listing that is given another table is found by it at once, and by the usual one when that table goes', async () => {
  const other = await table('Other', [[['US'], 1_000]]);
  await assignShipping(owner, { listingId: idOf('usual'), profileId: other });
  expect(await found('BG')).not.toContain('usual');
  expect(await found('US')).toContain('usual');
  await removeShipping(owner, { profileId: other });
  expect(await found('BG')).toContain('usual');
  await expectSame();
});

test('a table that changes, or is another’s turn, is followed at once', async () => {
  await addRates(near, [[['CN'], 10_000]]);
  expect(await found('CN')).toContain('near');
  await prisma().shippingRate.updateMany({
    where: { profileId: near, countries: { has: 'PL' } },
    data: { maxWeightGrams: 10 },
  });
  expect(await found('PL')).not.toContain('near');
  await makeDefaultShipping(owner, { profileId: near });
  expect(await found('US')).toEqual(['file']);
  await expectSame();
  await makeDefaultShipping(owner, { profileId: usual });
  await prisma().shippingRate.deleteMany({ where: { profileId: near } });
  await addRates(near, [[['PL'], 10_000]]);
  await expectSame();
});

test('the lightest variant that is sold counts, and where a film may be seen', async () => {
  const listingId = idOf('heavy');
  const heavy = await prisma().variant.findFirstOrThrow({ where: { listingId } });
  const turn = (id: string, archivedAt: Date | null) =>
    prisma().variant.update({ where: { id }, data: { archivedAt } });
  await turn(heavy.id, new Date());
  const light = await prisma().variant.create({
    data: { listingId, position: 1, priceMinor: 4_800n, weightGrams: 300 },
  });
  expect(await found('CN')).toContain('heavy');
  await turn(light.id, new Date());
  await turn(heavy.id, null);
  expect(await found('CN')).not.toContain('heavy');
  await prisma().streamOffer.update({ where: { listingId: idOf('film') }, data: { territories: [] } });
  expect(await found('US')).toContain('film');
  await expectSame();
});

test('what is made under a licence is delivered inside it alone', async () => {
  const parties = await makeLicence();
  await listed('licensed', null, 'physical', parties.licenseeId);
  const everywhere = await sent('US');
  await chooseLicence(
    parties.licensee,
    chooseLicenceSchema.parse({ listingId: idOf('licensed'), under: `${parties.licenceId}:toys` }),
  );
  await expectSame();
  const held = (await Promise.all(countries.map(found))).filter((names) => names.includes('licensed'));
  expect(everywhere).toContain('licensed');
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThan(countries.length);
});

test('a change that is still being written is found when it is there, in whatever order', async () => {
  const slow = await pool().connect();
  await slow.query('begin');
  await slow.query(`update shipping_rate set countries = '{PL,US}' where profile_id = $1`, [near]);
  await prisma().shippingRate.updateMany({
    where: { profileId: usual, countries: { isEmpty: true } },
    data: { maxWeightGrams: 100 },
  });
  expect(await found('US')).toEqual(['file', 'film']);
  await slow.query('commit');
  slow.release();
  expect(await found('US')).toEqual(['file', 'film', 'near']);
  await expectSame();
});
