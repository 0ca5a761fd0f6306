import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { day, hour, shiftClock } from '#lib/core/clock.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import {
  acceptMilestone,
  acceptOverdueMilestones,
  applyStripeEvent,
  deliverMilestone,
  deliverWork,
  shipOrder,
} from '#lib/ordering/index.ts';
import { capabilitiesFor, receiveEvent, registerEndpoints } from '#lib/payments/index.ts';
import {
  giveAgain,
  moveToBank,
  moveToBankSchema,
  releaseReserves,
  saveBankAccount,
  saveBankAccountSchema,
  sendOfSellerOrder,
  sendWaiting,
  verifyBankAccount,
} from '#lib/payouts/index.ts';
import { makeService } from '../kinds/world.ts';
import { behind } from '../ledger/behind.ts';
import { referenceData } from '../world.ts';
import {
  balanceOf,
  financePerson,
  isBalanced,
  makeSeller,
  onboard,
  openSandbox,
  paidOrder,
  type Sandbox,
} from './world.ts';

let sandbox: Sandbox;
const stripe = () => {
  const { hostname, port } = new URL(sandbox.url);
  return new Stripe(process.env['STRIPE_SECRET_KEY'] ?? '', {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
  });
};

beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

const ship = (sellerOrderId: string) =>
  shipOrder(system('test'), { sellerOrderId, carrier: 'Speedy', trackingNumber: '1' });
const transferOf = (sellerOrderId: string, part = 'whole') =>
  prisma().transfer.findUniqueOrThrow({ where: { sellerOrderId_part: { sellerOrderId, part } } });

async function dispute(orderId: string) {
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  return prisma().dispute.create({
    data: {
      paymentId: payment.id,
      stripeId: `du_${randomUUID()}`,
      status: 'needs_response',
      reason: 'fraudulent',
      amountMinor: payment.amountMinor,
      currency: payment.currency,
    },
  });
}

describe('transfers by Stripe', () => {
  test('leave at hand-over from the charge, once, and the books follow', async () => {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await Promise.all([sendOfSellerOrder(part.id), sendOfSellerOrder(part.id), sendOfSellerOrder(part.id)]);
    const transfer = await transferOf(part.id);
    const share = part.totalMinor - part.taxMinor - part.commissionMinor;
    expect(transfer).toMatchObject({ status: 'paid', amountMinor: share, rail: 'stripe_connect' });
    const sent = await stripe().transfers.retrieve(transfer.stripeId ?? '');
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId: part.orderId } });
    expect(sent).toMatchObject({
      amount: Number(share),
      source_transaction: payment.chargeId,
      transfer_group: part.orderId,
    });
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
    expect(await isBalanced()).toBe(true);
  });

  test('a connected account is asked for transfers, and for taking cards only where it must', async () => {
    const seller = await makeSeller();
    const stripeId = await onboard(sandbox, seller);
    const account = await stripe().accounts.retrieve(stripeId);
    expect(Object.keys(account.capabilities ?? {})).toEqual(['transfers']);
    expect(Object.keys(capabilitiesFor('PL'))).toEqual(['transfers']);
    expect(Object.keys(capabilitiesFor('US')).sort()).toEqual(['card_payments', 'transfers']);
    const serbian = await makeSeller({ country: 'RS', currency: 'EUR', locale: 'sr' });
    await expect(onboard(sandbox, serbian)).rejects.toMatchObject({ code: 'payouts.no_stripe_country' });
  });

  test('nothing is paid to an account that is not verified, and the reason is there to be read', async () => {
    const seller = await makeSeller();
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'due', hold: 'no_account' });
    const input = {
      enterpriseId: seller.enterprise.id,
      kind: 'iban',
      holderName: 'Maystor OOD',
      iban: 'BG80 BNBG 9661 1020 3456 78',
    };
    await saveBankAccount(seller.owner, saveBankAccountSchema.parse(input));
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({
      status: 'due',
      hold: 'account_unverified',
      rail: 'bank_transfer',
    });
    const { id: accountId } = await prisma().payoutAccount.findFirstOrThrow({
      where: { enterpriseId: seller.enterprise.id },
    });
    await expect(
      verifyBankAccount(seller.owner, { accountId, nameMatches: 'on', numberSeen: 'on', note: '' }),
    ).rejects.toThrow('identity.not_allowed');
    await verifyBankAccount(await financePerson(), { accountId, nameMatches: 'on', numberSeen: 'on', note: '' });
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'due', hold: null });

    await onboard(sandbox, seller);
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'due', hold: 'account_new' });
    const mails = await prisma().email.count({
      where: { template: 'payout_account_changed', recipient: { contains: 'owner' } },
    });
    expect(mails).toBeGreaterThan(0);
    shiftClock(48 * hour + 1);
    await sendWaiting();
    expect(await transferOf(part.id)).toMatchObject({ status: 'paid' });
  });

  test('wait while the order is disputed', async () => {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    const { id } = await dispute(part.orderId);
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'due', hold: 'dispute' });
    await prisma().dispute.update({ where: { id }, data: { status: 'won', closedAt: new Date() } });
    await sendWaiting();
    expect(await transferOf(part.id)).toMatchObject({ status: 'paid', hold: null });
  });

  test('what a seller owes is kept from the next earnings, and never more leaves than the account holds', async () => {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const owed = { kind: 'seller_payable', currency: 'EUR', enterpriseId: seller.enterprise.id } as const;
    const { part } = await paidOrder(sandbox, seller.variant.id);
    // A refund after an earlier transfer: the seller owes ten euros.
    await transaction((tx) =>
      post(tx, {
        cause: `test:${randomUUID()}`,
        kind: 'refund',
        entries: [
          { account: owed, amount: { minor: 1_000n, currency: 'EUR' } },
          { account: { kind: 'refunds', currency: 'EUR' }, amount: { minor: -1_000n, currency: 'EUR' } },
        ],
      }),
    );
    const other = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    const share = part.totalMinor - part.taxMinor - part.commissionMinor;
    expect(await transferOf(part.id)).toMatchObject({
      status: 'paid',
      amountMinor: share - 1_000n,
      recoveredMinor: 1_000n,
    });
    // What the other order earned is all that is left.
    const left = other.part.totalMinor - other.part.taxMinor - other.part.commissionMinor;
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(-left);
    expect(await isBalanced()).toBe(true);
  });

  test('a debt is kept once: what comes back of the same order later leaves whole', async () => {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const owed = { kind: 'seller_payable', currency: 'EUR', enterpriseId: seller.enterprise.id } as const;
    const { part } = await paidOrder(sandbox, seller.variant.id);
    const refunds = { kind: 'refunds', currency: 'EUR' } as const;
    const book = (tx: Tx, minor: bigint, orderId?: string) =>
      post(tx, {
        cause: `test:${randomUUID()}`,
        kind: 'refund',
        ...(orderId ? { orderId } : {}),
        entries: [
          { account: owed, amount: { minor, currency: 'EUR' } },
          { account: refunds, amount: { minor: -minor, currency: 'EUR' } },
        ],
      });
    await transaction((tx) => book(tx, 1_000n));
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'paid', recoveredMinor: 1_000n });
    const sale = {
      sellerOrderId: part.id,
      orderId: part.orderId,
      enterpriseId: seller.enterprise.id,
      currency: 'EUR',
    } as const;
    await transaction(async (tx) => {
      await book(tx, -700n, part.orderId);
      await giveAgain(tx, sale, 'test', 700n);
    });
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id, 'again:test')).toMatchObject({
      status: 'paid',
      amountMinor: 700n,
      recoveredMinor: 0n,
    });
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  });

  test('a refusal is said, tried again later with another call, and then it is paid', async () => {
    const seller = await makeSeller();
    const stripeId = await onboard(sandbox, seller);
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    // The account can no longer receive, and we do not know yet.
    await stripe().accounts.update(stripeId, { capabilities: { transfers: { requested: false } } });
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({
      status: 'failed',
      hold: 'refused',
      failureCode: 'insufficient_capabilities_for_transfer',
      attempt: 1,
    });
    await stripe().accounts.update(stripeId, { capabilities: { transfers: { requested: true } } });
    await sendWaiting();
    expect(await transferOf(part.id)).toMatchObject({ status: 'failed' });
    shiftClock(3 * hour);
    await sendWaiting();
    expect(await transferOf(part.id)).toMatchObject({ status: 'paid', hold: null });
  });

  test('is kept back by the plan that a new seller was given last', async () => {
    const seller = await makeSeller();
    await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { verifiedAt: new Date() } });
    await onboard(sandbox, seller);
    const first = await prisma().commissionPlan.findFirstOrThrow({ where: { id: seller.enterprise.commissionPlanId } });
    const plan = { ...first, id: `none-${seller.enterprise.id}`, reserveBasisPoints: 0 };
    await prisma().commissionPlan.create({ data: plan });
    const given = { enterpriseId: seller.enterprise.id, planId: plan.id };
    await prisma().commissionAssignment.create({ data: { ...given, validFrom: new Date(Date.now() - day) } });
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    expect(await transferOf(part.id)).toMatchObject({ status: 'paid', reserveMinor: 0n });
  });

  test('a share of a new seller is kept back for thirty days and then paid', async () => {
    const seller = await makeSeller();
    await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { verifiedAt: new Date() } });
    await onboard(sandbox, seller);
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    const share = part.totalMinor - part.taxMinor - part.commissionMinor;
    const transfer = await transferOf(part.id);
    expect(transfer).toMatchObject({ status: 'paid', reserveMinor: share / 10n, amountMinor: share - share / 10n });
    expect(await balanceOf('reserve_payable', seller.enterprise.id)).toBe(-(share / 10n));
    await releaseReserves();
    expect(await balanceOf('reserve_payable', seller.enterprise.id)).toBe(-(share / 10n));
    shiftClock(30 * day + 1_000);
    await Promise.all([releaseReserves(), releaseReserves()]);
    await sendWaiting();
    expect(await transferOf(part.id, `reserve:${transfer.id}`)).toMatchObject({
      status: 'paid',
      amountMinor: share / 10n,
      reserveMinor: 0n,
    });
    expect(await balanceOf('reserve_payable', seller.enterprise.id)).toBe(0n);
    for (const cause of [`reserve:${transfer.id}`, `reserve:${transfer.id}:released`, `transfer:${transfer.id}`])
      expect(await behind(cause)).toMatchObject({ names: [], stripe: ['transfer'] });
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
    expect(await isBalanced()).toBe(true);
  });
});

describe('commissioned work', () => {
  async function ordered() {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const { variant } = await makeService(seller.enterprise.id);
    const order = await paidOrder(sandbox, variant.id, {
      delivers: false,
      more: { [`brief:${variant.id}:0`]: 'За баба' },
    });
    const line = order.part.lines[0];
    if (!line) throw new Error('an order has a line');
    return { seller, order, line };
  }

  test('is paid part by part as the buyer accepts, and the parts are the whole', async () => {
    const { seller, order, line } = await ordered();
    await expect(deliverMilestone(seller.owner, { orderLineId: line.id, position: 1 })).rejects.toThrow(
      'ordering.milestone_order',
    );
    await deliverMilestone(seller.owner, { orderLineId: line.id, position: 0 });
    expect(await prisma().transfer.count({ where: { sellerOrderId: order.part.id } })).toBe(0);
    const first = { orderLineId: line.id, position: 0, key: order.accessToken };
    await expect(acceptMilestone(guest, { ...first, key: 'another' })).rejects.toThrow('ordering.unknown');
    await Promise.all([acceptMilestone(guest, first), acceptMilestone(guest, first)]);
    await sendOfSellerOrder(order.part.id);
    const share = order.part.totalMinor - order.part.taxMinor - order.part.commissionMinor;
    const one = await transferOf(order.part.id, `${line.id}:0`);
    expect(one).toMatchObject({ status: 'paid' });
    expect((one.amountMinor * 100n) / share).toBeGreaterThanOrEqual(32n);
    await deliverWork(seller.owner, { sellerOrderId: order.part.id });
    expect(await prisma().transfer.count({ where: { sellerOrderId: order.part.id } })).toBe(1);
    await acceptOverdueMilestones();
    expect(await prisma().transfer.count({ where: { sellerOrderId: order.part.id } })).toBe(1);
    shiftClock(14 * day + 1_000);
    await acceptOverdueMilestones();
    await sendOfSellerOrder(order.part.id);
    const two = await transferOf(order.part.id, `${line.id}:1`);
    expect(one.amountMinor + two.amountMinor).toBe(share);
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  });
});

/** Charges settle at the sandbox in a week: now. */
const settleCharges = () => prisma().$executeRaw`
  update payment_sandbox.object set data = jsonb_set(data, '{available_on}', '0') where type = 'balance_transaction'`;

describe('payouts to banks', () => {
  test('above what the account holds is refused, with what there is', async () => {
    const finance = await financePerson();
    const input = (amount: string) => moveToBankSchema.parse({ key: randomUUID(), currency: 'EUR', amount });
    await expect(moveToBank(finance, input('9000000.00'))).rejects.toMatchObject({
      code: 'payouts.more_than_held',
      field: 'amount',
    });
    expect(await prisma().stripePayout.count({ where: { enterpriseId: null } })).toBe(0);
    for (const amount of ['0', '-1', '1.234', '9007199254740992'])
      expect(moveToBankSchema.safeParse({ key: randomUUID(), currency: 'EUR', amount }).success).toBe(false);
  });

  test('that the bank returned are not settled, and their people are told', async () => {
    const seller = await makeSeller();
    const stripeId = await onboard(sandbox, seller);
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await ship(part.id);
    await sendOfSellerOrder(part.id);
    await settleCharges();
    const payout = await stripe().payouts.create({ amount: 500, currency: 'eur' }, { stripeAccount: stripeId });
    const hear = async (type: string) => {
      const event = {
        id: `evt_${randomUUID()}`,
        object: 'event',
        type,
        account: stripeId,
        data: { object: { id: payout.id } },
      };
      const body = JSON.stringify(event);
      const signature = stripe().webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_integration' });
      await receiveEvent(body, signature);
      await applyStripeEvent(event.id);
    };
    await hear('payout.created');
    expect(await prisma().stripePayout.findUnique({ where: { id: payout.id } })).toMatchObject({
      enterpriseId: seller.enterprise.id,
      status: 'pending',
    });
    await fetch(`${sandbox.url}/sandbox/payouts/${payout.id}/return?account=${stripeId}`, { method: 'POST' });
    await hear('payout.failed');
    // An older event that comes late says nothing: the payout is read afresh.
    await hear('payout.paid');
    expect(await prisma().stripePayout.findUnique({ where: { id: payout.id } })).toMatchObject({
      status: 'failed',
      failureCode: 'account_closed',
    });
    expect(await prisma().email.count({ where: { template: 'payout_returned', cause: { contains: payout.id } } })).toBe(
      1,
    );
  });

  test('of the platform itself are booked when they arrive, and taken back when they return', async () => {
    const finance = await financePerson();
    await moveToBank(finance, moveToBankSchema.parse({ key: randomUUID(), currency: 'EUR', amount: '5.00' }));
    const { id } = await prisma().stripePayout.findFirstOrThrow({ where: { enterpriseId: null } });
    const hear = async (type: string) => {
      const event = { id: `evt_${randomUUID()}`, object: 'event', type, data: { object: { id } } };
      const body = JSON.stringify(event);
      await receiveEvent(
        body,
        stripe().webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_integration' }),
      );
      await applyStripeEvent(event.id);
    };
    const before = await balanceOf('bank_clearing');
    await prisma().$executeRaw`
      update payment_sandbox.object set data = jsonb_set(data, '{status}', '"paid"'), due = null where id = ${id}`;
    await hear('payout.paid');
    await hear('payout.paid');
    expect(await balanceOf('bank_clearing')).toBe(before + 500n);
    await fetch(`${sandbox.url}/sandbox/payouts/${id}/return`, { method: 'POST' });
    await hear('payout.failed');
    expect(await balanceOf('bank_clearing')).toBe(before);
    expect(await prisma().stripePayout.findUnique({ where: { id } })).toMatchObject({ status: 'failed' });
  });

  test('leave once for a press that is repeated, and again when the form says another amount', async () => {
    const seller = await makeSeller();
    await paidOrder(sandbox, seller.variant.id);
    await settleCharges();
    const finance = await financePerson();
    const key = randomUUID();
    const move = (amount: string) => moveToBank(finance, moveToBankSchema.parse({ key, currency: 'EUR', amount }));
    const left = async () => {
      const payouts = await prisma().stripePayout.findMany({ where: { enterpriseId: null } });
      return payouts.map(({ amountMinor }) => amountMinor).filter((minor) => minor === 401n || minor === 402n);
    };
    await move('4.01');
    await move('4.01');
    expect(await left()).toEqual([401n]);
    await move('4.02');
    expect((await left()).toSorted()).toEqual([401n, 402n]);
  });
});

test('registering the webhook twice keeps the endpoints and their secrets', async () => {
  const first = await registerEndpoints('https://shop.example');
  expect(first.map(({ scope, done }) => [scope, done])).toEqual([
    ['account', 'created'],
    ['connect', 'created'],
  ]);
  expect(first.every(({ secret }) => secret?.startsWith('whsec_'))).toBe(true);
  const second = await registerEndpoints('https://shop.example');
  expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(second.map(({ done, secret }) => [done, secret])).toEqual([
    ['unchanged', null],
    ['unchanged', null],
  ]);
  await stripe().webhookEndpoints.update(first[0]?.id ?? '', { enabled_events: ['charge.refunded'] });
  const third = await registerEndpoints('https://shop.example');
  expect(third.map(({ id, done }) => [id, done])).toEqual([
    [first[0]?.id, 'updated'],
    [first[1]?.id, 'unchanged'],
  ]);
  const { data } = await stripe().webhookEndpoints.list({ limit: 100 });
  expect(data).toHaveLength(2);
  expect(data.find(({ id }) => id === first[1]?.id)?.enabled_events).toContain('account.updated');
});
