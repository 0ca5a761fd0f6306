import { type Actor, actorId } from '#lib/core/actor.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** Writes who did what to which thing, and why. Rows can be neither changed nor deleted (trigger `audit_entry_append_only`). */
export async function audit(
  tx: Tx,
  actor: Actor,
  entry: {
    action: string;
    subjectType: string;
    subjectId: string;
    reason?: string | undefined;
    data?: Prisma.InputJsonObject;
  },
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorId: actorId(actor),
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      reason: entry.reason ?? null,
      data: entry.data ?? {},
    },
  });
}
