import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Value = string | number | bigint | boolean | Date | null | readonly string[] | readonly number[] | object;

function escapeText(text: string): string {
  return text.replace(
    /[\\\t\n\r]/g,
    (character) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[character] ?? character,
  );
}

/** A value as PostgreSQL's COPY text format has it. Lists are arrays, other objects JSON. */
function field(value: Value): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return escapeText(
      `{${value.map((each) => (typeof each === 'number' ? each : `"${String(each).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`,
    );
  if (typeof value === 'object') return escapeText(JSON.stringify(value));
  return escapeText(String(value));
}

/** Streams rows into a table with COPY and returns how many there were. Columns are those of the first row. */
export async function copyRows(
  client: pg.Client,
  table: string,
  rows: Iterable<Readonly<Record<string, Value>>> | AsyncIterable<Readonly<Record<string, Value>>>,
): Promise<number> {
  let stream: ReturnType<typeof copyFrom> | undefined;
  let columns: string[] = [];
  let buffer = '';
  let count = 0;
  for await (const row of rows) {
    if (!stream) {
      columns = Object.keys(row);
      stream = client.query(
        copyFrom(
          `copy ${pg.escapeIdentifier(table)} (${columns.map((name) => pg.escapeIdentifier(name)).join(', ')}) from stdin`,
        ),
      );
    }
    buffer += `${columns.map((name) => field(row[name] ?? null)).join('\t')}\n`;
    count += 1;
    if (buffer.length > 1 << 18) {
      if (!stream.write(buffer)) await once(stream, 'drain');
      buffer = '';
    }
  }
  if (!stream) return 0;
  stream.end(buffer);
  await finished(stream);
  return count;
}
