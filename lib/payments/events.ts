import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { prisma } from '#lib/db/index.ts';
import type { Topic } from '#lib/jobs/index.ts';
import { stripe } from './stripe.ts';
import { webhookEvents } from './webhook-events.ts';

function actsOn(type: string): boolean {
  return webhookEvents.includes(type);
}

/** The event, signed with the secret of our endpoint or of the one for connected accounts. */
function verified(rawBody: string, signature: string) {
  const { STRIPE_WEBHOOK_SECRET, STRIPE_CONNECT_WEBHOOK_SECRET } = config();
  for (const secret of [STRIPE_WEBHOOK_SECRET, STRIPE_CONNECT_WEBHOOK_SECRET]) {
    if (!secret) continue;
    try {
      return stripe().webhooks.constructEvent(rawBody, signature, secret);
    } catch {
      // The other one may fit.
    }
  }
  log.warn('webhook with a wrong signature refused');
  throw new DomainError('payments.bad_signature');
}

/**
 * Takes a webhook: checks signature and age with the SDK, stores the event under its own id and announces it, in one insert.
 * A repeated event is stored once. Throws `payments.bad_signature`.
 */
export async function receiveEvent(rawBody: string, signature: string): Promise<void> {
  const event = verified(rawBody, signature);
  const objectId = 'id' in event.data.object ? String(event.data.object.id) : null;
  const acts = actsOn(event.type);
  const topic: Topic = 'stripe.event';
  await prisma().$executeRaw`
    with stored as (
      insert into stripe_event (id, type, object_id, payload, processed_at)
      values (${event.id}, ${event.type}, ${objectId}, ${rawBody}::jsonb, ${acts ? null : now()}::timestamptz)
      on conflict do nothing returning id
    )
    insert into outbox_message (topic, payload)
    select ${topic}, jsonb_build_object('eventId', id) from stored where ${acts}`;
}

/** The stored event: what kind it is and which object it is about. Null when unknown or done already. */
export async function pendingEvent(eventId: string): Promise<{ type: string; objectId: string | null } | null> {
  const event = await prisma().stripeEvent.findUnique({
    where: { id: eventId },
    select: { type: true, objectId: true, processedAt: true },
  });
  return event && !event.processedAt ? { type: event.type, objectId: event.objectId } : null;
}

export async function markProcessed(eventId: string): Promise<void> {
  await prisma().stripeEvent.update({ where: { id: eventId }, data: { processedAt: now() }, select: { id: true } });
}
