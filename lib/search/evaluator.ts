import type { Weight } from './tokens.ts';

/**
 * What PostgreSQL does with a `tsvector` and a `tsquery`, in memory: the `@@` operator and `ts_rank` with its default weights. It lets
 * the suite `search` judge the very strings the database gets without one; the product itself asks the database.
 */
export interface Vector {
  readonly lexemes: ReadonlyMap<string, readonly Place[]>;
}

interface Place {
  readonly position: number;
  readonly weight: number;
}

export type Query =
  | { readonly lexeme: string; readonly prefix: boolean }
  | { readonly operator: '&' | '|'; readonly left: Query; readonly right: Query };

const weights: Readonly<Record<Weight, number>> = { A: 1, B: 0.4, C: 0.2, D: 0.1 };

const vectorEntry = /'((?:[^'\\]|''|\\.)*)':([\d,ABCD]+)(?: |$)/gy;

/** Reads the text form of a tsvector; throws on anything toTsvector would not write. */
export function parseVector(text: string): Vector {
  const lexemes = new Map<string, readonly Place[]>();
  vectorEntry.lastIndex = 0;
  let end = 0;
  for (let match = vectorEntry.exec(text); match !== null; match = vectorEntry.exec(text)) {
    lexemes.set(unquoted(match[1] ?? ''), (match[2] ?? '').split(',').map(place));
    end = vectorEntry.lastIndex;
  }
  if (end !== text.length) throw new SyntaxError(`no tsvector at ${end}: ${text.slice(end, end + 40)}`);
  return { lexemes };
}

function place(text: string): Place {
  const letter = /[ABC]$/.exec(text)?.[0];
  const weight = letter === 'A' || letter === 'B' || letter === 'C' ? weights[letter] : weights.D;
  return { position: Number.parseInt(text, 10), weight };
}

function unquoted(lexeme: string): string {
  return lexeme.replaceAll("''", "'").replaceAll(/\\(.)/g, '$1');
}

const queryMark = /\s*('(?:[^'\\]|''|\\.)*'(?::\*)?|[&|()])\s*/gy;

function marksOf(text: string): string[] {
  const found = [...text.matchAll(queryMark)];
  const end = found.reduce((sum, match) => sum + match[0].length, 0);
  if (end !== text.length) throw new SyntaxError(`no tsquery at ${end}: ${text.slice(end, end + 40)}`);
  return found.map((match) => match[1] ?? '');
}

/** Reads the text form of a tsquery with &, |, brackets and prefixes; throws on anything else. */
export function parseQuery(text: string): Query {
  const marks = marksOf(text);
  let at = 0;

  const operand = (): Query => {
    const mark = marks[at++];
    if (mark === undefined) throw new SyntaxError(`tsquery ends early: ${text}`);
    if (mark !== '(') return { lexeme: unquoted(mark.slice(1, mark.lastIndexOf("'"))), prefix: mark.endsWith(':*') };
    const inner = chain('|');
    if (marks[at++] !== ')') throw new SyntaxError(`bracket not closed: ${text}`);
    return inner;
  };
  const chain = (operator: '&' | '|'): Query => {
    const next = operator === '|' ? () => chain('&') : operand;
    let left = next();
    while (marks[at] === operator) {
      at++;
      left = { operator, left, right: next() };
    }
    return left;
  };
  const query = chain('|');
  if (at !== marks.length) throw new SyntaxError(`tsquery goes on after its end: ${text}`);
  return query;
}

/** `vector @@ query`. */
export function matches(vector: Vector, query: Query): boolean {
  if ('lexeme' in query) return placesOf(vector, query).length > 0;
  const left = matches(vector, query.left);
  return query.operator === '&' ? left && matches(vector, query.right) : left || matches(vector, query.right);
}

/** `ts_rank(vector, query)` (src/backend/utils/adt/tsrank.c, no normalisation). */
export function rank(vector: Vector, query: Query): number {
  const items = [
    ...new Map(leaves(query).map((leaf) => [`${leaf.lexeme}${leaf.prefix ? '*' : ''}`, leaf] as const)).values(),
  ];
  const held = items.map((item) => placesOf(vector, item)).filter((places) => places.length > 0);
  if ('operator' in query && query.operator === '&' && items.length > 1) return rankOfAll(held);
  return held.reduce((sum, places) => sum + rankOfOne(places), 0) / Math.max(1, items.length);
}

/** Words near each other count more. */
function rankOfAll(held: readonly (readonly Place[])[]): number {
  let result = -1;
  for (const [at, places] of held.entries()) {
    for (const others of held.slice(0, at)) {
      for (const one of places) {
        for (const other of others) {
          const distance = Math.abs(one.position - other.position);
          if (distance === 0) continue;
          const near = Math.sqrt(one.weight * other.weight * nearness(distance));
          result = result < 0 ? near : 1 - (1 - result) * (1 - near);
        }
      }
    }
  }
  return result < 0 ? 1e-20 : result;
}

function nearness(distance: number): number {
  return distance > 100 ? 1e-30 : 1 / (1.005 + 0.05 * Math.exp(distance / 1.5 - 2));
}

function rankOfOne(places: readonly Place[]): number {
  const terms = places.map(({ weight }, at) => weight / (at + 1) ** 2);
  const sum = terms.reduce((total, term) => total + term, 0);
  const best = places.reduce((found, { weight }, at) => (weight > (places[found]?.weight ?? 0) ? at : found), 0);
  return ((places[best]?.weight ?? 0) + sum - (terms[best] ?? 0)) / 1.64493406685;
}

function leaves(query: Query): { readonly lexeme: string; readonly prefix: boolean }[] {
  return 'lexeme' in query ? [query] : [...leaves(query.left), ...leaves(query.right)];
}

function placesOf(vector: Vector, leaf: { readonly lexeme: string; readonly prefix: boolean }): readonly Place[] {
  if (!leaf.prefix) return vector.lexemes.get(leaf.lexeme) ?? [];
  return [...vector.lexemes].flatMap(([lexeme, places]) => (lexeme.startsWith(leaf.lexeme) ? places : []));
}
