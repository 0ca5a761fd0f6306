import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { compose, type OrderMail } from '#lib/notifications/index.ts';
import {
  addToCart,
  applyVoucher,
  confirmPayment,
  dropVoucher,
  expireOrders,
  mailPaidOrder,
  placeOrder,
  quoteCart,
  saveVoucher,
  saveVoucherSchema,
  stopVoucher,
  useVoucherSchema,
  viewVoucher,
} from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf } from '../world.ts';
import { filledIn, openShop, payFor, type Sandbox } from './buying.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openShop();
});
afterAll(() => sandbox.close());

let counter = 0;
async function makeVoucher(over: Partial<Prisma.VoucherUncheckedCreateInput> = {}) {
  counter += 1;
  return prisma().voucher.create({
    data: {
      code: `TEST-${counter}`,
      kind: 'percentage',
      basisPoints: 1_000,
      startsAt: new Date('2026-01-01'),
      ...over,
    },
  });
}
const buying = { country: 'PL', currency: 'PLN', reader: 'pl' } as const;
const use = (cartId: string, code: string) => applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);

async function cartOf(price = 10_000n, stock = 500) {
  const { enterprise, user } = await makeEnterprise();
  const { variant, listing } = await makeListing(enterprise.id, { price, stock });
  const cartId = await addToCart(null, { variantId: variant.id });
  return { enterprise, user, variant, listing, cartId };
}
const usedOf = async (id: string) => (await prisma().voucher.findUniqueOrThrow({ where: { id } })).used;

describe('a code at the cart', () => {
  test('takes off what it says, whatever its case, and one of an issuer makes room for another', async () => {
    const { cartId } = await cartOf();
    const first = await makeVoucher();
    const second = await makeVoucher({ basisPoints: 2_000 });
    const before = (await quoteCart(prisma(), cartId, 'PL', 'PLN')).quote;
    await use(cartId, ` ${first.code.toLowerCase()} `);
    await use(cartId, second.code);
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    expect(quote.vouchers.map((each) => each.voucher.code)).toEqual([second.code]);
    expect(quote.subtotal.minor).toBe((before.subtotal.minor * 8n) / 10n);
    await dropVoucher(guest, cartId, { voucherId: second.id });
    expect((await quoteCart(prisma(), cartId, 'PL', 'PLN')).quote.total.minor).toBe(before.total.minor);
  });

  test.each([
    ['unknown', null],
    ['expired', { endsAt: new Date('2026-02-01') }],
    ['not_yet', { startsAt: new Date('2090-01-01') }],
    ['used_up', { maxTotal: 1, used: 1 }],
    ['ended', { stoppedAt: new Date() }],
    ['minimum', { minimumMinor: 900_000n, minimumCurrency: 'EUR' }],
    ['nothing_fits', { categorySlugs: ['film'] }],
    [
      'currency',
      { kind: 'amount' as const, basisPoints: null, amounts: { create: { currency: 'EUR', amountMinor: 500n } } },
    ],
  ])('that is %s is said to be so, and nothing is kept of it', async (reason, over) => {
    const { cartId } = await cartOf();
    const code = over === null ? 'NEVER-HEARD' : (await makeVoucher(over)).code;
    await expect(use(cartId, code)).rejects.toThrow(`ordering.voucher_${reason}`);
    expect(await prisma().cartVoucher.count({ where: { cartId } })).toBe(0);
  });

  test('counts for the collection it names', async () => {
    const { cartId, listing, enterprise } = await cartOf();
    const text = await prisma().text.create({ data: { sourceLocale: 'bg' } });
    const collection = await prisma().collection.create({
      data: { slug: `c-${listing.id}`, textId: text.id, enterpriseId: enterprise.id },
    });
    const voucher = await makeVoucher({ collectionIds: [collection.id] });
    await expect(use(cartId, voucher.code)).rejects.toThrow('ordering.voucher_nothing_fits');
    await prisma().collectionListing.create({
      data: { collectionId: collection.id, listingId: listing.id, position: 0 },
    });
    await use(cartId, voucher.code);
  });
});

describe('an order with vouchers', () => {
  test('is paid for what is left, adds up at the payment page and in the books, and empties the cart of them', async () => {
    const { cartId, enterprise } = await cartOf(3_333n);
    const own = await makeVoucher({ enterpriseId: enterprise.id, basisPoints: 777 });
    const platform = await makeVoucher({ basisPoints: 1_313 });
    await use(cartId, own.code);
    await use(cartId, platform.code);
    const placed = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
    await confirmPayment(await payFor(sandbox, placed.orderId));
    const order = await prisma().order.findUniqueOrThrow({
      where: { id: placed.orderId },
      include: { sellerOrders: { include: { lines: true } }, redemptions: true },
    });
    expect(order.status).toBe('paid');
    const [part] = order.sellerOrders;
    expect(part?.lines.reduce((sum, line) => sum + line.discountMinor, 0n)).toBe(order.discountMinor);
    expect(order.redemptions.reduce((sum, each) => sum + each.amountMinor, 0n)).toBe(order.discountMinor);
    expect(part?.platformDiscountMinor).toBe(
      order.redemptions.find((each) => each.voucherId === platform.id)?.amountMinor,
    );
    expect(await usedOf(platform.id)).toBe(1);
    expect(await prisma().cartVoucher.count({ where: { cartId } })).toBe(0);
  });

  test('says in its mails what vouchers took off, and which: the rows add up to the total, in HTML and in text', async () => {
    const { cartId, enterprise } = await cartOf();
    const own = await makeVoucher({ enterpriseId: enterprise.id });
    const ours = await makeVoucher({ kind: 'free_shipping', basisPoints: null });
    await use(cartId, own.code);
    await use(cartId, ours.code);
    const order = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
    await confirmPayment(await payFor(sandbox, order.orderId));
    await mailPaidOrder(order.orderId);
    const { discountMinor, totalMinor, subtotalMinor, shippingMinor } = await prisma().order.findUniqueOrThrow({
      where: { id: order.orderId },
    });
    expect(discountMinor).toBeGreaterThan(0n);
    expect(subtotalMinor + shippingMinor).toBe(totalMinor);
    const amounts = (text: string) =>
      [...text.matchAll(/(−|-)?(\d[\d\u00a0]*,\d\d)/g)].map(
        ([, minus, amount = '']) => BigInt(amount.replace(/\D/g, '')) * (minus ? -1n : 1n),
      );
    for (const template of ['order_paid', 'seller_new_order'] as const) {
      const mail = await prisma().email.findFirstOrThrow({ where: { orderId: order.orderId, template } });
      const reader = locale(mail.locale);
      const composed = await compose(template, reader, mail.params as unknown as OrderMail);
      const zloty = (minor: bigint) => formatMoney(money(minor, 'PLN'), reader);
      for (const body of [composed.text, composed.html]) {
        expect(body).toContain(own.code);
        expect(body).toContain(ours.code);
        expect(body).toContain(zloty(-discountMinor));
        expect(body).toContain(zloty(totalMinor));
      }
      const rows = composed.text.split('\n').filter((row) => /: .*(zł|PLN)$/.test(row) && !/^(W\s|Включен)/.test(row));
      const [total, ...parts] = rows.map((row) => amounts(row.slice(row.lastIndexOf(': ')))[0] ?? 0n).reverse();
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
    }
  });

  test('counts a voucher never above its limit, with 50 buyers at once', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 500 });
    const voucher = await makeVoucher({ maxTotal: 7 });
    const carts = await Promise.all(Array.from({ length: 50 }, () => addToCart(null, { variantId: variant.id })));
    for (const cart of carts) await use(cart, voucher.code);
    const forms = await Promise.all(carts.map((cart, n) => filledIn(cart, { email: `buyer${n}@example.com` })));
    const results = await Promise.allSettled(
      carts.map((cart, n) => placeOrder(guest, cart, 'pl', forms[n] as Awaited<ReturnType<typeof filledIn>>)),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    const codes = new Set(results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : [])));
    expect(won).toHaveLength(7);
    expect(await usedOf(voucher.id)).toBe(7);
    // The loser of the race is told so; who reckons after it sees another total.
    for (const code of codes) expect(['ordering.voucher_used_up_meanwhile', 'ordering.total_changed']).toContain(code);
    const { stockReserved } = await prisma().variant.findUniqueOrThrow({ where: { id: variant.id } });
    expect(stockReserved).toBe(7);
  });

  test('gives its voucher back when it is given up, once, and the same buyer may use it then', async () => {
    const { variant } = await cartOf();
    const voucher = await makeVoucher({ maxPerBuyer: 1, maxTotal: 5 });
    const buy = async () => {
      const cart = await addToCart(null, { variantId: variant.id });
      await use(cart, voucher.code);
      return placeOrder(guest, cart, 'pl', await filledIn(cart, { email: 'ONCE@example.com' }));
    };
    await buy();
    await expect(buy()).rejects.toThrow('ordering.voucher_used_by_you');
    expect(await usedOf(voucher.id)).toBe(1);
    shiftClock(40 * 60_000);
    try {
      await expireOrders();
      await expireOrders();
    } finally {
      shiftClock(0);
    }
    expect(await usedOf(voucher.id)).toBe(0);
    await buy();
    expect(await usedOf(voucher.id)).toBe(1);
  });
});

describe('the desk of vouchers', () => {
  const form = (over: Record<string, unknown> = {}) => {
    counter += 1;
    return saveVoucherSchema.parse({
      code: `desk-${counter}`,
      kind: 'percentage',
      percent: '12,5',
      startsAt: '2026-01-01T00:00',
      ...over,
    });
  };

  test('is an enterprise’s own, and the platform’s is for finance', async () => {
    const { enterprise, user } = await makeEnterprise();
    const other = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const input = form({ enterpriseId: enterprise.id });
    await saveVoucher(owner, input);
    const row = await prisma().voucher.findUniqueOrThrow({ where: { code: input.code } });
    expect(row).toMatchObject({ basisPoints: 1_250, enterpriseId: enterprise.id });
    await expect(viewVoucher(ownerOf(other.user.id, other.enterprise.id), row.id)).rejects.toThrow(
      'ordering.unknown_voucher',
    );
    await expect(saveVoucher(owner, form())).rejects.toThrow('identity.not_allowed');
    await expect(saveVoucher(guest, form({ enterpriseId: enterprise.id }))).rejects.toThrow(
      'identity.sign_in_required',
    );
    await saveVoucher(personOf(user.id, { staffRoles: ['finance'] }), form());
    await expect(saveVoucher(owner, { ...form({ enterpriseId: enterprise.id }), code: input.code })).rejects.toThrow(
      'ordering.voucher_code_taken',
    );
    await stopVoucher(owner, { voucherId: row.id }, true);
    const { cartId } = await cartOf();
    await expect(use(cartId, input.code)).rejects.toThrow('ordering.voucher_ended');
  });

  test.each([
    ['0', 'money.', { kind: 'amount', percent: '' }],
    ['-5', 'money.not_an_amount', { kind: 'amount' }],
    ['9007199254740992', 'money.out_of_range', { kind: 'amount' }],
    ['1.005', 'money.too_many_decimals', { kind: 'amount' }],
  ])('refuses the amount %s', async (typed, code, over) => {
    const { enterprise, user } = await makeEnterprise();
    const input = form({ enterpriseId: enterprise.id, ...over, 'amount:EUR': typed });
    await expect(saveVoucher(ownerOf(user.id, enterprise.id), input)).rejects.toThrow(
      code === 'money.' ? 'ordering.voucher_positive' : code,
    );
    expect(await prisma().voucher.count({ where: { code: input.code } })).toBe(0);
  });

  test.each(['0', '100.01', '-1', 'ten', '1e3'])('refuses the percentage %s', async (percent) => {
    const { enterprise, user } = await makeEnterprise();
    await expect(
      saveVoucher(ownerOf(user.id, enterprise.id), form({ enterpriseId: enterprise.id, percent })),
    ).rejects.toThrow('ordering.voucher_percent');
  });

  test('keeps what a used voucher gives, and a limit below its uses means no more', async () => {
    const { enterprise, user } = await makeEnterprise();
    const row = await makeVoucher({ enterpriseId: enterprise.id, used: 3 });
    await saveVoucher(
      ownerOf(user.id, enterprise.id),
      form({ voucherId: row.id, enterpriseId: enterprise.id, percent: '90', maxTotal: '1' }),
    );
    expect(await prisma().voucher.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({
      basisPoints: 1_000,
      maxTotal: 3,
      code: row.code,
    });
  });
});
