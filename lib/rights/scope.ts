import { z } from 'zod';
import { saidAt } from '#lib/core/errors.ts';
import { rightsError } from './errors.ts';
import type { Expression, Hierarchy } from './hierarchy.ts';
import { commonTerm, type Term, term, termContains, termWithout } from './term.ts';

export const dimensions = ['rights', 'territories', 'languages'] as const;
export type Dimension = (typeof dimensions)[number];
export type Hierarchies = Readonly<Record<Dimension, Hierarchy>>;

/** A scope as the parties wrote it: groups and exceptions, term. */
export type WrittenScope = Readonly<Record<Dimension, Expression>> & { readonly term: Term };

/**
 * A scope as it was meant on the day of signing: the leaves of each dimension, in code order and without repetition, and the term.
 * A point in it is one right in one country in one language on one day. A scope with an empty dimension has no points.
 */
export type Scope = Readonly<Record<Dimension, readonly string[]>> & { readonly term: Term };

const code = z.string().min(1).max(32);
const expression = z.object({ include: z.array(code).max(400), except: z.array(code).max(400).optional() });

/** The shape of a scope as written. Whether its codes and dates exist is for `freeze` to say. */
export const writtenScopeSchema = z.object({
  rights: expression,
  territories: expression,
  languages: expression,
  term: z.object({ start: z.string(), end: z.string().nullable() }),
});

/**
 * What a written scope means, which may be nothing. Throws `rights.unknown_code` at its dimension, `rights.not_a_date` and
 * `rights.term_order` at `start` or `end`.
 */
export function meaningOf(written: WrittenScope, hierarchies: Hierarchies): Scope {
  const meaning = (dimension: Dimension) => saidAt(dimension, () => hierarchies[dimension].meaning(written[dimension]));
  return {
    rights: meaning('rights'),
    territories: meaning('territories'),
    languages: meaning('languages'),
    term: term(written.term.start, written.term.end),
  };
}

/**
 * The leaves that a scope means today, to be stored beside the words: a later change to a group does not reach them.
 * Throws what `meaningOf` throws, and `rights.empty_scope` at the dimension whose exceptions leave nothing.
 */
export function freeze(written: WrittenScope, hierarchies: Hierarchies): Scope {
  const scope = meaningOf(written, hierarchies);
  const empty = dimensions.find((dimension) => scope[dimension].length === 0);
  if (empty !== undefined) throw rightsError('rights.empty_scope', { dimension: empty }, empty);
  return scope;
}

export function isEmpty(scope: Scope): boolean {
  return dimensions.some((dimension) => scope[dimension].length === 0);
}

/** The points both have, or null. */
export function intersect(a: Scope, b: Scope): Scope | null {
  const days = commonTerm(a.term, b.term);
  if (days === null) return null;
  const both = {
    rights: common(a.rights, b.rights),
    territories: common(a.territories, b.territories),
    languages: common(a.languages, b.languages),
    term: days,
  };
  return isEmpty(both) ? null : both;
}

/** Whether they share a point: they overlap in every dimension. */
export function overlaps(a: Scope, b: Scope): boolean {
  return intersect(a, b) !== null;
}

/** Whether every point of the inner is in the outer. What has no points is in everything. */
export function contains(outer: Scope, inner: Scope): boolean {
  if (isEmpty(inner)) return true;
  if (!termContains(outer.term, inner.term)) return false;
  return dimensions.every((dimension) => without(inner[dimension], outer[dimension]).length === 0);
}

/** The points of a that b does not have, as at most five scopes of which no two share a point. */
export function subtract(a: Scope, b: Scope): Scope[] {
  if (isEmpty(a)) return [];
  const both = intersect(a, b);
  if (both === null) return [a];
  const parts: Scope[] = [];
  let rest = a;
  for (const dimension of dimensions) {
    const outside = without(rest[dimension], both[dimension]);
    if (outside.length > 0) parts.push({ ...rest, [dimension]: outside });
    rest = { ...rest, [dimension]: both[dimension] };
  }
  return [...parts, ...termWithout(a.term, both.term).map((days) => ({ ...rest, term: days }))];
}

/** The points of a that none of the others has, as disjoint scopes. */
export function subtractAll(a: Scope, others: readonly Scope[]): Scope[] {
  return others.reduce((parts, other) => parts.flatMap((part) => subtract(part, other)), isEmpty(a) ? [] : [a]);
}

function common(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b) return a;
  const other = new Set(b);
  return a.filter((leaf) => other.has(leaf));
}

function without(a: readonly string[], b: readonly string[]): string[] {
  const other = new Set(b);
  return a.filter((leaf) => !other.has(leaf));
}
