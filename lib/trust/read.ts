import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { AuditEntry } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

export interface AuditLine extends AuditEntry {
  /** Name of the person who acted; null where the platform did. */
  readonly actorName: string | null;
}

/** Who did what to which thing, the newest first. */
export async function auditTrail(actor: Actor, cursor?: string): Promise<Page<AuditLine>> {
  authorize(actor, 'audit.view');
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().auditEntry.findMany({
    where: at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {},
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const actorIds = rows.flatMap((row) => row.actorId ?? []);
  const people = await prisma().user.findMany({ where: { id: { in: actorIds } }, select: { id: true, name: true } });
  const names = new Map(people.map((each) => [each.id, each.name]));
  const lines = rows.map((row) => ({ ...row, actorName: row.actorId ? (names.get(row.actorId) ?? null) : null }));
  return pageOf(lines, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}
