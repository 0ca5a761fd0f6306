import { createHash, randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { Media } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { makeMaster, type PictureFormat, pictureWidths, render } from './picture.ts';
import { store } from './store.ts';

export const uploadSchema = z.object({ enterpriseId: id });

/** Keeps an uploaded picture for an enterprise. See makeMaster for what is refused and why. */
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
  const { bytes, contentType, sha256, width, height, placeholder } = await makeMaster(upload);
  const storageKey = `pictures/${randomUUID()}.webp`;
  await (await store()).put(storageKey, bytes, contentType);
  return {
    kind: 'picture' as const,
    contentType,
    bytes: bytes.length,
    sha256,
    storageKey,
    fileName: fileName.slice(0, 200),
    width,
    height,
    placeholder,
  };
}

/** Files that may be sold as downloads, by what they really are. */
const sellable = new Set([
  'application/pdf',
  'application/epub+zip',
  'application/zip',
  'audio/mpeg',
  'audio/flac',
  'audio/x-flac',
  'audio/wav',
  'audio/vnd.wave',
  'audio/ogg',
  'video/mp4',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/tiff',
]);

/** Keeps a file that a download listing sells. Throws `media.file_kind` or `media.too_large`. */
export async function uploadFile(
  actor: Actor,
  enterpriseId: string,
  fileName: string,
  upload: Uint8Array,
): Promise<Media> {
  authorize(actor, 'media.upload', { enterpriseId });
  if (upload.byteLength > limits.fileBytes)
    throw new DomainError('media.too_large', { megabytes: limits.fileBytes / 2 ** 20 });
  const type = await fileTypeFromBuffer(upload);
  if (!type || !sellable.has(type.mime)) throw new DomainError('media.file_kind');
  const storageKey = `files/${randomUUID()}.${type.ext}`;
  await (await store()).put(storageKey, upload, type.mime);
  const kind = type.mime.startsWith('audio/')
    ? 'audio'
    : type.mime.startsWith('video/')
      ? 'video'
      : type.mime.startsWith('image/')
        ? 'picture'
        : type.mime === 'application/zip'
          ? 'archive'
          : 'document';
  return prisma().media.create({
    data: {
      enterpriseId,
      kind,
      contentType: type.mime,
      bytes: upload.byteLength,
      sha256: createHash('sha256').update(upload).digest('hex'),
      storageKey,
      fileName: fileName.slice(0, 200),
      createdById: actorId(actor),
    },
  });
}

const making = new Map<string, Promise<Buffer | null>>();

/**
 * A picture in one of the product's sizes and formats, made when it is first asked for and kept. Many asking at once make it once.
 * Null for an unknown picture or size.
 */
export async function pictureBytes(mediaId: string, width: number, format: PictureFormat): Promise<Buffer | null> {
  if (!pictureWidths.some((known) => known === width)) return null;
  const key = `derived/${mediaId}/${width}.${format}`;
  const kept = await (await store()).get(key);
  if (kept) return kept;
  const running = making.get(key) ?? derive(mediaId, width, format, key).finally(() => making.delete(key));
  making.set(key, running);
  return running;
}

async function derive(mediaId: string, width: number, format: PictureFormat, key: string): Promise<Buffer | null> {
  const media = await prisma().media.findUnique({ where: { id: mediaId }, select: { storageKey: true, kind: true } });
  const master = media?.kind === 'picture' ? await (await store()).get(media.storageKey) : null;
  if (!master) return null;
  const bytes = await render(master, width, format);
  await (await store()).put(key, bytes, `image/${format}`);
  return bytes;
}
