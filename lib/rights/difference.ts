import { dimensions } from './scope.ts';
import type { Terms } from './terms.ts';

/** What one version says otherwise than the one before, part by part; money is compared by lib/royalties. */
export type Difference =
  | {
      readonly part: 'rights' | 'territories' | 'languages';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Exceptions that came and went. */
      readonly excepted: readonly string[];
      readonly readmitted: readonly string[];
    }
  | { readonly part: 'start'; readonly from: string; readonly to: string }
  | { readonly part: 'term'; readonly from: string | null; readonly to: string | null; readonly by: Length | null }
  | { readonly part: 'exclusivity'; readonly from: Terms['exclusivity']; readonly to: Terms['exclusivity'] }
  | { readonly part: 'works'; readonly works: readonly string[] };

/** How much longer or (below zero) shorter, in the largest unit that says it exactly. */
export interface Length {
  readonly unit: 'year' | 'month' | 'day';
  readonly by: number;
}

/** What changed in the scope from one version of the terms to the next. */
export function scopeDifference(before: Terms, after: Terms): Difference[] {
  const found: Difference[] = [];
  for (const part of dimensions) {
    const [a, b] = [before.scope[part], after.scope[part]];
    const difference = {
      part,
      added: less(b.include, a.include),
      removed: less(a.include, b.include),
      excepted: less(b.except ?? [], a.except ?? []),
      readmitted: less(a.except ?? [], b.except ?? []),
    };
    const { added, removed, excepted, readmitted } = difference;
    if (added.length + removed.length + excepted.length + readmitted.length > 0) found.push(difference);
  }
  const [was, is] = [before.scope.term, after.scope.term];
  if (was.start !== is.start) found.push({ part: 'start', from: was.start, to: is.start });
  const by = was.end && is.end ? lengthened([was.start, was.end], [is.start, is.end]) : null;
  if (was.end !== is.end && (by === null || by.by !== 0)) found.push({ part: 'term', from: was.end, to: is.end, by });
  if (before.exclusivity !== after.exclusivity)
    found.push({ part: 'exclusivity', from: before.exclusivity, to: after.exclusivity });
  const works = [...new Set([...Object.keys(before.leftOut ?? {}), ...Object.keys(after.leftOut ?? {})])].filter(
    (work) => key(before, work) !== key(after, work),
  );
  if (works.length > 0) found.push({ part: 'works', works });
  return found;
}

function less(list: readonly string[], other: readonly string[]): string[] {
  return list.filter((each) => !other.includes(each));
}

function key({ leftOut }: Terms, work: string): string {
  const { rights = [], territories = [] } = leftOut?.[work] ?? {};
  return [[...rights].sort(), [...territories].sort()].join('|');
}

type Days = readonly [start: string, end: string];

function lengthened(was: Days, is: Days): Length {
  // From the same first day on, it is the ends that lie so far apart, whatever days these are.
  const [a, b] = was[0] === is[0] ? [0, months([was[1], is[1]])] : [months(was), months(is)];
  if (a === null || b === null) return { unit: 'day', by: days(is) - days(was) };
  return (b - a) % 12 === 0 ? { unit: 'year', by: (b - a) / 12 } : { unit: 'month', by: b - a };
}

/** Whole months from one day to the other; null where they are not whole. */
function months([start, end]: Days): number | null {
  if (start.slice(8) !== end.slice(8)) return null;
  const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(end) - count(start);
}

function days([start, end]: Days): number {
  return (Date.parse(end) - Date.parse(start)) / 86_400_000;
}
