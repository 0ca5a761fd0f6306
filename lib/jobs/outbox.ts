import { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import type { Topic, Topics } from './topics.ts';

/**
 * Says that something happened, in the transaction in which it happens: if that commits, the topic's job runs at least once.
 * The database wakes the worker (trigger `outbox_message_notify`).
 */
export async function announce<T extends Topic>(tx: Tx, topic: T, payload: Topics[T]): Promise<void> {
  await tx.$executeRaw`insert into outbox_message (topic, payload) values (${topic}, ${JSON.stringify(payload)}::jsonb)`;
}

/** The end of a statement that makes rows, which announces each of them: `payloads` is a query of what is told, one column of JSON. */
export function announcing<T extends Topic>(topic: T, payloads: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`insert into outbox_message (topic, payload) select ${topic}, payload from (${payloads}) as told (payload)`;
}
