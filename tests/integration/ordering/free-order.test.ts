import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { invoicePdf, issueInvoice } from '#lib/invoicing/index.ts';
import {
  addToCart,
  applyVoucher,
  cancelByBuyer,
  confirmPayment,
  mailPaidOrder,
  placeOrder,
  provideDownloads,
  quoteCart,
  readOrder,
  shipOrder,
  useVoucherSchema,
} from '#lib/ordering/index.ts';
import { sendOfSellerOrder } from '#lib/payouts/index.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { makeEnterprise, makeListing, ownerOf } from '../world.ts';
import { filledIn } from './buying.ts';
import {
  booked,
  connectedAccount,
  expectBalanced,
  openSandbox,
  partOf,
  payAt,
  type Sandbox,
  sdk,
  sold,
  stockOf,
  verifiedAccount,
} from './paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const buying = { country: 'PL', currency: 'PLN', reader: 'pl' } as const;
let count = 0;

async function voucher(over: { enterpriseId?: string; kind?: 'free_shipping' } = {}) {
  count += 1;
  const { kind = 'percentage', enterpriseId = null } = over;
  return prisma().voucher.create({
    data: {
      code: `FREE-${count}`,
      kind,
      basisPoints: kind === 'percentage' ? 10_000 : null,
      startsAt: new Date('2026-01-01'),
      enterpriseId,
      maxTotal: 1,
    },
  });
}

/** A cart of which vouchers take off everything: goods by one, and what is sent has its delivery free by the other issuer's. */
async function free(kind: 'download' | 'physical', issuer: 'seller' | 'platform') {
  const { enterprise, user } = await makeEnterprise();
  const { variant } = await makeListing(enterprise.id, { price: 4_800n, stock: 5, kind });
  const cartId = await addToCart(null, { variantId: variant.id, quantity: kind === 'physical' ? 2 : 1 });
  const own = issuer === 'seller' ? { enterpriseId: enterprise.id } : {};
  const goods = await voucher(own);
  await applyVoucher(guest, cartId, useVoucherSchema.parse({ code: goods.code }), buying);
  if (kind === 'physical') {
    const other = issuer === 'seller' ? {} : { enterpriseId: enterprise.id };
    const { code } = await voucher({ ...other, kind: 'free_shipping' });
    await applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);
  }
  return { cartId, enterprise, owner: ownerOf(user.id, enterprise.id), variant, goods };
}

async function placed(cartId: string) {
  const order = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
  const part = await prisma().sellerOrder.findFirstOrThrow({
    where: { orderId: order.orderId },
    include: { lines: true },
  });
  return { ...order, part };
}

describe('an order that costs nothing', () => {
  test('is paid when it is placed, without a payment page, and its download is handed over', async () => {
    const { cartId, goods } = await free('download', 'seller');
    expect((await quoteCart(prisma(), cartId, 'PL', 'PLN')).quote.total.minor).toBe(0n);
    const { orderId, paymentUrl, number, accessToken, part } = await placed(cartId);
    expect(new URL(paymentUrl).pathname).toBe(`/pl/orders/${number}`);
    expect((await sdk(sandbox).checkout.sessions.list({ limit: 100 })).data).toEqual([]);
    expect(await prisma().payment.findFirst({ where: { orderId } })).toMatchObject({
      status: 'succeeded',
      amountMinor: 0n,
      method: 'voucher',
      checkoutSessionId: null,
    });
    await mailPaidOrder(orderId);
    await provideDownloads(orderId);
    expect((await readOrder(guest, number, accessToken)).sellerOrders[0]?.status).toBe('provided');
    expect(await prisma().email.count({ where: { orderId, template: 'order_paid' } })).toBe(1);
    expect((await prisma().voucher.findUniqueOrThrow({ where: { id: goods.id } })).used).toBe(1);
    // Nobody is owed anything: the seller gave it.
    expect(await prisma().ledgerTransaction.count({ where: { orderId } })).toBe(0);
    expect(await prisma().transfer.count({ where: { sellerOrderId: part.id } })).toBe(0);
    const { number: invoice } = await issueInvoice(part.id);
    const { pages } = await readPdf((await invoicePdf(guest, invoice, accessToken)).bytes);
    expect(pages.join('\n')).toContain('0,00');
  });

  test('of goods holds and sells its stock; the platform’s voucher pays the seller in full', async () => {
    const { cartId, enterprise, owner, variant } = await free('physical', 'platform');
    const account = await connectedAccount(sandbox);
    await prisma().enterprise.update({
      where: { id: enterprise.id },
      data: { payoutRail: 'stripe_connect', stripeAccountId: account },
    });
    await verifiedAccount(enterprise.id, account);
    const { orderId, part } = await placed(cartId);
    expect(await stockOf(variant.id)).toBe(3);
    expect(await booked(orderId, 'stripe_clearing')).toBe(0n);
    const share = -(await booked(orderId, 'seller_payable'));
    expect(share).toBeGreaterThan(0n);
    expect(part.commissionMinor).toBe(-share);
    await expectBalanced();
    // Others pay meanwhile: the platform has something at Stripe to pay from.
    await sold(sandbox, { quantities: [5] });
    await prisma().$executeRaw`
      update payment_sandbox.object set data = jsonb_set(jsonb_set(data, '{status}', '"available"'), '{available_on}', '1')
      where type = 'balance_transaction'`;
    await shipOrder(owner, { sellerOrderId: part.id, carrier: 'DHL', trackingNumber: 'JD01' });
    await sendOfSellerOrder(part.id);
    const [transfer] = (await partOf(part.id)).transfers;
    expect(transfer).toMatchObject({ status: 'paid', amountMinor: share });
    const sent = await sdk(sandbox).transfers.retrieve(transfer?.stripeId ?? '');
    expect(sent.source_transaction).toBeNull();
    expect(await booked(orderId, 'seller_payable')).toBe(0n);
    await expectBalanced();
  });

  test('that is cancelled gives stock and voucher back, and nothing is owed for it', async () => {
    const { cartId, variant, goods } = await free('physical', 'platform');
    const { orderId, number, accessToken, part } = await placed(cartId);
    const [line] = part.lines;
    await cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, new Map([[line?.id ?? '', 1]]));
    const half = -(await booked(orderId, 'seller_payable'));
    expect(half).toBeGreaterThan(0n);
    await cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null);
    expect((await readOrder(guest, number, accessToken)).status).toBe('cancelled');
    expect(await stockOf(variant.id)).toBe(5);
    expect((await prisma().voucher.findUniqueOrThrow({ where: { id: goods.id } })).used).toBe(0);
    for (const kind of ['seller_payable', 'platform_commission', 'tax_payable', 'stripe_clearing'])
      expect(await booked(orderId, kind), kind).toBe(0n);
    expect(await prisma().refund.count({ where: { sellerOrderId: part.id } })).toBe(0);
    await expectBalanced();
  });

  test('is one order however often it is placed, and its voucher counts once', async () => {
    const { cartId, goods } = await free('download', 'platform');
    const form = await filledIn(cartId);
    const results = await Promise.allSettled([1, 2, 3].map(() => placeOrder(guest, cartId, 'pl', form)));
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.orderId] : []));
    expect(new Set(made).size).toBe(1);
    expect((await prisma().voucher.findUniqueOrThrow({ where: { id: goods.id } })).used).toBe(1);
    expect(await prisma().order.count({ where: { id: made[0] ?? '' } })).toBe(1);
  });
});

test('a voucher of the platform that pays more than the buyer: the seller is sent all, not from the charge alone', async () => {
  const { enterprise, user } = await makeEnterprise();
  const account = await connectedAccount(sandbox);
  await prisma().enterprise.update({
    where: { id: enterprise.id },
    data: { payoutRail: 'stripe_connect', stripeAccountId: account },
  });
  await verifiedAccount(enterprise.id, account);
  const { variant } = await makeListing(enterprise.id, { price: 9_000n, stock: 5 });
  const cartId = await addToCart(null, { variantId: variant.id });
  const { code } = await prisma().voucher.create({
    data: { code: 'MOST', kind: 'percentage', basisPoints: 8_000, startsAt: new Date('2026-01-01') },
  });
  await applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);
  const order = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
  await confirmPayment(await payAt(sandbox, order.orderId));
  const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: order.orderId } });
  const share = part.totalMinor - part.taxMinor - part.commissionMinor;
  expect(share).toBeGreaterThan(part.totalMinor);
  await shipOrder(ownerOf(user.id, enterprise.id), { sellerOrderId: part.id, carrier: 'DHL', trackingNumber: 'JD02' });
  await sendOfSellerOrder(part.id);
  expect((await partOf(part.id)).transfers[0]).toMatchObject({ status: 'paid', amountMinor: share });
});
