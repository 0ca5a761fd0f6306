import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets so many at a time through, the others wait in line: a rush does not take every connection of the pool, and nobody's wait for
 * one runs out.
 */
export function gate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside < width) inside += 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      // Whoever is next takes this one's place.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}

/**
 * Works, and rests as long as that took, `atMost` milliseconds: in a rush, when everything takes its time, what can wait leaves the
 * processors to those who wait at a page, and is caught up with when they have gone. Rejects as the work does, after the rest.
 */
export async function givingWay(work: () => Promise<void>, atMost: number): Promise<void> {
  const began = performance.now();
  try {
    await work();
  } finally {
    await sleep(Math.min(performance.now() - began, atMost));
  }
}
