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
  /** Licences of which something is now of the holder above. */
  readonly passed: readonly string[];
}

/** How many sublicences the end of a licence would end, and how many would pass to the holder above. */
export interface Ending {
  readonly ends: number;
  readonly passes: number;
}

/** What the end of a licence would do to what hangs on it. Nothing is written. */
export async function endingOf(tx: Tx, licenceId: string): Promise<Ending> {
  const own = await tx.rightsGrant.findMany({
    where: { licenceId, state: 'in_force' },
    select: { id: true, workId: true },
    orderBy: { workId: 'asc' },
  });
  let [ends, passes] = [0, 0];
  for (const { id, workId } of own) {
    const done = cascade(linksOf(await liveGrants(tx, workId)), id);
    ends += done.ends.length - 1;
    passes += done.assigns.length;
  }
  return { ends, passes };
}

function liveGrants(tx: Tx, workId: string): Promise<GrantRow[]> {
  return tx.$queryRaw<GrantRow[]>`
    select g.id, g.licensee_id, g.licence_id, g.on_end::text, h.grant_id as above
    from rights_grant g left join holding h on h.id = g.holding_id where g.work_id = ${workId}::uuid and g.live`;
}

function linksOf(rows: readonly GrantRow[]): Map<string, Hanging> {
  const links = new Map<string, Hanging>([[ownership, { id: ownership, parent: null, onEnd: 'ends' }]]);
  for (const { id, above, on_end: onEnd } of rows) links.set(id, { id, parent: above ?? ownership, onEnd });
  return links;
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
  const rows = await liveGrants(tx, workId);
  const grants = new Map(rows.map((row) => [row.id, row]));
  if (!grants.has(grantId)) throw new DomainError('rights.unknown');
  const { ends, assigns } = cascade(linksOf(rows), grantId);

  await tx.$executeRaw`update rights_grant set state = ${state}::grant_state where id = any(${[...ends]}::uuid[])`;
  await tx.$executeRaw`update holding set status = ${state}::holding_status where grant_id = any(${[...ends]}::uuid[])`;
  for (const { id, to } of assigns) await assign(tx, workId, id, to === ownership ? null : (grants.get(to) ?? null));
  const licences = ends.slice(1).flatMap((id) => grants.get(id)?.licence_id ?? []);
  await tx.$executeRaw`update licence set status = 'terminated', ended_at = now() where id = any(${licences}::uuid[]) and status <> 'terminated'`;
  await announceWork(tx, workId);
  const passed = assigns.flatMap(({ id }) => grants.get(id)?.licence_id ?? []);
  return { ended: ends, assigned: assigns.map(({ id }) => id), licences, passed: [...new Set(passed)] };
}

/**
 * Moves a sublicence under another grant, or (null) under the owner of the work. One that was declared, whose licensee is not here, stands in the
 * books of whoever holds it.
 */
async function assign(tx: Tx, workId: string, id: string, to: GrantRow | null): Promise<void> {
  try {
    if (to === null)
      await tx.$executeRaw`
        update rights_grant set holding_id = null, holder_id = (select enterprise_id from work where id = ${workId}::uuid),
          licensee_id = case when state = 'declared' then (select enterprise_id from work where id = ${workId}::uuid) else licensee_id end,
          control_id = '00000000-0000-0000-0000-000000000000' where id = ${id}::uuid`;
    else
      await tx.$executeRaw`
        update rights_grant set holding_id = (select id from holding where grant_id = ${to.id}::uuid), holder_id = ${to.licensee_id}::uuid,
          licensee_id = case when state = 'declared' then ${to.licensee_id}::uuid else licensee_id end,
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
