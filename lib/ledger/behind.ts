import { uuidPattern } from '#lib/core/ids.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

/** One object at Stripe that a transaction is about. */
export interface StripeLink {
  readonly type: 'charge' | 'payment_intent' | 'transfer' | 'reversal' | 'refund' | 'dispute' | 'payout';
  readonly id: string;
}

/** What of ours a transaction is about, beside an order: by the name that people know it by, and what its page needs. */
export type Behind =
  | { readonly kind: 'licence'; readonly name: string }
  | { readonly kind: 'royalty_statement'; readonly name: string; readonly licence: string; readonly period: string }
  | { readonly kind: 'translation_order'; readonly name: string }
  | { readonly kind: 'translation_job'; readonly name: string }
  | { readonly kind: 'payout_batch'; readonly name: string; readonly id: string }
  | { readonly kind: 'bank_payment'; readonly name: string; readonly batchId: string }
  | { readonly kind: 'bank_line'; readonly name: string; readonly bookedOn: Date };

export interface Origin {
  readonly stripe: readonly StripeLink[];
  readonly behind: readonly Behind[];
}

/** A cause reads `<thing>:<its id>[:<step>]`. */
export function readCause(cause: string): { readonly thing: string; readonly id: string } | null {
  const [thing, id] = cause.split(':');
  return thing && id ? { thing, id } : null;
}

const nothing: Origin = { stripe: [], behind: [] };
/** So many of a kind are named; the rest is on the page of what holds them. */
const most = 20;

function links(...pairs: readonly (readonly [StripeLink['type'], string | null | undefined])[]): StripeLink[] {
  return pairs.flatMap(([type, id]) => (id ? [{ type, id }] : []));
}

const statement = { select: { number: true, period: true } } as const;
const due = { select: { licence: { select: { number: true } }, statement } } as const;
const job = { select: { number: true } } as const;
const jobs = { select: { number: true }, orderBy: { number: 'asc' }, take: most } as const;
const translationOrder = { select: { number: true, jobs } } as const;
const sale = { licenceDue: due, translationOrder } as const satisfies Prisma.PaymentInclude;
/** A payment that brought money: of several tries one did. */
const paid = {
  where: { chargeId: { not: null }, succeededAt: { not: null } },
  orderBy: { createdAt: 'desc' },
  take: 1,
} as const;
const bankPayment = {
  include: {
    batch: { select: { id: true, number: true } },
    lines: { select: { reference: true, bookedOn: true }, orderBy: { bookedOn: 'asc' }, take: most },
  },
} as const;
const paidOut = {
  licenceShare: { select: { due } },
  translationJob: job,
  bankPayment,
} as const satisfies Prisma.TransferInclude;

type Payment = Prisma.PaymentGetPayload<{ include: typeof sale }>;
type PaidOut = Prisma.TransferGetPayload<{ include: typeof paidOut }>;

function ofStatement(licence: string, { number, period }: { number: string; period: string }): Behind {
  return { kind: 'royalty_statement', name: number, licence, period };
}

function ofDue(known: Payment['licenceDue']): Behind[] {
  if (!known) return [];
  const { number } = known.licence;
  return [{ kind: 'licence', name: number }, ...(known.statement ? [ofStatement(number, known.statement)] : [])];
}

function ofJob(known: { readonly number: string } | null): Behind[] {
  return known ? [{ kind: 'translation_job', name: known.number }] : [];
}

function ofTranslationOrder(known: Payment['translationOrder']): Behind[] {
  return known ? [{ kind: 'translation_order', name: known.number }, ...known.jobs.flatMap(ofJob)] : [];
}

function charge(
  payment: { readonly chargeId: string | null; readonly paymentIntentId: string | null } | null | undefined,
) {
  return links(['charge', payment?.chargeId], ['payment_intent', payment?.paymentIntentId]);
}

function ofPayment(payment: Payment | null): Origin {
  if (!payment) return nothing;
  return {
    stripe: charge(payment),
    behind: [...ofDue(payment.licenceDue), ...ofTranslationOrder(payment.translationOrder)],
  };
}

function bankLine({ reference, bookedOn }: { reference: string; bookedOn: Date }): Behind {
  return { kind: 'bank_line', name: reference, bookedOn };
}

function ofBankPayment(known: PaidOut['bankPayment']): Behind[] {
  if (!known) return [];
  const { batch, endToEndId, lines } = known;
  return [
    { kind: 'payout_batch', name: batch.number, id: batch.id },
    { kind: 'bank_payment', name: endToEndId, batchId: batch.id },
    ...lines.map(bankLine),
  ];
}

function ofTransfer(transfer: PaidOut | null): Origin {
  if (!transfer) return nothing;
  const { licenceShare, translationJob } = transfer;
  return {
    stripe: links(['transfer', transfer.stripeId]),
    behind: [...ofDue(licenceShare?.due ?? null), ...ofJob(translationJob), ...ofBankPayment(transfer.bankPayment)],
  };
}

async function ofRefund(id: string): Promise<Origin> {
  const refund = await prisma().refund.findUnique({
    where: { id },
    include: { licenceDue: due, payment: { include: sale } },
  });
  if (refund) {
    const { stripe, behind } = ofPayment(refund.payment);
    const known = behind.length > 0 ? behind : ofDue(refund.licenceDue);
    return { stripe: [...links(['refund', refund.stripeId]), ...stripe], behind: known };
  }
  const translated = await prisma().translationRefund.findUnique({ where: { id }, include: { job, payment: true } });
  if (!translated) return nothing;
  return {
    stripe: [...links(['refund', translated.stripeId]), ...charge(translated.payment)],
    behind: ofJob(translated.job),
  };
}

/** What there is behind each thing that a cause can name. What has an order is linked to it by the transaction itself. */
const origins: Readonly<Record<string, (id: string) => Promise<Origin>>> = {
  payment: async (id) => ofPayment(await prisma().payment.findUnique({ where: { id }, include: sale })),
  refund: ofRefund,
  dispute: async (id) => {
    const dispute = await prisma().dispute.findUnique({ where: { id }, include: { payment: { include: sale } } });
    const { stripe, behind } = ofPayment(dispute?.payment ?? null);
    return { stripe: [...links(['dispute', dispute?.stripeId]), ...stripe], behind };
  },
  due: async (id) => {
    const found = await prisma().licenceDue.findUnique({
      where: { id },
      select: { ...due.select, payments: paid },
    });
    return { stripe: charge(found?.payments[0]), behind: ofDue(found) };
  },
  royalty: async (id) => {
    const found = await prisma().royaltyStatement.findUnique({
      where: { id },
      select: { ...statement.select, licence: { select: { number: true } }, due: { select: { payments: paid } } },
    });
    if (!found) return nothing;
    const { number } = found.licence;
    return {
      stripe: charge(found.due?.payments[0]),
      behind: [{ kind: 'licence', name: number }, ofStatement(number, found)],
    };
  },
  translation_order: async (id) => {
    const found = await prisma().translationOrder.findUnique({
      where: { id },
      select: { ...translationOrder.select, payments: paid },
    });
    return { stripe: charge(found?.payments[0]), behind: ofTranslationOrder(found) };
  },
  translation_job: async (id) => {
    const found = await prisma().translationJob.findUnique({
      where: { id },
      select: { ...job.select, order: { select: { number: true, payments: paid } } },
    });
    if (!found) return nothing;
    return {
      stripe: charge(found.order.payments[0]),
      behind: [{ kind: 'translation_order', name: found.order.number }, ...ofJob(found)],
    };
  },
  transfer: async (id) => ofTransfer(await prisma().transfer.findUnique({ where: { id }, include: paidOut })),
  // Kept of a transfer, and named by it.
  reserve: async (id) => ofTransfer(await prisma().transfer.findUnique({ where: { id }, include: paidOut })),
  reversal: async (id) => {
    const found = await prisma().transferReversal.findUnique({
      where: { id },
      include: { transfer: { include: paidOut } },
    });
    const { stripe, behind } = ofTransfer(found?.transfer ?? null);
    return { stripe: [...links(['reversal', found?.stripeId]), ...stripe], behind };
  },
  bank_payment: async (id) => ({
    stripe: [],
    behind: ofBankPayment(await prisma().bankPayment.findUnique({ where: { id }, ...bankPayment })),
  }),
};

async function ofPayout(id: string): Promise<Origin> {
  const line = await prisma().bankLine.findUnique({
    where: { stripePayoutId: id },
    select: { reference: true, bookedOn: true },
  });
  return { stripe: [{ type: 'payout', id }], behind: line ? [bankLine(line)] : [] };
}

/**
 * What a cause is about: a licence, a royalty statement, a translation, a payment by bank with its batch and the movements that told of
 * it, and the objects at Stripe. What is about nothing but an order has the charge that paid it.
 */
export async function originOf(cause: string, orderId: string | null): Promise<Origin> {
  const named = readCause(cause);
  if (!named) return nothing;
  if (named.thing === 'payout' && named.id.startsWith('po_')) return ofPayout(named.id);
  const find = Object.hasOwn(origins, named.thing) ? origins[named.thing] : undefined;
  if (find && uuidPattern.test(named.id)) return find(named.id);
  if (!orderId) return nothing;
  const payment = await prisma().payment.findFirst({ where: { orderId, succeededAt: { not: null } } });
  return { stripe: charge(payment), behind: [] };
}
