import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { Upload } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import {
  beginUpload,
  type beginUploadSchema,
  type Examined,
  examine,
  lockUpload,
  removeBytes,
  store,
  uploadPath,
  viewUpload,
} from '#lib/media/index.ts';
import { lastRevision, viewListing } from './desk.ts';
import { hangTrailer } from './kinds/film.ts';
import { hangPicture, sellFile } from './pictures.ts';
import { addSample } from './samples.ts';

/** Begins to send a file for a listing. What cannot end well is said before a byte is sent: too large, no room, being looked at. */
export async function beginListingUpload(actor: Actor, input: z.output<typeof beginUploadSchema>): Promise<Upload> {
  const listing = await viewListing(actor, input.listingId);
  const waiting = input.purpose !== 'file' && (await lastRevision(actor, listing))?.decision === 'pending';
  if (listing.status === 'in_review' || waiting) throw new DomainError('catalogue.in_review');
  if (input.purpose === 'picture' && listing.pictures.length >= limits.pictures)
    throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
  if (input.purpose === 'sample' && listing.samples.length >= limits.samples)
    throw new DomainError('catalogue.too_many_samples', { limit: limits.samples });
  // By its name alone, for no byte is here yet; what it is decides when it has arrived.
  if (input.purpose === 'sample' && /\.glb$/i.test(input.fileName) && input.bytes > limits.modelBytes)
    throw new DomainError('media.too_large', { size: limits.modelBytes });
  return beginUpload(actor, listing.enterpriseId, input);
}

/**
 * Looks at a file that has arrived and gives it to its listing, or deletes it and says why not. May be asked again after a lost answer or
 * a killed process: the file is given once, and the answer stays the same. Throws `media.not_arrived` while bytes are missing.
 */
export async function keepListingUpload(actor: Actor, uploadId: string): Promise<Upload> {
  const upload = await viewUpload(actor, uploadId);
  if (upload.state !== 'receiving') return upload;
  let examined: Examined | undefined;
  try {
    examined = await examine(upload.purpose, await arrived(upload), upload.id);
    const kept = await give(actor, upload, examined);
    await removeBytes(upload.id);
    return kept;
  } catch (error) {
    const settled = await settledMeanwhile(upload.id);
    if (settled) return settled;
    if (!(error instanceof DomainError) || error.code === 'media.not_arrived') throw error;
    if (error.code.startsWith('identity.')) throw error;
    if (examined) await (await store()).remove(examined.storageKey);
    await removeBytes(upload.id);
    return prisma().upload.update({ where: { id: upload.id }, data: { state: 'refused', problem: error.code } });
  }
}

/** The file of an upload that is whole. */
async function arrived(upload: Upload): Promise<string> {
  const file = uploadPath(upload.id);
  const size = await stat(file).then(
    (found) => found.size,
    () => -1,
  );
  if (BigInt(size) !== upload.bytes) throw new DomainError('media.not_arrived');
  return file;
}

/** Whether another request, asked about the same upload, was faster. */
async function settledMeanwhile(uploadId: string): Promise<Upload | null> {
  return prisma().upload.findFirst({ where: { id: uploadId, state: { not: 'receiving' } } });
}

async function give(actor: Actor, upload: Upload, examined: Examined): Promise<Upload> {
  return transaction(async (tx) => {
    const now = await lockUpload(tx, upload.id);
    if (now.state !== 'receiving') return now;
    const { id, enterpriseId, listingId, fileName } = upload;
    await tx.media.create({ data: { ...examined, id, enterpriseId, fileName, createdById: actorId(actor) } });
    await attach(tx, actor, upload.purpose, listingId, { id, fileName });
    return tx.upload.update({ where: { id }, data: { state: 'kept', mediaId: id } });
  });
}

function attach(
  tx: Tx,
  actor: Actor,
  purpose: Upload['purpose'],
  listingId: string,
  media: { id: string; fileName: string },
): Promise<void> {
  if (purpose === 'picture') return hangPicture(tx, actor, listingId, media.id);
  if (purpose === 'sample') return addSample(tx, actor, listingId, media);
  if (purpose === 'trailer') return hangTrailer(tx, actor, listingId, media.id);
  return sellFile(tx, actor, listingId, media.id);
}
