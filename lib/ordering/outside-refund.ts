import { type Actor, system } from '#lib/core/actor.ts';
import { config } from '#lib/core/config.ts';
import { log } from '#lib/core/log.ts';
import { formatMoney } from '#lib/core/money.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { keepDifference, type SeenRefund } from '#lib/payments/index.ts';
import { paymentOfCharge } from './payment-of-charge.ts';
import { giveBack, leftOf, refundableOf } from './refund.ts';
import { divided, spread } from './refund-split.ts';
import { lockSellerOrder, readWorked, type WorkedOrder } from './seller-order.ts';

const actor: Actor = system('refund made at Stripe');

/**
 * Takes a refund that somebody made at Stripe itself (its dashboard) into our books: it is divided among the parts of its order in
 * proportion to what is left of them, as one of ours would be. One that fits no order, or is more than is left of it, is listed for a
 * person under the differences. Finance is told either way. True: rows of ours follow it from now on.
 */
export async function takeOutsideRefund(facts: SeenRefund): Promise<boolean> {
  if (facts.status === 'failed') return false;
  const payment = facts.chargeId ? await paymentOfCharge(facts.chargeId) : null;
  const orderId = payment?.status === 'succeeded' ? payment.orderId : null;
  if (payment?.licenceDueId && payment.status === 'succeeded') {
    await transaction((tx) => announce(tx, 'licence_refund.outside', { stripeId: facts.stripeId }));
    return false;
  }
  if (orderId && (await transaction((tx) => divide(tx, orderId, facts)))) return true;
  log.warn({ stripeId: facts.stripeId }, 'a refund made at Stripe that fits no order');
  await keepDifference({
    kind: 'unknown',
    objectType: 'refund',
    objectId: facts.stripeId,
    orderId,
    currency: facts.amount.currency,
    stripeMinor: facts.amount.minor,
    oursMinor: null,
  });
  await transaction((tx) => tellFinance(tx, facts, 'refund_without_order', '', '/admin/reconciliation'));
  return false;
}

/** Stores and books each part's share, once, whoever else hears of it at this moment. False: it does not fit. */
async function divide(tx: Tx, orderId: string, facts: SeenRefund): Promise<boolean> {
  const ids = await tx.sellerOrder.findMany({ where: { orderId }, orderBy: { id: 'asc' }, select: { id: true } });
  const parts: WorkedOrder[] = [];
  for (const { id } of ids) parts.push(await lockSellerOrder(tx, id));
  if ((await tx.refund.count({ where: { stripeId: facts.stripeId } })) > 0) return true;
  const left = parts.map(leftOf);
  const [first] = parts;
  if (!first || first.currency !== facts.amount.currency) return false;
  if (facts.amount.minor > left.reduce((sum, each) => sum + each, 0n)) return false;
  const shares = divided(facts.amount.minor, left, facts.amount.currency);
  for (const [at, part] of parts.entries()) {
    const share = shares[at] ?? 0n;
    if (share === 0n) continue;
    const now = await readWorked(tx, part.id);
    await giveBack(tx, actor, now, {
      cause: `stripe:${facts.stripeId}:${part.id}`,
      reason: 'outside',
      wanted: spread(refundableOf(now), share),
      stripeId: facts.stripeId,
    });
  }
  await tellFinance(tx, facts, 'refund_outside', first.order.number, `/admin/orders/${first.order.number}`);
  return true;
}

/** A mail to each person of finance, once a refund. */
async function tellFinance(
  tx: Tx,
  { stripeId, amount }: SeenRefund,
  template: 'refund_outside' | 'refund_without_order',
  number: string,
  path: string,
): Promise<void> {
  const people = await tx.user.findMany({ where: { staffRoles: { has: 'finance' }, suspendedAt: null } });
  for (const person of people) {
    const reader = locale(person.locale);
    await queueMail(tx, {
      cause: `refund:${stripeId}:${template}:${person.id}`,
      template,
      recipient: person.email,
      locale: reader,
      params: {
        number,
        stripeId,
        amount: formatMoney(amount, reader),
        link: `${config().SITE_URL}/${reader}${path}`,
      },
    });
  }
}
