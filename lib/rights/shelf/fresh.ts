import { sharedReading } from '#lib/core/shared-reading.ts';
import { pool } from '#lib/db/index.ts';
import { type GrantRow, type HoldingRow, RightsShelf, type WorkRow } from './shelf.ts';

interface Kept {
  readonly shelf: RightsShelf;
  /** Every transaction older than this one has been read. */
  horizon: string;
  /** While a long transaction is open, what was written since it began is seen again and again: by work, what was read already. */
  readonly seen: Map<string, string>;
  readonly refresh: () => Promise<void>;
}

/** The front server and Next's bundles are separate module graphs of one process. */
const shared = globalThis as typeof globalThis & { ambersilkRights?: Kept };

const worksAtOnce = 4_000;

/**
 * The shelf with every change that was committed before the call: what was signed a second ago is taken. Callers who come while it is
 * read share the next reading.
 */
export async function freshRights(): Promise<RightsShelf> {
  const kept = keptRights();
  await kept.refresh();
  return kept.shelf;
}

function keptRights(): Kept {
  if (!shared.ambersilkRights) {
    const kept: Kept = {
      shelf: new RightsShelf(),
      horizon: '0',
      seen: new Map(),
      refresh: sharedReading(() => read(kept)),
    };
    shared.ambersilkRights = kept;
  }
  return shared.ambersilkRights;
}

async function read(kept: Kept): Promise<void> {
  const first = kept.horizon === '0';
  // In a restored copy transactions count from the beginning again: what seems to come from the future is from before.
  if (first)
    await pool().query('update rights_change set changed = pg_current_xact_id() where changed > pg_current_xact_id()');
  const { rows } = await pool().query<{ horizon: string; work_id: string | null; changed: string | null }>({
    name: 'rights-changes',
    text: `select h.horizon::text, work_id, changed::text from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
      left join rights_change c on c.changed >= $1::xid8`,
    values: [kept.horizon],
  });
  const changed = rows.flatMap(({ work_id: id, changed: by }) =>
    id !== null && by !== null && kept.seen.get(id) !== by ? [{ id, by }] : [],
  );
  for (let from = 0; from < changed.length; from += worksAtOnce) {
    const some = changed.slice(from, from + worksAtOnce);
    await take(
      kept.shelf,
      some.map(({ id }) => id),
    );
  }
  kept.seen.clear();
  const horizon = rows[0]?.horizon ?? kept.horizon;
  for (const { work_id: id, changed: by } of rows)
    if (id !== null && by !== null && BigInt(by) >= BigInt(horizon)) kept.seen.set(id, by);
  kept.horizon = horizon;
}

const scopeColumns = 'rights::text, territories::text, languages::text';

/** Only the owners' control is offered here; what a licensee may sublicense is asked of the licensee. */
async function take(shelf: RightsShelf, ids: readonly string[]): Promise<void> {
  const values = [ids];
  const [works, holdings, grants] = await Promise.all([
    pool().query<WorkRow>({
      name: 'rights-works',
      text: `select w.id as work_id, w.kind::text, e.country, w.popularity from work w join enterprise e on e.id = w.enterprise_id
        where w.id = any($1::uuid[]) and w.status = 'verified'`,
      values,
    }),
    pool().query<HoldingRow>({
      name: 'rights-holdings',
      text: `select h.work_id, case when h.kind = 'ownership' then 'exclusive' else h.exclusivity::text end as exclusivity,
          h.rights::text, h.territories::text, h.languages::text, h.starts_on::text as start, h.ends_on::text as end
        from holding h join work w on w.id = h.work_id
        where h.work_id = any($1::uuid[]) and h.status = 'in_force' and h.exclusivity in ('exclusive', 'sole', 'non_exclusive')
          and (h.kind = 'ownership' or (h.sublicensable and h.enterprise_id = w.enterprise_id))`,
      values,
    }),
    pool().query<GrantRow>({
      name: 'rights-grants',
      text: `select work_id, exclusivity::text, state = 'option' as option, ${scopeColumns}, lower(term)::text as start, upper(term)::text as end,
          (extract(epoch from lapses_at) * 1000)::float8 as lapses
        from rights_grant where work_id = any($1::uuid[]) and live and control_id = '00000000-0000-0000-0000-000000000000'`,
      values,
    }),
  ]);
  shelf.put(ids, { works: works.rows, holdings: holdings.rows, grants: grants.rows });
}
