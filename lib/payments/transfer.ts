import Stripe from 'stripe';
import type { Currency } from '#lib/core/currency.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

export interface PayOut {
  /** Repeating it makes the same transfer. */
  readonly key: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly destination: string;
  /** The charge it is paid from: it leaves before that has settled, and never more than that brought. Null: from what is there. */
  readonly charge: string | null;
  readonly group: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Sends money to a connected account. What Stripe refuses for good (no such account, not enough money) is an answer; anything that may
 * have taken effect is thrown, so that the same key asks again.
 */
export async function payOut(request: PayOut): Promise<{ id: string } | { refused: string }> {
  const { key, amountMinor, currency, destination, charge, group, metadata } = request;
  try {
    const { id } = await callOnce(key, 'transfer', { destination, amount: Number(amountMinor) }, (options) =>
      stripe().transfers.create(
        {
          amount: Number(amountMinor),
          currency: currency.toLowerCase(),
          destination,
          ...(charge ? { source_transaction: charge } : {}),
          transfer_group: group,
          metadata: { ...metadata },
        },
        options,
      ),
    );
    return { id };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      return { refused: error.code ?? error.param ?? 'invalid' };
    throw error;
  }
}
