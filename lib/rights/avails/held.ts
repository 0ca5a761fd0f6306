import type { Tx } from '#lib/db/index.ts';
import type { Holding } from '../authority.ts';
import { type ScopeRow, scopeOf } from '../columns.ts';
import type { Exclusivity, GrantState, Licensed } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import type { DeclaredBefore, Under } from './preview.ts';

export function sameNumber(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

interface Row extends ScopeRow {
  readonly work_id: string;
}

/** The licences by which an enterprise holds rights that it may hand on, by work. */
export async function licencesHeld(tx: Tx, enterpriseId: string): Promise<ReadonlyMap<string, readonly Under[]>> {
  const rows = await tx.$queryRaw<
    (Row & {
      id: string;
      number: string;
      exclusivity: Licensed;
      sublicensable: boolean;
      status: Holding['status'];
    })[]
  >`
    select h.id, h.work_id, l.number, h.exclusivity::text, h.sublicensable, h.status::text, h.rights::text, h.territories::text, h.languages::text,
      h.starts_on::text as start, h.ends_on::text as end
    from holding h join rights_grant g on g.id = h.grant_id join licence l on l.id = g.licence_id
    where h.enterprise_id = ${enterpriseId}::uuid and h.kind = 'licence' order by h.id`;
  const held = rows.map((row) => ({
    workId: row.work_id,
    number: row.number,
    holdingId: row.id,
    holding: {
      kind: 'licence' as const,
      scope: scopeOf(row, hierarchies),
      exclusivity: row.exclusivity,
      sublicensable: row.sublicensable,
      status: row.status,
    },
  }));
  return Map.groupBy(held, ({ workId }) => workId);
}

/** What stands under a control in some works, with what is known of whom it was given to. */
export async function grantsWithNotes(
  tx: Tx,
  ids: readonly string[],
  control: string,
): Promise<ReadonlyMap<string, DeclaredBefore[]>> {
  const rows = await tx.$queryRaw<
    (Row & {
      licensee_id: string;
      exclusivity: Exclusivity;
      state: GrantState;
      note: string;
      under: string | null;
    })[]
  >`
    select g.work_id, g.licensee_id, g.exclusivity::text, g.state::text, g.note, g.rights::text, g.territories::text, g.languages::text,
      lower(g.term)::text as start, upper(g.term)::text as end, l.number as under
    from rights_grant g
    left join holding h on h.id = g.holding_id and h.kind = 'licence' left join rights_grant above on above.id = h.grant_id
    left join licence l on l.id = above.licence_id
    where g.work_id = any(${[...ids]}::uuid[]) and g.live and g.control_id = ${control}::uuid and (g.lapses_at is null or g.lapses_at > now())
    order by g.id`;
  const grants = rows.map((row) => ({
    workId: row.work_id,
    exclusivity: row.exclusivity,
    licensee: row.licensee_id,
    state: row.state,
    scope: scopeOf(row, hierarchies),
    outside: row.state === 'declared' ? row.note : '',
    under: row.under ?? '',
  }));
  return Map.groupBy(grants, ({ workId }) => workId);
}
