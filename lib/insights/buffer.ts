import { setTimeout as later } from 'node:timers';
import { log } from '#lib/core/log.ts';
import { writeCounts } from './write.ts';

/** Something a visitor is counted for, once a day. */
export type Count = { readonly day: string; readonly mark: Buffer } & (
  | { readonly what: 'view' | 'cart'; readonly listingId: string }
  | {
      readonly what: 'search';
      readonly locale: string;
      readonly folded: string;
      readonly written: string;
      readonly categorySlug: string;
      readonly country: string;
      readonly found: boolean;
    }
);

const everyMs = 3_000;
/** So many wait in memory at most; a flood beyond them is not counted, and costs nothing else. */
const mostWaiting = 20_000;

interface Waiting {
  counts: Map<string, Count>;
  timer: NodeJS.Timeout | undefined;
}

/** Like lib/core/memory.ts: the front server and Next's bundles are separate module graphs of one process. */
const shared = globalThis as typeof globalThis & { ambersilkCounts?: Waiting };

function waiting(): Waiting {
  shared.ambersilkCounts ??= { counts: new Map(), timer: undefined };
  return shared.ambersilkCounts;
}

/** Keeps a count until the next writing: many visitors make one statement every few seconds. */
export function keepCount(count: Count): void {
  const at = waiting();
  if (at.counts.size >= mostWaiting) return;
  at.counts.set(count.mark.toString('base64'), count);
  at.timer ??= later(() => void flushCounts(), everyMs).unref();
}

/** Writes what waits. What cannot be written waits for the next time. */
export async function flushCounts(): Promise<void> {
  const at = waiting();
  clearTimeout(at.timer);
  at.timer = undefined;
  const { counts } = at;
  if (counts.size === 0) return;
  at.counts = new Map();
  try {
    await writeCounts([...counts.values()]);
  } catch (error) {
    log.warn({ err: error, counts: counts.size }, 'counts wait for the database');
    for (const count of counts.values()) keepCount(count);
  }
}
