import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { type Evidence, submitEvidence } from '#lib/payments/index.ts';
import { addressSchema } from './address.ts';
import {
  addEvidenceFiles,
  type EvidenceKind,
  evidenceFileFields,
  filesAtStripe,
  keepEvidence,
} from './evidence-files.ts';
import { lockSellerOrder, note } from './seller-order.ts';

export const withEvidence = {
  evidence: {
    include: {
      files: { orderBy: { id: 'asc' } },
      sellerOrder: { include: { enterprise: true, lines: true, shipments: true } },
    },
  },
  payment: { include: { order: { include: { sellerOrders: true } } } },
} as const satisfies Prisma.DisputeInclude;

export const evidenceSchema = z.object({
  disputeId: id,
  sellerOrderId: id,
  words: text(limits.evidence, 10),
  ...evidenceFileFields,
});

type GivenEvidence = Pick<z.output<typeof evidenceSchema>, 'disputeId' | 'sellerOrderId' | 'words'> &
  Partial<Record<EvidenceKind, File | null>>;

/**
 * A seller's word on a dispute, with files beside it; what they sent and where to is added by itself. Throws `ordering.dispute_closed` when
 * it is too late, and at its field what is wrong with a file.
 */
export async function giveEvidence(actor: Actor, input: GivenEvidence): Promise<string> {
  const part = await prisma().sellerOrder.findUnique({ where: { id: input.sellerOrderId } });
  if (!part) throw new DomainError('ordering.unknown');
  authorize(actor, 'seller_order.fulfil', part);
  const files = await keepEvidence(input);
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    authorize(actor, 'seller_order.fulfil', sellerOrder);
    const dispute = await tx.dispute.findFirst({
      where: { id: input.disputeId, payment: { orderId: sellerOrder.orderId } },
    });
    if (!dispute) throw new DomainError('ordering.unknown');
    if (dispute.closedAt || dispute.submittedAt) throw new DomainError('ordering.dispute_closed');
    const said = { words: input.words, givenById: actorId(actor), givenAt: now() };
    await tx.disputeEvidence.upsert({
      where: { disputeId_sellerOrderId: { disputeId: dispute.id, sellerOrderId: sellerOrder.id } },
      create: { ...said, disputeId: dispute.id, sellerOrderId: sellerOrder.id },
      update: said,
    });
    await addEvidenceFiles(tx, { disputeId: dispute.id, sellerOrderId: sellerOrder.id }, files);
    await note(tx, actor, sellerOrder, 'evidence_given');
    await announce(tx, 'dispute.evidence', { disputeId: dispute.id });
    return sellerOrder.number;
  });
}

/**
 * Sends the evidence when every seller of the order has given theirs, or when `atOnce` says that there is no more time: banks hear it
 * once. Called by the job.
 */
export async function sendEvidence(disputeId: string, atOnce = false): Promise<void> {
  const dispute = await prisma().dispute.findUnique({ where: { id: disputeId }, include: withEvidence });
  const order = dispute?.payment.order;
  if (!dispute || !order || dispute.closedAt || dispute.submittedAt || dispute.evidence.length === 0) return;
  const asked = order.sellerOrders.filter((part) => part.status !== 'cancelled');
  const complete = asked.every((part) => dispute.evidence.some((each) => each.sellerOrderId === part.id));
  if (!complete && !atOnce) return;
  const files = await filesAtStripe(dispute.evidence.flatMap((each) => each.files));
  await submitEvidence(dispute.stripeId, { ...evidenceOf(order, dispute.evidence), ...files });
  await prisma().dispute.updateMany({ where: { id: disputeId, submittedAt: null }, data: { submittedAt: now() } });
}

type Given = Prisma.DisputeGetPayload<{ include: typeof withEvidence }>;

/** What a bank reads: who bought what, how it was sent, and each seller's words. */
function evidenceOf(order: NonNullable<Given['payment']['order']>, given: Given['evidence']): Evidence {
  const address = addressSchema.safeParse(order.shipTo);
  const shipments = given.flatMap(({ sellerOrder }) => sellerOrder.shipments);
  const [first] = given;
  const words =
    given.length === 1 && first
      ? first.words
      : given.map(({ sellerOrder, words: said }) => `${sellerOrder.enterprise.displayName}:\n${said}`).join('\n\n');
  const titles = given.flatMap(({ sellerOrder }) => sellerOrder.lines.map((line) => line.titleForBuyer));
  return {
    customer_email_address: order.email,
    product_description: titles.join('; ').slice(0, 2_000),
    uncategorized_text: words.slice(0, 20_000),
    ...(address.success
      ? {
          customer_name: address.data.name,
          shipping_address: [address.data.line1, address.data.postalCode, address.data.city, address.data.country].join(
            ', ',
          ),
        }
      : {}),
    ...(shipments.length > 0
      ? {
          shipping_carrier: [...new Set(shipments.map((each) => each.carrier))].join(', '),
          shipping_tracking_number: shipments.map((each) => each.trackingNumber).join(', '),
          shipping_date: isoDay(shipments[0]?.shippedAt ?? now()),
        }
      : {}),
  };
}

/** Sends what there is on the last day. Called by the clock. */
export async function sendLateEvidence(): Promise<void> {
  const soon = await prisma().dispute.findMany({
    where: { closedAt: null, submittedAt: null, dueBy: { lt: new Date(now().getTime() + 24 * 3_600_000) } },
    take: limits.jobOrders,
  });
  for (const { id: disputeId } of soon) await sendEvidence(disputeId, true);
}
