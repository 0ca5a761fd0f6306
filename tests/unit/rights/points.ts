import fc from 'fast-check';
import { hierarchy } from '#lib/rights/hierarchy.ts';
import { meaningOf, type Scope, type WrittenScope } from '#lib/rights/scope.ts';
import type { Term } from '#lib/rights/term.ts';

/** A universe so small that every point of it can be looked at, with groups that overlap and a leap day in the middle. */
export const groups = {
  rights: { merchandising: ['toys', 'home'], screen: ['cinema', 'streaming'], streaming: ['svod', 'avod'] },
  territories: { world: ['cee', 'eu', 'CN'], cee: ['PL', 'HU', 'RS'], eu: ['PL', 'HU', 'DE'] },
  languages: { all: ['sr', 'pl'], sr: ['sr-Cyrl', 'sr-Latn'] },
} as const;

export const small = {
  rights: hierarchy(groups.rights),
  territories: hierarchy(groups.territories),
  languages: hierarchy(groups.languages),
};

const days = ['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01', '2028-03-02', '2028-03-03'];
/** Stands for all days that only an open end reaches. */
const everAfter = '9000-01-01';

export interface Point {
  readonly right: string;
  readonly territory: string;
  readonly language: string;
  readonly day: string;
}

export const allPoints: readonly Point[] = small.rights.leaves.flatMap((right) =>
  small.territories.leaves.flatMap((territory) =>
    small.languages.leaves.flatMap((language) =>
      [...days, everAfter].map((day) => ({ right, territory, language, day })),
    ),
  ),
);

export function dayIn(term: Term, day: string): boolean {
  return term.start <= day && (term.end === null || day < term.end);
}

export function has(scope: Scope, point: Point): boolean {
  return (
    scope.rights.includes(point.right) &&
    scope.territories.includes(point.territory) &&
    scope.languages.includes(point.language) &&
    dayIn(scope.term, point.day)
  );
}

export const terms: fc.Arbitrary<Term> = fc
  .tuple(fc.nat(days.length - 1), fc.nat(days.length))
  .map(([from, length]) => ({ start: days[from] ?? everAfter, end: days[from + 1 + length] ?? null }));

const expressionIn = (dimension: keyof typeof small) => {
  const codes = [...small[dimension].leaves, ...small[dimension].groups];
  return fc.record({
    include: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
    except: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 2 }),
    ),
  });
};

export const writtenScopes: fc.Arbitrary<WrittenScope> = fc.record({
  rights: expressionIn('rights'),
  territories: expressionIn('territories'),
  languages: expressionIn('languages'),
  term: terms,
});

/** Scopes, one in ten or so of them without points. */
export const scopes: fc.Arbitrary<Scope> = writtenScopes.map((written) => meaningOf(written, small));

/** A scope of one point or several, by leaves. */
export function scope(
  rights: string,
  territories: string,
  languages: string,
  start: string,
  end: string | null,
): Scope {
  const [r = [], t = [], l = []] = [rights, territories, languages].map((codes) => codes.split(' ').sort());
  return { rights: r, territories: t, languages: l, term: { start, end } };
}
