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

/** Keyset cursors are JSON in base64url; anything else reads as null, which shows the first page. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (!cursor || cursor.length > 500) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(values) || values.length !== length) return null;
    return values.every((value) => typeof value === 'string' || typeof value === 'number') ? values : null;
  } catch {
    return null;
  }
}
