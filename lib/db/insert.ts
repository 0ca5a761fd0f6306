import type { Tx } from './client.ts';
import { Prisma } from './generated/client.ts';

/** The rows of one table, their fields named as in Prisma's schema; all of one table have the same fields. */
export interface Insert {
  readonly table: string;
  readonly rows: readonly object[];
}

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** JSON as PostgreSQL reads a row from it: columns by their names, whole numbers as text, nothing that was not given. */
function asColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]) =>
      value === undefined ? [] : [[snake(field), typeof value === 'bigint' ? value.toString() : value]],
    ),
  );
}

/** The columns that all rows give; one that only some give would be lost without a word. */
function columnsOf(table: string, rows: readonly object[]): string {
  const [first, ...others] = rows.map((row) => Object.keys(row).sort().join());
  if (others.some((other) => other !== first)) throw new Error(`rows of ${table} give different columns`);
  return Object.keys(rows[0] ?? {})
    .map((column) => `"${column}"`)
    .join(', ');
}

/**
 * Writes rows of several tables in one question; columns that are not given have the database's defaults. References between them are
 * looked at when all are there, but a trigger before a row sees nothing of the others: what it reads goes first, in a question of its own.
 * Names of tables and fields are the caller's own, never a person's.
 */
export async function insertTogether(tx: Tx, inserts: readonly Insert[]): Promise<void> {
  const parts = inserts
    .filter(({ rows }) => rows.length > 0)
    .map(({ table, rows }, at) => {
      const written = rows.map(asColumns);
      const columns = columnsOf(table, written);
      return Prisma.sql`${Prisma.raw(`t${at} as (insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", `)}${JSON.stringify(written)}${Prisma.raw('::jsonb))')}`;
    });
  if (parts.length > 0) await tx.$executeRaw`with ${Prisma.join(parts)} select 1`;
}
