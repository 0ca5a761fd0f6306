import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  openFilm,
  saveLicence,
  saveStream,
  setListingFile,
  setTrailer,
  submitForReview,
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
import { bought, formOf, makeFilm, makeKind, makeService } from './world.ts';

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
      include: { transfers: true },
    });
    expect(part.status).toBe('provided');
    expect(part.transfers).toHaveLength(1);
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
    expect((await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } })).status).toBe('draft');
    await expect(openFilm(nobody, listing.id, 'trailer')).rejects.toMatchObject({ code: 'catalogue.unknown' });
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'live' } });
    expect((await openFilm(nobody, listing.id, 'trailer')).id).toBe(film.id);
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
