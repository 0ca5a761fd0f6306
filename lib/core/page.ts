import { uuidPattern } from './ids.ts';

/** One page of a list with the cursor of the next (null: this is the last). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Cuts a page from one row more than it shows. `cursorOf` makes the opaque cursor from the last row shown. */
export function pageOf<T>(rows: readonly T[], size: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last !== undefined ? cursorOf(last) : null };
}

/** A number here is a 32-bit integer, as the columns are; a measure is any finite number. */
type Kinds = { readonly number: number; readonly measure: number; readonly time: Date; readonly id: string };
type Values<K extends readonly (keyof Kinds)[]> = { -readonly [At in keyof K]: Kinds[K[At]] };

/** Keyset cursors are JSON in base64url. */
export function encodeCursor(values: readonly (string | number | Date)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

const read = {
  number: (value: unknown) =>
    Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31 - 1 ? Number(value) : null,
  measure: (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null),
  time: (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : null),
  id: (value: unknown) => (typeof value === 'string' && uuidPattern.test(value) ? value : null),
} as const satisfies Record<keyof Kinds, (value: unknown) => unknown>;

/** The values of a cursor, which are of these kinds; null for anything else, which shows the first page. */
export function decodeCursor<const K extends readonly (keyof Kinds)[]>(
  cursor: string | undefined,
  kinds: K,
): Values<K> | null {
  if (!cursor || cursor.length > 500) return null;
  try {
    const given: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(given) || given.length !== kinds.length) return null;
    const values = kinds.map((kind, at) => read[kind](given[at]));
    return values.includes(null) ? null : (values as Values<K>);
  } catch {
    return null;
  }
}
