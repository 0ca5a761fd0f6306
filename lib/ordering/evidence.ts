import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Dispute, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { fieldText, withTranslations } from '#lib/languages/index.ts';
import { type Evidence, submitEvidence } from '#lib/payments/index.ts';
import { addressSchema } from './address.ts';
import {
  addEvidenceFiles,
  type EvidenceKind,
  evidenceFileFields,
  filesAtStripe,
  type KeptFile,
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
  payment: {
    include: {
      order: { include: { sellerOrders: true } },
      translationOrder: { include: { enterprise: true, jobs: { orderBy: { createdAt: 'asc' } } } },
      licenceDue: {
        include: {
          licence: {
            include: {
              deal: {
                include: {
                  licensee: true,
                  works: { include: { work: { include: { text: withTranslations } } }, orderBy: { workId: 'asc' } },
                },
              },
            },
          },
        },
      },
    },
  },
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
    await writeEvidence(tx, actor, dispute, { sellerOrderId: sellerOrder.id }, { words: input.words, files });
    await note(tx, actor, sellerOrder, 'evidence_given');
    return sellerOrder.number;
  });
}

/**
 * Writes somebody's word on a dispute down, with its files, and has it sent. The caller has authorised, and holds the lock of what was
 * paid. Throws `ordering.dispute_closed` when it is too late.
 */
export async function writeEvidence(
  tx: Tx,
  actor: Actor,
  dispute: Pick<Dispute, 'id' | 'closedAt' | 'submittedAt'>,
  of: { readonly sellerOrderId: string } | { readonly licenceDueId: string } | { readonly translationOrderId: string },
  { words, files }: { readonly words: string; readonly files: readonly KeptFile[] },
): Promise<void> {
  if (dispute.closedAt || dispute.submittedAt) throw new DomainError('ordering.dispute_closed');
  const said = { words, givenById: actorId(actor), givenAt: now() };
  const before = await tx.disputeEvidence.findFirst({ where: { disputeId: dispute.id, ...of } });
  const evidence = before
    ? await tx.disputeEvidence.update({ where: { id: before.id }, data: said })
    : await tx.disputeEvidence.create({ data: { ...said, ...of, disputeId: dispute.id } });
  await addEvidenceFiles(tx, evidence, files);
  await announce(tx, 'dispute.evidence', { disputeId: dispute.id });
}

/**
 * Sends the evidence when every seller of the order has given theirs, or when `atOnce` says that there is no more time: banks hear it
 * once. Called by the job.
 */
export async function sendEvidence(disputeId: string, atOnce = false): Promise<void> {
  const dispute = await prisma().dispute.findUnique({ where: { id: disputeId }, include: withEvidence });
  if (!dispute || dispute.closedAt || dispute.submittedAt || dispute.evidence.length === 0) return;
  const { order, licenceDue, translationOrder } = dispute.payment;
  const asked = order?.sellerOrders.filter((part) => part.status !== 'cancelled') ?? [];
  const complete = asked.every((part) => dispute.evidence.some((each) => each.sellerOrderId === part.id));
  if (!complete && !atOnce) return;
  const files = await filesAtStripe(dispute.evidence.flatMap((each) => each.files));
  const said =
    (order && evidenceOf(order, dispute.evidence)) ??
    (licenceDue && evidenceOfDue(licenceDue, dispute.evidence)) ??
    (translationOrder && evidenceOfTranslation(translationOrder, dispute.evidence));
  if (said) await submitEvidence(dispute.stripeId, { ...said, ...files });
  await prisma().dispute.updateMany({ where: { id: disputeId, submittedAt: null }, data: { submittedAt: now() } });
}

type Given = Prisma.DisputeGetPayload<{ include: typeof withEvidence }>;

/** What a bank reads of a licence: who took which works, under which number, and the holder's words. */
function evidenceOfDue({ licence }: NonNullable<Given['payment']['licenceDue']>, given: Given['evidence']): Evidence {
  const { licensee, works } = licence.deal;
  const titles = works.map(({ work }) => fieldText(work.text, 'title', 'en'));
  return {
    customer_name: licensee.legalNameLatin || licensee.legalName,
    product_description: `Licence ${licence.number}: ${titles.join('; ')}`.slice(0, 2_000),
    uncategorized_text: wordsOf(given),
  };
}

function wordsOf(given: Given['evidence']): string {
  return given
    .map(({ words }) => words)
    .join('\n\n')
    .slice(0, 20_000);
}

/** What a bank reads of a translation: who ordered it, between which languages, how many words, and staff's words. */
function evidenceOfTranslation(
  { number, enterprise, jobs }: NonNullable<Given['payment']['translationOrder']>,
  given: Given['evidence'],
): Evidence {
  const work = jobs.map(({ fromLocale, toLocale, words }) => `${words} words from ${fromLocale} into ${toLocale}`);
  return {
    customer_name: enterprise.legalNameLatin || enterprise.legalName,
    product_description: `Translation ${number}: ${work.join('; ')}`.slice(0, 2_000),
    uncategorized_text: wordsOf(given),
  };
}

/** What a bank reads: who bought what, how it was sent, and each seller's words. */
function evidenceOf(order: NonNullable<Given['payment']['order']>, given: Given['evidence']): Evidence {
  const address = addressSchema.safeParse(order.shipTo);
  const parts = given.flatMap(({ sellerOrder, words: said }) => (sellerOrder ? [{ sellerOrder, said }] : []));
  const shipments = parts.flatMap(({ sellerOrder }) => sellerOrder.shipments);
  const [first] = given;
  const words =
    given.length === 1 && first
      ? first.words
      : parts.map(({ sellerOrder, said }) => `${sellerOrder.enterprise.displayName}:\n${said}`).join('\n\n');
  const titles = parts.flatMap(({ sellerOrder }) => sellerOrder.lines.map((line) => line.titleForBuyer));
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
