import { setTimeout as sleep } from 'node:timers/promises';
import { hasSqlState } from '#lib/core/errors.ts';
import { prisma, type Tx } from './client.ts';

const attempts = 4;

/**
 * Runs the work in one transaction. A deadlock or serialisation failure (40P01, 40001) is no answer for a person: the whole
 * work runs again, so it must do nothing outside the database.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma().$transaction(work, { maxWait: 10_000, timeout: 15_000 });
    } catch (error) {
      if (attempt === attempts || !hasSqlState(error, '40P01', '40001', 'P2034')) throw error;
      await sleep(10 * attempt + Math.random() * 20);
    }
  }
}
