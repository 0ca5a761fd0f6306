import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuthorityAnswer, authority, authorityAnswers, type Holding, signatories } from '#lib/rights/authority.ts';
import { type Exclusivity, licensed } from '#lib/rights/grant.ts';
import { allPoints, has, scope, scopes } from './points.ts';

const wide = scope('toys home', 'PL HU', 'pl sr-Latn', '2028-01-01', null);
const inside = scope('toys', 'PL', 'pl', '2028-02-29', '2029-01-01');

function holding(given: Partial<Holding> = {}): Holding {
  return { kind: 'licence', scope: wide, exclusivity: 'sole', sublicensable: true, status: 'in_force', ...given };
}

describe('one licence', () => {
  test.each<[string, Partial<Holding>, Exclusivity, AuthorityAnswer]>([
    ['sublicensed as it is', {}, 'sole', 'ok'],
    ['sublicensed less exclusively', {}, 'non_exclusive', 'ok'],
    ['sublicensed more exclusively', {}, 'exclusive', 'more_exclusive'],
    ['without sublicensing', { sublicensable: false }, 'non_exclusive', 'not_sublicensable'],
    ['without sublicensing, for own use', { sublicensable: false }, 'own_use', 'ok'],
    ['that is not exclusive, for a holdback', {}, 'holdback', 'more_exclusive'],
    ['that is exclusive, for a holdback', { exclusivity: 'exclusive', sublicensable: false }, 'holdback', 'ok'],
    ['terminated', { status: 'terminated', sublicensable: false }, 'exclusive', 'not_in_force'],
    ['expired', { status: 'expired' }, 'sole', 'not_in_force'],
    ['of another country', { scope: { ...wide, territories: ['HU'] } }, 'sole', 'outside_scope'],
    [
      'that ends earlier',
      { scope: { ...wide, term: { start: '2028-01-01', end: '2028-12-31' } } },
      'sole',
      'outside_scope',
    ],
    [
      'that begins a day later',
      { scope: { ...wide, term: { start: '2028-03-01', end: null } } },
      'sole',
      'outside_scope',
    ],
  ])('%s', (_, given, exclusivity, answer) => {
    expect(authority([holding(given)], { exclusivity, scope: inside })).toBe(answer);
  });
});

test('ownership carries everything in its scope', () => {
  const owned = holding({ kind: 'ownership', exclusivity: 'non_exclusive', sublicensable: false });
  for (const exclusivity of [...licensed, 'own_use', 'holdback'] as const) {
    expect(authority([owned], { exclusivity, scope: inside })).toBe('ok');
  }
  expect(authority([{ ...owned, status: 'terminated' }], { exclusivity: 'sole', scope: inside })).toBe('not_in_force');
});

test('one holding must carry it all: two that cover it together do not', () => {
  const halves = ['PL', 'HU'].map((country) =>
    holding({ kind: 'ownership', scope: { ...wide, territories: [country] } }),
  );
  expect(authority(halves, { exclusivity: 'sole', scope: wide })).toBe('outside_scope');
  expect(authority([], { exclusivity: 'sole', scope: wide })).toBe('outside_scope');
});

test('the nearest holding gives the reason, in any order', () => {
  const holdings = [
    holding({ scope: { ...wide, rights: ['home'] } }),
    holding({ status: 'terminated' }),
    holding({ sublicensable: false }),
    holding({ exclusivity: 'non_exclusive' }),
    holding({ exclusivity: 'exclusive' }),
  ];
  holdings.forEach((_, last) => {
    const some = holdings.slice(0, last + 1);
    expect(authority(some, { exclusivity: 'exclusive', scope: inside })).toBe(authorityAnswers[last]);
    expect(authority(some.toReversed(), { exclusivity: 'exclusive', scope: inside })).toBe(authorityAnswers[last]);
  });
});

test('nothing is ever granted outside a holding, by brute force', () => {
  fc.assert(
    fc.property(fc.array(scopes, { maxLength: 3 }), scopes, (held, asked) => {
      const holdings = held.map((each) => holding({ kind: 'ownership', scope: each }));
      const inOne = held.some((each) => allPoints.every((point) => !has(asked, point) || has(each, point)));
      expect(authority(holdings, { exclusivity: 'exclusive', scope: asked })).toBe(inOne ? 'ok' : 'outside_scope');
    }),
    { numRuns: 1000 },
  );
});

describe('joint owners', () => {
  const owner = (enterprise: string, given = {}) => ({
    enterprise,
    administrator: false,
    scope: wide,
    status: 'in_force' as const,
    ...given,
  });

  test('all sign, who own a part of it', () => {
    const owners = [
      owner('Tiger'),
      owner('Rila'),
      owner('Rila', { scope: inside }),
      owner('Abroad', { scope: { ...wide, territories: ['DE'] } }),
      owner('Former', { status: 'terminated' }),
    ];
    expect(signatories(owners, inside)).toEqual(['Tiger', 'Rila']);
  });

  test('the administrator signs alone, within what it administers', () => {
    const owners = [owner('Tiger'), owner('Rila', { administrator: true, scope: inside })];
    expect(signatories(owners, inside)).toEqual(['Rila']);
    expect(signatories(owners, wide)).toEqual(['Tiger', 'Rila']);
    const former = [owner('Tiger'), owner('Rila', { administrator: true, status: 'expired' })];
    expect(signatories(former, inside)).toEqual(['Tiger']);
  });
});
