import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { booked, openSandbox, payAt, type Sandbox, sold, stockOf } from '../ordering/paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

test.each([
  ['more', { amount_total: 2 ** 53 - 1 }],
  ['less', { amount_total: 1 }],
  ['nothing', { amount_total: 0 }],
  ['another currency', { currency: 'eur' }],
])('a payment of %s than its order costs pays nothing, books nothing and sells nothing', async (_, told) => {
  const { orderId, part } = await sold(sandbox, { pay: false });
  const variantId = part.lines[0]?.variantId ?? '';
  const before = await stockOf(variantId);
  const session = await payAt(sandbox, orderId);
  await prisma().$executeRaw`
    update payment_sandbox.object set data = data || ${JSON.stringify(told)}::jsonb where id = ${session}`;
  await expect(confirmPayment(session)).rejects.toThrow('of another amount than its order');
  expect(await prisma().order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({
    status: 'awaiting_payment',
  });
  expect(await prisma().ledgerTransaction.count({ where: { orderId } })).toBe(0);
  expect(await booked(orderId, 'seller_payable')).toBe(0n);
  expect(await stockOf(variantId)).toBe(before);
});
