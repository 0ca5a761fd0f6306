import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiveListing } from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { secretToken } from '#lib/core/ids.ts';
import { prisma } from '#lib/db/index.ts';
import {
  createList,
  followEnterprise,
  followerCount,
  guestKeeper,
  itemsOf,
  keeperOf,
  listOf,
  listsOf,
  mergeGuestLists,
  moveItem,
  noteItem,
  removeItem,
  removeList,
  restoreItem,
  restoreList,
  savedAmong,
  saveListing,
  sharedList,
  shareList,
  shiftItem,
  tidyLists,
  unsaveListing,
  withdrawShare,
} from '#lib/lists/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let enterpriseId: string;
let owner: Person;
const listings: string[] = [];

async function somebody(): Promise<Person> {
  const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'A', locale: 'pl' } });
  return personOf(user.id);
}

/** What is on the keeper's first list, from the top. */
async function firstOf(keeper: ReturnType<typeof guestKeeper>) {
  const [card] = await listsOf(keeper);
  const list = card ? await listOf(keeper, card.id) : null;
  if (!list) throw new Error('a list was expected');
  const { items } = await itemsOf(list, 'pl', 'PLN');
  return { list, items };
}

beforeAll(async () => {
  await referenceData();
  const made = await makeEnterprise();
  enterpriseId = made.enterprise.id;
  owner = ownerOf(made.user.id, enterpriseId);
  for (let count = 0; count < 5; count++) listings.push((await makeListing(enterpriseId)).listing.id);
});

const at = (index: number) => listings[index] ?? '';

describe('A list', () => {
  test('takes the newest on top, each once, and changes order, with notes that stay', async () => {
    const keeper = { userId: (await somebody()).userId };
    for (const index of [0, 1, 2, 1]) await saveListing(keeper, 'pl', { listingId: at(index) });
    const { items } = await firstOf(keeper);
    expect(items.map((item) => item.listingId)).toEqual([at(2), at(1), at(0)]);
    const last = items[2]?.id ?? '';
    await noteItem(keeper, { itemId: last, note: 'Dla mamy' });
    await shiftItem(keeper, { itemId: last, way: 'up' });
    await shiftItem(keeper, { itemId: last, way: 'up' });
    const moved = await firstOf(keeper);
    expect(moved.items.map((item) => item.listingId)).toEqual([at(0), at(2), at(1)]);
    expect(moved.items[0]?.note).toBe('Dla mamy');
  });

  test('gives back what was removed, where it was; saved again it is the same', async () => {
    const keeper = { userId: (await somebody()).userId };
    for (const index of [0, 1]) await saveListing(keeper, 'pl', { listingId: at(index) });
    const before = await firstOf(keeper);
    const itemId = before.items[1]?.id ?? '';
    await noteItem(keeper, { itemId, note: 'x' });
    await removeItem(keeper, { itemId });
    expect((await firstOf(keeper)).items).toHaveLength(1);
    await restoreItem(keeper, { itemId });
    expect((await firstOf(keeper)).items.map((item) => item.id)).toEqual(before.items.map((item) => item.id));
    await unsaveListing(keeper, at(0));
    expect(await savedAmong(keeper, listings)).toEqual([at(1)]);
    await saveListing(keeper, 'pl', { listingId: at(0) });
    expect((await firstOf(keeper)).items[1]).toMatchObject({ id: itemId, note: 'x' });
  });

  test('says when a price moved and when a thing is gone, by the name it was saved under', async () => {
    const keeper = { userId: (await somebody()).userId };
    const { listing } = await makeListing(enterpriseId, { price: 5_000n });
    await saveListing(keeper, 'pl', { listingId: listing.id });
    await prisma().listing.update({ where: { id: listing.id }, data: { priceMinor: 4_000n } });
    expect((await firstOf(keeper)).items[0]).toMatchObject({ moved: 'lower', tile: { slug: listing.slug } });
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    expect((await firstOf(keeper)).items[0]).toMatchObject({
      tile: null,
      title: expect.stringMatching(/^Talerz\sz\sTrojanu$/u),
      onlyVariant: null,
    });
    await expect(saveListing(keeper, 'pl', { listingId: listing.id })).resolves.toBeUndefined();
    await expect(saveListing({ userId: owner.userId }, 'pl', { listingId: listing.id })).rejects.toThrow(
      'lists.unknown_listing',
    );
  });

  test('moves things to another list, where two become one and no note is lost', async () => {
    const keeper = { userId: (await somebody()).userId };
    await saveListing(keeper, 'pl', { listingId: at(0) });
    const other = await createList(keeper, { name: 'Prezenty' });
    await saveListing(keeper, 'pl', { listingId: at(0), listId: other });
    const { items } = await firstOf(keeper);
    const target = await listOf(keeper, other);
    if (!target) throw new Error('the list is there');
    const there = (await itemsOf(target, 'pl', 'PLN')).items[0]?.id ?? '';
    await noteItem(keeper, { itemId: items[0]?.id ?? '', note: 'czerwony' });
    await noteItem(keeper, { itemId: there, note: 'dla Ewy' });
    await moveItem(keeper, { itemId: items[0]?.id ?? '', listId: other });
    expect((await firstOf(keeper)).items).toHaveLength(0);
    const after = (await itemsOf(target, 'pl', 'PLN')).items;
    expect(after).toHaveLength(1);
    expect(after[0]?.note).toBe('dla Ewy\nczerwony');
  });

  test('has one name each, its own keeper, and comes back after it was removed', async () => {
    const keeper = { userId: (await somebody()).userId };
    const listId = await createList(keeper, { name: 'Prezenty' });
    await expect(createList(keeper, { name: 'prezenty' })).rejects.toThrow('lists.name_taken');
    const stranger = { userId: (await somebody()).userId };
    expect(await listOf(stranger, listId)).toBeNull();
    await expect(removeList(stranger, { listId })).rejects.toThrow('lists.unknown');
    await expect(restoreList(stranger, { listId })).rejects.toThrow('lists.unknown');
    await removeList(keeper, { listId });
    expect(await listsOf(keeper)).toHaveLength(0);
    await tidyLists();
    await restoreList(keeper, { listId });
    expect(await listsOf(keeper)).toHaveLength(1);
  });

  test('of one name is begun once, by however many windows', async () => {
    const keeper = guestKeeper(secretToken());
    const begun = await Promise.allSettled([1, 2, 3].map(() => createList(keeper, { name: 'Prezenty' })));
    expect(begun.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await listsOf(keeper)).toHaveLength(1);
  });

  test('saved in two windows at once is begun once', async () => {
    const keeper = guestKeeper(secretToken());
    await Promise.all(listings.map((listingId) => saveListing(keeper, 'pl', { listingId })));
    expect(await listsOf(keeper)).toHaveLength(1);
    expect((await firstOf(keeper)).items.map((item) => item.listingId).toSorted()).toEqual(listings.toSorted());
  });
});

describe('A shared list', () => {
  test('is read by its link until that is withdrawn, and then by another', async () => {
    const keeper = { userId: (await somebody()).userId };
    const listId = await createList(keeper, { name: 'Prezenty' });
    await shareList(keeper, { listId });
    const token = (await listOf(keeper, listId))?.shareToken ?? '';
    await shareList(keeper, { listId });
    expect((await listOf(keeper, listId))?.shareToken).toBe(token);
    expect((await sharedList(token))?.id).toBe(listId);
    await withdrawShare(keeper, { listId });
    expect(await sharedList(token)).toBeNull();
    await shareList(keeper, { listId });
    const next = (await listOf(keeper, listId))?.shareToken ?? '';
    expect(next).not.toBe(token);
    await removeList(keeper, { listId });
    expect(await sharedList(next)).toBeNull();
    expect(await sharedList('')).toBeNull();
  });
});

describe("A guest's lists", () => {
  test('become the person’s at sign-in, once, and what both have stays as the person had it', async () => {
    const secret = secretToken();
    const browser = guestKeeper(secret);
    expect(keeperOf(guest, secret)).toEqual(browser);
    for (const index of [0, 1, 2]) await saveListing(browser, 'pl', { listingId: at(index) });
    const gifts = await createList(browser, { name: 'Prezenty' });
    await saveListing(browser, 'pl', { listingId: at(3), listId: gifts });
    const whole = await createList(browser, { name: 'Dom' });
    await shareList(browser, { listId: whole });

    const person = await somebody();
    const keeper = { userId: person.userId };
    await saveListing(keeper, 'pl', { listingId: at(1) });
    await noteItem(keeper, { itemId: (await firstOf(keeper)).items[0]?.id ?? '', note: 'mine' });
    const own = await createList(keeper, { name: 'prezenty' });

    await Promise.all([mergeGuestLists(person, secret), mergeGuestLists(person, secret)]);
    await mergeGuestLists(person, secret);
    expect(await listsOf(browser)).toEqual([]);
    const lists = await listsOf(keeper);
    expect(lists.map((list) => [list.name, list.count, list.shared])).toEqual([
      [null, 3, false],
      ['Dom', 0, true],
      ['prezenty', 1, false],
    ]);
    expect(lists.find((list) => list.name === 'prezenty')?.id).toBe(own);
    const { items } = await firstOf(keeper);
    expect(items.map((item) => item.listingId)).toEqual([at(2), at(0), at(1)]);
    expect(items[2]?.note).toBe('mine');
  });

  test('become the first list of somebody who has none', async () => {
    const secret = secretToken();
    await saveListing(guestKeeper(secret), 'pl', { listingId: at(4) });
    const person = await somebody();
    await mergeGuestLists(person, secret);
    expect((await firstOf({ userId: person.userId })).items.map((item) => item.listingId)).toEqual([at(4)]);
  });
});

test('Everything a person kept goes with the account', async () => {
  const person = await somebody();
  await saveListing({ userId: person.userId }, 'pl', { listingId: at(0) });
  await followEnterprise(person, { enterpriseId });
  expect(await followerCount(enterpriseId)).toBe(1);
  await prisma().user.delete({ where: { id: person.userId } });
  expect(await prisma().savedList.count({ where: { userId: person.userId } })).toBe(0);
  expect(await followerCount(enterpriseId)).toBe(0);
});

test('A saved thing whose listing is archived stays, shown as gone', async () => {
  const { listing } = await makeListing(enterpriseId);
  const keeper = { userId: (await somebody()).userId };
  await saveListing(keeper, 'pl', { listingId: listing.id });
  await archiveListing(owner, { listingId: listing.id });
  expect((await firstOf(keeper)).items[0]?.tile).toBeNull();
});
