import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POST as unsubscribe } from '#app/api/v1/unsubscribe/[token]/route.ts';
import { adjustStock, archiveListing, indexListing } from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { day, hour, minute, now, shiftClock } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import {
  alertSettingsOf,
  askedOf,
  confirmStockRequest,
  followEnterprise,
  requestStock,
  resumeMails,
  saveSearch,
  sendFollowDigests,
  sendSearchAlerts,
  stopToken,
  tellBackInStock,
  tellNextInLine,
} from '#lib/lists/index.ts';
import { compose, type MailParams } from '#lib/notifications/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let enterpriseId: string;
let owner: Person;

async function somebody(): Promise<Person & { email: string }> {
  const email = `${randomUUID()}@example.com`;
  const user = await prisma().user.create({ data: { email, name: 'A', locale: 'pl' } });
  return personOf(user.id, { email });
}

const mailsTo = (recipient: string, template?: string) =>
  prisma().email.findMany({ where: { recipient, ...(template ? { template } : {}) }, orderBy: { createdAt: 'asc' } });

beforeAll(async () => {
  await referenceData();
  const made = await makeEnterprise();
  enterpriseId = made.enterprise.id;
  owner = ownerOf(made.user.id, enterpriseId);
});
afterEach(() => shiftClock(0));

/** A live listing, published a moment ago as this clock goes, and found by the search. */
async function published() {
  const { listing, variant } = await makeListing(enterpriseId);
  await prisma().listing.update({
    where: { id: listing.id },
    data: { publishedAt: new Date(now().getTime() - minute), materials: [] },
  });
  await transaction((tx) => indexListing(tx, listing.id));
  return { listing, variant };
}

describe('News of followed enterprises', () => {
  test('come once, in one mail, in the language of the person, and not again when the worker repeats', async () => {
    const person = await somebody();
    await published();
    await followEnterprise(person, { enterpriseId });
    shiftClock(8 * day);
    const { listing } = await published();
    const { listing: again } = await published();
    await prisma().listingRevision.create({
      data: { listingId: again.id, number: 1, snapshot: {}, decision: 'approved', decidedAt: new Date(0) },
    });
    await Promise.all([sendFollowDigests(), sendFollowDigests()]);
    await sendFollowDigests();
    const mails = await mailsTo(person.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.locale).toBe('pl');
    const params = mails[0]?.params as unknown as MailParams['follow_news'];
    expect(params.sections.flatMap((section) => section.items.map((item) => item.link))).toEqual([
      expect.stringContaining(`/pl/l/${listing.slug}`),
    ]);
    const written = await compose('follow_news', 'pl', params);
    expect(written.html).toMatch(/Talerz\sz\sTrojanu/u);
    expect(written.text).toContain(params.stop.page);
  });

  test('end by one click without a cookie, and come back when it was a mistake', async () => {
    const person = await somebody();
    await followEnterprise(person, { enterpriseId });
    const token = stopToken('follows', person.userId);
    const post = (given: string) =>
      unsubscribe(new Request('http://localhost', { method: 'POST', body: 'List-Unsubscribe=One-Click' }), {
        params: Promise.resolve({ token: given }),
      });
    expect((await post(token.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status).toBe(404);
    expect((await post(`searches.${person.userId}.${token.split('.')[2]}`)).status).toBe(404);
    expect((await post(token)).status).toBe(200);
    expect((await post(token)).status).toBe(200);
    expect((await alertSettingsOf(person)).follows).toBe('off');
    shiftClock(8 * day);
    await published();
    await sendFollowDigests();
    expect(await mailsTo(person.email)).toHaveLength(0);
    await resumeMails(token);
    expect((await alertSettingsOf(person)).follows).toBe('weekly');
  });
});

describe('A saved search', () => {
  const asked = askedOf({ query: 'talerz', filter: { categories: ['interior'] } });
  const save = (person: Person, name: string, frequency: 'instant' | 'daily' | 'off', address = 'q=talerz') =>
    saveSearch(person, { name, address, frequency }, { asked, locale: 'pl', currency: 'PLN' });

  test('tells what is new since the last look, once', async () => {
    const person = await somebody();
    await published();
    await save(person, 'Talerze', 'daily');
    await sendSearchAlerts();
    expect(await mailsTo(person.email)).toHaveLength(0);
    shiftClock(2 * day);
    const { listing } = await published();
    await Promise.all([sendSearchAlerts(), sendSearchAlerts()]);
    await sendSearchAlerts();
    const mails = await mailsTo(person.email, 'search_news');
    expect(mails).toHaveLength(1);
    const params = mails[0]?.params as unknown as MailParams['search_news'];
    expect(params.sections.map((section) => section.title)).toEqual(['Talerze']);
    expect(params.sections[0]?.items.map((item) => item.link)).toEqual([
      expect.stringContaining(`/pl/l/${listing.slug}`),
    ]);
    shiftClock(4 * day);
    await sendSearchAlerts();
    expect(await mailsTo(person.email)).toHaveLength(1);
  });

  test('shares one mail with the others that are due, and sends none when off or ended', async () => {
    const person = await somebody();
    await save(person, 'Talerze', 'instant');
    await save(person, 'Ceramika', 'instant', 'q=talerz&category=interior');
    await save(person, 'Cicho', 'off', 'q=talerz&sort=newest');
    shiftClock(hour);
    await published();
    await sendSearchAlerts();
    const [mail, ...more] = await mailsTo(person.email);
    expect(more).toHaveLength(0);
    const params = mail?.params as unknown as MailParams['search_news'];
    expect(params.sections.map((section) => section.title).toSorted()).toEqual(['Ceramika', 'Talerze']);
    await unsubscribe(new Request('http://localhost', { method: 'POST' }), {
      params: Promise.resolve({ token: stopToken('searches', person.userId) }),
    });
    shiftClock(2 * hour);
    await published();
    await sendSearchAlerts();
    expect(await mailsTo(person.email)).toHaveLength(1);
  });

  test('is kept once, and only so many', async () => {
    const person = await somebody();
    const { id } = await save(person, 'Talerze', 'daily');
    expect((await save(person, 'Inaczej', 'daily')).id).toBe(id);
    for (let count = 1; count < 30; count++) await save(person, 'x', 'off', `q=talerz${count}`);
    await expect(save(person, 'x', 'off', 'q=one-too-many')).rejects.toThrow('lists.too_many_searches');
    await expect(save(person, 'x', 'off', '')).rejects.toThrow('lists.search_of_nothing');
    await expect(
      saveSearch(guest, { name: 'x', address: 'q=x', frequency: 'off' }, { asked, locale: 'pl', currency: 'PLN' }),
    ).rejects.toThrow('identity.sign_in_required');
  });
});

describe('Waiting for what is sold out', () => {
  const soldOut = () => makeListing(enterpriseId, { stock: 0 });
  const back = (variantId: string, amount: number) =>
    adjustStock(owner, { variantId, way: 'to', amount, reason: 'received', note: '' });
  const outbox = (variantId: string) =>
    prisma().outboxMessage.count({ where: { topic: 'variant.back', payload: { equals: { variantId } } } });

  test('is for what is sold out, and its return wakes the job wherever it comes from', async () => {
    const { variant } = await soldOut();
    const other = await makeListing(enterpriseId);
    const person = await somebody();
    await expect(requestStock(person, 'pl', { variantId: other.variant.id })).rejects.toThrow('lists.in_stock');
    await requestStock(person, 'pl', { variantId: variant.id });
    await requestStock(person, 'pl', { variantId: variant.id });
    expect(await prisma().stockRequest.count({ where: { variantId: variant.id } })).toBe(1);
    await tellBackInStock(variant.id);
    expect(await mailsTo(person.email)).toHaveLength(0);
    await prisma().outboxMessage.deleteMany({});
    await back(variant.id, 2);
    expect(await outbox(variant.id)).toBe(1);
    await back(variant.id, 3);
    expect(await outbox(variant.id)).toBe(1);
  });

  test('tells those who waited longest, a few for each piece, each once, however often and at once the job runs', async () => {
    const { variant } = await soldOut();
    const people: (Person & { email: string })[] = [];
    for (let count = 0; count < 8; count++) {
      const person = await somebody();
      people.push(person);
      shiftClock(count * minute);
      await requestStock(person, 'pl', { variantId: variant.id });
    }
    await back(variant.id, 1);
    const told = async () => {
      const mails = await prisma().email.findMany({
        where: { recipient: { in: people.map((person) => person.email) }, template: 'stock_back' },
      });
      return people.map((person) => mails.filter((mail) => mail.recipient === person.email).length);
    };
    await Promise.all([1, 2, 3, 4].map(() => tellBackInStock(variant.id)));
    expect(await told()).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    await tellNextInLine();
    expect(await told()).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    shiftClock(3 * hour);
    await tellNextInLine();
    expect(await told()).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    await back(variant.id, 0);
    shiftClock(6 * hour);
    await tellNextInLine();
    expect(await told()).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });

  test('of an address begins when its owner has confirmed, and ends by its own link', async () => {
    const { variant } = await soldOut();
    const email = `${randomUUID()}@example.com`;
    await expect(requestStock(guest, 'pl', { variantId: variant.id })).rejects.toThrow('validation.email');
    await requestStock(guest, 'pl', { variantId: variant.id, email });
    await requestStock(guest, 'pl', { variantId: variant.id, email: email.toUpperCase() });
    const [mail, ...more] = await mailsTo(email);
    expect(more).toHaveLength(0);
    await back(variant.id, 1);
    await tellBackInStock(variant.id);
    expect(await mailsTo(email, 'stock_back')).toHaveLength(0);

    if (!mail) throw new Error('a mail was expected');
    const params = mail.params as unknown as MailParams['stock_confirm'];
    const token = new URL(params.link).searchParams.get('token') ?? '';
    await confirmStockRequest(token);
    await expect(confirmStockRequest(token)).rejects.toThrow('lists.link_unknown');
    await tellBackInStock(variant.id);
    expect(await mailsTo(email, 'stock_back')).toHaveLength(1);

    await back(variant.id, 0);
    await requestStock(guest, 'pl', { variantId: variant.id, email });
    const request = await prisma().stockRequest.findFirstOrThrow({ where: { email, toldAt: null } });
    await unsubscribe(new Request('http://localhost', { method: 'POST' }), {
      params: Promise.resolve({ token: stopToken('stock', request.id) }),
    });
    expect((await prisma().stockRequest.findUniqueOrThrow({ where: { id: request.id } })).endedAt).not.toBeNull();
  });

  test('ends with the listing', async () => {
    const { listing, variant } = await soldOut();
    const person = await somebody();
    await requestStock(person, 'pl', { variantId: variant.id });
    await archiveListing(owner, { listingId: listing.id });
    const request = await prisma().stockRequest.findFirstOrThrow({ where: { variantId: variant.id } });
    expect(request.endedAt).not.toBeNull();
  });
});
