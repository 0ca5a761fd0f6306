import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from './owner.ts';

/** Waits until so many statements wait for a lock of another. */
export async function waitUntilBlocked(count: number): Promise<void> {
  // The product's own role sees nothing of other connections.
  await asOwner(async (client) => {
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await client.query<{ blocked: number }>(
        `select count(*)::int as blocked from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if ((rows[0]?.blocked ?? 0) >= count) return;
      await sleep(25);
    }
    throw new Error('nobody waits');
  });
}
