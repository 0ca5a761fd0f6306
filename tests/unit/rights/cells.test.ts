import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, probesOf } from '#lib/rights/cells.ts';
import { columnsOf, scopeOf } from '#lib/rights/columns.ts';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import { meaningOf } from '#lib/rights/scope.ts';

const expressionIn = (dimension: 'rights' | 'territories') => {
  const { leaves, groups } = hierarchies[dimension];
  const codes = fc.oneof(fc.constantFrom(...leaves), fc.constantFrom(...groups));
  return fc.record({
    include: fc.uniqueArray(codes, { minLength: 1, maxLength: 4 }),
    except: fc.uniqueArray(codes, { maxLength: 2 }),
  });
};
const written = fc.record({
  rights: expressionIn('rights'),
  territories: expressionIn('territories'),
  languages: fc.constant({ include: ['zh'] }),
  term: fc.constant({ start: '2028-02-29', end: null }),
});
const scopes = written.map((each) => meaningOf(each, hierarchies));

describe('cells', () => {
  test('meet probes exactly where two scopes share a right and a country', () => {
    const share = (a: readonly string[], b: readonly string[]) => a.some((leaf) => b.includes(leaf));
    fc.assert(
      fc.property(scopes, scopes, (held, asked) => {
        const cells = new Set(cellsOf(held, hierarchies));
        const found = probesOf(asked, hierarchies).some((probe) => cells.has(probe));
        expect(found).toBe(share(held.rights, asked.rights) && share(held.territories, asked.territories));
      }),
      { numRuns: 1000 },
    );
  });

  test('of everything in the whole world are few', () => {
    const all = { rights: hierarchies.rights.leaves, territories: hierarchies.territories.leaves };
    expect(cellsOf(all, hierarchies).length).toBeLessThan(100);
    expect(cellsOf({ ...all, territories: [] }, hierarchies)).toEqual([]);
  });

  test('fit an integer of the database', () => {
    const all = { rights: hierarchies.rights.leaves, territories: hierarchies.territories.leaves };
    expect(probesOf(all, hierarchies).at(-1)).toBeLessThan(2 ** 31);
  });
});

test('columns keep a scope', () => {
  fc.assert(
    fc.property(scopes, (scope) => {
      const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
      expect(term).toBe('[2028-02-29,)');
      const text = (ids: readonly number[]) => `{${ids.join()}}`;
      const row = { rights: text(rights), territories: text(territories), languages: text(languages) };
      const read = scopeOf({ ...row, start: '2028-02-29', end: null }, hierarchies);
      expect(read).toEqual(scope);
      expect(scopeOf({ ...row, start: '2028-02-29', end: null }, hierarchies).languages).toBe(read.languages);
    }),
  );
});
