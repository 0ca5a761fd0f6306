import { type Currency, currencies, currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, money } from '#lib/core/money.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

/** What Stripe says of a payout now. */
export interface PayoutFacts {
  readonly id: string;
  readonly status: string;
  readonly amount: Money;
  readonly arrivalOn: Date;
  readonly createdAt: Date;
  readonly failureCode: string | null;
  /** What the bank's statement may say of it. */
  readonly traceId: string | null;
}

/** Reads a payout afresh: the platform's own, or a connected account's. Null: it is in a currency that we do not keep. */
export async function payoutFacts(id: string, account: string | null): Promise<PayoutFacts | null> {
  const payout = await stripe().payouts.retrieve(id, {}, account ? { stripeAccount: account } : {});
  const code = payout.currency.toUpperCase();
  if (!isCurrency(code)) return null;
  return {
    id: payout.id,
    status: payout.status,
    amount: money(payout.amount, code),
    arrivalOn: new Date(payout.arrival_date * 1000),
    createdAt: new Date(payout.created * 1000),
    failureCode: payout.failure_code,
    traceId: payout.trace_id?.value ?? null,
  };
}

function inOurCurrencies(amounts: readonly { readonly amount: number; readonly currency: string }[]): Money[] {
  return amounts
    .filter(({ currency: code }) => isCurrency(code.toUpperCase()))
    .map(({ amount, currency: code }) => money(amount, code.toUpperCase()))
    .sort((a, b) => currencies.indexOf(a.currency) - currencies.indexOf(b.currency));
}

/** What the platform's balance at Stripe holds, by currency: what could be paid out now, and what buyers paid that is still to arrive there. */
export async function balanceAtStripe(): Promise<{ available: Money[]; pending: Money[] }> {
  const { available, pending } = await stripe().balance.retrieve();
  return { available: inOurCurrencies(available), pending: inOurCurrencies(pending) };
}

/** What the platform's balance at Stripe holds that could be paid out now, by currency. */
export async function availableAtStripe(): Promise<Money[]> {
  return (await balanceAtStripe()).available;
}

/** How much of a currency could be paid out now. */
async function availableOf(code: Currency): Promise<bigint> {
  return (await availableAtStripe()).find((each) => each.currency === code)?.minor ?? 0n;
}

/**
 * Moves money from the platform's balance to its bank account, once for a form's key and an amount: a form that was refused can be sent
 * again with another. Throws `payouts.more_than_held` with what there is.
 */
export async function payOutToBank(key: string, amount: Money): Promise<PayoutFacts> {
  const available = await availableOf(amount.currency);
  if (amount.minor > available)
    throw new DomainError('payouts.more_than_held', { available: Number(available) }, 'amount');
  const idempotencyKey = `payout:${key}:${amount.minor}${amount.currency}`;
  const payout = await callOnce(idempotencyKey, 'payout', { amount: Number(amount.minor) }, (options) =>
    stripe().payouts.create({ amount: Number(amount.minor), currency: amount.currency.toLowerCase() }, options),
  );
  return {
    id: payout.id,
    status: payout.status,
    amount: money(payout.amount, currency(payout.currency.toUpperCase())),
    arrivalOn: new Date(payout.arrival_date * 1000),
    createdAt: new Date(payout.created * 1000),
    failureCode: payout.failure_code,
    traceId: payout.trace_id?.value ?? null,
  };
}
