import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { readPeriod, sellerYears } from '#lib/invoicing/index.ts';
import {
  addToCart,
  applyVoucher,
  cancelBySeller,
  confirmPayment,
  placeOrder,
  refundSome,
  sendRefund,
  useVoucherSchema,
} from '#lib/ordering/index.ts';
import { filledIn, openShop, payFor, type Sandbox } from '../ordering/buying.ts';
import { makeEnterprise, makeListing, ownerOf, personOf } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openShop();
});
afterAll(() => sandbox.close());

const finance = personOf('00000000-0000-7000-8000-000000000001', { staffRoles: ['finance'] });
type Issuer = 'nobody' | 'seller' | 'platform';

/** A maker that sold two of a thing with half their price off, or more, by who gave the voucher. */
async function soldWith(issuer: Issuer, { off = 5_000, freeDelivery = false } = {}) {
  const { enterprise, user } = await makeEnterprise();
  const { variant } = await makeListing(enterprise.id, { price: 10_000n, stock: 5 });
  const cartId = await addToCart(null, { variantId: variant.id, quantity: 2 });
  const buying = { country: 'BG', currency: 'EUR', reader: 'bg' } as const;
  if (issuer !== 'nobody') {
    const { code } = await prisma().voucher.create({
      data: {
        code: `HALF-${enterprise.slug.slice(-12).toUpperCase()}`,
        kind: 'percentage',
        basisPoints: off,
        startsAt: new Date('2026-01-01'),
        enterpriseId: issuer === 'seller' ? enterprise.id : null,
      },
    });
    await applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);
  }
  if (freeDelivery) {
    const code = `FREE-${enterprise.slug.slice(-12).toUpperCase()}`;
    const startsAt = new Date('2026-01-01');
    await prisma().voucher.create({ data: { code, kind: 'free_shipping', startsAt, enterpriseId: enterprise.id } });
    await applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);
  }
  const typed = { country: 'BG', currency: 'EUR', city: 'Пловдив', postalCode: '4000' } as const;
  const order = await placeOrder(guest, cartId, 'bg', await filledIn(cartId, typed));
  // What costs nothing is paid when it is placed.
  if (!freeDelivery) await confirmPayment(await payFor(sandbox, order.orderId));
  const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: order.orderId } });
  return { enterpriseId: enterprise.id, owner: ownerOf(user.id, enterprise.id), part };
}

async function reported(enterpriseId: string) {
  const year = readPeriod(String(new Date().getUTCFullYear()));
  if (!year) throw new Error('a year is a period');
  const seller = (await sellerYears(finance, year)).find((each) => each.enterpriseId === enterpriseId);
  const add = (pick: 'consideration' | 'fees' | 'taxes') =>
    seller?.activities.goods.reduce((sum, quarter) => sum + quarter[pick].minor, 0n) ?? 0n;
  return { consideration: add('consideration'), fees: add('fees'), taxes: add('taxes') };
}

test('the platform’s voucher leaves a seller’s consideration and fee as they are; its own makes both less', async () => {
  const without = await reported((await soldWith('nobody')).enterpriseId);
  const platform = await reported((await soldWith('platform')).enterpriseId);
  const own = await reported((await soldWith('seller')).enterpriseId);
  expect(platform.consideration).toBe(without.consideration);
  expect(platform.fees).toBe(without.fees);
  expect(platform.taxes).toBeLessThan(without.taxes);
  expect(own.consideration).toBeLessThan(without.consideration);
  expect(own.fees).toBeLessThan(without.fees);
});

test('a refund takes back what the voucher of the platform had paid, and what is left is nothing', async () => {
  const { enterpriseId, owner, part } = await soldWith('platform');
  const all = new Map(
    (await prisma().orderLine.findMany({ where: { sellerOrderId: part.id } })).map((line) => [line.id, line.quantity]),
  );
  const input = { sellerOrderId: part.id, requestKey: crypto.randomUUID(), note: '', shipping: 'on' as const };
  await refundSome(owner, input, all);
  for (const { id } of await prisma().refund.findMany({ where: { sellerOrderId: part.id } })) await sendRefund(id);
  expect(await reported(enterpriseId)).toEqual({ consideration: 0n, fees: 0n, taxes: 0n });
});

test('what the platform had given as a whole is no income once it is cancelled, piece by piece', async () => {
  const { enterpriseId, owner, part } = await soldWith('platform', { off: 10_000, freeDelivery: true });
  expect(part.totalMinor).toBe(0n);
  const all = await reported(enterpriseId);
  expect(all.consideration).toBe(-part.commissionMinor);
  const [line] = await prisma().orderLine.findMany({ where: { sellerOrderId: part.id } });
  const one = new Map([[line?.id ?? '', 1]]);
  const why = { sellerOrderId: part.id, note: 'It broke in the kiln.' };
  await cancelBySeller(owner, why, one);
  const half = await reported(enterpriseId);
  expect(half.consideration).toBe(all.consideration / 2n);
  expect(half.fees).toBe(all.fees / 2n);
  await cancelBySeller(owner, why, one);
  expect(await reported(enterpriseId)).toEqual({ consideration: 0n, fees: 0n, taxes: 0n });
});
