import { createHash, randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Media } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { store } from './store.ts';

/** What people send each other beside words, by what it really is. Nothing that a browser would run. */
const exchanged = new Set([
  'application/pdf',
  'application/zip',
  'application/epub+zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/tiff',
  'audio/mpeg',
  'audio/wav',
  'video/mp4',
]);

/**
 * Keeps a file that only some may fetch, for an operation that has authorised it. It is a document whatever is in it, so that no address
 * of pictures ever shows it. Throws `media.private_kind`, `media.too_large`.
 */
export async function keepPrivateFile(
  actor: Actor,
  enterpriseId: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  most: number,
): Promise<Media> {
  if (bytes.byteLength > most) throw new DomainError('media.too_large', { size: most });
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !exchanged.has(type.mime)) throw new DomainError('media.private_kind');
  const storageKey = `files/${randomUUID()}.${type.ext}`;
  await (await store()).put(storageKey, bytes, type.mime);
  return prisma().media.create({
    data: {
      enterpriseId,
      kind: 'document',
      contentType: type.mime,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      storageKey,
      fileName: name.slice(0, 200),
      createdById: actorId(actor),
    },
  });
}
