import { store } from './store.ts';

const making = new Map<string, Promise<Buffer>>();

/**
 * Bytes that are made once and kept under a key that names what they are made of. Many asking at once make them once; a key never means
 * other bytes.
 */
export async function keptBytes(key: string, contentType: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const kept = await (await store()).get(key);
  if (kept) return kept;
  const running = making.get(key) ?? makeAndKeep(key, contentType, make).finally(() => making.delete(key));
  making.set(key, running);
  return running;
}

async function makeAndKeep(key: string, contentType: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const bytes = await make();
  await (await store()).put(key, bytes, contentType);
  return bytes;
}
