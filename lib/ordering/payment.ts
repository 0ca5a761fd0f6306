import { releaseStock, sellFree, sellHeld, watchStock } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { money, negate } from '#lib/core/money.ts';
import type { Payment, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { type Entry, postAll } from '#lib/ledger/index.ts';
import { closeCheckout, feePosting, type PaymentFacts, paymentFacts, recordFacts } from '#lib/payments/index.ts';
import { cancelGone } from './cancel.ts';
import { newsOfExpiry, newsOfFailedPayment } from './news.ts';
import { sellerShare } from './quote.ts';
import { canMove, orderTransitions, requireMove, sellerOrderTransitions } from './states.ts';
import { taxByCountry } from './tax-owed.ts';
import { giveBackVouchers, takeVouchersAgain } from './voucher-redeem.ts';

/**
 * Brings an order in line with what Stripe says of its payment. Called by the webhook's job, by the return from the payment page and by
 * the clock, in any order and any number of times: the row lock and the transition table let each step happen once.
 */
export async function confirmPayment(checkoutSessionId: string): Promise<void> {
  const known = await prisma().payment.findUnique({ where: { checkoutSessionId }, select: { id: true, status: true } });
  if (!known || known.status === 'succeeded') return;
  const facts = await paymentFacts(checkoutSessionId);
  await transaction(async (tx) => {
    const payment = await recordFacts(tx, known.id, facts);
    if (!payment) return;
    if (payment.status === 'succeeded') await markPaid(tx, payment, facts);
    // Licences and translations are above this room: what was paid for one is booked there, after the commit.
    if (payment.status === 'succeeded' && payment.licenceDueId)
      await announce(tx, 'licence_due.paid', { paymentId: payment.id });
    if (payment.status === 'succeeded' && payment.translationOrderId)
      await announce(tx, 'translation_order.paid', { paymentId: payment.id });
    if (payment.status === 'failed') await markFailed(tx, payment);
    if (payment.status === 'expired' && payment.orderId)
      await release(tx, payment.orderId, 'payment_expired', [checkoutSessionId]);
  });
}

/** An order of which vouchers took off everything is paid in the moment it is placed: nobody is asked for money. */
export async function payNothing(tx: Tx, orderId: string): Promise<void> {
  const payment = await tx.payment.findFirstOrThrow({ where: { orderId } });
  const facts: PaymentFacts = {
    status: 'succeeded',
    amount: money(payment.amountMinor, payment.currency),
    paymentIntentId: null,
    chargeId: null,
    method: 'voucher',
    fee: null,
    failureCode: null,
  };
  if (await recordFacts(tx, payment.id, facts)) await markPaid(tx, payment, facts);
}

/** Closes a payment page that was opened while its order was given up, so that nobody pays for it. False: all is well. */
export async function closeIfGivenUp(orderId: string, paymentId: string): Promise<boolean> {
  // Waits for whoever is giving it up at this moment.
  const [order] = await prisma().$queryRaw<{ status: string }[]>`
    select status::text from orders where id = ${orderId}::uuid for share`;
  if (order?.status !== 'cancelled') return false;
  const { checkoutSessionId } = await prisma().payment.findUniqueOrThrow({ where: { id: paymentId } });
  if (checkoutSessionId && !(await closeCheckout(checkoutSessionId))) await confirmPayment(checkoutSessionId);
  return true;
}

/** A payment that has failed is never opened again: another takes its place, once, and has the whole time to be paid. */
export async function replaceFailed(orderId: string, expiresAt: Date): Promise<void> {
  await transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const order = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
    if (order.status !== 'payment_failed') return;
    await tx.payment.create({ data: { orderId, amountMinor: order.totalMinor, currency: order.currency } });
    await tx.order.update({ where: { id: orderId }, data: { status: 'awaiting_payment', expiresAt } });
  });
}

async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`select id from orders where id = ${orderId}::uuid for update`;
}

async function markFailed(tx: Tx, payment: Payment): Promise<void> {
  if (!payment.orderId) return;
  await lockOrder(tx, payment.orderId);
  const order = await tx.order.findUniqueOrThrow({
    where: { id: payment.orderId },
    include: { payments: { orderBy: { createdAt: 'desc' }, take: 1 } },
  });
  // Heard of again after another payment has taken its place.
  if (order.payments[0]?.id !== payment.id) return;
  if (!canMove(orderTransitions, order.status, 'payment_failed')) return;
  await tx.order.update({ where: { id: order.id }, data: { status: 'payment_failed' } });
  await tx.orderEvent.create({
    data: { orderId: order.id, kind: 'payment_failed', data: { code: payment.failureCode ?? '' } },
  });
  await newsOfFailedPayment(tx, order, payment.id);
}

/** What the sale in the books is made of. */
const sold = {
  id: true,
  status: true,
  currency: true,
  country: true,
  totalMinor: true,
  sellerOrders: {
    select: {
      id: true,
      status: true,
      enterpriseId: true,
      totalMinor: true,
      taxMinor: true,
      commissionMinor: true,
      lines: { select: { taxMinor: true, taxCountry: true } },
    },
  },
} as const satisfies Prisma.OrderSelect;

async function markPaid(tx: Tx, payment: Payment, facts: PaymentFacts): Promise<void> {
  if (!payment.orderId) return;
  await lockOrder(tx, payment.orderId);
  const order = await tx.order.findUniqueOrThrow({ where: { id: payment.orderId }, select: sold });
  if (facts.amount.minor !== order.totalMinor || facts.amount.currency !== order.currency) {
    throw new Error(`payment ${payment.id} is of another amount than its order`);
  }
  requireMove(orderTransitions, order.status, 'paid');
  const gone = await commitStock(tx, order.id, order.status === 'cancelled');
  if (order.status === 'cancelled') await takeVouchersAgain(tx, order.id);
  for (const seller of order.sellerOrders) requireMove(sellerOrderTransitions, seller.status, 'paid');
  await writePaid(tx, order.id, facts.method ?? '');
  await postAll(tx, [
    { cause: `order:${order.id}:paid`, kind: 'sale', orderId: order.id, entries: saleEntries(order) },
    ...(facts.fee ? [feePosting(payment.id, facts.fee, { orderId: order.id })] : []),
  ]);
  if (gone.size > 0)
    await cancelGone(
      tx,
      order.sellerOrders.map((seller) => seller.id),
      gone,
    );
  await announce(tx, 'order.paid', { orderId: order.id });
}

interface SaleParts {
  readonly currency: string;
  readonly country: string;
  readonly totalMinor: bigint;
  readonly sellerOrders: readonly {
    enterpriseId: string;
    totalMinor: bigint;
    taxMinor: bigint;
    commissionMinor: bigint;
    /** Whose tax it is, where that is not the country of the order: events are taxed where they take place. */
    lines?: readonly { taxMinor: bigint; taxCountry?: string | null }[];
  }[];
}

/** The sale in the books: what came in at Stripe is owed to sellers and tax offices, and the commission is ours. */
export function saleEntries(order: SaleParts): Entry[] {
  const code = currency(order.currency);
  const owed = order.sellerOrders.flatMap((seller): Entry[] => {
    const part = {
      total: money(seller.totalMinor, code),
      tax: money(seller.taxMinor, code),
      commission: money(seller.commissionMinor, code),
    };
    return [
      {
        account: { kind: 'seller_payable', currency: code, enterpriseId: seller.enterpriseId },
        amount: negate(sellerShare(part)),
      },
      ...taxByCountry(seller, order.country).map(
        ([jurisdiction, minor]): Entry => ({
          account: { kind: 'tax_payable', currency: code, jurisdiction },
          amount: negate(money(minor, code)),
        }),
      ),
      { account: { kind: 'platform_commission', currency: code }, amount: negate(part.commission) },
    ];
  });
  return [{ account: { kind: 'stripe_clearing', currency: code }, amount: money(order.totalMinor, code) }, ...owed];
}

/**
 * What was held is sold. For an order that had been given up the stock is taken again, if it is still there; the variants of which it is
 * not are given back.
 */
async function commitStock(tx: Tx, orderId: string, wasReleased: boolean): Promise<Set<string>> {
  const gone = new Set<string>();
  const reservations = await tx.stockReservation.updateManyAndReturn({
    where: { orderId },
    data: { state: 'committed' },
  });
  if (!wasReleased) await sellHeld(tx, reservations, orderId);
  const byVariant = Map.groupBy(reservations, ({ variantId }) => variantId);
  for (const variantId of wasReleased ? [...byVariant.keys()].sort() : []) {
    const quantity = byVariant.get(variantId)?.reduce((sum, each) => sum + each.quantity, 0) ?? 0;
    if (!(await sellFree(tx, variantId, quantity, orderId))) gone.add(variantId);
  }
  await watchStock(tx, [...byVariant.keys()]);
  return gone;
}

/** The order and its parts are paid, and what was bought leaves the buyer's cart; what was added meanwhile stays. */
async function writePaid(tx: Tx, orderId: string, method: string): Promise<void> {
  // The next order chooses its own deliveries; who the business is stays.
  await tx.$executeRaw`
    with paid as (update orders set status = 'paid', paid_at = ${now()} where id = ${orderId}::uuid returning cart_id),
    parts as (update seller_order set status = 'paid' where order_id = ${orderId}::uuid),
    event as (
      insert into order_event (order_id, kind, data, created_at)
      values (${orderId}::uuid, 'paid', jsonb_build_object('method', ${method}::text), clock_timestamp())),
    bought as (
      delete from cart_line using paid
      where cart_line.cart_id = paid.cart_id and variant_id in (
        select l.variant_id from order_line l join seller_order s on s.id = l.seller_order_id where s.order_id = ${orderId}::uuid)),
    redeemed as (
      delete from cart_voucher v using paid, voucher_redemption r
      where v.cart_id = paid.cart_id and r.order_id = ${orderId}::uuid and v.voucher_id = r.voucher_id)
    update cart set choices = choices - 'services' from paid where cart.id = paid.cart_id`;
}

/**
 * Gives up an unpaid order whose payment pages are `closed`: what was held is free again, once, whoever else hears at this moment that
 * its time is over. An order for which another page has been opened meanwhile is left as it is.
 */
export async function release(
  tx: Tx,
  orderId: string,
  kind: 'payment_expired' | 'cancelled_by_buyer' | 'superseded',
  closed: readonly string[],
): Promise<void> {
  await lockOrder(tx, orderId);
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, include: { payments: true } });
  if (!canMove(orderTransitions, order.status, 'cancelled') || order.status === 'paid') return;
  if (order.payments.some(({ checkoutSessionId: page }) => page && !closed.includes(page))) return;
  const held = await tx.stockReservation.findMany({
    where: { orderId, state: 'held' },
    orderBy: [{ variantId: 'asc' }, { placeId: 'asc' }],
  });
  for (const each of held) await releaseStock(tx, each);
  await giveBackVouchers(tx, orderId);
  await tx.stockReservation.updateMany({ where: { orderId }, data: { state: 'released' } });
  await tx.order.update({ where: { id: orderId }, data: { status: 'cancelled', cancelledAt: now() } });
  await tx.sellerOrder.updateMany({ where: { orderId }, data: { status: 'cancelled', cancelledAt: now() } });
  await tx.orderEvent.create({ data: { orderId, kind } });
  if (kind === 'payment_expired') await newsOfExpiry(tx, order);
}

/** What is over its time to pay, the longest first, from the order that was looked at last. */
function overdue(at: Date, last: { readonly expiresAt: Date; readonly id: string } | undefined, portion: number) {
  const later = last && [{ expiresAt: { gt: last.expiresAt } }, { expiresAt: last.expiresAt, id: { gt: last.id } }];
  return prisma().order.findMany({
    where: {
      status: { in: ['awaiting_payment', 'payment_failed'] },
      expiresAt: { lt: at },
      ...(later ? { OR: later } : {}),
    },
    include: { payments: true },
    orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }],
    take: portion,
  });
}

/**
 * Gives up orders whose time to pay is over, after closing their payment pages so that nobody can pay for what is sold to others. One
 * that cannot be given up now (Stripe does not answer, the bank still decides) holds up no other: it is passed over until the next time.
 * Throws an AggregateError of what went wrong, once all others are done.
 */
export async function expireOrders(portion: number = limits.jobOrders): Promise<void> {
  const at = now();
  const failures: unknown[] = [];
  let found = await overdue(at, undefined, portion);
  for (let round = 0; found.length > 0 && round < limits.expirePortions; round++) {
    for (const order of found) await expire(order).catch((error: unknown) => failures.push(error));
    found = await overdue(at, found.at(-1), portion);
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} orders could not be given up`);
}

async function expire(order: {
  readonly id: string;
  readonly payments: readonly { readonly checkoutSessionId: string | null }[];
}): Promise<void> {
  const sessions = order.payments.flatMap((payment) => (payment.checkoutSessionId ? [payment.checkoutSessionId] : []));
  const closed = await Promise.all(sessions.map(closeCheckout));
  if (closed.every(Boolean)) await transaction((tx) => release(tx, order.id, 'payment_expired', sessions));
  else await Promise.all(sessions.map(confirmPayment));
}

/** Asks Stripe about payments whose webhook seems lost: open for two minutes and more. */
export async function catchUpPayments(): Promise<void> {
  const waiting = await prisma().payment.findMany({
    where: {
      status: { in: ['open', 'processing'] },
      checkoutSessionId: { not: null },
      createdAt: { lt: new Date(now().getTime() - 120_000) },
    },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  for (const { checkoutSessionId } of waiting) if (checkoutSessionId) await confirmPayment(checkoutSessionId);
}
