import { createHash } from 'node:crypto';
import { stableId } from './ids.ts';
import type { Rows } from './rows.ts';

/** Files of the world by their key in the media store. */
export type Files = Map<string, Buffer>;

export interface MediaData {
  readonly key: string;
  /** None for what a buyer brought. */
  readonly enterpriseId?: string;
  readonly kind: 'picture' | 'audio' | 'video' | 'document' | 'archive' | 'model';
  readonly contentType: string;
  readonly fileName: string;
  readonly storageKey: string;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly bytes: () => Buffer;
  readonly createdAt: Date;
}

/** Adds a file once and returns its media id. */
export function addMedia(rows: Rows, files: Files, data: MediaData): string {
  const id = stableId('media', data.key);
  if (rows.of('media').some((row) => row['id'] === id)) return id;
  const bytes = files.get(data.storageKey) ?? data.bytes();
  files.set(data.storageKey, bytes);
  rows.add('media', {
    id,
    enterprise_id: data.enterpriseId ?? null,
    kind: data.kind,
    content_type: data.contentType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    storage_key: data.storageKey,
    file_name: data.fileName,
    width: data.width ?? null,
    height: data.height ?? null,
    seconds: data.seconds ?? null,
    created_at: data.createdAt,
  });
  return id;
}
