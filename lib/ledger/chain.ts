import { createHash, type Hash } from 'node:crypto';
import { isoDay } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';

interface BookedRow {
  readonly id: string;
  readonly cause: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly postedAt: Date;
  /** Number, account's id, account's code, amount; in the order of their numbers. */
  readonly entries: readonly (readonly [string, string, string, string])[];
}

/** What the books of a day come to. */
export interface DayTotals {
  readonly hash: string;
  readonly transactions: number;
  readonly entries: number;
  /** By how much each account moved. */
  readonly moved: ReadonlyMap<string, bigint>;
}

/**
 * A transaction as it is hashed: one line of JSON, so that anybody can do it again with the exported rows
 * (docs/decisions/018-the-ledger-in-the-database.md).
 */
export function canonicalLine({ id, cause, kind, orderId, postedAt, entries }: BookedRow): string {
  const parts = entries.map(([number, , code, amount]) => [number, code, amount]);
  return `${JSON.stringify([id, cause, kind, orderId, postedAt.toISOString(), parts])}\n`;
}

/** The day (UTC) that a moment falls in, as the database's dates come: its midnight. */
export function dayOf(at: Date): Date {
  return new Date(`${isoDay(at)}T00:00:00Z`);
}

class DayBook {
  readonly #hash: Hash;
  readonly #moved = new Map<string, bigint>();
  #transactions = 0;
  #entries = 0;

  constructor(day: Date, previousHash: string) {
    this.#hash = createHash('sha256').update(`${previousHash}\n${isoDay(day)}\n`);
  }

  add(row: BookedRow): void {
    this.#hash.update(canonicalLine(row));
    this.#transactions += 1;
    this.#entries += row.entries.length;
    for (const [, account, , amount] of row.entries)
      this.#moved.set(account, (this.#moved.get(account) ?? 0n) + BigInt(amount));
  }

  close(): DayTotals {
    return {
      hash: this.#hash.digest('hex'),
      transactions: this.#transactions,
      entries: this.#entries,
      moved: this.#moved,
    };
  }
}

/** Transactions of a stretch of time with their entries, in the order in which they are hashed, a portion at a time. */
async function* rowsBetween(from: Date, until: Date): AsyncGenerator<BookedRow> {
  let [at, after] = [from, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const rows = await prisma().$queryRaw<BookedRow[]>`
      select t.id, t.cause, t.kind, t.order_id as "orderId", t.posted_at as "postedAt", coalesce((
        select json_agg(json_build_array(e.id::text, e.account_id, a.code, e.amount_minor::text) order by e.id)
        from ledger_entry e left join ledger_account a on a.id = e.account_id where e.transaction_id = t.id), '[]') as entries
      from ledger_transaction t
      where (t.posted_at, t.id) > (${at}::timestamptz, ${after}::uuid) and t.posted_at < ${until}::timestamptz
      order by t.posted_at, t.id limit ${limits.ledgerRead}`;
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < limits.ledgerRead) return;
    [at, after] = [last.postedAt, last.id];
  }
}

/** The books of one day. */
export async function booksOfDay(day: Date, previousHash: string): Promise<DayTotals> {
  const book = new DayBook(day, previousHash);
  for await (const row of rowsBetween(day, new Date(day.getTime() + 24 * 60 * 60_000))) book.add(row);
  return book.close();
}

/** The books of every day that has any, up to a moment. The hash before is asked for when a day begins. */
export async function* readBooks(until: Date, previousHash: () => string): AsyncGenerator<readonly [Date, DayTotals]> {
  let open: { readonly day: Date; readonly book: DayBook } | null = null;
  for await (const row of rowsBetween(new Date(0), until)) {
    const day = dayOf(row.postedAt);
    if (open && open.day.getTime() !== day.getTime()) {
      yield [open.day, open.book.close()];
      open = null;
    }
    open ??= { day, book: new DayBook(day, previousHash()) };
    open.book.add(row);
  }
  if (open) yield [open.day, open.book.close()];
}
