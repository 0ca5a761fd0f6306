import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clockAt, saveEvent, saveEventSchema, viewListing } from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { hour, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { addToCart, checkIn, placeOrder, provideDownloads, quoteVariant, undoCheckIn } from '#lib/ordering/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { makeEnterprise, ownerOf, personOf, referenceData } from '../world.ts';
import { bought, formOf, makeEvent, makeKind } from './world.ts';

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

const ticketsOf = (orderId: string) =>
  prisma().ticket.findMany({ where: { orderLine: { sellerOrder: { orderId } } }, orderBy: { number: 'asc' } });

describe('tickets', () => {
  test('come once for each seat that was paid, and their part of the order is done', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeEvent(enterprise.id);
    const order = await bought(variant.id, 3);
    await provideDownloads(order.orderId);
    const tickets = await ticketsOf(order.orderId);
    expect(tickets.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(new Set(tickets.map(({ code }) => code)).size).toBe(3);
    const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: order.orderId } });
    expect(part.status).toBe('provided');
  });

  test('let in once, however many doors read them at the same moment', async () => {
    const { enterprise, user } = await makeEnterprise();
    const { listing, variant } = await makeEvent(enterprise.id);
    const owner = ownerOf(user.id, enterprise.id);
    const [ticket] = await ticketsOf((await bought(variant.id)).orderId);
    const code = ticket?.code ?? '';
    const doors = await Promise.allSettled(
      Array.from({ length: 6 }, () => checkIn(owner, { listingId: listing.id, code })),
    );
    expect(doors.filter((door) => door.status === 'fulfilled')).toHaveLength(1);
    for (const door of doors)
      if (door.status === 'rejected')
        expect(door.reason).toMatchObject({ code: 'ordering.ticket_used', field: 'code' });

    await undoCheckIn(owner, { listingId: listing.id, ticketId: ticket?.id ?? '' });
    expect(await checkIn(owner, { listingId: listing.id, code: code.toLowerCase() })).toBe(ticket?.id);
    expect(await prisma().auditEntry.count({ where: { subjectId: ticket?.id ?? '' } })).toBe(1);
  });

  test('are refused at another door, made up, refunded, and by people who are not at the door', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const [here, there] = [await makeEvent(enterprise.id), await makeEvent(enterprise.id)];
    const order = await bought(here.variant.id);
    const [ticket] = await ticketsOf(order.orderId);
    const code = ticket?.code ?? '';
    const at = (listingId: string, typed: string) => checkIn(owner, { listingId, code: typed });
    await expect(at(there.listing.id, code)).rejects.toMatchObject({ code: 'ordering.ticket_other_event' });
    await expect(at(here.listing.id, '7K3M-9QXD-7K3M-9QXD-7K3M')).rejects.toMatchObject({
      code: 'ordering.ticket_not_ours',
    });
    await expect(checkIn(personOf(user.id), { listingId: here.listing.id, code })).rejects.toMatchObject({
      code: 'ordering.ticket_event',
    });
    await prisma().sellerOrder.updateMany({ where: { orderId: order.orderId }, data: { status: 'refunded' } });
    await expect(at(here.listing.id, code)).rejects.toMatchObject({ code: 'ordering.ticket_void' });
  });

  test('are sold until the event begins and not a moment longer, in the cart and at the checkout', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeEvent(enterprise.id, { inMinutes: 60 });
    const cartId = await addToCart(null, { variantId: variant.id });
    const form = await formOf(cartId);
    shiftClock(hour);
    await expect(addToCart(null, { variantId: variant.id })).rejects.toMatchObject({ code: 'ordering.event_begun' });
    await expect(placeOrder(guest, cartId, 'pl', form)).rejects.toMatchObject({ code: 'ordering.event_begun' });
    expect((await quoteVariant(variant.id, 'PL', 'PLN'))?.problems).toMatchObject([
      { kind: 'barred', bar: 'event_begun' },
    ]);
    expect(await prisma().variant.findUniqueOrThrow({ where: { id: variant.id } })).toMatchObject({ stockReserved: 0 });
  });

  test('are written by their enterprise alone, as the clocks at the venue show', async () => {
    const { enterprise, user } = await makeEnterprise();
    const { listing, variant } = await makeKind(enterprise.id, 'ticket', 0);
    const input = saveEventSchema.parse({
      listingId: listing.id,
      version: '1',
      venue: 'Читалище „Наука“',
      address: 'Троян, пл. „Възраждане“ 1',
      country: 'BG',
      date: new Date(now().getTime() + 40 * 24 * hour).toISOString().slice(0, 10),
      starts: '19:30',
      doors: '19:00',
      timeZone: 'Europe/Sofia',
      seats: '80',
    });
    await expect(saveEvent(personOf(user.id), input)).rejects.toMatchObject({ code: 'identity.not_allowed' });
    const saved = await saveEvent(ownerOf(user.id, enterprise.id), input);
    // It was live and stays so; staff has not seen this, which is only proposed. Seats count at once.
    expect(saved.status).toBe('live');
    expect(await prisma().ticketEvent.count({ where: { listingId: listing.id } })).toBe(0);
    const { event } = await viewListing(ownerOf(user.id, enterprise.id), listing.id);
    expect(event?.doorsAt && clockAt(event.doorsAt, 'Europe/Sofia').time).toBe('19:00');
    expect(await prisma().variant.findUniqueOrThrow({ where: { id: variant.id } })).toMatchObject({ stockOnHand: 80 });
    await expect(saveEvent(ownerOf(user.id, enterprise.id), input)).rejects.toMatchObject({
      code: 'catalogue.edited_meanwhile',
    });
  });
});
