import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authority, type Holding } from '#lib/rights/authority.ts';
import { availability } from '#lib/rights/availability.ts';
import { type Exclusivity, exclusivities, type Grant, grantStates, licensed } from '#lib/rights/grant.ts';
import { type Cell, matrix } from '#lib/rights/matrix.ts';
import type { Scope } from '#lib/rights/scope.ts';
import { day } from '#lib/rights/term.ts';
import { scope, scopes, small } from './points.ts';

const always = scope('home toys', 'HU PL', 'pl sr-Latn', '2020-01-01', null);
const owned: Holding = {
  kind: 'ownership',
  scope: always,
  exclusivity: 'exclusive',
  sublicensable: true,
  status: 'in_force',
};

function grant(exclusivity: Exclusivity, of: Scope, given: Partial<Grant> = {}): Grant {
  return { exclusivity, licensee: 'Rila Film', scope: of, state: 'in_force', ...given };
}

/** The cell of toys in Poland, in Polish unless told, on a day unless told a term. */
function cell(grants: readonly Grant[], { holdings = [owned], languages = ['pl'], term = day('2028-02-29') } = {}) {
  const [found] = matrix({ holdings, grants, rights: ['toys'], territories: ['PL'], languages, term });
  const { state, whole, open, until } = found ?? expect.unreachable();
  return { state, whole, open, until };
}

const toys = (start: string, end: string | null, languages = 'pl') => scope('toys', 'PL', languages, start, end);

describe('a cell is', () => {
  test.each<[string, Grant[], Omit<Cell, 'right' | 'territory' | 'whole'>]>([
    ['free', [], { state: 'free', open: 'exclusive', until: null }],
    [
      'free for non-exclusive only, while another has it so',
      [grant('non_exclusive', toys('2028-01-01', '2029-01-01'))],
      { state: 'free_non_exclusive', open: 'non_exclusive', until: '2029-01-01' },
    ],
    [
      "free for all but exclusive, beside the holder's own use",
      [grant('own_use', toys('2028-01-01', null), { state: 'declared' })],
      { state: 'free_non_exclusive', open: 'sole', until: null },
    ],
    [
      'taken until its end',
      [grant('exclusive', toys('2028-01-01', '2029-01-01'))],
      { state: 'taken', open: null, until: '2029-01-01' },
    ],
    [
      'taken until the end of what follows without a gap',
      [
        grant('exclusive', toys('2028-01-01', '2029-01-01')),
        grant('sole', toys('2029-01-01', '2030-01-01'), { licensee: 'Wawel Press' }),
        grant('sole', toys('2031-01-01', null)),
      ],
      { state: 'taken', open: null, until: '2030-01-01' },
    ],
    ['taken without end', [grant('sole', toys('2028-01-01', null))], { state: 'taken', open: null, until: null }],
    [
      'optioned until the option lapses',
      [grant('exclusive', toys('2028-01-01', '2029-01-01'), { state: 'option', lapsesAt: '2028-03-05T00:00:00Z' })],
      { state: 'optioned', open: null, until: '2028-03-05T00:00:00Z' },
    ],
    [
      'free for non-exclusive beside an option for the same',
      [grant('non_exclusive', toys('2028-01-01', '2029-01-01'), { state: 'option' })],
      { state: 'free_non_exclusive', open: 'non_exclusive', until: '2029-01-01' },
    ],
    [
      'held back until the promise ends',
      [grant('holdback', toys('2028-01-01', '2028-03-01'), { state: 'declared' })],
      { state: 'held_back', open: null, until: '2028-03-01' },
    ],
    [
      'free again once a grant has lapsed',
      [grant('exclusive', toys('2028-01-01', null), { state: 'lapsed' })],
      { state: 'free', open: 'exclusive', until: null },
    ],
    [
      'free after the last day',
      [grant('exclusive', toys('2028-01-01', '2028-02-29'))],
      { state: 'free', open: 'exclusive', until: null },
    ],
    [
      'free before the first',
      [grant('exclusive', toys('2028-03-01', null))],
      { state: 'free', open: 'exclusive', until: null },
    ],
  ])('%s', (_, grants, expected) => {
    expect(cell(grants)).toEqual({ ...expected, whole: true });
  });

  test('not controlled without a holding in force that may be passed on', () => {
    const shut = { state: 'not_controlled', whole: true, open: null, until: null };
    expect(cell([], { holdings: [] })).toEqual(shut);
    expect(cell([], { holdings: [{ ...owned, status: 'terminated' }] })).toEqual(shut);
    expect(cell([], { holdings: [{ ...owned, kind: 'licence', sublicensable: false }] })).toEqual(shut);
    const later = { ...owned, scope: { ...always, term: { start: '2029-01-01', end: null } } };
    expect(cell([], { holdings: [later] })).toEqual({ ...shut, until: '2029-01-01' });
  });

  test('open no further than the holding is exclusive', () => {
    const licence: Holding = { ...owned, kind: 'licence', exclusivity: 'sole' };
    expect(cell([], { holdings: [licence] })).toMatchObject({ state: 'free_non_exclusive', open: 'sole' });
  });

  test('as its least available language and day, and says whether that is all of it', () => {
    const grants = [grant('exclusive', toys('2028-01-01', '2029-01-01', 'sr-Latn'))];
    const languages = ['pl', 'sr-Latn'];
    expect(cell(grants, { languages })).toEqual({ state: 'taken', whole: false, open: null, until: '2029-01-01' });
    const own = [grant('own_use', toys('2028-01-01', '2029-01-01', 'sr-Latn'), { state: 'declared' })];
    expect(cell(own, { languages })).toMatchObject({ state: 'free_non_exclusive', whole: false, open: 'sole' });
    const term = { start: '2028-06-01', end: '2030-01-01' };
    expect(cell(grants, { languages: ['sr-Latn'], term })).toMatchObject({ state: 'taken', whole: false });
    expect(cell(grants, { languages: ['pl'], term })).toMatchObject({ state: 'free', whole: true });
  });
});

test('there is a cell for each right and country, in the order asked', () => {
  const cells = matrix({
    holdings: [owned],
    grants: [grant('exclusive', toys('2028-01-01', null))],
    rights: ['toys', 'home'],
    territories: ['PL', 'DE', 'HU'],
    languages: ['pl'],
    term: day('2028-02-29'),
  });
  expect(cells.map(({ right, territory, state }) => `${right} ${territory} ${state}`)).toEqual([
    'toys PL taken',
    'toys DE not_controlled',
    'toys HU free',
    'home PL free',
    'home DE not_controlled',
    'home HU free',
  ]);
});

test('a cell is open to exactly what authority and availability let through', () => {
  const grants = fc.record({
    exclusivity: fc.constantFrom(...exclusivities),
    licensee: fc.constant('Rila Film'),
    scope: scopes,
    state: fc.constantFrom(...grantStates, 'in_force'),
  });
  const holdings = fc.record({
    kind: fc.constantFrom('ownership' as const, 'licence' as const),
    scope: scopes,
    exclusivity: fc.constantFrom(...licensed),
    sublicensable: fc.boolean(),
    status: fc.constantFrom('in_force' as const, 'expired' as const),
  });
  fc.assert(
    fc.property(
      fc.array(holdings, { minLength: 1, maxLength: 3 }),
      fc.array(grants, { maxLength: 3 }),
      fc.constantFrom('2028-02-27', '2028-02-29', '2028-03-02'),
      (held, given, date) => {
        const { rights, territories } = small;
        const question = { rights: rights.leaves, territories: territories.leaves, languages: ['pl'], term: day(date) };
        for (const { right, territory, open } of matrix({ ...question, holdings: held, grants: given })) {
          const point = { rights: [right], territories: [territory], languages: ['pl'], term: day(date) };
          const granted = licensed.filter((exclusivity) => {
            const ask = { exclusivity, licensee: 'Newcomer', scope: point };
            return authority(held, ask) === 'ok' && availability(ask, given).state === 'free';
          });
          expect(open).toBe(granted[0] ?? null);
        }
      },
    ),
    { numRuns: 300 },
  );
});
