import { type Check, warning } from './problem.ts';

/** A translated unit as the consistency check needs it. */
export interface TranslatedUnit {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Units of different contexts may differ on purpose (Order the noun, Order the verb). */
  readonly context?: string;
}

export interface Inconsistency {
  readonly source: string;
  readonly targets: readonly { readonly target: string; readonly ids: readonly string[] }[];
}

/** Sources translated in more than one way within one context, the most frequent target first. Blank targets don't count. */
export function inconsistencies(units: readonly TranslatedUnit[]): Inconsistency[] {
  const bySource = Map.groupBy(
    units.filter((unit) => unit.target.trim() !== ''),
    (unit) => `${unit.context ?? ''}\u0000${unit.source.trim()}`,
  );
  return [...bySource.values()].flatMap((same) => {
    const byTarget = [...Map.groupBy(same, (unit) => unit.target.trim())];
    if (byTarget.length < 2) return [];
    const targets = byTarget
      .map(([target, group]) => ({ target, ids: group.map((unit) => unit.id) }))
      .sort((a, b) => b.ids.length - a.ids.length);
    return [{ source: same[0]?.source.trim() ?? '', targets }];
  });
}

/** The very same source is translated otherwise elsewhere; the fix takes the wording that most places have. */
export const inconsistent: Check = ({ source, target, elsewhere }) => {
  const others = elsewhere.filter((each) => each.trim() !== '');
  if (others.length === 0 || others.some((each) => each.trim() === target.raw.trim())) return [];
  const byCount = [...Map.groupBy(others, (each) => each)].sort((a, b) => b[1].length - a[1].length);
  const words = byCount.map(([wording]) => wording);
  return source.raw.trim() === '' ? [] : [warning('inconsistent', { words: words.slice(0, shown) }, words[0])];
};

const shown = 5;
