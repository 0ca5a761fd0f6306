import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availability, freeScopes, notWhollyFree, placesTaken } from '#lib/rights/availability.ts';
import { conflict } from '#lib/rights/conflict.ts';
import { type Exclusivity, exclusivities, type Grant, grantStates, licensed } from '#lib/rights/grant.ts';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import { isEmpty, type Scope, subtractAll } from '#lib/rights/scope.ts';
import { sentence } from '#lib/rights/sentence.ts';
import { allPoints, has, scope, scopes } from './points.ts';

function grant(exclusivity: Exclusivity, of: Scope, given: Partial<Grant> = {}): Grant {
  return { exclusivity, licensee: 'Rila Film', scope: of, state: 'in_force', ...given };
}

const ask = {
  exclusivity: 'exclusive' as const,
  licensee: 'Newcomer',
  scope: scope('toys', 'HU PL', 'pl', '2027-01-01', '2030-01-01'),
};

const grants: fc.Arbitrary<Grant> = fc.record({
  exclusivity: fc.constantFrom(...exclusivities),
  licensee: fc.constantFrom('Rila Film', 'Newcomer'),
  scope: scopes,
  state: fc.constantFrom(...grantStates, 'in_force', 'in_force'),
});
const asks = fc.record({ exclusivity: fc.constantFrom(...licensed), licensee: fc.constant('Newcomer'), scope: scopes });

describe('availability', () => {
  test('of what nobody has is free', () => {
    expect(availability(ask, [])).toMatchObject({ state: 'free' });
    expect(notWhollyFree(availability(ask, []))).toEqual(new Map());
    expect(placesTaken(availability(ask, []))).toEqual([]);
  });

  test('of cells that are taken in the middle is what remains, merged', () => {
    const taken = ['2028-01-01 2028-02-29', '2028-02-29 2028-03-01'].map((days) => {
      const [start = '', end = ''] = days.split(' ');
      return grant('sole', scope('toys', 'PL', 'pl', start, end));
    });
    const answer = availability(ask, taken);
    expect(answer.state).toBe('partly');
    // Named is the country in which something is taken, and no other of the ask.
    expect(placesTaken(answer)).toEqual(['PL']);
    expect(notWhollyFree(answer)).toEqual(
      new Map([
        [
          'toys|PL|pl',
          [
            { start: '2027-01-01', end: '2028-01-01' },
            { start: '2028-03-01', end: '2030-01-01' },
          ],
        ],
      ]),
    );
  });

  test('of what is wholly held is taken', () => {
    const answer = availability(ask, [grant('holdback', { ...ask.scope, term: { start: '2020-01-01', end: null } })]);
    expect(answer.state).toBe('taken');
    expect([...notWhollyFree(answer)]).toEqual([
      ['toys|HU|pl', []],
      ['toys|PL|pl', []],
    ]);
  });

  test('of an open end stays open', () => {
    const open = { ...ask, scope: scope('toys', 'PL', 'pl', '2027-01-01', null) };
    const answer = availability(open, [grant('exclusive', scope('toys', 'PL', 'pl', '2026-01-01', '2028-02-29'))]);
    expect(notWhollyFree(answer).get('toys|PL|pl')).toEqual([{ start: '2028-02-29', end: null }]);
  });

  test("does not count the asking licensee's own grants, nor what allows the ask", () => {
    const nonExclusive = { ...ask, exclusivity: 'non_exclusive' as const };
    const held = [
      grant('exclusive', ask.scope, { licensee: 'Newcomer' }),
      grant('non_exclusive', ask.scope),
      grant('own_use', ask.scope),
      grant('exclusive', ask.scope, { state: 'terminated' }),
    ];
    expect(availability(nonExclusive, held).state).toBe('free');
    expect(availability(ask, held).state).toBe('taken');
  });

  test('of nothing is free', () => {
    const nothing = { ...ask, scope: { ...ask.scope, rights: [] } };
    expect(availability(nothing, [grant('exclusive', ask.scope)])).toMatchObject({ state: 'free', regions: [] });
  });

  test('is exact, by brute force over points', () => {
    fc.assert(
      fc.property(asks, fc.array(grants, { maxLength: 6 }), (asked, held) => {
        const answer = availability(asked, held);
        const blockers = held.filter((each) => conflict(each, { ...asked, state: 'in_force' }) === 'conflict');
        const points = allPoints.filter((point) => has(asked.scope, point));
        const free = points.filter((point) => !blockers.some((blocker) => has(blocker.scope, point)));
        const parts = freeScopes(answer);
        expect(allPoints.map((point) => parts.filter((part) => has(part, point)).length)).toEqual(
          allPoints.map((point) => Number(free.includes(point))),
        );
        const state = free.length === points.length ? 'free' : free.length > 0 ? 'partly' : 'taken';
        expect(answer.state).toBe(state);
        const short = points.filter((point) => !free.includes(point)).map(cellOf);
        expect([...notWhollyFree(answer).keys()].sort()).toEqual([...new Set(short)].sort());
      }),
      { numRuns: 1500 },
    );
  });

  test('is what subtracting leaves', () => {
    fc.assert(
      fc.property(asks, fc.array(scopes, { maxLength: 4 }), (asked, taken) => {
        const answer = availability(
          asked,
          taken.map((each) => grant('exclusive', each)),
        );
        const left = subtractAll(asked.scope, taken);
        expect(answer.state === 'taken').toBe(left.length === 0 && !isEmpty(asked.scope));
        expect(subtractAll(asked.scope, freeScopes(answer)).length === 0).toBe(answer.state === 'free');
      }),
      { numRuns: 500 },
    );
  });

  test('of the whole world in all languages with a hundred grants takes no second', () => {
    const { rights, territories, languages } = hierarchies;
    const world = { rights: rights.leaves, territories: territories.leaves, languages: languages.leaves };
    const held = Array.from({ length: 100 }, (_, n) =>
      grant('exclusive', {
        rights: [rights.leaf(n % 27)],
        territories: [territories.leaf((n * 7) % 249)],
        languages: [languages.leaf((n * 11) % 118)],
        term: { start: '2027-01-01', end: '2028-01-01' },
      }),
    );
    const begun = performance.now();
    const asked = { ...ask, scope: { ...world, term: { start: '2027-01-01', end: null } } };
    const said = sentence(availability(asked, held));
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(said).toMatchObject({ total: 249, taken: [], partly: [] });
    expect(said.free.length + said.from.flatMap(({ leaves }) => leaves).length).toBe(249);
  });
});

describe('the sentence', () => {
  test('says how many are free, and which from when', () => {
    const cee = hierarchies.territories.leavesOf('cee');
    const asked = { ...ask, scope: { ...ask.scope, territories: cee } };
    const held = grant('exclusive', scope('toys', 'HU PL RS', 'pl', '2026-01-01', '2028-01-01'));
    const said = sentence(availability(asked, [held]));
    expect(said).toMatchObject({ total: 17, from: [{ date: '2028-01-01', leaves: ['HU', 'PL', 'RS'] }], taken: [] });
    expect(said.free).toHaveLength(14);
  });

  test('puts each country in one list', () => {
    const asked = { ...ask, scope: scope('toys', 'BG DE HU PL RS SK', 'pl sr-Latn', '2027-01-01', null) };
    const held = [
      grant('exclusive', scope('toys', 'BG', 'pl sr-Latn', '2027-01-01', null)),
      grant('exclusive', scope('toys', 'DE', 'pl', '2027-01-01', null)),
      grant('exclusive', scope('toys', 'HU', 'pl', '2027-01-01', '2028-02-29')),
      grant('exclusive', scope('toys', 'HU', 'sr-Latn', '2026-01-01', '2027-06-01')),
      grant('exclusive', scope('toys', 'PL', 'pl', '2029-01-01', null)),
      grant('exclusive', scope('toys', 'PL', 'sr-Latn', '2028-03-01', '2028-04-01')),
      grant('exclusive', scope('toys', 'RS', 'pl', '2028-01-01', '2029-01-01')),
      grant('exclusive', scope('toys', 'RS', 'sr-Latn', '2026-01-01', '2027-06-01')),
    ];
    expect(sentence(availability(asked, held))).toEqual({
      total: 6,
      free: ['SK'],
      from: [
        { date: '2028-02-29', leaves: ['HU'] },
        { date: '2029-01-01', leaves: ['RS'] },
      ],
      until: [{ date: '2028-03-01', leaves: ['PL'] }],
      partly: ['DE'],
      taken: ['BG'],
    });
    expect(sentence(availability(asked, held), 'languages')).toMatchObject({ total: 2, partly: ['pl', 'sr-Latn'] });
  });

  test('keeps its word, by brute force over points', () => {
    fc.assert(
      fc.property(asks, fc.array(grants, { maxLength: 4 }), (asked, held) => {
        fc.pre(!isEmpty(asked.scope));
        const answer = availability(asked, held);
        const said = sentence(answer);
        const free = (country: string, between: (day: string) => boolean) =>
          allPoints
            .filter((point) => point.territory === country && has(asked.scope, point) && between(point.day))
            .map((point) => freeScopes(answer).some((part) => has(part, point)));
        for (const country of said.free) expect(free(country, () => true)).not.toContain(false);
        for (const country of said.taken) expect(free(country, () => true)).not.toContain(true);
        for (const { date, leaves } of said.from)
          for (const country of leaves) expect(free(country, (day) => day >= date)).not.toContain(false);
        for (const { date, leaves } of said.until)
          for (const country of leaves) expect(free(country, (day) => day < date)).not.toContain(false);
        for (const country of said.partly) {
          expect(free(country, () => true)).toEqual(expect.arrayContaining([true, false]));
        }
        const named = [
          ...said.free,
          ...said.taken,
          ...said.partly,
          ...[...said.from, ...said.until].flatMap((each) => each.leaves),
        ];
        expect(named.sort()).toEqual(asked.scope.territories);
      }),
      { numRuns: 500 },
    );
  });
});

function cellOf(point: { right: string; territory: string; language: string }): string {
  return `${point.right}|${point.territory}|${point.language}`;
}
