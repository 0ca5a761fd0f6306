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
  { name: 'more', told: { amount_total: 99_999_999 } },
  { name: '2⁵³ − 1', told: { amount_total: 2 ** 53 - 1 }, refusal: 'money.out_of_range' },
  { name: 'less', told: { amount_total: 1 } },
  { name: 'nothing', told: { amount_total: 0 } },
  { name: 'another currency', told: { currency: 'eur' } },
])(
  'a payment of $name where the order costs something else pays nothing, books nothing and sells nothing',
  async ({ told, refusal }) => {
    const { orderId, part } = await sold(sandbox, { pay: false });
    const variantId = part.lines[0]?.variantId ?? '';
    const before = await stockOf(variantId);
    const session = await payAt(sandbox, orderId);
    await prisma().$executeRaw`
    update payment_sandbox.object set data = data || ${JSON.stringify(told)}::jsonb where id = ${session}`;
    await expect(confirmPayment(session)).rejects.toThrow(refusal ?? 'of another amount than its order');
    expect(await prisma().order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({
      status: 'awaiting_payment',
    });
    expect(await prisma().ledgerTransaction.count({ where: { orderId } })).toBe(0);
    expect(await booked(orderId, 'seller_payable')).toBe(0n);
    expect(await stockOf(variantId)).toBe(before);
  },
);
