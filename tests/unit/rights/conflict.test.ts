import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addition, conflict, table, type Verdict } from '#lib/rights/conflict.ts';
import {
  type Exclusivity,
  exclusivities,
  type Grant,
  type GrantState,
  grantStates,
  isLicensed,
  stateAt,
} from '#lib/rights/grant.ts';
import { contains, overlaps, type Scope, subtract } from '#lib/rights/scope.ts';
import { allPoints, has, scope, scopes } from './points.ts';

const toysInPoland = scope('toys', 'PL', 'pl', '2028-01-01', '2029-01-01');

function grant(exclusivity: Exclusivity, given: Partial<Grant> = {}): Grant {
  return { exclusivity, licensee: 'Rila Film', scope: toysInPoland, state: 'in_force', ...given };
}

/** The table of the design, held by asked, and holdbacks asked for by symmetry. */
const cells: readonly [Exclusivity, Exclusivity, Verdict][] = [
  ['exclusive', 'exclusive', 'conflict'],
  ['exclusive', 'sole', 'conflict'],
  ['exclusive', 'non_exclusive', 'conflict'],
  ['exclusive', 'own_use', 'conflict'],
  ['exclusive', 'holdback', 'conflict'],
  ['sole', 'exclusive', 'conflict'],
  ['sole', 'sole', 'conflict'],
  ['sole', 'non_exclusive', 'conflict'],
  ['sole', 'own_use', 'allowed'],
  ['sole', 'holdback', 'conflict'],
  ['non_exclusive', 'exclusive', 'conflict'],
  ['non_exclusive', 'sole', 'conflict'],
  ['non_exclusive', 'non_exclusive', 'allowed'],
  ['non_exclusive', 'own_use', 'allowed'],
  ['non_exclusive', 'holdback', 'conflict'],
  ['own_use', 'exclusive', 'conflict'],
  ['own_use', 'sole', 'allowed'],
  ['own_use', 'non_exclusive', 'allowed'],
  ['own_use', 'own_use', 'allowed'],
  ['own_use', 'holdback', 'conflict'],
  ['holdback', 'exclusive', 'conflict'],
  ['holdback', 'sole', 'conflict'],
  ['holdback', 'non_exclusive', 'conflict'],
  ['holdback', 'own_use', 'conflict'],
  ['holdback', 'holdback', 'allowed'],
];

describe('the table', () => {
  test.each(cells)('%s held, %s asked by another: %s', (held, asked, verdict) => {
    const other = grant(asked, { licensee: 'Wawel Press' });
    expect(conflict(grant(held), other)).toBe(verdict);
    expect(conflict(grant(held, { state: 'option' }), other)).toBe(verdict);
  });

  test('has every cell, and is symmetric', () => {
    expect(new Set(cells.map(([held, asked]) => `${held} ${asked}`)).size).toBe(exclusivities.length ** 2);
    for (const [held, asked] of cells) expect(table[held][asked]).toBe(table[asked][held]);
  });

  test.each(cells.filter(([held, asked]) => !isLicensed(held) || !isLicensed(asked)))(
    '%s and %s do not look at the licensee',
    (held, asked, verdict) => {
      expect(conflict(grant(held), grant(asked))).toBe(verdict);
    },
  );
});

describe('the same licensee', () => {
  const longer = { ...toysInPoland, term: { start: '2028-01-01', end: '2030-01-01' } };
  test.each<[Exclusivity, Exclusivity, Scope, Verdict]>([
    ['exclusive', 'exclusive', toysInPoland, 'redundant'],
    ['exclusive', 'non_exclusive', toysInPoland, 'redundant'],
    ['sole', 'exclusive', toysInPoland, 'extension'],
    ['sole', 'sole', toysInPoland, 'redundant'],
    ['non_exclusive', 'sole', toysInPoland, 'extension'],
    ['non_exclusive', 'non_exclusive', toysInPoland, 'redundant'],
    ['exclusive', 'sole', longer, 'extension'],
    ['non_exclusive', 'non_exclusive', longer, 'extension'],
  ])('%s held, %s asked: %s', (held, asked, asksFor, verdict) => {
    expect(conflict(grant(held), grant(asked, { scope: asksFor }))).toBe(verdict);
  });

  test('an extension adds what is not yet held, or all of it where it is more exclusive', () => {
    const asked = grant('sole', { scope: longer });
    expect(addition(grant('exclusive'), asked)).toEqual([scope('toys', 'PL', 'pl', '2029-01-01', '2030-01-01')]);
    expect(addition(grant('non_exclusive'), asked)).toEqual([longer]);
  });
});

describe('conflicts with nothing', () => {
  test.each<GrantState>(['lapsed', 'expired', 'terminated'])('what is %s', (state) => {
    for (const each of exclusivities) {
      expect(conflict(grant(each, { state }), grant('exclusive', { licensee: 'Wawel Press' }))).toBe('none');
      expect(conflict(grant('exclusive', { licensee: 'Wawel Press' }), grant(each, { state }))).toBe('none');
    }
  });

  test.each([
    ['ends on the leap day that the other begins', scope('toys', 'PL', 'pl', '2028-02-29', null)],
    ['has another right', scope('home', 'PL', 'pl', '2028-01-01', null)],
    ['is of another country', scope('toys', 'HU', 'pl', '2028-01-01', null)],
    ['is in another language', scope('toys', 'PL', 'sr-Latn', '2028-01-01', null)],
  ])('what %s', (_, asked) => {
    const held = grant('exclusive', { scope: scope('toys', 'PL', 'pl', '2028-01-01', '2028-02-29') });
    expect(conflict(held, grant('exclusive', { licensee: 'Wawel Press', scope: asked }))).toBe('none');
  });

  test('what means nothing', () => {
    const nothing = grant('exclusive', { licensee: 'Wawel Press', scope: { ...toysInPoland, languages: [] } });
    expect(conflict(grant('exclusive'), nothing)).toBe('none');
  });
});

test('an option lapses at its moment', () => {
  const option = { state: 'option', lapsesAt: '2028-02-29T12:00:00Z' } as const;
  expect(stateAt(option, new Date('2028-02-29T11:59:59.999Z'))).toBe('option');
  expect(stateAt(option, new Date('2028-02-29T12:00:00Z'))).toBe('lapsed');
  expect(stateAt({ state: 'option' }, new Date('9000-01-01'))).toBe('option');
  expect(stateAt({ ...option, state: 'in_force' }, new Date('2029-01-01'))).toBe('in_force');
});

describe('laws', () => {
  const grants: fc.Arbitrary<Grant> = fc.record({
    exclusivity: fc.constantFrom(...exclusivities),
    licensee: fc.constantFrom('Rila Film', 'Wawel Press'),
    scope: scopes,
    state: fc.constantFrom(...grantStates, 'in_force', 'in_force'),
  });

  test('for different licensees the verdict is symmetric; for one it is about the same days', () => {
    fc.assert(
      fc.property(grants, grants, (a, b) => {
        const [there, back] = [conflict(a, b), conflict(b, a)];
        if (a.licensee !== b.licensee) expect(there).toBe(back);
        expect(there === 'none').toBe(back === 'none');
      }),
      { numRuns: 3000 },
    );
  });

  test('a conflict is a common point of which the table says so, by brute force', () => {
    fc.assert(
      fc.property(grants, grants, (held, asked) => {
        const live = [held, asked].every(({ state }) => ['option', 'in_force', 'declared'].includes(state));
        const meet = live && allPoints.some((point) => has(held.scope, point) && has(asked.scope, point));
        const own = held.licensee === asked.licensee && isLicensed(held.exclusivity) && isLicensed(asked.exclusivity);
        const expected = meet && !own && table[held.exclusivity][asked.exclusivity] === 'conflict';
        expect(conflict(held, asked) === 'conflict').toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('redundant adds nothing, an extension something', () => {
    fc.assert(
      fc.property(scopes, scopes, fc.constantFrom('sole', 'exclusive'), (a, b, exclusivity) => {
        fc.pre(overlaps(a, b));
        const [held, asked] = [grant('sole', { scope: a }), grant(exclusivity, { scope: b })];
        const added = addition(held, asked);
        expect(conflict(held, asked)).toBe(added.length === 0 ? 'redundant' : 'extension');
        if (exclusivity === 'sole') expect(contains(a, b)).toBe(subtract(b, a).length === 0);
      }),
      { numRuns: 1000 },
    );
  });
});
