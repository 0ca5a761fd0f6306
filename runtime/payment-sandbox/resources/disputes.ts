import type { Stripe } from 'stripe';
import { disputeFee } from '../currency.ts';
import { invalid } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';
import { move } from './balance.ts';

const answerSeconds = 10 * 24 * 3_600;
const evidenceTexts = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const;
const evidenceFiles = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;
type EvidenceName = (typeof evidenceTexts)[number] | (typeof evidenceFiles)[number];
/** Banks take no more in all: https://docs.stripe.com/disputes/best-practices */
const maxEvidenceBytes = 4_500_000;

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** The buyer disputes what was not refunded of a charge: amount and fee leave the balance at once. */
export function dispute(unit: Unit, charge: Stripe.Charge): Stripe.Charge {
  const { now } = unit.context;
  const id = newId('du');
  const amount = charge.amount - charge.amount_refunded;
  const withdrawal = move(unit, {
    type: 'adjustment',
    amount: -amount,
    currency: charge.currency,
    source: id,
    fee: disputeFee(charge.currency),
    description: `Chargeback withdrawal for ${charge.id}`,
  });
  const made = {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [withdrawal],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: now + answerSeconds,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: 'chargeback',
        network: 'visa',
        network_reason_code: '10.4',
      },
    },
    reason: 'fraudulent',
    status: 'needs_response',
  } satisfies Stripe.Dispute;
  unit.put('dispute', made);
  const disputed = unit.put('charge', { ...charge, disputed: true });
  unit.emit('charge.dispute.created', made);
  unit.emit('charge.dispute.funds_withdrawn', made);
  return disputed;
}

/** A buyer asks their bank for the money of a payment back, at any time after it. Throws a 400 when there is nothing to ask for. */
export async function disputePayment(unit: Unit, sessionId: string): Promise<Stripe.Charge> {
  const session = await unit.get('checkout.session', sessionId);
  const intent = await unit.get('payment_intent', String(session.payment_intent));
  const charge = await unit.lock('charge', String(intent.latest_charge));
  if (!charge.paid)
    throw invalid(`Charge ${charge.id} has not been paid: there is nothing to ask back.`, {
      code: 'charge_not_refundable',
    });
  if (charge.disputed || charge.refunded)
    throw invalid(`Charge ${charge.id} has been charged back or refunded already.`, { code: 'charge_disputed' });
  return dispute(unit, charge);
}

function isClosed({ status }: Stripe.Dispute): boolean {
  return status === 'won' || status === 'lost';
}

/** The bank decides. Won: amount and fee come back. Throws a 400 when it is closed already. */
export async function decide(unit: Unit, id: string, outcome: 'won' | 'lost'): Promise<Stripe.Dispute> {
  const before = await unit.lock('dispute', id);
  if (isClosed(before))
    throw invalid('This dispute is already closed.', { code: 'resource_already_closed', param: 'dispute' });
  return decided(unit, before, outcome);
}

function decided(unit: Unit, before: Stripe.Dispute, outcome: 'won' | 'lost'): Stripe.Dispute {
  const movements = [...before.balance_transactions];
  if (outcome === 'won') {
    const fee = -disputeFee(before.currency);
    movements.push(
      move(unit, {
        type: 'adjustment',
        amount: before.amount,
        currency: before.currency,
        source: before.id,
        fee,
        description: 'Chargeback reversal',
      }),
    );
  }
  const after = unit.put('dispute', { ...before, status: outcome, balance_transactions: movements });
  if (outcome === 'won') unit.emit('charge.dispute.funds_reinstated', after);
  unit.emit('charge.dispute.closed', after);
  return after;
}

/** Evidence given; `winning_evidence` and `losing_evidence` as the uncategorised text decide at once, as in Stripe's test mode. */
function withEvidence(
  unit: Unit,
  before: Stripe.Dispute,
  evidence: Partial<Record<EvidenceName, string>>,
  submit: boolean,
): Stripe.Dispute {
  if (isClosed(before))
    throw invalid('This dispute is already closed.', { code: 'resource_already_closed', param: 'dispute' });
  const submitted = submit && before.status === 'needs_response';
  const after: Stripe.Dispute = {
    ...before,
    evidence: { ...before.evidence, ...evidence },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: true,
      submission_count: before.evidence_details.submission_count + (submitted ? 1 : 0),
      submission_method: submitted ? 'manual' : before.evidence_details.submission_method,
    },
    status: submitted ? 'under_review' : before.status,
  };
  unit.put('dispute', after);
  unit.emit('charge.dispute.updated', after, {
    previous: { evidence: before.evidence, evidence_details: before.evidence_details, status: before.status },
  });
  if (submitted && after.evidence.uncategorized_text === 'winning_evidence') return decided(unit, after, 'won');
  if (submitted && after.evidence.uncategorized_text === 'losing_evidence') return decided(unit, after, 'lost');
  return after;
}

/** The files that are named as evidence: each must be there and made for it, and together they must be small enough. */
async function givenFiles(unit: Unit, given: Params | undefined): Promise<Partial<Record<EvidenceName, string>>> {
  const named = evidenceFiles.flatMap((name) => {
    const fileId = given?.text(name, { max: 100 });
    return fileId ? [[name, fileId] as const] : [];
  });
  let bytes = 0;
  for (const [name, fileId] of named) {
    const file = await unit.get('file', fileId, `evidence[${name}]`);
    if (file.purpose !== 'dispute_evidence')
      throw invalid(`The file ${fileId} was not uploaded with the purpose dispute_evidence.`, {
        param: `evidence[${name}]`,
      });
    bytes += file.size;
  }
  if (bytes > maxEvidenceBytes)
    throw invalid('The combined size of the evidence files exceeds 4.5 MB.', { param: 'evidence' });
  return Object.fromEntries(named);
}

/** The files of a dispute's evidence, by what they are of. */
export function filesOf({ evidence }: Stripe.Dispute): { readonly name: string; readonly fileId: string }[] {
  return evidenceFiles.flatMap((name) => {
    const file = evidence[name];
    return file ? [{ name, fileId: typeof file === 'string' ? file : file.id }] : [];
  });
}

export const disputeRoutes: readonly Route[] = [
  get('/v1/disputes', (reader, { params }) =>
    page(reader, 'dispute', params, { url: '/v1/disputes', fields: ['charge', 'payment_intent'] }),
  ),
  get('/v1/disputes/:id', (reader, { id }) => reader.get('dispute', id())),
  post('/v1/disputes/:id', async (unit, { id, params }) => {
    const before = await unit.lock('dispute', id());
    const given = params.object('evidence');
    const evidence = Object.fromEntries(
      evidenceTexts.flatMap((name) => {
        const text = given?.text(name, { max: 20_000 });
        return text === undefined ? [] : [[name, text]];
      }),
    );
    const files = await givenFiles(unit, given);
    const submit = params.boolean('submit') ?? true;
    const noted = { ...before, metadata: params.metadata(before.metadata) };
    return given ? withEvidence(unit, noted, { ...evidence, ...files }, submit) : unit.put('dispute', noted);
  }),
  post('/v1/disputes/:id/close', (unit, { id }) => decide(unit, id(), 'lost')),
];
