import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { shipOrder } from '#lib/ordering/index.ts';
import {
  allWaiting,
  coverOf,
  earningsOf,
  expectedArrival,
  payoutOverview,
  sendOfSellerOrder,
  waitingSums,
  waitingTransfers,
  workingDays,
} from '#lib/payouts/index.ts';
import { referenceData } from '../world.ts';
import { financePerson, makeSeller, onboard, openSandbox, paidOrder, type Sandbox } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

const ship = (sellerOrderId: string) =>
  shipOrder(system('test'), { sellerOrderId, carrier: 'Speedy', trackingNumber: '1' });

/** An order that was handed over and whose share the platform's balance does not cover, as its charge has no more to give. */
async function shortOfMoney() {
  const seller = await makeSeller();
  await onboard(sandbox, seller);
  const { part } = await paidOrder(sandbox, seller.variant.id);
  await ship(part.id);
  await prisma().transfer.updateMany({ where: { sellerOrderId: part.id }, data: { chargeSpent: true } });
  await sendOfSellerOrder(part.id);
  return { seller, part };
}

test('a seller is told when it will be paid what and why, also while the platform waits for the money', async () => {
  const { seller, part } = await shortOfMoney();
  const arrives = expectedArrival('stripe_connect', workingDays(now(), 2));
  const [waiting] = await waitingTransfers(seller.owner, seller.enterprise.id);
  const share = part.totalMinor - part.taxMinor - part.commissionMinor;
  expect(waiting).toMatchObject({ hold: 'money_settling', status: 'due', amountMinor: share, expected: arrives });
  expect((await earningsOf(seller.owner, part.id)).parts).toMatchObject([
    { hold: 'money_settling', status: 'due', expected: arrives, amount: { minor: share } },
  ]);
  const { standings } = await payoutOverview(seller.owner, seller.enterprise.id);
  expect(standings[0]?.held).toMatchObject([{ hold: 'money_settling', count: 1, amount: { minor: share } }]);
});

test('finance reads whose payments wait, of what, why, and what covers them; nobody else does', async () => {
  const finance = await financePerson();
  const { seller, part } = await shortOfMoney();
  const share = part.totalMinor - part.taxMinor - part.commissionMinor;
  const page = await allWaiting(finance, 'money_settling');
  expect(page.items.find(({ number }) => number === part.number)).toMatchObject({
    seller: { displayName: seller.enterprise.displayName },
    hold: 'money_settling',
    failureCode: 'balance_insufficient',
    amount: { minor: share, currency: 'EUR' },
  });
  const sums = await waitingSums(finance);
  const short = sums.find(({ hold }) => hold === 'money_settling');
  expect(short?.count).toBe(page.items.length);
  expect(short?.amount.minor).toBe(page.items.reduce((sum, { amount }) => sum + amount.minor, 0n));
  const [cover] = await coverOf(finance, sums);
  expect(cover).toMatchObject({ waits: short?.amount, missing: { minor: 0n } });
  expect(cover?.pending.minor).toBeGreaterThan(0n);

  for (const read of [
    () => allWaiting(seller.owner, undefined),
    () => waitingSums(seller.owner),
    () => coverOf(seller.owner, sums),
  ])
    await expect(read()).rejects.toThrow('identity.not_allowed');
});

test('a wait for the seller’s account has its reason and no day; what only waits for the bank’s batch is not listed', async () => {
  const finance = await financePerson();
  const seller = await makeSeller();
  const { part } = await paidOrder(sandbox, seller.variant.id);
  await ship(part.id);
  await sendOfSellerOrder(part.id);
  const listed = async () => (await allWaiting(finance, undefined)).items.find(({ number }) => number === part.number);
  expect(await listed()).toMatchObject({ hold: 'no_account', failureCode: null });
  const [waiting] = await waitingTransfers(seller.owner, seller.enterprise.id);
  expect(waiting).toMatchObject({ hold: 'no_account', expected: null });

  await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { payoutRail: 'bank_transfer' } });
  await prisma().transfer.updateMany({ where: { sellerOrderId: part.id }, data: { rail: 'bank_transfer' } });
  await prisma().payoutAccount.create({
    data: {
      enterpriseId: seller.enterprise.id,
      currency: 'EUR',
      status: 'verified',
      holderName: 'Maystor OOD',
      iban: `BG80BNBG9661102034${randomUUID().slice(0, 4)}`,
      usableFrom: new Date(0),
    },
  });
  await sendOfSellerOrder(part.id);
  expect(await listed()).toBeUndefined();
  const [due] = await waitingTransfers(seller.owner, seller.enterprise.id);
  expect(due).toMatchObject({ hold: null, expected: expectedArrival('bank_transfer', now()) });
});
