import { currency } from '#lib/core/currency.ts';
import { type Money, money, negate } from '#lib/core/money.ts';
import type { Posting } from '#lib/ledger/index.ts';

/** An order's booking names it; what is paid for a licence or a translation is found by its cause. */
interface Of {
  readonly orderId?: string;
}

/** What Stripe kept of a payment, whatever it was for; the same cause whoever hears of it first. */
export function feePosting(paymentId: string, fee: Money, of: Of = {}): Posting {
  return {
    cause: `payment:${paymentId}:fee`,
    kind: 'fee',
    ...of,
    entries: [
      { account: { kind: 'platform_fees', currency: fee.currency }, amount: fee },
      { account: { kind: 'stripe_clearing', currency: fee.currency }, amount: negate(fee) },
    ],
  };
}

interface Returned {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** A refund has left Stripe, or the bank: what was promised is paid. */
export function refundPosting(
  { id, amountMinor, currency: code }: Returned,
  of: Of = {},
  from: 'stripe_clearing' | 'bank_clearing' = 'stripe_clearing',
): Posting {
  const amount = money(amountMinor, code);
  return {
    cause: `refund:${id}:succeeded`,
    kind: 'refund',
    ...of,
    entries: [
      { account: { kind: 'refunds', currency: currency(code) }, amount },
      { account: { kind: from, currency: currency(code) }, amount: negate(amount) },
    ],
  };
}

/** A refund that had left came back: it is promised again, until its failure is booked. */
export function refundBackPosting({ id, amountMinor, currency: code }: Returned, of: Of = {}): Posting {
  const amount = money(amountMinor, code);
  return {
    cause: `refund:${id}:came_back`,
    kind: 'refund_failed',
    ...of,
    entries: [
      { account: { kind: 'stripe_clearing', currency: currency(code) }, amount },
      { account: { kind: 'refunds', currency: currency(code) }, amount: negate(amount) },
    ],
  };
}
