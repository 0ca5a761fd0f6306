import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { parseFile } from 'music-metadata';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { MediaKind, UploadPurpose } from '#lib/db/generated/client.ts';
import { requireModel } from './model.ts';
import { makeMaster } from './picture.ts';
import { store } from './store.ts';

/** What is known of a file whose bytes are in the store. */
export interface Examined {
  readonly kind: MediaKind;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly width?: number;
  readonly height?: number;
  readonly placeholder?: string;
  readonly likeness?: bigint | null;
  readonly seconds?: number;
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

/** Sounds and films that browsers play, by what they really are, as they are served. */
const playable: Readonly<Record<string, string>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/flac': 'audio/flac',
  'audio/x-flac': 'audio/flac',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'video/mp4': 'video/mp4',
  'video/webm': 'video/webm',
};

const modelType = 'model/gltf-binary';

/** What may be sold; throws `media.file_kind` for all else. */
export function sellableKind(contentType: string | undefined): MediaKind {
  if (!contentType || !sellable.has(contentType)) throw new DomainError('media.file_kind');
  const [family] = contentType.split('/');
  if (family === 'audio' || family === 'video') return family;
  if (family === 'image') return 'picture';
  return contentType === 'application/zip' ? 'archive' : 'document';
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Looks at a file that has arrived, by its bytes and never its name, and puts what is kept of it into the store under a name made of
 * `id`; doing it twice is the same as once. Throws what says why it is not kept.
 */
export function examine(purpose: UploadPurpose, file: string, id: string): Promise<Examined> {
  return { picture: examinePicture, file: examineFile, sample: examineSample, trailer: examineFile }[purpose](file, id);
}

/** A picture is small enough to be held in memory (limits.pictureBytes); makeMaster says what is refused and why. */
async function examinePicture(file: string, id: string): Promise<Examined> {
  if ((await stat(file)).size > limits.pictureBytes)
    throw new DomainError('media.too_large', { size: limits.pictureBytes });
  return keepPicture(await readFile(file), id);
}

/** Keeps a picture under a name made of `id`. Throws as makeMaster does. */
export async function keepPicture(upload: Uint8Array, id: string): Promise<Examined> {
  const { bytes, ...master } = await makeMaster(upload);
  const storageKey = `pictures/${id}.webp`;
  await (await store()).put(storageKey, bytes, master.contentType);
  return { kind: 'picture', bytes: bytes.length, storageKey, ...master };
}

async function examineFile(file: string, id: string): Promise<Examined> {
  const type = await fileTypeFromFile(file);
  const kind = sellableKind(type?.mime);
  return keepFile(file, `files/${id}.${type?.ext ?? 'bin'}`, kind, type?.mime ?? '');
}

async function keepFile(file: string, storageKey: string, kind: MediaKind, contentType: string): Promise<Examined> {
  const [{ size }, sha256] = await Promise.all([stat(file), sha256Of(file)]);
  await (await store()).take(storageKey, file, contentType);
  return { kind, contentType, bytes: size, sha256, storageKey };
}

async function examineSample(file: string, id: string): Promise<Examined> {
  const type = await fileTypeFromFile(file);
  if (type?.mime === modelType) return examineModel(file, id);
  const contentType = playable[type?.mime ?? ''];
  if (!type || !contentType) throw new DomainError('media.not_a_sample');
  const seconds = await secondsOf(file);
  if (seconds > limits.sampleSeconds)
    throw new DomainError('media.sample_too_long', { minutes: limits.sampleSeconds / 60 });
  const kind = contentType.startsWith('video/') ? 'video' : 'audio';
  return { ...(await keepFile(file, `samples/${id}.${type.ext}`, kind, contentType)), seconds };
}

/** A thing in three dimensions is small enough to be held in memory (limits.modelBytes). */
async function examineModel(file: string, id: string): Promise<Examined> {
  if ((await stat(file)).size > limits.modelBytes)
    throw new DomainError('media.model_too_large', { megabytes: limits.modelBytes / 2 ** 20 });
  await requireModel(await readFile(file));
  return keepFile(file, `samples/${id}.glb`, 'model', modelType);
}

/** How long it lasts, at least a second. What says nothing of its length, or cannot be read, is no sample. */
async function secondsOf(file: string): Promise<number> {
  const { format } = await parseFile(file, { duration: true, skipCovers: true }).catch(() => {
    throw new DomainError('media.sample_damaged');
  });
  if (!format.duration || !Number.isFinite(format.duration)) throw new DomainError('media.sample_damaged');
  return Math.max(1, Math.round(format.duration));
}
