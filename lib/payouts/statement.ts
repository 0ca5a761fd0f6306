import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { byteOrderMark, csvRecord, numberOrText } from '#lib/core/csv.ts';
import { type Currency, currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, type Money, money } from '#lib/core/money.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { accountCode } from '#lib/ledger/index.ts';
import { payable, reserve } from './books.ts';

/** One entry of a seller's account: what it was, of which order, how much it gave (or took), and what was owed after it. */
export interface StatementLine {
  readonly id: bigint;
  readonly at: Date;
  /** Of the posting: sale, transfer, reserve_held … */
  readonly kind: string;
  readonly number: string | null;
  readonly amount: Money;
  readonly balance: Money;
}

export interface Statement {
  readonly month: string;
  readonly currency: Currency;
  readonly opening: Money;
  readonly closing: Money;
  readonly lines: readonly StatementLine[];
  /** The cursor of the next page, null on the last. */
  readonly next: string | null;
  /** What of each kind there was, in the whole month. */
  readonly sums: readonly { readonly kind: string; readonly amount: Money; readonly count: number }[];
  /** What was kept back at the end of the month; it is owed as well, and not in the balance. */
  readonly reserved: Money;
}

export interface StatementQuery {
  readonly enterpriseId: string;
  readonly currency: string;
  /** 2026-11, in UTC. */
  readonly month: string;
}

/** The first moments of a month and of the next. Throws `payouts.no_statement` for anything that is no month. */
export function monthBounds(month: string): { from: Date; to: Date } {
  const match = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(month);
  if (!match) throw new DomainError('payouts.no_statement');
  const [year, index] = [Number(match[1]), Number(match[2]) - 1];
  return { from: new Date(Date.UTC(year, index, 1)), to: new Date(Date.UTC(year, index + 1, 1)) };
}

/** The credit of an account before a moment (what is owed), in minor units. */
async function owedBefore(code: string, at: Date): Promise<bigint> {
  const [row] = await prisma().$queryRaw<{ sum: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as sum from ledger_entry e
    where e.account_id = (select id from ledger_account where code = ${code}) and e.posted_at < ${at}`;
  return row?.sum ?? 0n;
}

interface Row {
  id: bigint;
  at: Date;
  kind: string;
  number: string | null;
  amount: bigint;
}

async function rowsOf(
  { enterpriseId }: StatementQuery,
  code: string,
  { from, to }: { from: Date; to: Date },
  after: { at: Date; id: bigint } | null,
  take: number,
): Promise<Row[]> {
  const beyond = after ? Prisma.sql`and (e.posted_at, e.id) > (${after.at}, ${after.id})` : Prisma.empty;
  return prisma().$queryRaw<Row[]>`
    select e.id, e.posted_at as at, t.kind, s.number, -e.amount_minor as amount
    from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
    left join seller_order s on s.order_id = t.order_id and s.enterprise_id = ${enterpriseId}::uuid
    where e.account_id = (select id from ledger_account where code = ${code})
      and e.posted_at >= ${from} and e.posted_at < ${to} ${beyond}
    order by e.posted_at, e.id limit ${take}`;
}

function readCursor(cursor: string | undefined): { at: Date; id: bigint } | null {
  const match = /^(\d{10,16})-(\d{1,18})$/.exec(cursor ?? '');
  return match ? { at: new Date(Number(match[1])), id: BigInt(match[2] ?? '0') } : null;
}

function writeCursor({ at, id }: Row): string {
  return `${at.getTime()}-${id}`;
}

/** What is owed before the first line of a page: the opening balance and all lines that came before. */
async function owedUpTo(code: string, from: Date, after: { at: Date; id: bigint } | null): Promise<bigint> {
  if (!after) return owedBefore(code, from);
  const [row] = await prisma().$queryRaw<{ sum: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as sum from ledger_entry e
    where e.account_id = (select id from ledger_account where code = ${code}) and (e.posted_at, e.id) <= (${after.at}, ${after.id})`;
  return row?.sum ?? 0n;
}

function running(rows: readonly Row[], before: bigint, code: Currency): StatementLine[] {
  let owed = before;
  return rows.map((row) => {
    owed += row.amount;
    return { ...row, amount: money(row.amount, code), balance: money(owed, code) };
  });
}

/**
 * The statement of a month: what was owed when it began, every entry, and what was owed when it ended. The three always fit to the minor
 * unit, since all are read from the ledger. Throws `payouts.no_statement` for a month or currency that cannot be.
 */
export async function statementOf(
  actor: Actor,
  query: StatementQuery,
  cursor?: string,
  size: number = limits.statementLines,
): Promise<Statement> {
  authorize(actor, 'payout.view', query);
  if (!isCurrency(query.currency)) throw new DomainError('payouts.no_statement');
  const owed = { enterpriseId: query.enterpriseId, currency: query.currency };
  const code = accountCode(payable(owed));
  const bounds = monthBounds(query.month);
  const after = readCursor(cursor);
  const [opening, closing, before, rows, sums, reserved] = await Promise.all([
    owedBefore(code, bounds.from),
    owedBefore(code, bounds.to),
    owedUpTo(code, bounds.from, after),
    rowsOf(query, code, bounds, after, size + 1),
    prisma().$queryRaw<{ kind: string; amount: bigint; count: number }[]>`
      select t.kind, -sum(e.amount_minor)::bigint as amount, count(*)::int as count
      from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where e.account_id = (select id from ledger_account where code = ${code})
        and e.posted_at >= ${bounds.from} and e.posted_at < ${bounds.to}
      group by t.kind order by count(*) desc, t.kind`,
    owedBefore(accountCode(reserve(owed)), bounds.to),
  ]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    month: query.month,
    currency: query.currency,
    opening: money(opening, query.currency),
    closing: money(closing, query.currency),
    lines: running(shown, before, query.currency),
    next: rows.length > size && last ? writeCursor(last) : null,
    sums: sums.map(({ kind, amount, count }) => ({ kind, amount: money(amount, owed.currency), count })),
    reserved: money(reserved, query.currency),
  };
}

export interface StatementMonth {
  readonly month: string;
  readonly currency: string;
  readonly entries: number;
}

/** The months of which there is something to tell, the latest first. */
export async function statementMonths(actor: Actor, enterpriseId: string): Promise<StatementMonth[]> {
  authorize(actor, 'payout.view', { enterpriseId });
  return prisma().$queryRaw<StatementMonth[]>`
    select to_char(date_trunc('month', e.posted_at at time zone 'UTC'), 'YYYY-MM') as month, a.currency, count(*)::int as entries
    from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.enterprise_id = ${enterpriseId}::uuid and a.kind = 'seller_payable'
    group by 1, 2 order by 1 desc, 2 limit 240`;
}

const csvChunk = 2_000;

/** A statement as comma-separated values, piece by piece: opening balance, every entry, closing balance. */
export async function* statementCsv(
  actor: Actor,
  query: StatementQuery,
  words: {
    readonly head: readonly string[];
    readonly opening: string;
    readonly closing: string;
    readonly kind: (kind: string) => string;
  },
): AsyncGenerator<string> {
  const { opening, closing, currency: code } = await statementOf(actor, query);
  const bounds = monthBounds(query.month);
  const account = accountCode(payable({ enterpriseId: query.enterpriseId, currency: code }));
  const line = (fields: readonly string[]) => csvRecord(fields.map(numberOrText));
  yield byteOrderMark + line(words.head);
  yield line([bounds.from.toISOString(), words.opening, '', '', decimalText(opening), code]);
  let owed = opening.minor;
  let after: { at: Date; id: bigint } | null = null;
  for (;;) {
    const rows = await rowsOf(query, account, bounds, after, csvChunk);
    const lines = running(rows, owed, currency(code));
    yield lines
      .map((each) =>
        line([
          each.at.toISOString(),
          words.kind(each.kind),
          each.number ?? '',
          decimalText(each.amount),
          decimalText(each.balance),
          code,
        ]),
      )
      .join('');
    const last = rows.at(-1);
    if (!last || rows.length < csvChunk) break;
    owed = lines.at(-1)?.balance.minor ?? owed;
    after = { at: last.at, id: last.id };
  }
  const end = new Date(Math.min(bounds.to.getTime(), now().getTime()));
  yield line([end.toISOString(), words.closing, '', '', decimalText(closing), code]);
}
