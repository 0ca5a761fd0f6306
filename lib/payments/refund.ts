import Stripe from 'stripe';
import type { Currency } from '#lib/core/currency.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { type Money, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

/** What Stripe says of a refund now. */
export interface RefundFacts {
  /** Null where Stripe never took it. */
  readonly stripeId: string | null;
  /** Which of ours it is; null for one that somebody made at Stripe itself. */
  readonly refundId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly failureReason: string | null;
}

/** What was never made at Stripe. */
export interface RefusedRefund extends RefundFacts {
  readonly stripeId: null;
}

/** A refund as it is at Stripe, for one that we did not ask for. */
export interface SeenRefund extends RefundFacts {
  readonly stripeId: string;
  readonly chargeId: string | null;
  readonly amount: Money;
}

/**
 * Whether Stripe has made a refund all the same that it had refused: another call of the same was on its way. What the refund had taken is
 * put back already, so it counts as one that was made at Stripe itself.
 */
export function isMadeAfterAll(
  { status, stripeId }: { readonly status: string; readonly stripeId: string | null },
  facts: RefundFacts,
): boolean {
  return status === 'failed' && stripeId === null && facts.stripeId !== null && facts.status !== 'failed';
}

function factsOf(refund: Stripe.Refund): SeenRefund {
  const marked = refund.metadata?.['refund'] ?? '';
  const failed = refund.status === 'failed' || refund.status === 'canceled';
  return {
    stripeId: refund.id,
    refundId: uuidPattern.test(marked) ? marked : null,
    status: failed ? 'failed' : refund.status === 'succeeded' ? 'succeeded' : 'pending',
    failureReason: failed ? (refund.failure_reason ?? refund.status) : null,
    chargeId: typeof refund.charge === 'string' ? refund.charge : (refund.charge?.id ?? null),
    amount: money(refund.amount, refund.currency.toUpperCase()),
  };
}

export interface AskedRefund {
  readonly id: string;
  readonly chargeId: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/**
 * Asks Stripe to send money back to the buyer. Asked again after a crash it finds what the first try did: by the stored key, and by our
 * own mark on the charge's refunds, which outlives the key. What Stripe refuses for good is a fact as well: failed.
 */
export async function askRefund({ id, chargeId, amountMinor }: AskedRefund): Promise<SeenRefund | RefusedRefund> {
  const idempotencyKey = `refund:${id}`;
  const triedBefore = await prisma().stripeCall.findUnique({ where: { idempotencyKey } });
  const found = triedBefore && (await refundsOfCharge(chargeId)).find((each) => each.refundId === id);
  if (found) return found;
  try {
    const made = await callOnce(idempotencyKey, 'refund', { refundId: id }, (options) =>
      stripe().refunds.create({ charge: chargeId, amount: Number(amountMinor), metadata: { refund: id } }, options),
    );
    return factsOf(made);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { stripeId: null, refundId: id, status: 'failed', failureReason: error.code ?? 'refused' };
  }
}

/** Reads a refund from Stripe afresh. */
export async function refundFacts(stripeId: string): Promise<SeenRefund> {
  return factsOf(await stripe().refunds.retrieve(stripeId));
}

/** All refunds of a charge, as Stripe has them now. */
export async function refundsOfCharge(chargeId: string): Promise<SeenRefund[]> {
  const all: SeenRefund[] = [];
  for await (const refund of stripe().refunds.list({ charge: chargeId, limit: 100 })) all.push(factsOf(refund));
  return all;
}
