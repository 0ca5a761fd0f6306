import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { day, hour, shiftClock } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { locales } from '#lib/languages/index.ts';
import { compose, type MailParams, type MailTemplate } from '#lib/notifications/index.ts';
import {
  acceptOrder,
  actForStaff,
  answerReturn,
  answerReturnSchema,
  applyStripeObject,
  askReturn,
  askReturnSchema,
  confirmParcel,
  declineOffer,
  hideMessage,
  markRead,
  orderForStaff,
  ordersForStaff,
  ordersOfEnterprise,
  ordersWaiting,
  provideDownloads,
  receiveReturn,
  refundSome,
  reorder,
  sendRefund,
  sendReturn,
  shipOrder,
  takeOffer,
  threadsOf,
  unreadOf,
  withdrawReturn,
  writeMessage,
} from '#lib/ordering/index.ts';
import { personOf } from '../world.ts';
import { booked, expectBalanced, openSandbox, partOf, type Sandbox, sdk, sold, stockOf } from './paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterEach(() => shiftClock(0));
afterAll(() => sandbox.close());

const support = personOf(randomUUID(), { staffRoles: ['support'] });

/** An order that has arrived. */
async function arrived(more: Parameters<typeof sold>[1] = {}) {
  const order = await sold(sandbox, more);
  await shipOrder(order.owner, { sellerOrderId: order.part.id, carrier: 'DPD', trackingNumber: '1' });
  const [shipment] = (await partOf(order.part.id)).shipments;
  await confirmParcel(guest, { shipmentId: shipment?.id ?? '', key: order.accessToken });
  return order;
}

const form = (sellerOrderId: string, key: string | undefined, more: object = {}) =>
  askReturnSchema.parse({ sellerOrderId, key, reason: 'damaged', note: 'Pęknięty brzeg', ...more });

/** The whole units of the amounts that the seller was told of, in order. */
async function amountsTold(part: { orderId: string; number: string }, template: MailTemplate): Promise<string[]> {
  const mails = await prisma().email.findMany({
    where: { orderId: part.orderId, template },
    orderBy: { createdAt: 'asc' },
  });
  return mails.map(({ params }) => {
    expect(params).toMatchObject({ number: part.number, link: expect.stringContaining(part.number) });
    return /\d+/.exec(JSON.stringify(Object(params).amount))?.[0] ?? '';
  });
}

const lastReturn = (sellerOrderId: string) =>
  prisma().orderReturn.findFirstOrThrow({ where: { sellerOrderId }, orderBy: { askedAt: 'desc' } });

describe('a return', () => {
  test('by quantity with pictures: asked, accepted, sent, received, refunded, back on the shelf', async () => {
    const { part, owner, accessToken, orderId } = await arrived();
    const [line] = part.lines;
    const png = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#a33' } })
      .png()
      .toBuffer();
    const pictures = [new File([new Uint8Array(png)], 'rysa.png', { type: 'image/png' })];
    const one = new Map([[line?.id ?? '', 1]]);
    await askReturn(guest, form(part.id, accessToken, { pictures }), one);
    await expect(askReturn(guest, form(part.id, accessToken), new Map([[line?.id ?? '', 2]]))).rejects.toThrow(
      'ordering.bad_quantity',
    );
    const asked = await lastReturn(part.id);
    expect(await prisma().returnPicture.count({ where: { returnId: asked.id } })).toBe(1);
    const { owner: stranger } = await sold(sandbox, { pay: false });
    const accept = answerReturnSchema.parse({ returnId: asked.id, decision: 'accept', answer: 'Изпратете на адреса.' });
    await expect(answerReturn(stranger, accept)).rejects.toThrow('identity.not_allowed');
    await expect(sendReturn(guest, { returnId: asked.id, carrier: 'DPD', trackingNumber: '2' })).rejects.toThrow(
      'ordering.unknown',
    );
    await answerReturn(owner, accept);
    await sendReturn(guest, { returnId: asked.id, key: accessToken, carrier: 'DPD', trackingNumber: '2' });
    const before = await stockOf(line?.variantId ?? '');
    await receiveReturn(owner, { returnId: asked.id, restock: 'on' });
    await expect(receiveReturn(owner, { returnId: asked.id })).rejects.toThrow('ordering.not_possible_now');
    for (const { id } of (await partOf(part.id)).refunds) await sendRefund(id);
    const after = await partOf(part.id);
    expect(after.refunds).toMatchObject([
      { reason: 'returned', status: 'succeeded', amountMinor: line?.unitPriceMinor },
    ]);
    expect(after.lines[0]?.returnedQuantity).toBe(1);
    expect(await stockOf(line?.variantId ?? '')).toBe((before ?? 0) + 1);
    expect(after.order.status).toBe('partly_refunded');
    expect(await booked(orderId, 'refunds')).toBe(0n);
    await expectBalanced();
  });

  test('of everything gives back the delivery that was paid as well', async () => {
    const { part, owner, accessToken } = await arrived();
    await askReturn(guest, form(part.id, accessToken), null);
    const asked = await lastReturn(part.id);
    await answerReturn(owner, answerReturnSchema.parse({ returnId: asked.id, decision: 'accept', answer: 'Добре.' }));
    await receiveReturn(owner, { returnId: asked.id });
    const after = await partOf(part.id);
    expect(after.refundedMinor).toBe(part.totalMinor);
    expect(after.order.status).toBe('refunded');
  });

  test('may end with a part of the price for keeping it, below its price', async () => {
    const { part, owner, accessToken } = await arrived({ quantities: [1] });
    await askReturn(guest, form(part.id, accessToken), null);
    const asked = await lastReturn(part.id);
    const offer = (amount: string) =>
      answerReturnSchema.parse({ returnId: asked.id, decision: 'offer', offer: amount, answer: 'За ваша радост.' });
    await expect(answerReturn(owner, offer('99999'))).rejects.toThrow('ordering.offer_too_much');
    await answerReturn(owner, offer('20'));
    await expect(takeOffer(guest, { returnId: asked.id })).rejects.toThrow('ordering.unknown');
    await declineOffer(guest, { returnId: asked.id, key: accessToken });
    await answerReturn(owner, offer('25'));
    await declineOffer(guest, { returnId: asked.id, key: accessToken });
    await answerReturn(owner, offer('30,50'));
    await takeOffer(guest, { returnId: asked.id, key: accessToken });
    expect((await partOf(part.id)).refundedMinor).toBe(3_050n);
    // The seller has to act after each refusal, and hears of each.
    expect(await amountsTold(part, 'return_declined')).toEqual(['20', '25']);
    expect(await amountsTold(part, 'return_offer_taken')).toEqual(['30']);
    expect(answerReturnSchema.safeParse({ returnId: asked.id, decision: 'offer', answer: 'Ей сега' }).success).toBe(
      false,
    );
  });

  test('says so when less is left than was offered, and stays open', async () => {
    const { part, owner, accessToken } = await arrived({ quantities: [1] });
    await askReturn(guest, form(part.id, accessToken), null);
    const { id } = await lastReturn(part.id);
    await answerReturn(
      owner,
      answerReturnSchema.parse({ returnId: id, decision: 'offer', offer: '30', answer: 'За ваша радост.' }),
    );
    const left = (part.lines[0]?.totalMinor ?? 0n) + part.shippingMinor - 2_000n;
    await refundSome(owner, {
      sellerOrderId: part.id,
      requestKey: randomUUID(),
      note: '',
      amount: `${Number(left) / 100}`,
    });
    await expect(takeOffer(guest, { returnId: id, key: accessToken })).rejects.toThrow('ordering.refund_too_much');
    expect((await lastReturn(part.id)).status).toBe('offered');
  });

  test('pays nothing while a bank decides about the payment: it waits as it is', async () => {
    const { part, owner, accessToken, session } = await arrived();
    const ask = async () => {
      await askReturn(guest, form(part.id, accessToken), new Map([[part.lines[0]?.id ?? '', 1]]));
      return (await lastReturn(part.id)).id;
    };
    const answer = (returnId: string, decision: string) =>
      answerReturn(owner, answerReturnSchema.parse({ returnId, decision, offer: '20', answer: 'Добре.' }));
    const offered = await ask();
    await answer(offered, 'offer');
    const accepted = await ask();
    await answer(accepted, 'accept');
    const stock = await stockOf(part.lines[0]?.variantId ?? '');
    await fetch(`${sandbox.url}/sandbox/sessions/${session}/dispute`, { method: 'POST' });
    const [dispute] = (await sdk(sandbox).disputes.list({ limit: 1 })).data;
    await applyStripeObject('dispute', dispute?.id ?? '');
    await expect(takeOffer(guest, { returnId: offered, key: accessToken })).rejects.toThrow('ordering.disputed');
    await expect(receiveReturn(owner, { returnId: accepted, restock: 'on' })).rejects.toThrow('ordering.disputed');
    const returns = await prisma().orderReturn.findMany({
      where: { sellerOrderId: part.id },
      orderBy: { askedAt: 'asc' },
    });
    expect(returns.map(({ status }) => status)).toEqual(['offered', 'accepted']);
    expect((await partOf(part.id)).refunds).toEqual([]);
    expect(await stockOf(part.lines[0]?.variantId ?? '')).toBe(stock);
  });

  test('that the seller refused is decided by staff', async () => {
    const { part, owner, accessToken } = await arrived();
    await askReturn(guest, form(part.id, accessToken), null);
    const asked = await lastReturn(part.id);
    const answer = (decision: string) =>
      answerReturnSchema.parse({ returnId: asked.id, decision, answer: 'Следи от употреба.' });
    await answerReturn(owner, answer('refuse'));
    await expect(answerReturn(owner, answer('accept'))).rejects.toThrow('identity.not_allowed');
    await answerReturn(support, answer('accept'));
    expect(await lastReturn(part.id)).toMatchObject({ status: 'accepted', closedAt: null });
    await withdrawReturn(guest, { returnId: asked.id, key: accessToken });
    expect(await prisma().email.count({ where: { orderId: part.orderId, template: 'return_withdrawn' } })).toBe(1);
    expect((await lastReturn(part.id)).status).toBe('withdrawn');
  });

  test('is for two weeks after it arrived, and not for what cannot be taken back', async () => {
    const { part, accessToken } = await arrived();
    await expect(askReturn(guest, form(part.id, undefined), null)).rejects.toThrow('ordering.unknown');
    shiftClock(14 * day + hour);
    await expect(askReturn(guest, form(part.id, accessToken), null)).rejects.toThrow('ordering.return_too_late');
    shiftClock(0);
    const waiting = await sold(sandbox);
    await expect(askReturn(guest, form(waiting.part.id, waiting.accessToken), null)).rejects.toThrow(
      'ordering.not_arrived',
    );
    const download = await sold(sandbox, { kind: 'download', quantities: [1] });
    await provideDownloads(download.orderId);
    await expect(askReturn(guest, form(download.part.id, download.accessToken), null)).rejects.toThrow(
      'ordering.not_arrived',
    );
  });
});

describe('messages', () => {
  test('go to the other side, are marked as read, and are limited', async () => {
    const { part, owner, accessToken, orderId } = await sold(sandbox);
    const write = (actor: Parameters<typeof writeMessage>[0], key?: string) =>
      writeMessage(actor, { sellerOrderId: part.id, key, body: 'Dzień dobry', locale: 'pl' });
    await expect(write(guest)).rejects.toThrow('ordering.unknown');
    await expect(write(personOf(randomUUID()))).rejects.toThrow('ordering.unknown');
    expect(await write(guest, accessToken)).toBe('buyer');
    expect(await unreadOf([part])).toEqual(new Set([part.id]));
    await markRead([part.id], 'seller');
    expect(await unreadOf([part])).toEqual(new Set());
    expect(await write(owner)).toBe('seller');
    const mails = await prisma().email.findMany({ where: { orderId, template: 'order_message' } });
    expect(mails).toHaveLength(2);
    for (let at = 1; at < limits.orderMessagesAnHour; at++) await write(guest, accessToken);
    await expect(write(guest, accessToken)).rejects.toThrow('ordering.too_many_messages');
    const messages = (await threadsOf([part.id])).get(part.id) ?? [];
    expect(messages).toHaveLength(limits.orderMessagesAnHour + 1);
    const hide = { messageId: messages[0]?.id ?? '', reason: 'Obelga' };
    await expect(hideMessage(owner, hide)).rejects.toThrow('ordering.unknown');
    await hideMessage(support, hide);
    expect(await prisma().auditEntry.count({ where: { subjectId: hide.messageId } })).toBe(1);
  });
});

describe('desks', () => {
  test('the seller finds orders by state, number and buyer, and nobody else’s', async () => {
    const { part, owner } = await sold(sandbox);
    const [membership] = owner.memberships;
    const enterpriseId = membership?.enterpriseId ?? '';
    const numbers = async (search: Parameters<typeof ordersOfEnterprise>[2]) =>
      (await ordersOfEnterprise(owner, enterpriseId, search)).items.map((each) => each.number);
    expect(await numbers({ tab: 'to_accept' })).toEqual([part.number]);
    expect(await ordersWaiting(owner, enterpriseId)).toEqual({ to_accept: 1, to_send: 0, returns: 0 });
    await acceptOrder(owner, { sellerOrderId: part.id });
    expect(await numbers({ tab: 'to_accept' })).toEqual([]);
    expect(await numbers({ tab: 'to_send', search: 'nowak' })).toEqual([part.number]);
    expect(await numbers({ search: 'ANNA@example.com' })).toEqual([part.number]);
    expect(await numbers({ search: part.number.slice(3, 9).toLowerCase() })).toEqual([part.number]);
    expect(await numbers({ search: 'somebody' })).toEqual([]);
    const { owner: stranger } = await sold(sandbox, { pay: false });
    await expect(ordersOfEnterprise(stranger, enterpriseId)).rejects.toThrow('identity.not_allowed');
  });

  test('staff finds an order by number, address or payment id, sees all of it, and acts with a reason', async () => {
    const { part, number, orderId } = await sold(sandbox);
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    for (const search of [number, number.slice(-4), payment.chargeId ?? '', payment.paymentIntentId ?? '', orderId])
      expect(
        (await ordersForStaff(support, { search })).items.map((each) => each.number),
        search,
      ).toContain(number);
    expect((await ordersForStaff(support, { search: 'anna@example.com' })).items.length).toBeGreaterThan(0);
    await expect(ordersForStaff(personOf(randomUUID()), {})).rejects.toThrow('identity.not_allowed');
    const act = { sellerOrderId: part.id, reason: 'Kupująca dzwoniła do nas.', requestKey: randomUUID() };
    await expect(actForStaff(personOf(randomUUID()), { ...act, act: 'refund' })).rejects.toThrow(
      'identity.not_allowed',
    );
    await actForStaff(support, { ...act, act: 'cancel' });
    await expect(actForStaff(support, { ...act, act: 'complete' })).rejects.toThrow('ordering.not_possible_now');
    await expect(actForStaff(support, { ...act, act: 'refund' })).rejects.toThrow('ordering.refund_too_much');
    const { history } = await orderForStaff(support, number, 'cs');
    // Written to a buyer in Polish and a seller in Bulgarian, read by staff in Czech.
    const subjects = history.flatMap((each) => (each.kind === 'mail' ? [each.mail.subject] : []));
    expect(subjects).toContain(`Objednávka ${number}: něco bylo zrušeno`);
    expect(new Set(history.map((each) => each.kind))).toEqual(new Set(['event', 'mail', 'books']));
    expect(await prisma().auditEntry.findFirst({ where: { subjectId: part.id } })).toMatchObject({
      action: 'seller_order.cancel',
      reason: act.reason,
    });
    await expect(orderForStaff(support, 'AS-00-NONE', 'cs')).rejects.toThrow('ordering.unknown');
  });
});

test('buying the same again puts what is still sold into the cart, and says what is not', async () => {
  const { part, number, accessToken } = await sold(sandbox, { quantities: [1, 1] });
  const gone = part.lines[1];
  await prisma().variant.update({ where: { id: gone?.variantId ?? '' }, data: { archivedAt: new Date() } });
  const again = await reorder(guest, null, { number, key: accessToken }, undefined);
  expect(again).toMatchObject({ added: 1, missing: [gone?.titleForBuyer] });
  expect(await prisma().cartLine.count({ where: { cartId: again.cartId ?? '' } })).toBe(1);
  await expect(reorder(guest, null, { number }, undefined)).rejects.toThrow('ordering.unknown');
  // Whoever has signed out cannot put anything into the cart that waits for the person.
  const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'B' } });
  await prisma().cart.update({ where: { id: again.cartId ?? '' }, data: { userId: user.id } });
  const later = await reorder(guest, again.cartId, { number, key: accessToken }, undefined);
  expect(later.cartId).not.toBe(again.cartId);
  expect((await reorder(personOf(user.id), again.cartId, { number, key: accessToken }, undefined)).cartId).toBe(
    again.cartId,
  );
});

describe('mails', () => {
  const news = { number: 'AS-26-1', link: 'https://shop.example/x', maker: 'Majster & Syn' };
  const own = { number: 'AS-26-1-1', link: 'https://shop.example/y' };
  const all: readonly (readonly [MailTemplate, MailParams[MailTemplate]])[] = [
    ['order_payment_failed', { number: news.number, link: news.link }],
    ['order_expired', { number: news.number, link: news.link }],
    ['order_completed', news],
    ['order_disputed', { number: news.number, link: news.link, amount: '10,00 zł' }],
    ['order_dispute_decided', { number: news.number, link: news.link, amount: '10,00 zł', outcome: 'won' }],
    ['order_dispute_decided', { number: news.number, link: news.link, amount: '10,00 zł', outcome: 'lost' }],
    ['return_declined', { ...own, things: 'Чиния', amount: '10,00 zł' }],
    ['return_offer_taken', { ...own, things: 'Чиния', amount: '10,00 zł' }],
    ['return_withdrawn', { ...own, things: 'Чиния' }],
    ['order_accepted', { ...news, things: '2 × Talerz' }],
    ['order_delivered', news],
    ['order_assumed_delivered', news],
    ['order_cancelled', { ...news, things: 'Talerz', reason: 'Pękł' }],
    ['order_refunded', { ...news, amount: '10,00 zł', reason: 'Pękł' }],
    ['refund_failed', { ...news, amount: '10,00 zł', reason: 'Pękł' }],
    ['seller_order_cancelled', { ...own, things: 'Чиния', reason: 'Отменена' }],
    ['seller_order_waits', { ...own, things: 'Чиния' }],
    ['return_asked', { ...own, things: 'Чиния', reason: 'Счупена', text: '<b>край</b>' }],
    ['return_answered', { ...news, things: 'Talerz', answer: 'accepted', text: 'Wyślij' }],
    ['return_sent', { ...own, carrier: 'DPD', trackingNumber: '12' }],
    ['order_message', { ...own, from: 'Мария', text: 'Да & не' }],
    ['dispute_opened', { ...own, amount: '10,00 zł', due: '5 grudnia' }],
    ['dispute_decided', { ...own, amount: '10,00 zł', outcome: 'won' }],
  ];

  test.each(locales)('in %s say the same as HTML and as text', async (locale) => {
    for (const [template, params] of all) {
      const mail = await compose(template, locale, params);
      for (const part of [mail.subject, mail.text, mail.html])
        expect(part, template).not.toMatch(/\{|mail\.|undefined/);
      expect(mail.text, template).toContain(params.link);
      expect(mail.html, template).toContain(params.link);
      expect(mail.html, template).not.toContain('<b>');
      if ('amount' in params) expect(mail.text, template).toContain(params.amount);
      if ('reason' in params) expect(mail.text, template).toContain(params.reason);
      if (locale !== 'en') expect(mail.text, template).not.toMatch(/\b(the|order|please)\b/i);
    }
  });
});
