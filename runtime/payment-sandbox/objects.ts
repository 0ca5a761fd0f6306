import type { Stripe } from 'stripe';
import type { Instrument } from './cards.ts';

/** What travels as text although the SDK turns it into a Decimal on arrival. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal' | 'product'> & {
  unit_amount_decimal: string | null;
  product: string;
};
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice };

/** The lines of a session, kept beside it: Stripe shows them only when asked. */
export interface SessionLines {
  readonly id: string;
  readonly object: 'sandbox.lines';
  readonly created: number;
  readonly lines: WireLineItem[];
  /** `payment_intent_data` of the session, used when its payment intent is made. */
  readonly intent: {
    readonly transferGroup: string | null;
    readonly metadata: Record<string, string>;
    readonly description: string | null;
    readonly receiptEmail: string | null;
    readonly statementDescriptorSuffix: string | null;
  };
}

/** One try to pay that waits for the buyer's confirmation (3-D Secure, a wallet, a bank). No card number or code is kept. */
export interface Attempt {
  readonly id: string;
  readonly object: 'sandbox.attempt';
  readonly created: number;
  readonly session: string | null;
  readonly payment_intent: string;
  readonly instrument: Instrument;
  readonly return_url: string | null;
  readonly status: 'pending' | 'approved' | 'refused' | 'superseded';
}

/** An onboarding link and where it leads back to; good for one visit. */
export interface OnboardingLink {
  readonly id: string;
  readonly object: 'sandbox.onboarding';
  readonly created: number;
  readonly account: string;
  readonly return_url: string;
  readonly refresh_url: string;
  readonly expires_at: number;
  readonly used: boolean;
}

/** An event as it is sent: its kinds are hundreds, so the SDK's shape is held for the base and the object is any of ours. */
export type WireEvent = Omit<Stripe.EventBase, 'data'> & {
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> };
};

/** Every kind of object the sandbox keeps, by the name in its `object` member. */
export interface Objects {
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  balance_transaction: Stripe.BalanceTransaction;
  refund: Stripe.Refund;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  account: Stripe.Account;
  payout: Stripe.Payout;
  dispute: Stripe.Dispute;
  file: Stripe.File;
  customer: Stripe.Customer;
  event: WireEvent;
  webhook_endpoint: Stripe.WebhookEndpoint;
  'sandbox.lines': SessionLines;
  'sandbox.attempt': Attempt;
  'sandbox.onboarding': OnboardingLink;
}

export type ObjectType = keyof Objects;
export type StripeObject = Objects[Exclude<ObjectType, 'event' | `sandbox.${string}`>];
export type AnyObject = Objects[ObjectType];

/** How Stripe names a kind in its messages. */
export const nouns: Readonly<Record<ObjectType, string>> = {
  'checkout.session': 'checkout.session',
  payment_intent: 'payment_intent',
  charge: 'charge',
  balance_transaction: 'balance transaction',
  refund: 'refund',
  transfer: 'transfer',
  transfer_reversal: 'transfer reversal',
  account: 'account',
  payout: 'payout',
  dispute: 'dispute',
  file: 'file',
  customer: 'customer',
  event: 'event',
  webhook_endpoint: 'webhook endpoint',
  'sandbox.lines': 'checkout.session',
  'sandbox.attempt': 'authorisation',
  'sandbox.onboarding': 'account link',
};

const prefixes: Readonly<Record<string, ObjectType>> = {
  cs: 'checkout.session',
  pi: 'payment_intent',
  ch: 'charge',
  py: 'charge',
  txn: 'balance_transaction',
  re: 'refund',
  pyr: 'refund',
  tr: 'transfer',
  trr: 'transfer_reversal',
  acct: 'account',
  po: 'payout',
  du: 'dispute',
  file: 'file',
  cus: 'customer',
  evt: 'event',
  we: 'webhook_endpoint',
};

/** The kind of object an id belongs to, by its prefix. */
export function typeOfId(id: string): ObjectType | undefined {
  return prefixes[id.slice(0, id.indexOf('_'))];
}
