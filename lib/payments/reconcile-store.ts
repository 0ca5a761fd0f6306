import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, text } from '#lib/core/validation.ts';
import type { ReconciliationDifference, ReconciliationRun } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { type ReconciledType, reconciledTypes } from './reconcile-list.ts';
import type { Difference } from './reconcile-rules.ts';

/**
 * Keeps a difference: an open one is one row, however often it is seen. One that a person has explained is not opened again while it
 * stays what it was.
 */
export async function keepDifference(difference: Difference, resolution?: 'repaired'): Promise<void> {
  const { kind, objectType, objectId, orderId, currency, stripeMinor, oursMinor } = difference;
  const at = now();
  const explained = await prisma().reconciliationDifference.findFirst({
    where: { kind, objectId, resolution: 'by_hand', stripeMinor, oursMinor },
  });
  if (explained) return;
  await prisma().$executeRaw`
    insert into reconciliation_difference (kind, object_type, object_id, order_id, currency, stripe_minor, ours_minor, found_at, seen_at)
    values (${kind}, ${objectType}, ${objectId}, ${orderId}::uuid, ${currency}, ${stripeMinor}::bigint, ${oursMinor}::bigint, ${at}, ${at})
    on conflict (kind, object_id) where resolved_at is null
    do update set seen_at = excluded.seen_at, stripe_minor = excluded.stripe_minor, ours_minor = excluded.ours_minor`;
  if (!resolution) return;
  await prisma().reconciliationDifference.updateMany({
    where: { kind, objectId, resolvedAt: null },
    data: { resolvedAt: at, resolution },
  });
}

/** What this run no longer found is gone. */
export async function closeGone(standing: readonly Difference[]): Promise<void> {
  const kept = new Set(standing.map(({ kind, objectId }) => `${kind} ${objectId}`));
  const open = await prisma().reconciliationDifference.findMany({ where: { resolvedAt: null } });
  const gone = open.filter(({ kind, objectId }) => !kept.has(`${kind} ${objectId}`)).map((each) => each.id);
  await prisma().reconciliationDifference.updateMany({
    where: { id: { in: gone }, resolvedAt: null },
    data: { resolvedAt: now(), resolution: 'gone' },
  });
}

/** Objects of open differences, which are looked at again however old they are. */
export async function openObjects(): Promise<{ type: ReconciledType; id: string }[]> {
  const open = await prisma().reconciliationDifference.findMany({
    where: { resolvedAt: null },
    select: { objectType: true, objectId: true },
    orderBy: { foundAt: 'asc' },
    take: 500,
  });
  return open.flatMap(({ objectType, objectId }) => {
    const type = reconciledTypes.find((each) => each === objectType);
    return type ? [{ type, id: objectId }] : [];
  });
}

export interface DifferenceLine extends ReconciliationDifference {
  readonly orderNumber: string | null;
  readonly resolvedByName: string | null;
}

/** The last run that ended, and one that is at work. */
export async function lastRun(
  actor: Actor,
): Promise<{ last: ReconciliationRun | null; running: ReconciliationRun | null }> {
  authorize(actor, 'reconciliation.view');
  const [last, running] = await Promise.all([
    prisma().reconciliationRun.findFirst({ where: { finishedAt: { not: null } }, orderBy: { startedAt: 'desc' } }),
    prisma().reconciliationRun.findFirst({ where: { finishedAt: null }, orderBy: { startedAt: 'desc' } }),
  ]);
  return { last, running: running && (!last || running.startedAt > last.startedAt) ? running : null };
}

/** Differences that are open, or those that are settled; the newest first. */
export async function listDifferences(
  actor: Actor,
  state: 'open' | 'settled',
  cursor?: string,
): Promise<Page<DifferenceLine>> {
  authorize(actor, 'reconciliation.view');
  const [at, after] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().reconciliationDifference.findMany({
    where: {
      resolvedAt: state === 'open' ? null : { not: null },
      ...(at && after ? { OR: [{ foundAt: { lt: at } }, { foundAt: at, id: { lt: after } }] } : {}),
    },
    orderBy: [{ foundAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const [orders, people] = await Promise.all([
    prisma().order.findMany({
      where: { id: { in: rows.flatMap(({ orderId }) => orderId ?? []) } },
      select: { id: true, number: true },
    }),
    prisma().user.findMany({
      where: { id: { in: rows.flatMap(({ resolvedBy }) => resolvedBy ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const numbers = new Map(orders.map((order) => [order.id, order.number]));
  const names = new Map(people.map((person) => [person.id, person.name]));
  const lines = rows.map((row) => ({
    ...row,
    orderNumber: row.orderId ? (numbers.get(row.orderId) ?? null) : null,
    resolvedByName: row.resolvedBy ? (names.get(row.resolvedBy) ?? null) : null,
  }));
  return pageOf(lines, limits.page, (last) => encodeCursor([last.foundAt, last.id]));
}

export const resolveDifferenceSchema = z.object({ differenceId: id, reason: text(limits.shortText, 10) });

/** A person says why a difference is right as it is. Throws `payments.difference_settled` when it is not open any more. */
export async function resolveDifference(actor: Actor, input: z.infer<typeof resolveDifferenceSchema>): Promise<void> {
  authorize(actor, 'reconciliation.resolve');
  const { count } = await prisma().reconciliationDifference.updateMany({
    where: { id: input.differenceId, resolvedAt: null },
    data: { resolvedAt: now(), resolution: 'by_hand', reason: input.reason, resolvedBy: actorId(actor) },
  });
  if (count === 0) throw new DomainError('payments.difference_settled');
}
