import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  duplicateListing,
  offerMark,
  openFilm,
  restoreRevision,
  saveLicence,
  saveService,
  saveStream,
  setListingFile,
  setTrailer,
  submitForReview,
  viewListing,
} from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { hour, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  addToCart,
  briefOf,
  deliverWork,
  openWatch,
  passFor,
  placeOrder,
  quoteVariant,
  startWatching,
  watchLink,
} from '#lib/ordering/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';
import { approveProposal, bought, formOf, hangPicture, makeEvent, makeFilm, makeKind, makeService } from './world.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

describe('services', () => {
  test('keep the brief and the milestones as they were agreed, worth the whole price together', async () => {
    const { enterprise, user } = await makeEnterprise();
    const { listing, variant } = await makeService(enterprise.id);
    const field = `brief:${variant.id}:0`;
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 3 });
    await expect(placeOrder(guest, cartId, 'pl', await formOf(cartId))).rejects.toMatchObject({
      all: [{ field, code: 'validation.required' }],
    });
    expect(await prisma().order.count({ where: { sellerOrders: { some: { enterpriseId: enterprise.id } } } })).toBe(0);

    const order = await bought(variant.id, 1, { [field]: 'Za babcię' });
    const line = await prisma().orderLine.findFirstOrThrow({
      where: { listingId: listing.id, sellerOrder: { orderId: order.orderId } },
      include: { commission: { include: { milestones: { orderBy: { position: 'asc' } } } }, sellerOrder: true },
    });
    expect(line.quantity).toBe(1);
    expect(briefOf(line.commission?.brief)).toEqual([
      { question: 'За кого е?', questionForSeller: 'За кого е?', answer: 'Za babcię' },
    ]);
    const milestones = line.commission?.milestones ?? [];
    expect(milestones.map(({ share, days }) => [share, days])).toEqual([
      [33, 7],
      [67, 30],
    ]);
    expect(milestones.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(line.totalMinor);

    expect(line.sellerOrder.status).toBe('paid');
    await deliverWork(ownerOf(user.id, enterprise.id), { sellerOrderId: line.sellerOrderId });
    const part = await prisma().sellerOrder.findUniqueOrThrow({
      where: { id: line.sellerOrderId },
      include: { transfers: true, lines: { include: { commission: { include: { milestones: true } } } } },
    });
    expect(part.status).toBe('provided');
    // Each part is paid when the buyer accepts it.
    expect(part.transfers).toHaveLength(0);
    expect(part.lines[0]?.commission?.milestones.every(({ deliveredAt }) => deliveredAt)).toBe(true);
  });

  test('of which the shares do not make the whole are refused by the database', async () => {
    const { enterprise } = await makeEnterprise();
    const { listing } = await makeService(enterprise.id);
    const broken = prisma().serviceOffer.update({ where: { listingId: listing.id }, data: { shares: [50, 49] } });
    await expect(broken).rejects.toThrow(/service_offer_shares_whole/);
  });
});

describe('licences', () => {
  test('cannot be put into a cart, not even past the rules', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeKind(enterprise.id, 'licence');
    await expect(addToCart(null, { variantId: variant.id })).rejects.toMatchObject({ code: 'ordering.licence' });
    const cart = await prisma().cart.create({ data: {} });
    const line = { cartId: cart.id, variantId: variant.id, quantity: 1, seenPriceMinor: 1n, seenCurrency: 'EUR' };
    await expect(prisma().cartLine.create({ data: line })).rejects.toThrow(/licence/);
  });

  test('are of a verified work of their own enterprise, and need one to be sent in', async () => {
    const { enterprise, user } = await makeEnterprise();
    const other = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const { listing } = await makeKind(enterprise.id, 'licence');
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    const work = async (enterpriseId: string, slug: string) => {
      const text = await prisma().text.create({ data: { sourceLocale: 'bg' } });
      return prisma().work.create({
        data: { enterpriseId, slug, kind: 'pattern', status: 'verified', textId: text.id, year: 2020 },
      });
    };
    const [own, foreign] = [await work(enterprise.id, 'own-work'), await work(other.enterprise.id, 'foreign-work')];
    const terms = { rights: ['apparel'], territories: ['cee'], exclusivity: 'non_exclusive', years: 3 } as const;
    const input = { ...terms, rights: [...terms.rights], territories: [...terms.territories], listingId: listing.id };
    await expect(submitForReview(owner, { listingId: listing.id })).rejects.toMatchObject({
      params: { missing: expect.arrayContaining(['licence']) },
    });
    await expect(saveLicence(owner, { ...input, version: 1, workId: foreign.id })).rejects.toMatchObject({
      field: 'workId',
    });
    const saved = await saveLicence(owner, { ...input, version: 1, workId: own.id });
    expect(saved.workId).toBe(own.id);
  });
});

describe('films', () => {
  const parts = (address: string) => {
    const query = new URL(address, 'http://x').searchParams;
    return { in: query.get('in'), expires: query.get('expires'), signature: query.get('signature') };
  };

  test('are sold where they may be seen', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeFilm(enterprise.id, ['PL']);
    const cartId = await addToCart(null, { variantId: variant.id });
    const abroad = await formOf(cartId, 'CN');
    await expect(placeOrder(guest, cartId, 'zh-CN', abroad)).rejects.toMatchObject({ code: 'ordering.not_here' });
    const order = await placeOrder(guest, cartId, 'pl', await formOf(cartId, 'PL'));
    expect(order.number).toMatch(/^AS-/);
  });

  test('are watched by who paid, where they may be, and while the rental runs', async () => {
    const { enterprise, user } = await makeEnterprise();
    const { listing, variant } = await makeFilm(enterprise.id, ['PL']);
    const order = await bought(variant.id);
    const { id } = await prisma().streamPass.findFirstOrThrow({ where: { listingId: listing.id } });
    const given = { pass: id, key: order.accessToken };
    expect(await passFor(guest, listing.slug, { pass: id, key: 'wrong' })).toBeNull();
    expect(await passFor(ownerOf(user.id, enterprise.id), listing.slug, { pass: id, key: undefined })).toBeNull();
    expect((await passFor(guest, listing.slug, given))?.id).toBe(id);

    await expect(openWatch(id, parts(watchLink(id, 'PL')))).rejects.toMatchObject({ code: 'ordering.watch_not_begun' });
    const start = { passId: id, key: order.accessToken };
    await expect(startWatching(guest, start, 'CN')).rejects.toMatchObject({ code: 'ordering.watch_not_here' });
    await expect(startWatching(guest, { passId: id, key: '' }, 'PL')).rejects.toMatchObject({
      code: 'ordering.unknown',
    });
    await startWatching(guest, start, null);
    const { firstPlayedAt } = await prisma().streamPass.findUniqueOrThrow({ where: { id } });
    shiftClock(hour);
    await startWatching(guest, start, 'DE');
    expect(await prisma().streamPass.findUniqueOrThrow({ where: { id } })).toMatchObject({ firstPlayedAt });

    expect(await openWatch(id, parts(watchLink(id, 'PL')))).toMatchObject({ contentType: 'video/mp4', bytes: 1_000 });
    const forged = { ...parts(watchLink(id, 'PL')), in: 'CZ' };
    await expect(openWatch(id, forged)).rejects.toMatchObject({ code: 'ordering.unknown' });
    await expect(openWatch(id, parts(watchLink(id, 'CN')))).rejects.toMatchObject({ code: 'ordering.watch_not_here' });

    shiftClock(48 * hour + 1_000);
    await expect(openWatch(id, parts(watchLink(id, 'PL')))).rejects.toMatchObject({ code: 'ordering.watch_over' });
  });

  test('are MP4 files, and another film than the approved one is looked at first', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const { listing } = await makeFilm(enterprise.id, []);
    await hangPicture(listing.id);
    const file = (contentType: string, kind: 'video' | 'archive') =>
      prisma().media.create({
        data: {
          enterpriseId: enterprise.id,
          kind,
          contentType,
          bytes: 10,
          sha256: '1'.repeat(64),
          storageKey: `files/${contentType}`,
          fileName: 'file',
        },
      });
    const [zip, film] = [await file('application/zip', 'archive'), await file('video/mp4', 'video')];
    await expect(setListingFile(owner, listing.id, zip.id)).rejects.toMatchObject({ code: 'catalogue.not_a_film' });
    await expect(setTrailer(owner, listing.id, zip.id)).rejects.toMatchObject({ code: 'catalogue.not_a_film' });
    const nobody = async () => guest;
    await setTrailer(owner, listing.id, film.id);
    await setListingFile(owner, listing.id, film.id);
    // What is approved stays; the film and its trailer are proposed, for its enterprise and staff alone.
    expect((await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } })).status).toBe('live');
    expect(await prisma().listingFile.count({ where: { listingId: listing.id } })).toBe(1);
    await expect(openFilm(nobody, listing.id, 'trailer', film.id)).rejects.toMatchObject({ code: 'catalogue.unknown' });
    expect((await openFilm(async () => owner, listing.id, 'trailer')).id).toBe(film.id);
    expect((await openFilm(async () => owner, listing.id, 'film')).id).toBe(film.id);
    await approveProposal(owner, listing.id);
    expect((await openFilm(nobody, listing.id, 'trailer')).id).toBe(film.id);
    expect(await prisma().listingFile.count({ where: { listingId: listing.id } })).toBe(2);
    await expect(openFilm(nobody, listing.id, 'film')).rejects.toMatchObject({ code: 'catalogue.unknown' });
    expect((await openFilm(async () => owner, listing.id, 'film')).contentType).toBe('video/mp4');
  });

  test('are sold in two ways, each with its price; one without a price is off', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const { listing } = await makeKind(enterprise.id, 'stream');
    const film = { listingId: listing.id, workId: '', minutes: 12, territories: ['PL', 'BG'] };
    await expect(saveStream(owner, { ...film, version: 1, rent: '', buy: '' })).rejects.toMatchObject({
      code: 'catalogue.rent_or_buy',
    });
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    await saveStream(owner, { ...film, version: 1, rent: '2.90', buy: '9.90' });
    const sold = async () =>
      (
        await prisma().variant.findMany({
          where: { listingId: listing.id, archivedAt: null },
          orderBy: { position: 'asc' },
        })
      ).map((variant) => variant.priceMinor);
    expect(await sold()).toEqual([290n, 990n]);
    const saved = await saveStream(owner, { ...film, version: 2, rent: '', buy: '9.90' });
    expect(await sold()).toEqual([990n]);
    expect(saved.priceMinor).toBe(990n);
    await saveStream(owner, { ...film, version: 3, rent: '3.50', buy: '9.90' });
    expect(await sold()).toEqual([350n, 990n]);
  });
});

test('goods are bought as before', async () => {
  const { enterprise } = await makeEnterprise();
  const { variant } = await makeListing(enterprise.id);
  expect((await quoteVariant(variant.id, 'PL', 'PLN'))?.problems).toEqual([]);
});

describe('what a kind has is part of a listing', () => {
  const wanted = {
    seen: undefined,
    revisions: 3,
    milestones: [
      { name: 'Скици', share: 40, days: 7 },
      { name: 'Готово', share: 60, days: 30 },
    ],
    questions: ['За кого е?', 'Кога?'],
  };

  test('a changed service stays as approved until staff approves, and an older revision brings it back', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const { listing } = await makeService(enterprise.id);
    const listingId = listing.id;
    await hangPicture(listingId);
    await saveService(owner, { ...wanted, listingId, version: 1 });
    const row = () => prisma().serviceOffer.findUniqueOrThrow({ where: { listingId } });
    expect(await row()).toMatchObject({ shares: [33, 67], questions: 1 });
    const working = await viewListing(owner, listingId);
    expect(working.service).toMatchObject({ shares: [40, 60], questions: 2 });
    expect(working.approved?.service).toMatchObject({ shares: [33, 67] });
    // Who saves from a form that was made before is told.
    await expect(saveService(owner, { ...wanted, listingId, version: 1 })).rejects.toMatchObject({
      code: 'catalogue.edited_meanwhile',
    });
    await approveProposal(owner, listingId);
    expect(await row()).toMatchObject({ shares: [40, 60], questions: 2, revisions: 3 });

    const { version, content } = await viewListing(owner, listingId);
    await saveService(owner, { ...wanted, revisions: 9, listingId, version: 0, seen: offerMark('service', content) });
    expect(version).toBeGreaterThan(0);
    expect((await viewListing(owner, listingId)).service).toMatchObject({ revisions: 9 });
    await restoreRevision(owner, { listingId, number: 1 });
    expect((await viewListing(owner, listingId)).approved).toBeNull();
  });

  test('a duplicate has it too, under ids of its own', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const made = await makeKind(enterprise.id, 'stream');
    await prisma().listing.update({ where: { id: made.listing.id }, data: { status: 'draft' } });
    const film = { listingId: made.listing.id, workId: '', minutes: 12, territories: ['PL'], version: 1 };
    await saveStream(owner, { ...film, rent: '2.90', buy: '9.90' });
    const { id } = await duplicateListing(owner, { listingId: made.listing.id });
    const copy = await viewListing(owner, id);
    expect(copy).toMatchObject({ kind: 'stream', status: 'draft', stream: { minutes: 12, territories: ['PL'] } });
    expect(copy.variants.map(({ id }) => id)).toEqual([copy.stream?.rentVariantId, copy.stream?.buyVariantId]);
    expect(copy.variants.map(({ id }) => id)).not.toContain(made.variant.id);

    const seats = await makeEvent(enterprise.id, { seats: 7 });
    const later = await duplicateListing(owner, { listingId: seats.listing.id });
    const { event, variants } = await viewListing(owner, later.id);
    expect(event).toMatchObject({ country: 'BG', timeZone: 'Europe/Sofia' });
    expect(variants.map(({ stockOnHand }) => stockOnHand)).toEqual([0]);
  });
});
