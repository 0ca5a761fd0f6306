import { describe, expect, test } from 'vitest';
import { scopeDifference } from '#lib/rights/difference.ts';
import { frozenFor, leftOutOf, type Terms, termsHash } from '#lib/rights/terms.ts';

const base: Terms = {
  scope: {
    rights: { include: ['toys'] },
    territories: { include: ['CZ', 'SK'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: '2031-01-01', end: '2034-01-01' },
  },
  exclusivity: 'exclusive',
  advanceMinor: '500000',
  currency: 'EUR',
  royalty: 800,
};
const scoped = (over: Partial<Terms['scope']>): Terms => ({ ...base, scope: { ...base.scope, ...over } });

describe('the difference of two versions', () => {
  test('is nothing where nothing changed', () => {
    expect(scopeDifference(base, { ...base, royalty: 700 })).toEqual([]);
  });

  test.each([
    [{ start: '2031-01-01', end: '2035-01-01' }, [{ part: 'term', by: { unit: 'year', by: 1 } }]],
    [{ start: '2031-01-01', end: '2032-01-01' }, [{ part: 'term', by: { unit: 'year', by: -2 } }]],
    [{ start: '2031-01-01', end: '2034-07-01' }, [{ part: 'term', by: { unit: 'month', by: 6 } }]],
    [{ start: '2031-01-01', end: '2034-01-15' }, [{ part: 'term', by: { unit: 'day', by: 14 } }]],
    [{ start: '2031-01-01', end: null }, [{ part: 'term', from: '2034-01-01', to: null, by: null }]],
    // A term that only moves is as long as before.
    [{ start: '2032-01-01', end: '2035-01-01' }, [{ part: 'start', from: '2031-01-01', to: '2032-01-01' }]],
  ])('of a term %o', (term, expected) => {
    expect(scopeDifference(base, scoped({ term }))).toMatchObject(expected);
  });

  test('names what came and went, and what was excepted', () => {
    const after = scoped({ territories: { include: ['CZ', 'visegrad'], except: ['HU'] } });
    expect(scopeDifference(base, after)).toEqual([
      { part: 'territories', added: ['visegrad'], removed: ['SK'], excepted: ['HU'], readmitted: [] },
    ]);
    expect(scopeDifference(after, base)).toEqual([
      { part: 'territories', added: ['SK'], removed: ['visegrad'], excepted: [], readmitted: ['HU'] },
    ]);
  });

  test('names works whose exceptions changed, in whatever order they are written', () => {
    const one = { ...base, leftOut: { a: { rights: [], territories: ['SK', 'CZ'] } } };
    const same = { ...base, leftOut: { a: { rights: [], territories: ['CZ', 'SK'] } } };
    expect(scopeDifference(one, same)).toEqual([]);
    expect(scopeDifference(base, one)).toEqual([{ part: 'works', works: ['a'] }]);
  });
});

describe('the hash of terms', () => {
  test('does not depend on the order in which the database keeps keys, and tells everything apart', () => {
    const money = { base: 'unit', tiers: [{ upTo: null, rate: '5' }] };
    const turned = { tiers: [{ rate: '5', upTo: null }], base: 'unit' };
    expect(termsHash({ ...base, money })).toBe(termsHash({ ...base, money: turned }));
    const all = [
      base,
      { ...base, money },
      { ...base, money: { ...money, base: 'net_receipts' } },
      { ...base, leftOut: { a: { rights: ['toys'], territories: [] } } },
      { ...base, leftOut: { b: { rights: ['toys'], territories: [] } } },
      { ...base, leftOut: { a: { rights: [], territories: ['toys'] } } },
    ];
    expect(new Set(all.map(termsHash)).size).toBe(all.length);
  });
});

describe('what single works leave out', () => {
  const [a, b] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

  test('is read from a form by work', () => {
    expect(leftOutOf({ outRights: [`${a}:toys`], outTerritories: [`${b}:CZ`, `${a}:SK`] })).toEqual({
      [a]: { rights: ['toys'], territories: ['SK'] },
      [b]: { rights: [], territories: ['CZ'] },
    });
    expect(leftOutOf({ outRights: [], outTerritories: [] })).toBeUndefined();
  });

  test('is taken from the common scope of that work alone, and must leave something', () => {
    const terms = { ...base, leftOut: { [a]: { rights: [], territories: ['SK'] } } };
    expect(frozenFor(terms, a).territories).toEqual(['CZ']);
    expect(frozenFor(terms, b).territories).toEqual(['CZ', 'SK']);
    const nothing = { ...base, leftOut: { [a]: { rights: [], territories: ['visegrad'] } } };
    expect(() => frozenFor(nothing, a)).toThrow('rights.empty_scope');
  });
});
