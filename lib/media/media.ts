import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { Media } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { examine, keepPicture, sellableKind } from './examine.ts';
import { store } from './store.ts';
import { removeBytes, uploadFolder, uploadPath } from './uploads.ts';

/** Keeps a picture that came in one form for an enterprise. See makeMaster for what is refused and why. */
export async function uploadPicture(
  actor: Actor,
  enterpriseId: string,
  fileName: string,
  upload: Uint8Array,
): Promise<Media> {
  authorize(actor, 'media.upload', { enterpriseId });
  const picture = await takePicture(fileName, upload);
  return prisma().media.create({ data: { ...picture, enterpriseId, createdById: actorId(actor) } });
}

/**
 * Examines a picture and puts its bytes into the store; what is given back is its row, for whoever keeps it in a transaction of their own
 * and has authorised that. See makeMaster for what is refused and why.
 */
export async function takePicture(fileName: string, upload: Uint8Array) {
  return { ...(await keepPicture(upload, randomUUID())), fileName: fileName.slice(0, 200) };
}

/** Keeps a file that a download listing sells and that came in one form. Throws `media.file_kind` or `media.too_large`. */
export async function uploadFile(
  actor: Actor,
  enterpriseId: string,
  fileName: string,
  upload: Uint8Array,
): Promise<Media> {
  authorize(actor, 'media.upload', { enterpriseId });
  if (upload.byteLength > limits.formFileBytes)
    throw new DomainError('media.too_large', { size: limits.formFileBytes });
  const type = await fileTypeFromBuffer(upload);
  const kind = sellableKind(type?.mime);
  const storageKey = `files/${randomUUID()}.${type?.ext ?? 'bin'}`;
  const contentType = type?.mime ?? '';
  await (await store()).put(storageKey, upload, contentType);
  return prisma().media.create({
    data: {
      enterpriseId,
      kind,
      contentType,
      bytes: upload.byteLength,
      sha256: createHash('sha256').update(upload).digest('hex'),
      storageKey,
      fileName: fileName.slice(0, 200),
      createdById: actorId(actor),
    },
  });
}

/** Keeps a sound or film that came in one form. See examine for what is refused and why. */
export async function uploadSample(
  actor: Actor,
  enterpriseId: string,
  fileName: string,
  upload: Uint8Array,
): Promise<Media> {
  authorize(actor, 'media.upload', { enterpriseId });
  const uploadId = randomUUID();
  try {
    await mkdir(uploadFolder(), { recursive: true });
    await writeFile(uploadPath(uploadId), upload);
    const kept = await examine('sample', uploadPath(uploadId), uploadId);
    return await prisma().media.create({
      data: { ...kept, enterpriseId, fileName: fileName.slice(0, 200), createdById: actorId(actor) },
    });
  } finally {
    await removeBytes(uploadId);
  }
}
