import type { Tx } from '#lib/db/index.ts';
import type { Topic, Topics } from './topics.ts';

/**
 * Says that something happened, in the transaction in which it happens: if that commits, the topic's job runs at least once.
 * The database wakes the worker (trigger `outbox_message_notify`).
 */
export async function announce<T extends Topic>(tx: Tx, topic: T, payload: Topics[T]): Promise<void> {
  await tx.outboxMessage.create({ data: { topic, payload }, select: { id: true } });
}
