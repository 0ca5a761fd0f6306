import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contains,
  freeze,
  intersect,
  isEmpty,
  meaningOf,
  overlaps,
  type Scope,
  subtract,
  subtractAll,
} from '#lib/rights/scope.ts';
import { commonTerm, day, mergeTerms, term, termWithout } from '#lib/rights/term.ts';
import { allPoints, dayIn, groups, has, scope, scopes, small, terms, writtenScopes } from './points.ts';

const runs = { numRuns: 2000 };

describe('a term', () => {
  test.each(['2027-02-29', '2028-02-30', '2028-13-01', '2028-1-1', '', '2028-01-01T00:00', '0000-01-01', '9999-01-01'])(
    'does not take %j for a day',
    (date) => {
      expect(() => term(date, null)).toThrow(expect.objectContaining({ code: 'rights.not_a_date', field: 'start' }));
      expect(() => term('2026-01-01', date)).toThrow(
        expect.objectContaining({ code: 'rights.not_a_date', field: 'end' }),
      );
    },
  );

  test.each([
    ['2028-01-02', '2028-01-01'],
    ['2028-01-01', '2028-01-01'],
  ])('from %s does not end at %s', (start, end) => {
    expect(() => term(start, end)).toThrow(
      expect.objectContaining({ code: 'rights.term_order', params: { start, end }, field: 'end' }),
    );
  });

  test.each([
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2027-02-28', '2027-03-01'],
    ['2027-12-31', '2028-01-01'],
  ])('the day %s ends at %s', (date, next) => {
    expect(day(date)).toEqual(term(date, next));
  });

  test('shares no day with the one that begins when it ends', () => {
    expect(commonTerm(term('2026-01-01', '2028-02-29'), term('2028-02-29', null))).toBeNull();
    expect(commonTerm(term('2026-01-01', '2028-03-01'), term('2028-02-29', null))).toEqual(day('2028-02-29'));
  });

  test('without another is the days before and after it', () => {
    const open = term('2026-01-01', null);
    expect(termWithout(open, term('2027-01-01', '2028-01-01'))).toEqual([
      term('2026-01-01', '2027-01-01'),
      term('2028-01-01', null),
    ]);
    expect(termWithout(open, open)).toEqual([]);
    expect(termWithout(term('2026-01-01', '2027-01-01'), term('2026-06-01', null))).toEqual([
      term('2026-01-01', '2026-06-01'),
    ]);
  });

  test('merging keeps the days, in terms that do not touch', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 6 }), (some) => {
        const merged = mergeTerms(some);
        for (const { day: date } of allPoints.slice(0, 7)) {
          expect(merged.some((each) => dayIn(each, date))).toBe(some.some((each) => dayIn(each, date)));
        }
        merged.slice(1).forEach((each, position) => {
          const before = merged[position];
          expect(before?.end).not.toBeNull();
          expect(before?.end && before.end < each.start).toBe(true);
        });
      }),
      runs,
    );
  });
});

describe('a scope as written', () => {
  const written = {
    rights: { include: ['screen'], except: ['avod'] },
    territories: { include: ['cee'], except: ['HU'] },
    languages: { include: ['sr'] },
    term: { start: '2028-02-29', end: null },
  };

  test('is frozen to leaves', () => {
    expect(freeze(written, small)).toEqual(scope('cinema svod', 'PL RS', 'sr-Cyrl sr-Latn', '2028-02-29', null));
  });

  test('must leave something in every dimension', () => {
    const nothing = { ...written, territories: { include: ['cee'], except: ['world'] } };
    expect(() => freeze(nothing, small)).toThrow(
      expect.objectContaining({
        code: 'rights.empty_scope',
        params: { dimension: 'territories' },
        field: 'territories',
      }),
    );
    expect(isEmpty(meaningOf(nothing, small))).toBe(true);
  });

  test('means every leaf under what it includes and not under what it excepts', () => {
    const under = (children: Readonly<Record<string, readonly string[]>>, code: string, leaf: string): boolean =>
      code === leaf || (children[code] ?? []).some((child) => under(children, child, leaf));
    fc.assert(
      fc.property(writtenScopes, (each) => {
        const expected = small.territories.leaves.filter(
          (leaf) =>
            each.territories.include.some((code) => under(groups.territories, code, leaf)) &&
            !each.territories.except?.some((code) => under(groups.territories, code, leaf)),
        );
        expect(meaningOf(each, small).territories).toEqual(expected);
      }),
      runs,
    );
  });
});

/** For each point, how many of the scopes have it. */
const timesIn = (parts: readonly Scope[]) => allPoints.map((point) => parts.filter((part) => has(part, point)).length);

describe('against brute force over points', () => {
  test('overlaps, intersect and contains', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const both = allPoints.filter((point) => has(a, point) && has(b, point));
        const common = intersect(a, b);
        expect(overlaps(a, b)).toBe(both.length > 0);
        expect(common === null ? [] : allPoints.filter((point) => has(common, point))).toEqual(both);
        expect(contains(a, b)).toBe(allPoints.every((point) => !has(b, point) || has(a, point)));
      }),
      runs,
    );
  });

  test('subtract covers what is left, once', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const parts = subtract(a, b);
        expect(parts.length).toBeLessThanOrEqual(5);
        const wanted = allPoints.map((point) => (has(a, point) && !has(b, point) ? 1 : 0));
        expect(timesIn(parts)).toEqual(wanted);
        expect(parts.some(isEmpty)).toBe(false);
      }),
      runs,
    );
  });

  test('subtractAll too', () => {
    fc.assert(
      fc.property(scopes, fc.array(scopes, { maxLength: 5 }), (a, others) => {
        const parts = subtractAll(a, others);
        const left = allPoints.map((point) => has(a, point) && !others.some((other) => has(other, point)));
        expect(timesIn(parts)).toEqual(left.map(Number));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('laws', () => {
  test('contains exactly where subtracting leaves nothing', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        expect(contains(a, b)).toBe(subtract(b, a).length === 0);
      }),
      runs,
    );
  });

  test('overlaps is symmetric, contains is transitive and reflexive', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (a, b, c) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(contains(a, a)).toBe(true);
        if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true);
      }),
      runs,
    );
  });

  test('what is wholly excepted touches nothing, lies in everything and leaves nothing', () => {
    const nothing = { ...scope('toys', 'PL', 'pl', '2028-01-01', null), rights: [] };
    const something = scope('toys', 'PL', 'pl', '2028-01-01', null);
    expect(overlaps(something, nothing)).toBe(false);
    expect(contains(something, nothing)).toBe(true);
    expect(contains(nothing, something)).toBe(false);
    expect(subtract(nothing, something)).toEqual([]);
    expect(subtract(something, nothing)).toEqual([something]);
    expect(subtractAll(nothing, [])).toEqual([]);
  });
});
