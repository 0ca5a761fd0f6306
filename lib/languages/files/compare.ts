import { limits } from '#lib/core/limits.ts';
import type { Problem } from '../checks/problem.ts';
import type { GlossaryTerm } from '../checks/terms.ts';
import { check } from '../checks.ts';
import type { Locale } from '../locales.ts';
import type { KnownUnit } from './known.ts';
import type { ReadUnit } from './unit.ts';

/** What a unit of a file would do. */
export interface ComparedUnit {
  readonly key: string;
  readonly line: number;
  readonly change: 'added' | 'changed' | 'conflict' | 'refused';
  readonly source: string;
  readonly before: string;
  readonly after: string;
  readonly version: number;
  /** A check's code, or unknown_key, twice, too_long; of a conflict source_moved. */
  readonly problem: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** What checks say of it that forbids nothing. */
  readonly warnings: readonly Pick<Problem, 'code' | 'details'>[];
}

interface Among {
  readonly locale: Locale;
  readonly glossary: readonly GlossaryTerm[];
  readonly elsewhere: (unit: KnownUnit) => readonly string[];
}

/**
 * What a file would change, unit by unit, in its order; what it leaves as it is is left out. A unit is refused that is unknown, longer than
 * a text may be, in the file twice with different words, or that a check calls an error, and told what checks warn of; where the original
 * is another than the file has, it is a conflict.
 */
export function compareUnits(
  units: readonly ReadUnit[],
  known: ReadonlyMap<string, KnownUnit>,
  locale: Locale,
  glossary: readonly GlossaryTerm[] = [],
): ComparedUnit[] {
  const among = { locale, glossary, elsewhere: wordingsAfter(units, known) };
  const seen = new Map<string, string>();
  return units.flatMap((unit) => {
    if (unit.target === '') return [];
    const earlier = seen.get(unit.key);
    seen.set(unit.key, unit.target);
    if (earlier === unit.target) return [];
    return compared(unit, known.get(unit.key), among, earlier !== undefined);
  });
}

/** What other strings of the very same source will say once the file is taken. */
function wordingsAfter(units: readonly ReadUnit[], known: ReadonlyMap<string, KnownUnit>): Among['elsewhere'] {
  const inFile = new Map(units.flatMap(({ key, target }) => (target === '' ? [] : [[key, target] as const])));
  const bySource = Map.groupBy(known.values(), ({ source, sourceLocale }) => `${sourceLocale} ${source.trim()}`);
  return ({ key, source, sourceLocale }) =>
    (bySource.get(`${sourceLocale} ${source.trim()}`) ?? [])
      .filter((other) => other.key !== key)
      .slice(0, limits.workSame)
      .map((other) => inFile.get(other.key) ?? other.target);
}

function compared(
  unit: ReadUnit,
  now: KnownUnit | undefined,
  { locale, glossary, elsewhere }: Among,
  twice: boolean,
): ComparedUnit[] {
  const after = unit.target.slice(0, limits.translationText);
  const row = {
    key: unit.key.slice(0, limits.shortText),
    line: unit.line,
    source: now?.source ?? unit.source.slice(0, limits.translationText),
    before: now?.target ?? '',
    after,
    version: now?.version ?? 0,
    warnings: [],
  };
  const refused = (problem: string, details: ComparedUnit['details'] = {}): ComparedUnit[] => [
    { ...row, change: 'refused', problem, details },
  ];
  if (!now) return refused('unknown_key');
  if (unit.target === now.target) return [];
  if (twice) return refused('twice');
  const most = now.text ? limits.description : limits.message;
  if (unit.target.length > most) return refused('too_long', { length: unit.target.length, most });
  const { sourceLocale, maxLength } = now;
  const problems = check(now.source, unit.target, locale, {
    sourceLocale,
    format: now.text ? 'plain' : 'icu',
    glossary,
    elsewhere: elsewhere(now),
    ...(maxLength === undefined ? {} : { maxLength }),
  }).filter(({ code }) => code !== 'untranslated' || !now.same);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return refused(error.code, error.details);
  const warnings = problems.map(({ code, details }) => ({ code, details }));
  if (unit.source !== '' && unit.source !== now.source)
    return [
      {
        ...row,
        change: 'conflict',
        problem: 'source_moved',
        details: { source: unit.source.slice(0, limits.message) },
        warnings,
      },
    ];
  return [{ ...row, change: now.target === '' ? 'added' : 'changed', problem: null, details: {}, warnings }];
}
