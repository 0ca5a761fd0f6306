/**
 * Small values that many requests of this process share (interface strings, categories, exchange rates). They live on
 * globalThis because the front server, which hears of changes, and Next's bundles are separate module graphs of one process.
 */
interface Remembered {
  readonly until: number;
  readonly value: Promise<unknown>;
}

const shared = globalThis as typeof globalThis & { ambersilkMemory?: Map<string, Remembered> };

function memory(): Map<string, Remembered> {
  shared.ambersilkMemory ??= new Map();
  return shared.ambersilkMemory;
}

/** The value under the key, loaded at most once at a time and kept for `ttlMs`. A failed load is not kept. */
export function remember<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
  const kept = memory().get(key);
  if (kept && kept.until > Date.now()) return kept.value as Promise<T>;
  const value = load();
  memory().set(key, { until: Date.now() + ttlMs, value });
  value.catch(() => memory().delete(key));
  return value;
}

/** Forgets every value whose key begins so. */
export function forget(prefix: string): void {
  for (const key of memory().keys()) if (key.startsWith(prefix)) memory().delete(key);
}
