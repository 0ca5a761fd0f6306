import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { byteOrderMark, csvRecord, numberOrText } from '#lib/core/csv.ts';
import { type Currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, type Money, money } from '#lib/core/money.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma, snapshot, type Tx } from '#lib/db/index.ts';
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

/** What a statement's query comes to: whose accounts of which currency, between which moments. */
interface Asked {
  readonly enterpriseId: string;
  readonly month: string;
  readonly currency: Currency;
  readonly payable: string;
  readonly reserve: string;
  readonly from: Date;
  readonly to: Date;
}

function asked(actor: Actor, query: StatementQuery): Asked {
  authorize(actor, 'payout.view', query);
  if (!isCurrency(query.currency)) throw new DomainError('payouts.no_statement');
  const { enterpriseId, month, currency: code } = query;
  const owed = { enterpriseId, currency: code };
  return {
    ...owed,
    month,
    payable: accountCode(payable(owed)),
    reserve: accountCode(reserve(owed)),
    ...monthBounds(month),
  };
}

/** The credit of an account (what is owed) when the month began, when it ended, and after the line that a page goes on from. */
async function balancesOf(
  tx: Tx,
  code: string,
  { from, to }: Asked,
  after: { at: Date; id: bigint } | null = null,
): Promise<{ opening: bigint; closing: bigint; before: bigint }> {
  const before = after
    ? Prisma.sql`(e.posted_at, e.id) <= (${after.at}, ${after.id})`
    : Prisma.sql`e.posted_at < ${from}`;
  const [row] = await tx.$queryRaw<{ opening: bigint; closing: bigint; before: bigint }[]>`
    select coalesce(-sum(e.amount_minor) filter (where e.posted_at < ${from}), 0)::bigint as opening,
      coalesce(-sum(e.amount_minor) filter (where e.posted_at < ${to}), 0)::bigint as closing,
      coalesce(-sum(e.amount_minor) filter (where ${before}), 0)::bigint as before
    from ledger_entry e where e.account_id = (select id from ledger_account where code = ${code})`;
  return row ?? { opening: 0n, closing: 0n, before: 0n };
}

interface Row {
  id: bigint;
  at: Date;
  kind: string;
  number: string | null;
  amount: bigint;
}

async function rowsOf(
  tx: Tx,
  { enterpriseId, payable: code, from, to }: Asked,
  after: { at: Date; id: bigint } | null,
  take: number | null,
): Promise<Row[]> {
  const beyond = after ? Prisma.sql`and (e.posted_at, e.id) > (${after.at}, ${after.id})` : Prisma.empty;
  return tx.$queryRaw<Row[]>`
    select e.id, e.posted_at as at, t.kind, s.number, -e.amount_minor as amount
    from (
      select id, posted_at, amount_minor, transaction_id from ledger_entry e
      where e.account_id = (select id from ledger_account where code = ${code})
        and e.posted_at >= ${from} and e.posted_at < ${to} ${beyond}
      order by e.posted_at, e.id limit ${take}::bigint) e
    join ledger_transaction t on t.id = e.transaction_id
    left join seller_order s on s.order_id = t.order_id and s.enterprise_id = ${enterpriseId}::uuid
    order by e.posted_at, e.id`;
}

function readCursor(cursor: string | undefined): { at: Date; id: bigint } | null {
  const match = /^(\d{10,16})-(\d{1,18})$/.exec(cursor ?? '');
  return match ? { at: new Date(Number(match[1])), id: BigInt(match[2] ?? '0') } : null;
}

function writeCursor({ at, id }: Row): string {
  return `${at.getTime()}-${id}`;
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
 * unit, of the running month too: all are read from the ledger as it was at one moment. Throws `payouts.no_statement` for a month or
 * currency that cannot be.
 */
export async function statementOf(
  actor: Actor,
  query: StatementQuery,
  cursor?: string,
  size: number = limits.statementLines,
): Promise<Statement> {
  const of = asked(actor, query);
  return snapshot((tx) => readStatement(tx, of, readCursor(cursor), size));
}

async function readStatement(
  tx: Tx,
  of: Asked,
  after: { at: Date; id: bigint } | null,
  size: number,
): Promise<Statement> {
  const { opening, closing, before } = await balancesOf(tx, of.payable, of, after);
  const rows = await rowsOf(tx, of, after, size + 1);
  const sums = await tx.$queryRaw<{ kind: string; amount: bigint; count: number }[]>`
    select t.kind, -sum(e.amount_minor)::bigint as amount, count(*)::int as count
    from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
    where e.account_id = (select id from ledger_account where code = ${of.payable})
      and e.posted_at >= ${of.from} and e.posted_at < ${of.to}
    group by t.kind order by count(*) desc, t.kind`;
  const reserved = await balancesOf(tx, of.reserve, of);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    month: of.month,
    currency: of.currency,
    opening: money(opening, of.currency),
    closing: money(closing, of.currency),
    lines: running(shown, before, of.currency),
    next: rows.length > size && last ? writeCursor(last) : null,
    sums: sums.map(({ kind, amount, count }) => ({ kind, amount: money(amount, of.currency), count })),
    reserved: money(reserved.closing, of.currency),
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

/** The words of a statement as comma-separated values. */
interface CsvWords {
  readonly head: readonly string[];
  readonly opening: string;
  readonly closing: string;
  readonly kind: (kind: string) => string;
}

/**
 * A statement as comma-separated values, in pieces: opening balance, every entry, closing balance. All of it is read at one moment before
 * the first piece is given away. Throws what `statementOf` does.
 */
export async function* statementCsv(actor: Actor, query: StatementQuery, words: CsvWords): AsyncGenerator<string> {
  const of = asked(actor, query);
  yield* await snapshot((tx) => csvPieces(tx, of, words));
}

async function csvPieces(tx: Tx, of: Asked, words: CsvWords): Promise<string[]> {
  const line = (fields: readonly string[]) => csvRecord(fields.map(numberOrText));
  const balance = (at: Date, what: string, minor: bigint) =>
    line([at.toISOString(), what, '', '', decimalText(money(minor, of.currency)), of.currency]);
  const { opening, closing } = await balancesOf(tx, of.payable, of);
  const pieces = [byteOrderMark + line(words.head) + balance(of.from, words.opening, opening)];
  // Asked for once: nothing but the account's own index orders them, so each further portion would cost as much as all.
  const lines = running(await rowsOf(tx, of, null, null), opening, of.currency);
  for (let at = 0; at < lines.length; at += csvChunk)
    pieces.push(
      lines
        .slice(at, at + csvChunk)
        .map((each) =>
          line([
            each.at.toISOString(),
            words.kind(each.kind),
            each.number ?? '',
            decimalText(each.amount),
            decimalText(each.balance),
            of.currency,
          ]),
        )
        .join(''),
    );
  pieces.push(balance(new Date(Math.min(of.to.getTime(), now().getTime())), words.closing, closing));
  return pieces;
}
