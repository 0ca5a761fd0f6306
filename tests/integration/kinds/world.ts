import { randomUUID } from 'node:crypto';
import { decide, decideSchema, submitForReview } from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { addToCart, placeOrder, placeOrderSchema, provideDownloads, quoteCart } from '#lib/ordering/index.ts';
import { makeListing, personOf } from '../world.ts';

type Kind = 'service' | 'ticket' | 'licence' | 'stream';

/** A live listing of a kind, with one variant; what the kind needs is written by the test. */
export async function makeKind(enterpriseId: string, kind: Kind, stock: number | null = null) {
  const made = await makeListing(enterpriseId);
  await prisma().listing.update({ where: { id: made.listing.id }, data: { kind, weightGrams: null } });
  await prisma().variant.update({ where: { id: made.variant.id }, data: { stockOnHand: stock } });
  return made;
}

async function words(fields: Record<string, string>): Promise<string> {
  const text = await prisma().text.create({
    data: { sourceLocale: 'bg', translations: { create: { locale: 'bg', fields, state: 'source' } } },
  });
  return text.id;
}

/** A ticket listing for an event that begins so many minutes from now. */
export async function makeEvent(enterpriseId: string, { seats = 5, inMinutes = 600 } = {}) {
  const made = await makeKind(enterpriseId, 'ticket', seats);
  await prisma().ticketEvent.create({
    data: {
      listingId: made.listing.id,
      textId: await words({ venue: 'Читалище', address: 'Троян' }),
      startsAt: new Date(now().getTime() + inMinutes * 60_000),
      timeZone: 'Europe/Sofia',
      country: 'BG',
    },
  });
  return made;
}

/** A service in two parts that asks one question. */
export async function makeService(enterpriseId: string) {
  const made = await makeKind(enterpriseId, 'service');
  await prisma().serviceOffer.create({
    data: {
      listingId: made.listing.id,
      textId: await words({ milestone_0: 'Скици', milestone_1: 'Готово', question_0: 'За кого е?' }),
      deliveryDays: 30,
      revisions: 2,
      shares: [33, 67],
      days: [7, 30],
      questions: 1,
    },
  });
  return made;
}

/** A film that may be seen in these countries; its only variant is rented. */
export async function makeFilm(enterpriseId: string, territories: string[]) {
  const made = await makeKind(enterpriseId, 'stream');
  await prisma().streamOffer.create({
    data: { listingId: made.listing.id, territories, minutes: 10, rentVariantId: made.variant.id },
  });
  const media = await prisma().media.create({
    data: {
      enterpriseId,
      kind: 'video',
      contentType: 'video/mp4',
      bytes: 1_000,
      sha256: '0'.repeat(64),
      storageKey: 'files/film.mp4',
      fileName: 'film.mp4',
    },
  });
  await prisma().listingFile.create({ data: { listingId: made.listing.id, mediaId: media.id } });
  return made;
}

/** A filled-in checkout form without an address, as the browser sends it. */
export async function formOf(cartId: string, country = 'PL', more: Record<string, string> = {}) {
  const { quote } = await quoteCart(prisma(), cartId, country, 'PLN');
  return placeOrderSchema.parse({
    placementKey: randomUUID(),
    email: 'anna@example.com',
    country,
    currency: 'PLN',
    expectedTotalMinor: quote.total.minor.toString(),
    terms: 'on',
    waiver: 'on',
    delivers: 'no',
    ...more,
  });
}

/** An order that was paid and handed over as the job does it. */
export async function bought(variantId: string, quantity = 1, more: Record<string, string> = {}) {
  const cartId = await addToCart(null, { variantId, quantity });
  const order = await placeOrder(guest, cartId, 'pl', await formOf(cartId, 'PL', more));
  await prisma().sellerOrder.updateMany({ where: { orderId: order.orderId }, data: { status: 'paid' } });
  await prisma().order.update({ where: { id: order.orderId }, data: { status: 'paid' } });
  await provideDownloads(order.orderId);
  return order;
}

/** Sends in what an owner proposes of a live listing, and approves it as staff does. */
export async function approveProposal(owner: Person, listingId: string): Promise<void> {
  await prisma().listing.update({
    where: { id: listingId },
    data: { enterprise: { update: { status: 'verified' } } },
  });
  await submitForReview(owner, { listingId });
  const user = await prisma().user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Mo', staffRoles: ['moderator'] },
  });
  const moderator = personOf(user.id, { staffRoles: ['moderator'] });
  await decide(moderator, decideSchema.parse({ listingId, decision: 'approved' }));
}

/** A picture, without which staff does not look at a listing. */
export async function hangPicture(listingId: string): Promise<void> {
  const { enterpriseId } = await prisma().listing.findUniqueOrThrow({ where: { id: listingId } });
  const { id } = await prisma().media.create({
    data: {
      enterpriseId,
      kind: 'picture',
      contentType: 'image/webp',
      bytes: 1,
      sha256: '2'.repeat(64),
      storageKey: 'pictures/x.webp',
      fileName: 'x.webp',
    },
  });
  await prisma().listingPicture.create({ data: { listingId, mediaId: id, position: 0, alt: { bg: 'Чиния' } } });
}
