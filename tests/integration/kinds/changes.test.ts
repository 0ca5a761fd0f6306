import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptMilestone,
  acceptOverdueMilestones,
  askChanges,
  askChangesSchema,
  completeOrders,
  deliverMilestone,
} from '#lib/ordering/index.ts';
import { makeSeller, openSandbox, paidOrder, type Sandbox } from '../payouts/world.ts';
import { personOf, referenceData } from '../world.ts';
import { makeService } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterEach(() => shiftClock(0));
afterAll(() => sandbox.close());

const words = 'Повече синьо, моля, и по-тънка линия.';

/** A commission of two parts and two changes, paid. */
async function ordered() {
  const seller = await makeSeller();
  const { variant } = await makeService(seller.enterprise.id);
  const more = { [`brief:${variant.id}:0`]: 'За баба' };
  const order = await paidOrder(sandbox, variant.id, { delivers: false, more });
  const orderLineId = order.part.lines[0]?.id ?? '';
  const deliver = (position: number) => deliverMilestone(seller.owner, { orderLineId, position });
  const ask = (position: number) => askChanges(guest, { orderLineId, position, key: order.accessToken, words });
  const accept = (position: number) => acceptMilestone(guest, { orderLineId, position, key: order.accessToken });
  const at = (position: number) =>
    prisma().commissionMilestone.findUniqueOrThrow({ where: { orderLineId_position: { orderLineId, position } } });
  return { ...order, orderLineId, seller, deliver, ask, accept, at };
}

test('the buyer asks with words, the seller delivers again, as often as the listing promised', async () => {
  const { part, orderId, deliver, ask, accept, at } = await ordered();
  await expect(ask(0)).rejects.toThrow('ordering.not_possible_now');
  await deliver(0);
  await ask(0);
  expect((await at(0)).deliveredAt).toBeNull();
  const mail = await prisma().email.findFirstOrThrow({ where: { orderId, template: 'milestone_changes' } });
  expect(mail.params).toMatchObject({ text: words, left: 1, number: part.number });
  await expect(accept(0)).rejects.toThrow('ordering.not_possible_now');
  // The next part waits for the one before.
  await expect(deliver(1)).rejects.toThrow('ordering.milestone_order');
  await deliver(0);
  expect(await prisma().email.count({ where: { orderId, template: 'milestone_delivered' } })).toBe(2);
  await accept(0);
  await expect(ask(0)).rejects.toThrow('ordering.not_possible_now');
  await deliver(1);
  await ask(1);
  await deliver(1);
  await expect(ask(1)).rejects.toMatchObject({ code: 'ordering.no_changes_left', field: 'words' });
  await accept(1);
  const changes = await prisma().commissionChange.findMany({ where: { orderLineId: (await at(0)).orderLineId } });
  expect(changes.map(({ position, answeredAt }) => [position, answeredAt !== null])).toEqual([
    [0, true],
    [1, true],
  ]);
});

test('asked for at once by two windows: one change', async () => {
  const { deliver, ask, orderLineId } = await ordered();
  await deliver(0);
  const results = await Promise.allSettled([ask(0), ask(0), ask(0)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await prisma().commissionChange.count({ where: { orderLineId } })).toBe(1);
});

test('what is being changed is neither accepted by time nor complete, and the clock begins anew', async () => {
  const { part, deliver, ask, accept, at } = await ordered();
  await deliver(0);
  await accept(0);
  await deliver(1);
  shiftClock(10 * day);
  await ask(1);
  shiftClock(20 * day);
  await acceptOverdueMilestones();
  await completeOrders();
  expect((await at(1)).releasedAt).toBeNull();
  expect((await prisma().sellerOrder.findUniqueOrThrow({ where: { id: part.id } })).status).toBe('provided');
  await deliver(1);
  shiftClock(30 * day);
  await acceptOverdueMilestones();
  expect((await at(1)).releasedAt).toBeNull();
  shiftClock(34.1 * day);
  await acceptOverdueMilestones();
  expect((await at(1)).byTime).toBe(true);
  await completeOrders();
  expect((await prisma().sellerOrder.findUniqueOrThrow({ where: { id: part.id } })).status).toBe('completed');
});

test('is for the buyer alone, says something, and the database holds the number as well', async () => {
  const { deliver, ask, orderLineId, accessToken } = await ordered();
  await deliver(0);
  const input = { orderLineId, position: 0, words };
  await expect(askChanges(guest, { ...input, key: 'another' })).rejects.toThrow('ordering.unknown');
  await expect(askChanges(personOf(randomUUID()), { ...input, key: '' })).rejects.toThrow('ordering.unknown');
  for (const typed of ['', '  kurz  ', 'x'.repeat(2_001)])
    expect(askChangesSchema.safeParse({ ...input, key: accessToken, words: typed }).success).toBe(false);
  await ask(0);
  const past = prisma().commissionChange.create({ data: { orderLineId, number: 3, position: 1, words } });
  await expect(past).rejects.toThrow(/commission_change_agreed|more changes/);
});
