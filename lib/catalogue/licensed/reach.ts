import { pool, type Tx } from '#lib/db/index.ts';
import type { LicenceReach } from './rule.ts';

type Row = Omit<LicenceReach, 'rights' | 'territories'> & { readonly rights: string[]; readonly territories: string[] };

/** How far licences reach, by their ids; nothing is asked where there is none. */
export async function reachOf(
  tx: Tx,
  licenceIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, LicenceReach>> {
  const ids = [...new Set(licenceIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<Row[]>`
    select licence_id as "licenceId", number, status, rights, territories, starts_on::text as "startsOn", ends_on::text as "endsOn",
      sells_until::text as "sellsUntil" from licence_reach where licence_id = any(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.licenceId, row]));
}

/** A licence that an enterprise took, as its listings may name it. */
export interface TakenLicence extends LicenceReach {
  readonly workIds: readonly string[];
}

const mostTaken = 200;

/** The licences under which an enterprise may sell now or soon, the newest first. */
export async function licencesTaken(enterpriseId: string): Promise<TakenLicence[]> {
  const { rows } = await pool().query<TakenLicence>({
    name: 'licences-taken',
    text: `select r.licence_id as "licenceId", r.number, r.status, r.rights, r.territories, r.starts_on::text as "startsOn",
        r.ends_on::text as "endsOn", r.sells_until::text as "sellsUntil",
        array(select w.work_id from deal_work w join licence l on l.deal_id = w.deal_id where l.id = r.licence_id order by 1) as "workIds"
      from licence_reach r where r.licensee_id = $1 and r.status in ('active', 'suspended') and (r.ends_on is null or r.ends_on > current_date)
      order by r.starts_on desc, r.licence_id limit ${mostTaken}`,
    values: [enterpriseId],
  });
  return rows;
}
