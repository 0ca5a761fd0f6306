import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  catchUpSearch,
  indexListing,
  listingTiles,
  publicCollections,
  publishCollection,
  readCollection,
  removeCollection,
  saveCollection,
  searchListings,
  startCollection,
  viewCollection,
} from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { day, isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  discardDraft,
  endHoliday,
  hangPicture,
  holidaySchema,
  publishedVersions,
  publishStorefront,
  readDraft,
  readStorefront,
  restoreVersion,
  saveCertificate,
  savePerson,
  saveStorefrontWords,
  setHoliday,
  tellOfCertificates,
} from '#lib/enterprises/index.ts';
import { fieldText, readField } from '#lib/languages/index.ts';
import { addToCart, placeOrder, placeOrderSchema, quoteCart, stockOf } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let enterpriseId: string;
let slug: string;
let owner: Person;

beforeAll(referenceData);
beforeEach(async () => {
  const { enterprise, user } = await makeEnterprise();
  enterpriseId = enterprise.id;
  slug = enterprise.slug;
  owner = ownerOf(user.id, enterpriseId);
});
afterEach(() => shiftClock(0));

const noWords = { tagline: '', city: '', story: '', returns: '', shipping: '', custom_orders: '', privacy: '' };

const olderContent = { bannerMediaId: null, logoMediaId: null, words: {}, people: [], certificates: [] };

async function version(): Promise<number> {
  return (await readDraft(owner, enterpriseId)).version;
}

async function write(language: 'bg' | 'pl' | 'zh-CN', words: Partial<typeof noWords>): Promise<void> {
  await saveStorefrontWords(owner, { enterpriseId, version: await version(), language, ...noWords, ...words });
}

async function publish(): Promise<void> {
  await publishStorefront(owner, { enterpriseId, version: await version() });
}

async function shownStory(locale: 'bg' | 'pl' | 'zh-CN'): Promise<string> {
  return fieldText((await readStorefront(slug))?.text, 'story', locale);
}

describe('a draft', () => {
  test('is seen by nobody until it is published, and then whole', async () => {
    await write('bg', { story: 'Нова история', returns: 'До 14 дни' });
    await write('pl', { story: 'Nowa historia' });
    await savePerson(owner, {
      enterpriseId,
      version: await version(),
      language: 'bg',
      name: 'Петър',
      role: 'грънчар',
      about: '',
    });
    expect(await shownStory('bg')).toBe('Story');
    expect((await readStorefront(slug))?.people).toHaveLength(0);
    await publish();
    expect(await shownStory('bg')).toBe('Нова история');
    expect(await shownStory('pl')).toBe('Nowa historia');
    const shown = await readStorefront(slug);
    expect(shown?.people.map((person) => [person.name, fieldText(person.text, 'role', 'zh-CN')])).toEqual([
      ['Петър', 'грънчар'],
    ]);
    expect(await version()).toBe(0);
    await expect(publish()).rejects.toThrow('enterprises.nothing_to_publish');
  });

  test('brings its names in other languages, and its listings are found by them', async () => {
    const { listing } = await makeListing(enterpriseId, { stock: 1 });
    const name = async (language: 'bg' | 'pl' | 'zh-CN', value: string) =>
      saveStorefrontWords(owner, { enterpriseId, version: await version(), language, name: value, ...noWords });
    const shown = async (reader: 'bg' | 'pl' | 'zh-CN') => {
      const [tile] = await listingTiles([listing.id], reader, 'EUR');
      return tile?.maker;
    };
    await indexListing(prisma(), listing.id);
    await name('pl', 'Garncarz Wspaniały');
    await name('zh-CN', '大师陶坊');
    await name('bg', 'Не това');
    expect(await shown('pl')).not.toBe('Garncarz Wspaniały');
    await publish();
    expect([await shown('bg'), await shown('pl'), await shown('zh-CN')]).toEqual([
      'Майстор',
      'Garncarz Wspaniały',
      '大师陶坊',
    ]);
    expect(await prisma().searchDocument.findUnique({ where: { listingId: listing.id } })).toMatchObject({
      analysis: '',
    });
    await catchUpSearch();
    for (const query of ['wspaniały', '大师陶坊'])
      expect((await searchListings({ query, filter: {} }, 'pl', 'EUR')).items).toContain(listing.id);

    // A version of before there were names leaves them; one with names brings them back.
    const [{ id: latest } = { id: '' }] = await publishedVersions(owner, enterpriseId);
    await name('pl', '');
    await publish();
    expect(await shown('pl')).not.toBe('Garncarz Wspaniały');
    await restoreVersion(owner, { enterpriseId, revisionId: latest });
    await publish();
    expect(await shown('pl')).toBe('Garncarz Wspaniały');
    await prisma().storefrontRevision.update({ where: { id: latest }, data: { content: olderContent } });
    await restoreVersion(owner, { enterpriseId, revisionId: latest });
    await publish();
    expect(await shown('pl')).toBe('Garncarz Wspaniały');
  });

  test('a translation of before is stale when only the original changes', async () => {
    await write('bg', { story: 'Първа' });
    await write('pl', { story: 'Pierwsza' });
    await publish();
    await write('bg', { story: 'Втора' });
    await publish();
    const text = (await readStorefront(slug))?.text;
    expect(text && readField(text, 'story', 'pl')).toMatchObject({ value: 'Pierwsza', stale: true, is: 'translated' });
  });

  test('is not overwritten by who did not see it', async () => {
    const seen = await version();
    await write('bg', { story: 'От единия' });
    const late = saveStorefrontWords(owner, { enterpriseId, version: seen, language: 'bg', ...noWords, story: 'Друг' });
    await expect(late).rejects.toThrow('enterprises.edited_meanwhile');
    expect((await readDraft(owner, enterpriseId)).content.words['bg']?.['story']).toBe('От единия');
  });

  test('two who begin it at the same moment: one draft', async () => {
    const begin = (story: string) =>
      saveStorefrontWords(owner, { enterpriseId, version: 0, language: 'bg', ...noWords, story });
    const results = await Promise.allSettled([begin('a'), begin('b')]);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await prisma().storefrontRevision.count({ where: { enterpriseId, publishedAt: null } })).toBe(1);
  });

  test('is thrown away, and what was public comes back by its version', async () => {
    await write('bg', { story: 'Втора' });
    await discardDraft(owner, { enterpriseId });
    await expect(publish()).rejects.toThrow('enterprises.nothing_to_publish');
    await write('bg', { story: 'Втора' });
    await publish();
    const versions = await publishedVersions(owner, enterpriseId);
    expect(versions).toHaveLength(2);
    await restoreVersion(owner, { enterpriseId, revisionId: versions[1]?.id ?? '' });
    expect(await shownStory('bg')).toBe('Втора');
    await publish();
    expect(await shownStory('bg')).toBe('Story');
  });

  test('shows pictures of its own enterprise only', async () => {
    const other = await makeEnterprise();
    const media = await prisma().media.create({
      data: {
        enterpriseId: other.enterprise.id,
        kind: 'picture',
        contentType: 'image/webp',
        bytes: 1n,
        sha256: '',
        storageKey: 'x',
        fileName: 'x',
      },
    });
    await expect(hangPicture(owner, enterpriseId, 'banner', media.id)).rejects.toThrow('enterprises.unknown_picture');
  });

  test('is for owners and editors', async () => {
    const orders = personOf(owner.userId, { memberships: [{ enterpriseId, role: 'orders' }] });
    await expect(readDraft(orders, enterpriseId)).rejects.toThrow('identity.not_allowed');
    await expect(readDraft(guest, enterpriseId)).rejects.toThrow('identity.sign_in_required');
  });
});

describe('a certificate that runs out', () => {
  test('is told of once each time', async () => {
    const inDays = (days: number) => isoDay(new Date(now().getTime() + days * day));
    await saveCertificate(owner, {
      enterpriseId,
      version: 0,
      language: 'bg',
      kind: 'craft_guild',
      name: 'Майсторско свидетелство',
      issuer: 'Камара',
      number: '',
      validUntil: inDays(61),
    });
    await publish();
    const told = async () => {
      await tellOfCertificates();
      return prisma().email.count({ where: { template: 'certificate_expires', cause: { contains: owner.userId } } });
    };
    expect(await told()).toBe(0);
    shiftClock(day);
    expect(await told()).toBe(1);
    expect(await told()).toBe(1);
    shiftClock(47 * day);
    expect(await told()).toBe(2);
    shiftClock(62 * day);
    expect(await told()).toBe(2);
  });
});

describe('a holiday', () => {
  const inDays = (days: number) => isoDay(new Date(now().getTime() + days * day));

  async function away(orders: 'later' | 'none', from = 0, until = 6): Promise<void> {
    const input = { enterpriseId, fromDay: inDays(from), untilDay: inDays(until), orders, language: 'bg', message: '' };
    await setHoliday(owner, holidaySchema.parse(input));
  }

  async function order(cartId: string): Promise<unknown> {
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    const form = placeOrderSchema.parse({
      placementKey: crypto.randomUUID(),
      email: 'anna@example.com',
      country: 'PL',
      currency: 'PLN',
      expectedTotalMinor: quote.total.minor.toString(),
      terms: 'on',
      waiver: 'on',
      delivers: 'yes',
      name: 'Anna Nowak',
      line1: 'ul. Piękna 18',
      city: 'Warszawa',
      postalCode: '00-950',
    });
    return placeOrder(guest, cartId, 'pl', form);
  }

  test('without orders blocks cart and checkout, also for what is in the cart already', async () => {
    const { variant } = await makeListing(enterpriseId);
    const cartId = await addToCart(null, { variantId: variant.id });
    await away('none');
    await expect(addToCart(cartId, { variantId: variant.id })).rejects.toThrow('ordering.away');
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    const back = new Date(`${inDays(7)}T00:00:00Z`);
    expect(quote.problems).toEqual([{ kind: 'away', enterpriseId, back }]);
    await expect(order(cartId)).rejects.toMatchObject({ code: 'ordering.away', params: { back: back.getTime() } });
    expect(await prisma().order.count({ where: { sellerOrders: { some: { enterpriseId } } } })).toBe(0);
    expect((await stockOf(variant.id))?.away).toMatchObject({ takesOrders: false, days: 7 });
  });

  test('with orders sends later and says so', async () => {
    const { variant } = await makeListing(enterpriseId);
    const cartId = await addToCart(null, { variantId: variant.id });
    const before = (await quoteCart(prisma(), cartId, 'PL', 'PLN')).quote.sellers[0]?.delivery;
    await away('later');
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    expect(quote.problems).toEqual([]);
    expect(quote.sellers[0]?.sentFrom).toEqual(new Date(`${inDays(7)}T00:00:00Z`));
    expect(quote.sellers[0]?.delivery?.daysMin).toBe((before?.daysMin ?? 0) + 7);
  });

  test('leaves downloads alone', async () => {
    const { variant } = await makeListing(enterpriseId, { kind: 'download' });
    await away('none');
    const cartId = await addToCart(null, { variantId: variant.id });
    expect((await quoteCart(prisma(), cartId, 'PL', 'PLN')).quote.problems).toEqual([]);
  });

  test('begins and ends by itself, and can be ended', async () => {
    const { variant } = await makeListing(enterpriseId);
    await away('none', 2, 3);
    const add = () => addToCart(null, { variantId: variant.id });
    await add();
    shiftClock(2 * day);
    await expect(add()).rejects.toThrow('ordering.away');
    shiftClock(4 * day);
    await add();
    shiftClock(2 * day);
    await endHoliday(owner, { enterpriseId });
    await add();
    expect(await prisma().holiday.count({ where: { enterpriseId } })).toBe(0);
  });

  test.each([
    [5, 4, 'ends_before'],
    [0, 400, 'too_far'],
    [-9, -3, 'in_the_past'],
  ])('from %i to %i days is refused', (from, until, error) => {
    const input = { enterpriseId, fromDay: inDays(from), untilDay: inDays(until), orders: 'none', language: 'bg' };
    expect(holidaySchema.safeParse(input).error?.issues).toMatchObject([{ path: ['untilDay'], message: error }]);
  });
});

describe('a collection', () => {
  const words = { version: 1, language: 'bg', title: 'Зима', description: '', coverMediaId: '' } as const;

  test('is public when it is published, in the order that was set', async () => {
    const one = await makeListing(enterpriseId);
    const two = await makeListing(enterpriseId);
    const { id: collectionId } = await startCollection(owner, { enterpriseId, title: 'Зима на масата' });
    await expect(publishCollection(owner, { collectionId, publish: 'yes' })).rejects.toThrow(
      'catalogue.collection_empty',
    );
    await saveCollection(owner, { ...words, collectionId, listingIds: [one.listing.id, two.listing.id] });
    expect(await publicCollections(enterpriseId, 'bg')).toEqual([]);
    await publishCollection(owner, { collectionId, publish: 'yes' });
    const again = { ...words, version: 2, collectionId, listingIds: [one.listing.id, two.listing.id] };
    await saveCollection(owner, { ...again, change: `later:${one.listing.id}` });
    const address = (await viewCollection(owner, collectionId, 'bg')).slug;
    const shown = await readCollection(slug, address, 'pl', 'PLN');
    expect(shown?.tiles.map((tile) => tile.id)).toEqual([two.listing.id, one.listing.id]);
    expect(shown?.title).toMatchObject({ value: 'Зима', locale: 'bg', ownLanguage: false });
    await expect(saveCollection(owner, { ...again, title: 'Друг' })).rejects.toThrow(
      'catalogue.collection_edited_meanwhile',
    );
    await removeCollection(owner, { collectionId });
    expect(await readCollection(slug, address, 'pl', 'PLN')).toBeNull();
  });

  test("of an enterprise has its own listings only; the platform's anybody's, by staff", async () => {
    const other = await makeEnterprise();
    const theirs = await makeListing(other.enterprise.id);
    const { id: own } = await startCollection(owner, { enterpriseId, title: 'Моя' });
    const borrowed = saveCollection(owner, { ...words, collectionId: own, listingIds: [theirs.listing.id] });
    await expect(borrowed).rejects.toThrow('catalogue.unknown');
    const row = { collectionId: own, listingId: theirs.listing.id, position: 0 };
    await expect(prisma().collectionListing.create({ data: row })).rejects.toThrow('another enterprise');
    await expect(startCollection(owner, { title: 'Наша' })).rejects.toThrow('identity.not_allowed');
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(viewCollection(stranger, own, 'bg')).rejects.toThrow('identity.not_allowed');

    const staff = personOf(owner.userId, { staffRoles: ['moderator'] });
    const { id: platform } = await startCollection(staff, { title: 'Blue and white' });
    await saveCollection(staff, { ...words, language: 'en', collectionId: platform, listingIds: [theirs.listing.id] });
    await publishCollection(staff, { collectionId: platform, publish: 'yes' });
    expect(await readCollection(null, 'blue-and-white', 'bg', 'EUR')).toMatchObject({ count: 1 });
  });
});
