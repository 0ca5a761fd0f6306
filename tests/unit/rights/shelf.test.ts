import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '#lib/rights/columns.ts';
import { conflict } from '#lib/rights/conflict.ts';
import { searchShelf, sideOf } from '#lib/rights/find.ts';
import { atLeastAsExclusive, exclusivities, type Grant, licensed } from '#lib/rights/grant.ts';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import { contains, type Scope } from '#lib/rights/scope.ts';
import { type GrantRow, type HoldingRow, RightsShelf, type WorkRow } from '#lib/rights/shelf/shelf.ts';
import { dayIn } from './points.ts';

/** A corner of the product's own hierarchies, so small that every point can be looked at. */
const corner = {
  rights: ['toys', 'home', 'svod'],
  territories: ['PL', 'HU', 'CN'],
  languages: ['pl', 'zxx'],
} as const;
const days = ['2028-02-28', '2028-02-29', '2028-03-01', '2028-03-02', '9000-01-01'];

const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });
const scopes: fc.Arbitrary<Scope> = fc
  .record({
    rights: some(corner.rights),
    territories: some(corner.territories),
    languages: some(corner.languages),
    from: fc.nat(2),
    length: fc.nat(3),
  })
  .map(({ rights, territories, languages, from, length }) => ({
    rights: rights.toSorted(),
    territories: territories.toSorted(),
    languages: languages.toSorted(),
    term: { start: days[from] ?? '', end: days.slice(0, 4)[from + 1 + length] ?? null },
  }));

const points = corner.rights.flatMap((right) =>
  corner.territories.flatMap((territory) =>
    corner.languages.flatMap((language) => days.map((day) => ({ right, territory, language, day }))),
  ),
);
type Point = (typeof points)[number];
const has = (scope: Scope, point: Point) =>
  scope.rights.includes(point.right) &&
  scope.territories.includes(point.territory) &&
  scope.languages.includes(point.language) &&
  dayIn(scope.term, point.day);

interface DrawnWork {
  readonly popularity: number;
  readonly kind: string;
  readonly country: string;
  readonly holdings: readonly { scope: Scope; exclusivity: (typeof licensed)[number] }[];
  readonly grants: readonly Grant[];
}

const grants: fc.Arbitrary<Grant> = fc.record({
  exclusivity: fc.constantFrom(...exclusivities),
  licensee: fc.constant('Somebody'),
  scope: scopes,
  state: fc.constantFrom('in_force' as const, 'option' as const),
  lapsesAt: fc.constantFrom(undefined, '2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z'),
});
const works: fc.Arbitrary<DrawnWork> = fc.record({
  popularity: fc.nat(3),
  kind: fc.constantFrom('book', 'film'),
  country: fc.constantFrom('PL', 'CN', 'HU'),
  holdings: fc.array(fc.record({ scope: scopes, exclusivity: fc.constantFrom(...licensed) }), { maxLength: 2 }),
  grants: fc.array(grants, { maxLength: 4 }),
});
const worlds = fc.array(works, { maxLength: 30 });
const asks = fc.record({ exclusivity: fc.constantFrom(...licensed), scope: scopes });
const at = Date.parse('2028-01-01T00:00:00Z');

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const written = (ids: readonly number[]) => `{${ids.join()}}`;
function row(n: number, scope: Scope) {
  const { rights, territories, languages } = columnsOf(scope, hierarchies);
  return {
    work_id: idOf(n),
    rights: written(rights),
    territories: written(territories),
    languages: written(languages),
    start: scope.term.start,
    end: scope.term.end,
  };
}

function rowsOf(world: readonly DrawnWork[]) {
  const rows: { works: WorkRow[]; holdings: HoldingRow[]; grants: GrantRow[] } = {
    works: [],
    holdings: [],
    grants: [],
  };
  for (const [n, work] of world.entries()) {
    rows.works.push({ work_id: idOf(n), kind: work.kind, country: work.country, popularity: work.popularity });
    for (const { scope, exclusivity } of work.holdings) rows.holdings.push({ ...row(n, scope), exclusivity });
    for (const { scope, exclusivity, state, lapsesAt } of work.grants)
      rows.grants.push({
        ...row(n, scope),
        exclusivity,
        option: state === 'option',
        lapses: lapsesAt === undefined ? null : Date.parse(lapsesAt),
      });
  }
  return rows;
}

function shelved(world: readonly DrawnWork[]): RightsShelf {
  const shelf = new RightsShelf();
  shelf.put(
    world.map((_, n) => idOf(n)),
    rowsOf(world),
  );
  return shelf;
}

/** What is free of an ask, point by point: `whole`, `partly` or `taken`. */
function oracle(work: DrawnWork, ask: { exclusivity: (typeof licensed)[number]; scope: Scope }) {
  const blockers = work.grants.filter(
    (held) =>
      (held.lapsesAt === undefined || Date.parse(held.lapsesAt) > at) &&
      conflict(held, { ...ask, licensee: 'Newcomer', state: 'in_force' }) === 'conflict',
  );
  const able = work.holdings.filter((holding) => atLeastAsExclusive(holding.exclusivity, ask.exclusivity));
  const unblocked = (point: Point) => !blockers.some((blocker) => has(blocker.scope, point));
  const asked = points.filter((point) => has(ask.scope, point));
  if (able.some((holding) => contains(holding.scope, ask.scope)) && asked.every(unblocked)) return 'whole';
  const free = asked.some((point) => unblocked(point) && able.some((holding) => has(holding.scope, point)));
  return free ? 'partly' : 'taken';
}

function allPages(shelf: RightsShelf, ask: Parameters<typeof oracle>[1], filter = {}) {
  const items: { workId: string; whole: boolean }[] = [];
  let after: string | undefined;
  do {
    const page = searchShelf(shelf, { ask, ...filter, after }, at);
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items.map(({ workId, whole }) => `${workId} ${whole ? 'whole' : 'partly'}`);
}

function expected(
  world: readonly DrawnWork[],
  ask: Parameters<typeof oracle>[1],
  fits: (work: DrawnWork) => boolean = () => true,
) {
  const ranked = world
    .map((work, n) => ({ id: idOf(n), work, fate: oracle(work, ask) }))
    .filter(({ fate, work }) => fate !== 'taken' && fits(work));
  const order = (fate: string) => (fate === 'whole' ? 0 : 1);
  ranked.sort(
    (a, b) => order(a.fate) - order(b.fate) || b.work.popularity - a.work.popularity || (a.id < b.id ? -1 : 1),
  );
  return ranked.map(({ id, fate }) => `${id} ${fate}`);
}

describe('the shelf of rights', { timeout: 60_000 }, () => {
  test('finds what brute force over points finds, in its order, page by page', () => {
    fc.assert(
      fc.property(worlds, asks, (world, ask) => {
        expect(allPages(shelved(world), ask)).toEqual(expected(world, ask));
      }),
      { numRuns: 600 },
    );
  });

  test('narrows and counts by kind, country and side', () => {
    fc.assert(
      fc.property(worlds, asks, (world, ask) => {
        const shelf = shelved(world);
        const filter = { kinds: ['book'], side: 'cee' as const };
        expect(allPages(shelf, ask, filter)).toEqual(
          expected(world, ask, ({ kind, country }) => kind === 'book' && sideOf(country) === 'cee'),
        );
        const { facets, whole } = searchShelf(shelf, { ask, ...filter }, at);
        const free = world.filter((work) => oracle(work, ask) === 'whole');
        const cee = free.filter(({ country }) => sideOf(country) === 'cee');
        expect(facets.kinds['film'] ?? 0).toBe(cee.filter(({ kind }) => kind === 'film').length);
        expect(facets.sides['china']).toBe(
          free.filter(({ kind, country }) => kind === 'book' && country === 'CN').length,
        );
        expect(whole).toBe(cee.filter(({ kind }) => kind === 'book').length);
      }),
      { numRuns: 300 },
    );
  });

  test('is after any change as if it had been filled so from the start', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(fc.tuple(fc.nat(40), fc.option(works)), { maxLength: 20 }),
        asks,
        (world, changes, ask) => {
          const shelf = shelved(world);
          const now: (DrawnWork | null)[] = [...world];
          for (const [n, work] of changes) {
            while (now.length <= n) now.push(null);
            now[n] = work;
            const rows = rowsOf(
              now.map((each) => each ?? { popularity: 0, kind: '', country: '', holdings: [], grants: [] }),
            );
            const own = <T extends { work_id: string }>(all: readonly T[]) =>
              all.filter((each) => each.work_id === idOf(n));
            shelf.put([idOf(n)], {
              works: work === null ? [] : own(rows.works),
              holdings: own(rows.holdings),
              grants: own(rows.grants),
            });
          }
          const gone: DrawnWork = { popularity: 0, kind: '', country: '', holdings: [], grants: [] };
          expect(allPages(shelf, ask)).toEqual(
            expected(
              now.map((each) => each ?? gone),
              ask,
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('loses nothing when it tidies away what is dead', () => {
    const one = fc.sample(works, { seed: 7, numRuns: 200 });
    const shelf = shelved(one);
    const ids = one.map((_, n) => idOf(n));
    for (let round = 0; round < 60; round++) shelf.put(ids, rowsOf(one));
    expect(shelf.grants.end).toBeLessThan(12_000);
    for (const ask of fc.sample(asks, { seed: 8, numRuns: 50 }))
      expect(allPages(shelf, ask)).toEqual(expected(one, ask));
  });
});
