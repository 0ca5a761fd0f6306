import { rightsError } from './errors.ts';

/** Days from `start` on, up to but without `end`; `end` null is open. ISO 8601 dates, `YYYY-MM-DD`, which compare as text. */
export interface Term {
  readonly start: string;
  readonly end: string | null;
}

/** A term of at least one day. Throws `rights.not_a_date` and `rights.term_order`, each at its field. */
export function term(start: string, end: string | null): Term {
  if (!isDate(start)) throw rightsError('rights.not_a_date', { date: start }, 'start');
  if (end !== null && !isDate(end)) throw rightsError('rights.not_a_date', { date: end }, 'end');
  if (end !== null && end <= start) throw rightsError('rights.term_order', { start, end }, 'end');
  return { start, end };
}

/** The one day. Throws `rights.not_a_date`. */
export function day(date: string): Term {
  if (!isDate(date)) throw rightsError('rights.not_a_date', { date });
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { start: date, end: next.toISOString().slice(0, 10) };
}

/** Whether a text is a day of the calendar, years 0001 to 9998. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001' || text >= '9999') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether the first day comes before the second; null, an open end, comes after all. */
export function isEarlier(a: string | null, b: string | null): boolean {
  return a !== null && (b === null || a < b);
}

/** The days both have, or null. */
export function commonTerm(a: Term, b: Term): Term | null {
  const start = isEarlier(a.start, b.start) ? b.start : a.start;
  const end = isEarlier(a.end, b.end) ? a.end : b.end;
  return end === null || start < end ? { start, end } : null;
}

export function termContains(outer: Term, inner: Term): boolean {
  return outer.start <= inner.start && !isEarlier(outer.end, inner.end);
}

/** The days of a that b does not have: none, one or two terms. */
export function termWithout(a: Term, b: Term): Term[] {
  const common = commonTerm(a, b);
  if (common === null) return [a];
  const before = a.start < common.start ? [{ start: a.start, end: common.start }] : [];
  const after = common.end !== null && isEarlier(common.end, a.end) ? [{ start: common.end, end: a.end }] : [];
  return [...before, ...after];
}

/** The same days in as few terms as possible, in order: terms that overlap or touch become one. */
export function mergeTerms(terms: readonly Term[]): Term[] {
  const merged: Term[] = [];
  for (const next of [...terms].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || isEarlier(last.end, next.start)) merged.push(next);
    else if (isEarlier(last.end, next.end)) merged[merged.length - 1] = { start: last.start, end: next.end };
  }
  return merged;
}
