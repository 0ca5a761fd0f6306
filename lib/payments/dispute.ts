import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { type Money, money } from '#lib/core/money.ts';
import type { Tx } from '#lib/db/index.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

/** What Stripe says of a dispute now. */
export interface DisputeFacts {
  readonly stripeId: string;
  readonly chargeId: string;
  readonly status: string;
  readonly outcome: 'open' | 'won' | 'lost';
  readonly reason: string;
  readonly amount: Money;
  /** What it cost when it was opened, and what of that came back. */
  readonly fee: Money;
  readonly feeBack: Money;
  /** Whether the amount has left our balance: an inquiry takes nothing. */
  readonly withdrawn: boolean;
  readonly dueBy: Date | null;
}

/** Reads a dispute from Stripe afresh. */
export async function disputeFacts(stripeId: string): Promise<DisputeFacts> {
  const dispute = await stripe().disputes.retrieve(stripeId);
  const code = dispute.currency.toUpperCase();
  const fees = dispute.balance_transactions.map(({ fee }) => fee);
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
  const { due_by: dueBy } = dispute.evidence_details;
  return {
    stripeId,
    chargeId: typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id,
    status: dispute.status,
    outcome:
      dispute.status === 'won' || dispute.status === 'warning_closed' || dispute.status === 'prevented'
        ? 'won'
        : dispute.status === 'lost'
          ? 'lost'
          : 'open',
    reason: dispute.reason,
    amount: money(dispute.amount, code),
    fee: money(sum(fees.filter((fee) => fee > 0)), code),
    feeBack: money(-sum(fees.filter((fee) => fee < 0)), code),
    withdrawn: dispute.balance_transactions.some(({ amount }) => amount < 0),
    dueBy: dueBy ? new Date(dueBy * 1000) : null,
  };
}

/** The order (or licence's due) that a charge was made for, as it was marked when the payment page was opened. */
export async function saleOfCharge(chargeId: string): Promise<string | null> {
  return (await stripe().charges.retrieve(chargeId)).transfer_group;
}

export type Evidence = Pick<
  Stripe.DisputeUpdateParams.Evidence,
  | 'customer_email_address'
  | 'customer_name'
  | 'product_description'
  | 'shipping_address'
  | 'shipping_carrier'
  | 'shipping_date'
  | 'shipping_tracking_number'
  | 'uncategorized_text'
  | EvidenceField
>;

/** Stripe's fields for files. */
export const evidenceFields = [
  'shipping_documentation',
  'customer_communication',
  'receipt',
  'service_documentation',
  'uncategorized_file',
] as const;
export type EvidenceField = (typeof evidenceFields)[number];

export interface EvidenceFile {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
}

/** Brings a file to Stripe, which names it in the evidence; the same one once. */
export async function uploadEvidence(file: EvidenceFile, bytes: Uint8Array): Promise<string> {
  const made = await callOnce(`evidence_file:${file.id}`, 'file', { fileId: file.id }, (options) =>
    stripe().files.create(
      { purpose: 'dispute_evidence', file: { data: bytes, name: file.fileName, type: file.contentType } },
      options,
    ),
  );
  return made.id;
}

/** Sends what the sellers say to the buyer's bank; the same words are sent once. */
export async function submitEvidence(stripeId: string, evidence: Evidence): Promise<void> {
  const words = createHash('sha256').update(JSON.stringify(evidence)).digest('hex').slice(0, 16);
  await callOnce(`dispute:${stripeId}:${words}`, 'dispute.evidence', { stripeId }, (options) =>
    stripe().disputes.update(stripeId, { evidence, submit: true }, options),
  );
}

/** Whether a buyer's bank is deciding about an order's payment: its money stays where it is until then. */
export async function isDisputed(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.dispute.count({ where: { closedAt: null, payment: { orderId } } })) > 0;
}
