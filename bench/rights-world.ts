import pg from 'pg';
import { cellsOf, columnsOf, freeze, hierarchies, type Scope, type WrittenScope } from '#lib/rights/index.ts';
import { copyRows } from '#seed/copy.ts';
import { pick, randomFrom, stableId } from '#seed/ids.ts';

const everyLanguage = { include: ['all', 'zxx', 'mis'] };
const places = [
  ['PL'],
  ['CZ', 'SK'],
  ['visegrad'],
  ['BG', 'RO'],
  ['CN'],
  ['greater_china'],
  ['HU'],
  ['baltics'],
  ['western_balkans'],
  ['GR'],
  ['DE', 'AT'],
  ['eu'],
  ['cee'],
] as const;
const tongues = [['all', 'zxx', 'mis'], ['all', 'zxx', 'mis'], ['zh'], ['cs', 'sk'], ['pl'], ['en']] as const;
const kinds = ['pattern', 'character', 'book', 'film', 'series', 'game', 'music', 'mural', 'design', 'play'] as const;
const grantsOfWork = 10;

const workIdOf = (n: number) => stableId('bench work', n);

/** Scopes repeat, and their leaves are worked out once. */
const known = new Map<string, { scope: Scope; columns: ReturnType<typeof columnsOf>; cells: readonly number[] }>();

function written(
  rights: readonly string[],
  territories: readonly string[],
  languages: readonly string[],
  from: string,
  to: string | null,
) {
  const scope: WrittenScope = {
    rights: { include: rights },
    territories: { include: territories },
    languages: { include: languages },
    term: { start: from, end: to },
  };
  const key = JSON.stringify([rights, territories, languages]);
  let leaves = known.get(key);
  if (leaves === undefined) {
    const frozen = freeze(scope, hierarchies);
    leaves = { scope: frozen, columns: columnsOf(frozen, hierarchies), cells: cellsOf(frozen, hierarchies) };
    known.set(key, leaves);
  }
  return { scope, ...leaves.columns, cells: leaves.cells, term: `[${from},${to ?? ''})` };
}

function* works(count: number, holders: readonly string[]) {
  for (let n = 0; n < count; n++) {
    const random = randomFrom(`bench work ${n}`);
    yield {
      id: workIdOf(n),
      slug: `bench-${n}`,
      enterprise_id: pick(holders, random),
      kind: pick(kinds, random),
      status: 'verified',
      text_id: stableId('bench text', n),
      year: 1990 + Math.floor(random() * 35),
      creators: [],
      languages: [],
      popularity: Math.floor(random() ** 3 * 10_000),
    };
  }
}

function* texts(count: number) {
  for (let n = 0; n < count; n++) yield { id: stableId('bench text', n), source_locale: 'en' };
}

function* titles(count: number) {
  for (let n = 0; n < count; n++)
    for (const [locale, state] of [
      ['en', 'source'],
      ['zh-CN', 'reviewed'],
      ['pl', 'reviewed'],
    ] as const)
      yield {
        text_id: stableId('bench text', n),
        locale,
        state,
        fields: { title: `Work № ${n} (${locale})`, summary: 'A work of the bench' },
      };
}

function* holdings(count: number, holders: ReadonlyMap<string, string>) {
  for (let n = 0; n < count; n++) {
    // Two in three are owned for all the world; the others for some of it.
    const territories =
      n % 3 === 0 ? pick([['cee'], ['cee', 'greater_china'], ['eu']], randomFrom(`bench holding ${n}`)) : ['world'];
    const { term: _, cells: __, ...row } = written(['all'], territories, everyLanguage.include, '2000-01-01', null);
    yield {
      id: stableId('bench holding', n),
      work_id: workIdOf(n),
      enterprise_id: holders.get(workIdOf(n)) ?? '',
      kind: 'ownership',
      ...row,
      starts_on: '2000-01-01',
      ends_on: null,
    };
  }
}

/** Ten grants of rights of their own each, so that they never collide. */
function* grants(count: number, holders: ReadonlyMap<string, string>, licensees: readonly string[]) {
  const leaves = hierarchies.rights.leaves;
  for (let n = 0; n < count; n++) {
    const random = randomFrom(`bench grants ${n}`);
    const shift = Math.floor(random() * leaves.length);
    for (let at = 0; at < grantsOfWork; at++) {
      const rights = [
        leaves[(shift + at * 2) % leaves.length] ?? '',
        leaves[(shift + at * 2 + 1) % leaves.length] ?? '',
      ];
      const from = 2024 + Math.floor(random() * 6);
      const holder = holders.get(workIdOf(n)) ?? '';
      yield {
        id: stableId('bench grant', n, at),
        work_id: workIdOf(n),
        holder_id: holder,
        licensee_id: pick(licensees, random),
        exclusivity: pick(['exclusive', 'non_exclusive', 'sole', 'non_exclusive'], random),
        state: 'in_force',
        ...written(
          rights.toSorted(),
          pick(places, random),
          pick(tongues, random),
          `${from}-01-01`,
          `${from + 1 + Math.floor(random() * 5)}-01-01`,
        ),
      };
    }
  }
}

async function enterprises(
  client: pg.Client,
  name: string,
  count: number,
): Promise<{ ids: string[]; users: string[] }> {
  const ids = Array.from({ length: count }, (_, n) => stableId('bench', name, n));
  const users = ids.map((id) => stableId('bench user', id));
  await copyRows(
    client,
    'users',
    users.map((id, n) => ({ id, email: `${name}-${n}@bench.example`, name: `${name} ${n}`, locale: 'en' })),
  );
  await copyRows(
    client,
    'texts',
    ids.map((id) => ({ id: stableId('text of', id), source_locale: 'en' })),
  );
  await copyRows(
    client,
    'enterprise',
    ids.map((id, n) => ({
      id,
      slug: `bench-${name}-${n}`,
      country: ['CN', 'PL', 'CZ', 'BG', 'HU', 'RO'][n % 6] ?? 'CN',
      kind: 'studio',
      status: 'verified',
      legal_name: `${name} ${n}`,
      legal_name_latin: `${name} ${n}`,
      display_name: `${name} ${n}`,
      registration_number: `B${name}${n}`,
      source_locale: 'en',
      currency: 'EUR',
      text_id: stableId('text of', id),
    })),
  );
  await copyRows(
    client,
    'membership',
    ids.map((id, n) => ({ user_id: users[n] ?? '', enterprise_id: id, role: 'owner' })),
  );
  return { ids, users };
}

export interface Party {
  readonly enterpriseId: string;
  readonly userId: string;
}

export interface RightsWorld {
  readonly holders: readonly Party[];
  readonly licensees: readonly Party[];
}

/** The constraints that look at each row against all others are taken off while a million rows are copied, and then look at all at once. */
const exclusions = ['rights_grant_restrictive', 'rights_grant_non_exclusive', 'rights_grant_own_use'] as const;

/** Makes so many works with ten grants each, the same on every machine. */
export async function makeRightsWorld(url: string, count: number): Promise<RightsWorld> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set maintenance_work_mem = '512MB'; set synchronous_commit = off");
  const { ids: holders, users: holderUsers } = await enterprises(client, 'holder', 60);
  const { ids: licensees, users: licenseeUsers } = await enterprises(client, 'licensee', 64);
  await copyRows(client, 'texts', texts(count));
  await copyRows(client, 'translation', titles(count));
  await copyRows(client, 'work', works(count, holders));
  const { rows } = await client.query<{ id: string; enterprise_id: string }>('select id, enterprise_id from work');
  const holderOf = new Map(rows.map((row) => [row.id, row.enterprise_id]));
  await copyRows(client, 'holding', holdings(count, holderOf));
  const { rows: defined } = await client.query<{ conname: string; as: string }>(
    'select conname, pg_get_constraintdef(oid) as "as" from pg_constraint where conname = any($1)',
    [exclusions],
  );
  for (const name of exclusions) await client.query(`alter table rights_grant drop constraint ${name}`);
  await copyRows(client, 'rights_grant', grants(count, holderOf, licensees));
  for (const { conname, as } of defined) await client.query(`alter table rights_grant add constraint ${conname} ${as}`);
  await client.query('vacuum analyze rights_grant, rights_change, holding, work, translation');
  await client.end();
  const party = (ids: readonly string[], users: readonly string[]) =>
    ids.map((enterpriseId, n) => ({ enterpriseId, userId: users[n] ?? '' }));
  return { holders: party(holders, holderUsers), licensees: party(licensees, licenseeUsers) };
}

export { workIdOf };
