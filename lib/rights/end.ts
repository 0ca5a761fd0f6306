import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { cascade, type Hanging } from './chain.ts';

interface GrantRow {
  readonly id: string;
  readonly licensee_id: string;
  readonly licence_id: string | null;
  readonly on_end: 'ends' | 'assigns';
  /** The grant above it; null where it was given out of ownership. */
  readonly above: string | null;
}

/** What hangs on nothing but ownership hangs here. */
const ownership = 'ownership';

/** What the end of a grant did. */
export interface Ended {
  /** Grants that ended, the named one first. */
  readonly ended: readonly string[];
  /** Sublicences that are now of the holder above. */
  readonly assigned: readonly string[];
  /** Licences that ended because the one above them did. */
  readonly licences: readonly string[];
}

/**
 * Ends a grant, and with it the sublicences under it, or assigns those to the holder above, as each says. The work is locked; what a licensee
 * held by an ended grant it holds no more. The licence of the named grant is for the caller. Throws `rights.unknown`, and `rights.conflict`
 * where an assigned sublicence collides with what the holder above has given.
 */
export async function endGrant(
  tx: Tx,
  { workId, grantId, state }: { workId: string; grantId: string; state: 'terminated' | 'expired' },
): Promise<Ended> {
  await tx.$executeRaw`select lock_rights_of_work(${workId}::uuid)`;
  const rows = await tx.$queryRaw<GrantRow[]>`
    select g.id, g.licensee_id, g.licence_id, g.on_end::text, h.grant_id as above
    from rights_grant g left join holding h on h.id = g.holding_id where g.work_id = ${workId}::uuid and g.live`;
  const grants = new Map(rows.map((row) => [row.id, row]));
  if (!grants.has(grantId)) throw new DomainError('rights.unknown');
  const links = new Map<string, Hanging>([[ownership, { id: ownership, parent: null, onEnd: 'ends' }]]);
  for (const { id, above, on_end: onEnd } of rows) links.set(id, { id, parent: above ?? ownership, onEnd });
  const { ends, assigns } = cascade(links, grantId);

  await tx.$executeRaw`update rights_grant set state = ${state}::grant_state where id = any(${[...ends]}::uuid[])`;
  await tx.$executeRaw`update holding set status = ${state}::holding_status where grant_id = any(${[...ends]}::uuid[])`;
  for (const { id, to } of assigns) await assign(tx, workId, id, to === ownership ? null : (grants.get(to) ?? null));
  const licences = ends.slice(1).flatMap((id) => grants.get(id)?.licence_id ?? []);
  await tx.$executeRaw`update licence set status = 'terminated', ended_at = now() where id = any(${licences}::uuid[]) and status <> 'terminated'`;
  await announceWork(tx, workId);
  return { ended: ends, assigned: assigns.map(({ id }) => id), licences };
}

/** Moves a sublicence under another grant, or (null) under the owner of the work. */
async function assign(tx: Tx, workId: string, id: string, to: GrantRow | null): Promise<void> {
  try {
    if (to === null)
      await tx.$executeRaw`
        update rights_grant set holding_id = null, holder_id = (select enterprise_id from work where id = ${workId}::uuid),
          control_id = '00000000-0000-0000-0000-000000000000' where id = ${id}::uuid`;
    else
      await tx.$executeRaw`
        update rights_grant set holding_id = (select id from holding where grant_id = ${to.id}::uuid), holder_id = ${to.licensee_id}::uuid,
          control_id = ${to.licensee_id}::uuid where id = ${id}::uuid`;
  } catch (error) {
    if (hasSqlState(error, '23P01')) throw new DomainError('rights.conflict', { places: [] });
    throw error;
  }
}

/** The work's page forgets what it showed. */
export async function announceWork(tx: Tx, workId: string): Promise<void> {
  const { slug } = await tx.work.findUniqueOrThrow({ where: { id: workId }, select: { slug: true } });
  await announceChange(tx, { kind: 'work', slug });
}
