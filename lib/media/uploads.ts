import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Upload, UploadPurpose } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';

export const uploadPurposes = ['picture', 'file', 'sample', 'trailer'] as const satisfies readonly UploadPurpose[];

/** The largest file of each purpose. */
export const uploadBytes: Readonly<Record<UploadPurpose, number>> = {
  picture: limits.pictureBytes,
  file: limits.fileBytes,
  sample: limits.sampleBytes,
  trailer: limits.fileBytes,
};

export const beginUploadSchema = z.object({
  listingId: id,
  purpose: z.enum(uploadPurposes),
  fileName: text(400).transform((name) => name.slice(0, 200)),
  bytes: z.number().int().min(0),
});

/** An upload that nobody went on with for a day is cleared away. */
const keptFor = day;

/** Where the bytes of uploads wait. Processes of one installation share it; it is the folder of the media when there is one. */
export function uploadFolder(): string {
  return path.resolve(config().DATA_DIR, 'uploads');
}

/** The file in which the bytes of an upload gather. */
export function uploadPath(uploadId: string): string {
  return path.join(uploadFolder(), uploadId);
}

/**
 * Begins an upload for a listing of the actor's enterprise: says at once what is too large, before a byte of it is sent. Throws
 * `media.too_large`, `media.empty` or `media.too_many_uploads`.
 */
export async function beginUpload(
  actor: Actor,
  enterpriseId: string,
  input: z.output<typeof beginUploadSchema>,
): Promise<Upload> {
  authorize(actor, 'media.upload', { enterpriseId });
  const most = uploadBytes[input.purpose];
  if (input.bytes > most) throw new DomainError('media.too_large', { size: most });
  if (input.bytes === 0) throw new DomainError('media.empty');
  return transaction(async (tx) => {
    // Two that begin at once are counted one after the other.
    await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for no key update`;
    const open = await tx.upload.aggregate({
      where: { enterpriseId, state: 'receiving' },
      _count: true,
      _sum: { bytes: true },
    });
    const together = Number(open._sum.bytes ?? 0n) + input.bytes;
    if (open._count >= limits.openUploads || together > limits.openUploadBytes)
      throw new DomainError('media.too_many_uploads');
    return tx.upload.create({ data: { ...input, enterpriseId, createdById: person(actor).userId } });
  });
}

/** An upload of the actor's enterprise. Throws `media.upload_unknown` for everybody else's and for one that was cleared away. */
export async function viewUpload(actor: Actor, uploadId: string): Promise<Upload> {
  const upload = uuidPattern.test(uploadId) ? await prisma().upload.findUnique({ where: { id: uploadId } }) : null;
  if (!upload || !may(actor, 'media.upload', upload)) throw new DomainError('media.upload_unknown');
  return upload;
}

/** How many bytes of an upload have arrived. */
export async function arrivedBytes(uploadId: string): Promise<number> {
  return stat(uploadPath(uploadId)).then(
    ({ size }) => size,
    () => 0,
  );
}

export interface OpenUpload {
  readonly id: string;
  readonly purpose: UploadPurpose;
  readonly fileName: string;
  readonly bytes: number;
  readonly arrived: number;
}

/** What a listing's people began to send and have not ended, the newest first. */
export async function openUploads(actor: Actor, listing: { id: string; enterpriseId: string }): Promise<OpenUpload[]> {
  authorize(actor, 'media.upload', listing);
  const rows = await prisma().upload.findMany({
    where: { listingId: listing.id, state: 'receiving' },
    orderBy: { createdAt: 'desc' },
    take: limits.openUploads,
  });
  return Promise.all(
    rows.map(async ({ id: uploadId, purpose, fileName, bytes }) => ({
      id: uploadId,
      purpose,
      fileName,
      bytes: Number(bytes),
      arrived: await arrivedBytes(uploadId),
    })),
  );
}

export const dropUploadSchema = z.object({ uploadId: id });

/** Gives an upload up: its bytes are deleted. One that has ended stays as it is. */
export async function dropUpload(actor: Actor, input: z.output<typeof dropUploadSchema>): Promise<void> {
  const upload = await viewUpload(actor, input.uploadId);
  await prisma().upload.deleteMany({ where: { id: upload.id, state: 'receiving' } });
  await removeBytes(upload.id);
}

/** Locks an upload until the transaction ends. */
export async function lockUpload(tx: Tx, uploadId: string): Promise<Upload> {
  await tx.$queryRaw`select id from upload where id = ${uploadId}::uuid for update`;
  const upload = await tx.upload.findUnique({ where: { id: uploadId } });
  if (!upload) throw new DomainError('media.upload_unknown');
  return upload;
}

/** Deletes what arrived of an upload: it has been kept elsewhere, refused or given up. */
export async function removeBytes(uploadId: string): Promise<void> {
  await rm(uploadPath(uploadId), { force: true });
  await rm(`${uploadPath(uploadId)}.json`, { force: true });
}

/** Clears away what nobody went on with for a day, bytes first, so that no file outlives its row. */
export async function clearUploads(): Promise<void> {
  const before = new Date(now().getTime() - keptFor);
  const old = await prisma().upload.findMany({ where: { createdAt: { lt: before } }, select: { id: true }, take: 500 });
  for (const upload of old) await removeBytes(upload.id);
  await prisma().upload.deleteMany({ where: { id: { in: old.map((upload) => upload.id) } } });
}
