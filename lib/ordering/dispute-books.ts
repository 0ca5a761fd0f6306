import { now } from '#lib/core/clock.ts';
import { add, negate } from '#lib/core/money.ts';
import type { Dispute } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import type { DisputeFacts } from '#lib/payments/index.ts';

/** What is the same of every dispute, whether an order was paid, a licence or a translation. */

/** The dispute's row as Stripe has it; one that is closed stays as it was. */
export async function recordDispute(
  tx: Tx,
  paymentId: string,
  facts: DisputeFacts,
): Promise<{ dispute: Dispute; isNew: boolean }> {
  const before = await tx.dispute.findUnique({ where: { stripeId: facts.stripeId } });
  const said = { status: facts.status, dueBy: facts.dueBy, feeMinor: facts.fee.minor };
  if (before?.closedAt) return { dispute: before, isNew: false };
  if (before) return { dispute: await tx.dispute.update({ where: { id: before.id }, data: said }), isNew: false };
  const dispute = await tx.dispute.create({
    data: {
      ...said,
      paymentId,
      stripeId: facts.stripeId,
      reason: facts.reason,
      amountMinor: facts.amount.minor,
      currency: facts.amount.currency,
      openedAt: now(),
    },
  });
  return { dispute, isNew: true };
}

/** The order of a posting, where there is one. */
type OfOrder = { readonly orderId?: string };

/** What the bank took back, and what that costs, is out of Stripe's balance. */
export async function bookDisputeOpened(
  tx: Tx,
  dispute: Dispute,
  { amount, fee, withdrawn }: DisputeFacts,
  of: OfOrder = {},
): Promise<void> {
  if (!withdrawn) return;
  const code = amount.currency;
  await post(tx, {
    cause: `dispute:${dispute.id}:opened`,
    kind: 'dispute',
    ...of,
    entries: [
      { account: { kind: 'disputes', currency: code }, amount },
      { account: { kind: 'platform_fees', currency: code }, amount: fee },
      { account: { kind: 'stripe_clearing', currency: code }, amount: negate(add(amount, fee)) },
    ],
  });
}

/** It is decided: no evidence is heard any more. Of one that was won, what the bank had taken is back. */
export async function closeDispute(
  tx: Tx,
  dispute: Dispute,
  { amount, feeBack, withdrawn, outcome, status }: DisputeFacts,
  of: OfOrder = {},
): Promise<void> {
  await tx.dispute.update({ where: { id: dispute.id }, data: { closedAt: now(), status } });
  if (!withdrawn || outcome !== 'won') return;
  const code = amount.currency;
  await post(tx, {
    cause: `dispute:${dispute.id}:won`,
    kind: 'dispute_won',
    ...of,
    entries: [
      { account: { kind: 'stripe_clearing', currency: code }, amount: add(amount, feeBack) },
      { account: { kind: 'disputes', currency: code }, amount: negate(amount) },
      { account: { kind: 'platform_fees', currency: code }, amount: negate(feeBack) },
    ],
  });
}

const mostTries = 5;

/**
 * Follows a dispute about a payment. `follow` says false where a refund was promised in the meantime, and asks for it before anything is
 * taken when it is called again. Throws where that comes to no end.
 */
export async function followDispute(paymentId: string, follow: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await follow()); tries++)
    if (tries === mostTries)
      throw new Error(`refunds of payment ${paymentId} are promised faster than they are asked for`);
}

/** Refunds of a payment that were promised and of which Stripe has not heard yet. The caller has locked what they are taken from. */
export function unaskedRefunds(tx: Tx, paymentId: string): Promise<number> {
  return tx.refund.count({ where: { paymentId, status: 'pending', stripeId: null } });
}
