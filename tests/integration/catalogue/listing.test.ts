import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addListingPicture,
  archiveListing,
  decide,
  describePictures,
  lastRevision,
  listingCounts,
  listingsOfEnterprise,
  missingOf,
  moveListingPicture,
  readListing,
  removeListingPicture,
  reopenListing,
  reviewQueue,
  reviewQueueLength,
  saveListing,
  saveListingSchema,
  startListing,
  submitForReview,
  viewListing,
} from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { foundEnterprise, foundSchema, verifyEnterprise } from '#lib/enterprises/index.ts';
import { auditTrail } from '#lib/trust/index.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

let owner: Person;
let stranger: Person;
let moderator: Person;
let enterpriseId: string;
let otherEnterpriseId: string;

async function picture(of: string): Promise<string> {
  const media = await prisma().media.create({
    data: {
      enterpriseId: of,
      kind: 'picture',
      contentType: 'image/webp',
      bytes: 1n,
      sha256: '',
      storageKey: 'pictures/x.webp',
      fileName: 'x',
    },
  });
  return media.id;
}

const words = {
  title: 'Чиния',
  summary: 'Рисувана',
  description: 'Глина',
  category: 'interior',
  price: '24,90',
  currency: 'EUR',
};

async function edit(listingId: string, change: Record<string, string> = {}) {
  const { version } = await prisma().listing.findUniqueOrThrow({ where: { id: listingId } });
  return saveListing(
    owner,
    saveListingSchema.parse({ listingId, version: `${version}`, ...words, stock: '3', weightGrams: '900', ...change }),
  );
}

/** Adds a picture with its words. */
async function hang(actor: Person, listingId: string, of: string): Promise<void> {
  const mediaId = await picture(of);
  await addListingPicture(actor, listingId, mediaId);
  await describePictures(actor, { listingId, alt: { [mediaId]: 'Чиния, гледана отгоре' } });
}

/** A listing that has all it needs and waits for a decision. */
async function submitted(): Promise<string> {
  const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Чиния' });
  await edit(id);
  await hang(owner, id, enterpriseId);
  await submitForReview(owner, { listingId: id });
  return id;
}

const statusOf = async (id: string) => (await prisma().listing.findUniqueOrThrow({ where: { id } })).status;
const indexed = async (listingId: string) => (await prisma().searchDocument.count({ where: { listingId } })) === 1;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  const staff = await prisma().user.create({
    data: { email: 'moderator@example.com', name: 'Mo', staffRoles: ['moderator'] },
  });
  enterpriseId = own.enterprise.id;
  otherEnterpriseId = other.enterprise.id;
  owner = personOf(own.user.id, { memberships: [{ enterpriseId, role: 'owner' }] });
  stranger = personOf(other.user.id, { memberships: [{ enterpriseId: otherEnterpriseId, role: 'owner' }] });
  moderator = personOf(staff.id, { staffRoles: ['moderator'] });
});

describe('from a draft to the shop', () => {
  let id: string;
  beforeEach(async () => {
    id = await submitted();
  });

  test('an approved listing is public and found, and everybody of the enterprise is told once', async () => {
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    const { slug } = await viewListing(owner, id);
    expect(await readListing(slug)).toMatchObject({ id, status: 'live', priceMinor: 2490n });
    expect(await indexed(id)).toBe(true);
    const mails = await prisma().email.findMany({
      where: { template: 'listing_approved', params: { path: ['link'], string_ends_with: slug } },
    });
    expect(mails.map((mail) => mail.locale)).toEqual(['bg']);
    await expect(decide(moderator, { listingId: id, decision: 'approved', reason: '' })).rejects.toThrow(
      'catalogue.decided_already',
    );
    const [entry] = (await auditTrail(moderator)).items;
    expect(entry).toMatchObject({ action: 'listing.approved', subjectId: id, actorName: 'Mo' });
  });

  test('new words and new pictures wait for staff while it stays as approved; a new price shows at once', async () => {
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    await edit(id, { price: '30' });
    const { slug } = await viewListing(owner, id);
    expect(await readListing(slug)).toMatchObject({ priceMinor: 3_000n, status: 'live' });
    await edit(id, { price: '30', title: 'Друга чиния' });
    await hang(owner, id, enterpriseId);
    const shown = await readListing(slug);
    expect(shown?.text.translations[0]?.fields).toMatchObject({ title: 'Чиния' });
    expect(shown?.pictures).toHaveLength(1);
    expect(await indexed(id)).toBe(true);

    await submitForReview(owner, { listingId: id });
    expect(await statusOf(id)).toBe('live');
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    const after = await readListing(slug);
    expect(after?.text.translations[0]?.fields).toMatchObject({ title: 'Друга чиния' });
    expect(after?.pictures).toHaveLength(2);
  });

  test('a change that was asked for comes with its reason and goes round again', async () => {
    await decide(moderator, { listingId: id, decision: 'changes_requested', reason: 'Please show the back.' });
    expect(await lastRevision(owner, { id, enterpriseId })).toMatchObject({
      number: 1,
      reason: 'Please show the back.',
    });
    await edit(id, { description: 'Глина, отзад гладка' });
    await submitForReview(owner, { listingId: id });
    expect(await lastRevision(owner, { id, enterpriseId })).toMatchObject({ number: 2, decision: 'pending' });
  });

  test('one that waits cannot be edited; taken back it leaves the queue', async () => {
    await expect(edit(id)).rejects.toThrow('catalogue.in_review');
    await expect(addListingPicture(owner, id, await picture(enterpriseId))).rejects.toThrow('catalogue.in_review');
    const before = await reviewQueueLength(moderator);
    await reopenListing(owner, { listingId: id });
    expect(await reviewQueueLength(moderator)).toBe(before - 1);
    expect(await statusOf(id)).toBe('draft');
    await expect(decide(moderator, { listingId: id, decision: 'approved', reason: '' })).rejects.toThrow(
      'catalogue.decided_already',
    );
  });

  test('put away it is gone from the shop and comes back as a draft', async () => {
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    await archiveListing(owner, { listingId: id });
    expect(await readListing((await viewListing(owner, id)).slug)).toBeNull();
    expect(await indexed(id)).toBe(false);
    await reopenListing(owner, { listingId: id });
    expect(await statusOf(id)).toBe('draft');
  });

  test('two moderators at once: one decision', async () => {
    const answers = await Promise.allSettled([
      decide(moderator, { listingId: id, decision: 'approved', reason: '' }),
      decide(moderator, { listingId: id, decision: 'refused', reason: 'A copy of another.' }),
    ]);
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await prisma().listingRevision.count({ where: { listingId: id, decidedAt: { not: null } } })).toBe(1);
  });

  test('the queue begins with the one that waits longest', async () => {
    const first = (await reviewQueue(moderator)).items.map((each) => each.submittedAt.getTime());
    expect(first).toEqual([...first].sort((a, b) => a - b));
  });
});

describe('the editor', () => {
  test('an empty draft says what it lacks and is not submitted', async () => {
    const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Купа' });
    expect(missingOf(await viewListing(owner, id))).toEqual([
      'summary',
      'description',
      'price',
      'pictures',
      'stock',
      'weight',
    ]);
    await expect(submitForReview(owner, { listingId: id })).rejects.toThrow('catalogue.incomplete');
  });

  test('the second of two editors is told, and nothing is overwritten', async () => {
    const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Купа' });
    const form = saveListingSchema.parse({ listingId: id, version: '1', ...words });
    await saveListing(owner, { ...form, title: 'Първа' });
    await expect(saveListing(owner, { ...form, title: 'Втора' })).rejects.toThrow('catalogue.edited_meanwhile');
    expect((await viewListing(owner, id)).text.translations[0]?.fields).toMatchObject({ title: 'Първа' });
  });

  test('stock never falls below what buyers reserved, and every change leaves a movement', async () => {
    const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Купа' });
    await edit(id, { stock: '5' });
    await prisma().variant.updateMany({ where: { listingId: id }, data: { stockReserved: 2 } });
    await expect(edit(id, { stock: '1' })).rejects.toMatchObject({ code: 'catalogue.stock_reserved', field: 'stock' });
    await edit(id, { stock: '2' });
    const movements = await prisma().stockMovement.findMany({
      where: { variant: { listingId: id } },
      orderBy: { createdAt: 'asc' },
    });
    expect(movements.map((each) => each.delta)).toEqual([5, -3]);
  });

  test('pictures move, go, and are the enterprise’s own', async () => {
    const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Купа' });
    const [a, b, c] = [await picture(enterpriseId), await picture(enterpriseId), await picture(enterpriseId)];
    for (const each of [a, b, c]) await addListingPicture(owner, id, each);
    const order = async () => (await viewListing(owner, id)).pictures.map((each) => each.mediaId);
    await moveListingPicture(owner, id, c, 'earlier');
    expect(await order()).toEqual([a, c, b]);
    await moveListingPicture(owner, id, a, 'earlier');
    await removeListingPicture(owner, id, c);
    expect(await order()).toEqual([a, b]);
    await expect(addListingPicture(owner, id, await picture(otherEnterpriseId))).rejects.toThrow('catalogue.unknown');
  });
});

describe('an enterprise’s own list', () => {
  test('shows every listing once, page by page, the last touched first, however many there are', async () => {
    const { enterprise, user } = await makeEnterprise();
    const actor = personOf(user.id, { memberships: [{ enterpriseId: enterprise.id, role: 'owner' }] });
    const made: string[] = [];
    for (let n = 0; n < 110; n++) {
      const { listing } = await makeListing(enterprise.id);
      const touched = new Date(1_700_000_000_000 + (n % 7) * 1_000);
      await prisma().listing.update({
        where: { id: listing.id },
        data: { updatedAt: touched, status: n % 4 === 0 ? 'draft' : 'live', importKey: `vase_${n}` },
      });
      made.push(listing.id);
    }
    const pages = async (asked: { status?: 'draft'; search?: string }) => {
      const seen: { id: string; updatedAt: Date }[] = [];
      let cursor: string | undefined;
      do {
        const page = await listingsOfEnterprise(actor, { enterpriseId: enterprise.id, cursor, ...asked });
        expect(page.items.length).toBeLessThanOrEqual(limits.pageMax);
        seen.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return seen;
    };
    const all = await pages({});
    expect(all.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
    const times = all.map(({ updatedAt }) => updatedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(await pages({ status: 'draft' })).toHaveLength(28);
    expect(await pages({ search: 'vase_1' })).toHaveLength(21);
  });

  test('finds by title in any language, SKU or the file’s own name, and nothing by what only a pattern means', async () => {
    const { enterprise, user } = await makeEnterprise();
    const actor = personOf(user.id, { memberships: [{ enterpriseId: enterprise.id, role: 'owner' }] });
    const { listing, variant } = await makeListing(enterprise.id);
    await prisma().variant.update({ where: { id: variant.id }, data: { sku: 'TR-100%' } });
    await prisma().listing.update({ where: { id: listing.id }, data: { importKey: 'my plate' } });
    const found = async (search: string) =>
      (await listingsOfEnterprise(actor, { enterpriseId: enterprise.id, search })).items.map(({ id }) => id);
    for (const search of ['троянска', 'TALERZ', 'tr-100%', 'My Pl', ' '])
      expect(await found(search), search).toEqual([listing.id]);
    for (const search of ['_', 'TR_100', '%%', "'", '\\', '.*', 'q\u0000x', 'x'.repeat(10_000)])
      expect(await found(search), search).toEqual([]);
    const odd = await listingsOfEnterprise(actor, { enterpriseId: enterprise.id, cursor: 'page=1000000000' });
    expect(odd.items.map(({ id }) => id)).toEqual([listing.id]);
  });
});

describe('others', () => {
  test('see nothing of a draft and can do nothing to it', async () => {
    const { id } = await startListing(owner, { enterpriseId, kind: 'physical', title: 'Купа' });
    for (const actor of [stranger, guest]) await expect(viewListing(actor, id)).rejects.toThrow('catalogue.unknown');
    await expect(viewListing(owner, 'not-an-id')).rejects.toThrow('catalogue.unknown');
    await expect(submitForReview(stranger, { listingId: id })).rejects.toThrow('identity.not_allowed');
    await expect(listingsOfEnterprise(stranger, { enterpriseId })).rejects.toThrow('identity.not_allowed');
    await expect(listingCounts(guest, enterpriseId)).rejects.toThrow('identity.sign_in_required');
    await expect(decide(owner, { listingId: id, decision: 'approved', reason: '' })).rejects.toThrow(
      'identity.not_allowed',
    );
    await expect(auditTrail(owner)).rejects.toThrow('identity.not_allowed');
    expect((await viewListing(moderator, id)).id).toBe(id);
  });
});

describe('a founded enterprise', () => {
  const form = {
    country: 'CN',
    kind: 'studio',
    legalName: '景德镇陶坊有限公司',
    legalNameLatin: 'Jingdezhen Taofang Co., Ltd.',
    displayName: '陶坊',
    registrationNumber: '91360200MA35TEST0X',
    vatNumber: '',
    sourceLocale: 'zh-CN',
    currency: 'CNY',
    city: '景德镇',
    story: '',
  };

  test('has an owner and a shipping table, and its listings wait until it is verified', async () => {
    const founded = await foundEnterprise(owner, foundSchema.parse(form));
    const founder = personOf(owner.userId, { memberships: [{ enterpriseId: founded.id, role: 'owner' }] });
    expect(await prisma().shippingRate.count({ where: { profile: { enterpriseId: founded.id } } })).toBe(16);
    const { id } = await startListing(founder, { enterpriseId: founded.id, kind: 'physical', title: '青花碗' });
    await saveListing(
      founder,
      saveListingSchema.parse({
        listingId: id,
        version: '1',
        ...words,
        currency: 'CNY',
        stock: '1',
        weightGrams: '500',
      }),
    );
    await hang(founder, id, founded.id);
    await submitForReview(founder, { listingId: id });
    await expect(decide(moderator, { listingId: id, decision: 'approved', reason: '' })).rejects.toThrow(
      'catalogue.enterprise_not_verified',
    );
    await verifyEnterprise(moderator, { enterpriseId: founded.id });
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    expect(await statusOf(id)).toBe('live');
  });

  test('is in the platform once', async () => {
    const again = foundSchema.parse({ ...form, registrationNumber: '91360200MA35TEST1X' });
    await foundEnterprise(owner, again);
    await expect(foundEnterprise(stranger, again)).rejects.toMatchObject({
      code: 'enterprises.registered_already',
      field: 'registrationNumber',
    });
    await expect(foundEnterprise(guest, again)).rejects.toThrow('identity.sign_in_required');
    await expect(verifyEnterprise(owner, { enterpriseId })).rejects.toThrow('identity.not_allowed');
  });

  test.each([
    ['country', 'JP'],
    ['legalNameLatin', '陶坊'],
    ['sourceLocale', 'xx'],
    ['kind', 'bank'],
  ])('does not take %s %s', (field, value) => {
    expect(foundSchema.safeParse({ ...form, [field]: value }).error?.issues[0]?.path).toEqual([field]);
  });
});
