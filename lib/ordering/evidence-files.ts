import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { DisputeEvidence, DisputeFile } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { store } from '#lib/media/index.ts';
import { type EvidenceField, evidenceFields, uploadEvidence } from '#lib/payments/index.ts';

/** What a file shows. Each is one of Stripe's fields, and has its words in messages/<locale>/evidence.json. */
export const evidenceKinds = [
  'shipping_documentation',
  'customer_communication',
  'receipt',
  'uncategorized_file',
] as const satisfies readonly EvidenceField[];
export type EvidenceKind = (typeof evidenceKinds)[number];

const file = z
  .instanceof(File)
  .optional()
  .transform((given) => (given && given.size > 0 ? given : null));
export const evidenceFileFields = {
  shipping_documentation: file,
  customer_communication: file,
  receipt: file,
  uncategorized_file: file,
} as const satisfies Record<EvidenceKind, typeof file>;

const formats = [
  { type: 'application/pdf', ext: 'pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', ext: 'jpg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', ext: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
] as const;

export type KeptFile = Pick<DisputeFile, 'kind' | 'fileName' | 'contentType' | 'bytes' | 'storageKey'>;

/** Keeps the files of a form in the store. Throws at the field what a bank would not read. */
export async function keepEvidence(given: Readonly<Partial<Record<EvidenceKind, File | null>>>): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const kind of evidenceKinds) {
    const each = given[kind];
    if (!each) continue;
    if (each.size > limits.evidenceFileBytes)
      throw new DomainError('ordering.evidence_size', { megabytes: limits.evidenceFileBytes / 1e6 }, kind);
    const bytes = new Uint8Array(await each.arrayBuffer());
    const format = formats.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
    if (!format) throw new DomainError('ordering.evidence_format', {}, kind);
    const storageKey = `disputes/${randomUUID()}.${format.ext}`;
    await (await store()).put(storageKey, bytes, format.type);
    // Another ending than its bytes have is corrected: Stripe goes by the name as well.
    const name = each.name.replace(/\.[^.]*$/, '').slice(0, 100) || kind;
    kept.push({
      kind,
      fileName: `${name}.${format.ext}`,
      contentType: format.type,
      bytes: bytes.length,
      storageKey,
    });
  }
  return kept;
}

/**
 * Puts files beside what a seller says; one of the same kind takes the place of the one before. The caller holds the order's lock. Throws
 * `ordering.evidence_too_many` and `ordering.evidence_too_large` above what a bank takes for the whole dispute.
 */
export async function addEvidenceFiles(
  tx: Tx,
  { id: evidenceId, disputeId }: Pick<DisputeEvidence, 'id' | 'disputeId'>,
  files: readonly KeptFile[],
): Promise<void> {
  for (const each of files) {
    await tx.disputeFile.deleteMany({ where: { evidenceId, kind: each.kind } });
    await tx.disputeFile.create({ data: { ...each, evidenceId } });
  }
  const all = await tx.disputeFile.findMany({ where: { evidence: { disputeId } }, select: { bytes: true } });
  const [{ kind } = { kind: 'uncategorized_file' }] = files;
  if (all.length > limits.evidenceFiles)
    throw new DomainError('ordering.evidence_too_many', { limit: limits.evidenceFiles }, kind);
  if (all.reduce((sum, each) => sum + each.bytes, 0) > limits.evidenceBytes)
    throw new DomainError('ordering.evidence_too_large', { megabytes: limits.evidenceBytes / 1e6 }, kind);
}

/** Which of Stripe's fields each file goes into: its own, or another that is free when several sellers gave the same kind. */
export function fieldsOf<T extends { readonly kind: string }>(files: readonly T[]): ReadonlyMap<EvidenceField, T> {
  const placed = new Map<EvidenceField, T>();
  const waiting: T[] = [];
  for (const each of files) {
    const own = evidenceFields.find((field) => field === each.kind);
    if (own && !placed.has(own)) placed.set(own, each);
    else waiting.push(each);
  }
  // What says least of itself is taken first.
  const free = [...evidenceFields].reverse().filter((field) => !placed.has(field));
  for (const [at, field] of free.entries()) {
    const each = waiting[at];
    if (each) placed.set(field, each);
  }
  return placed;
}

/** Brings the files to Stripe that are not there yet, and names them by its fields. */
export async function filesAtStripe(files: readonly DisputeFile[]): Promise<Partial<Record<EvidenceField, string>>> {
  const named: Partial<Record<EvidenceField, string>> = {};
  for (const [field, each] of fieldsOf(files)) {
    const stripeId = each.stripeId ?? (await bring(each));
    if (stripeId) named[field] = stripeId;
  }
  return named;
}

async function bring(each: DisputeFile): Promise<string | null> {
  const bytes = await (await store()).get(each.storageKey);
  if (!bytes) return null;
  const stripeId = await uploadEvidence(each, bytes);
  await prisma().disputeFile.updateMany({ where: { id: each.id }, data: { stripeId } });
  return stripeId;
}

interface Given {
  readonly sellerOrder: { readonly enterpriseId: string } | null;
  readonly licenceDue: { readonly licence: { readonly deal: { readonly holderId: string } } } | null;
  readonly translationOrderId: string | null;
}

/** The side that gave it, and staff. What was said of a licence is not for its licensee, whose bank asks. */
function maySee(actor: Actor, { sellerOrder, licenceDue, translationOrderId }: Given): boolean {
  if (sellerOrder) return may(actor, 'seller_order.view', sellerOrder);
  if (translationOrderId) return may(actor, 'translation.settle');
  return licenceDue !== null && may(actor, 'licence.evidence', { enterpriseId: licenceDue.licence.deal.holderId });
}

/** A file of the evidence, for the seller (or holder) who gave it and for staff. Throws `ordering.unknown` for everybody else. */
export async function evidenceFile(
  actor: Actor,
  fileId: string,
): Promise<{ bytes: Buffer; type: string; name: string }> {
  const found = await prisma().disputeFile.findUnique({
    where: { id: fileId },
    include: {
      evidence: {
        include: { sellerOrder: true, licenceDue: { include: { licence: { include: { deal: true } } } } },
      },
    },
  });
  if (!found || !maySee(actor, found.evidence)) throw new DomainError('ordering.unknown');
  const bytes = await (await store()).get(found.storageKey);
  if (!bytes) throw new DomainError('ordering.unknown');
  return { bytes, type: found.contentType, name: found.fileName };
}
