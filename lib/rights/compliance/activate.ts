import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { complianceBlocks, readChecklist } from './checklist.ts';

export const activateLicenceSchema = z.object({ number: z.string().max(40) });

/**
 * Begins a signed licence once nothing of its checklist blocks it. Throws `rights.compliance_open` with how many items do, and
 * `rights.not_signed` for one that has begun or ended.
 */
export async function activateLicence(actor: Actor, { number }: z.output<typeof activateLicenceSchema>): Promise<void> {
  const { licence: known, side } = await readChecklist(actor, number);
  if (side === 'staff') throw new DomainError('rights.not_your_item');
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from licence where id = ${known.id}::uuid for update`;
    const licence = await tx.licence.findUniqueOrThrow({ where: { id: known.id } });
    if (licence.status !== 'signed') throw new DomainError('rights.not_signed');
    const blocks = await complianceBlocks(tx, licence.id);
    if (blocks.length > 0) throw new DomainError('rights.compliance_open', { count: blocks.length });
    await tx.licence.update({ where: { id: licence.id }, data: { status: 'active', activatedAt: now() } });
    await audit(tx, actor, { action: 'licence.activate', subjectType: 'licence', subjectId: licence.id });
  });
}
