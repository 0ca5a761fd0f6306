import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { config } from '#lib/core/config.ts';

/** Where bytes are kept: a folder on this machine, or S3 when its settings are there. Keys are paths of [a-z0-9/._-]. */
export interface Store {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Keeps a file of this machine, which stays where it is, without reading it into memory. */
  take(key: string, file: string, contentType: string): Promise<void>;
  /** The whole file, or null. */
  get(key: string): Promise<Buffer | null>;
  /** A stretch of the file as a stream; `end` is inclusive. Null when there is no such file. */
  stream(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array> | null>;
  remove(key: string): Promise<void>;
}

const keyPattern = /^[a-z0-9][a-z0-9/._-]{2,200}$/;

function requireKey(key: string): string {
  if (!keyPattern.test(key) || key.includes('..')) throw new Error('not a storage key');
  return key;
}

class FolderStore implements Store {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  #file(key: string): string {
    return path.join(this.#root, requireKey(key));
  }

  /** Written aside and moved, so that nobody ever reads half a file. */
  async #place(key: string, write: (aside: string) => Promise<void>): Promise<void> {
    const file = this.#file(key);
    await mkdir(path.dirname(file), { recursive: true });
    const aside = `${file}.${randomUUID()}.part`;
    await write(aside);
    await rename(aside, file);
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.#place(key, (aside) => writeFile(aside, bytes));
  }

  take(key: string, file: string): Promise<void> {
    // A second name for the same bytes costs nothing; on another disk they are copied.
    return this.#place(key, (aside) => link(file, aside).catch(() => copyFile(file, aside)));
  }

  async get(key: string): Promise<Buffer | null> {
    return readFile(this.#file(key)).catch(() => null);
  }

  async stream(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array> | null> {
    const file = this.#file(key);
    const found = await stat(file).catch(() => null);
    return found ? (Readable.toWeb(createReadStream(file, range)) as ReadableStream<Uint8Array>) : null;
  }

  async remove(key: string): Promise<void> {
    await rm(this.#file(key), { force: true });
  }
}

let opened: Promise<Store> | undefined;

async function open(): Promise<Store> {
  const { S3_BUCKET, DATA_DIR } = config();
  if (S3_BUCKET) return (await import('./s3.ts')).openS3(config());
  return new FolderStore(path.resolve(DATA_DIR, 'media'));
}

/** The store of this installation. */
export function store(): Promise<Store> {
  opened ??= open();
  return opened;
}
