import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { type CsvRow, csvStream } from '#lib/core/csv.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { LedgerAccountKind } from '#lib/db/generated/client.ts';
import { containing, prisma } from '#lib/db/index.ts';
import { sides } from './report.ts';

export const accountKinds = Object.values(LedgerAccountKind);

export interface AccountFilter {
  readonly kind?: string | undefined;
  readonly currency?: string | undefined;
  /** Part of an enterprise's name. */
  readonly enterprise?: string | undefined;
}

export interface AccountLine {
  readonly id: string;
  readonly code: string;
  readonly kind: LedgerAccountKind;
  readonly enterprise: { readonly id: string; readonly name: string; readonly slug: string } | null;
  readonly jurisdiction: string | null;
  /** Debit positive. */
  readonly balance: Money;
}

interface AccountRow {
  readonly id: string;
  readonly code: string;
  readonly kind: LedgerAccountKind;
  readonly currency: string;
  readonly enterprise_id: string | null;
  readonly name: string | null;
  readonly slug: string | null;
  readonly jurisdiction: string | null;
  readonly amount: bigint;
}

function lineOf(row: AccountRow): AccountLine {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    enterprise: row.enterprise_id
      ? { id: row.enterprise_id, name: row.name ?? row.enterprise_id, slug: row.slug ?? '' }
      : null,
    jurisdiction: row.jurisdiction,
    balance: money(row.amount, row.currency),
  };
}

/** Accounts with what they stand at, in the order of their codes. A filter that means nothing filters nothing. */
export async function listAccounts(actor: Actor, filter: AccountFilter, cursor?: string): Promise<Page<AccountLine>> {
  authorize(actor, 'ledger.view');
  const kind = accountKinds.find((each) => each === filter.kind) ?? '';
  const currency = filter.currency && isCurrency(filter.currency) ? filter.currency : '';
  const name = containing((filter.enterprise ?? '').trim().slice(0, limits.shortText));
  const [after] = decodeCursor(cursor, ['id']) ?? [];
  const rows = await prisma().$queryRaw<AccountRow[]>`
    select a.id, a.code, a.kind, a.currency, a.enterprise_id, e.display_name as name, e.slug, a.jurisdiction,
      (coalesce(r.amount_minor, 0) + tail.amount)::bigint as amount
    from (
      select * from ledger_account a
      where (${kind} = '' or a.kind::text = ${kind}) and (${currency} = '' or a.currency = ${currency})
        and (${name} = '%%' or exists (select from enterprise e where e.id = a.enterprise_id
          and (e.display_name ilike ${name} or e.legal_name ilike ${name} or e.legal_name_latin ilike ${name})))
        and (${after ?? null}::uuid is null or a.code > (select code from ledger_account where id = ${after ?? null}::uuid))
      order by a.code limit ${limits.page + 1}
    ) a left join enterprise e on e.id = a.enterprise_id left join ledger_rollup r on r.account_id = a.id cross join ledger_watermark w, lateral (
      select coalesce(sum(x.amount_minor), 0) as amount from ledger_entry x where x.account_id = a.id and x.id > w.entry_id
    ) tail
    order by a.code`;
  return pageOf(rows.map(lineOf), limits.page, (last) => encodeCursor([last.id]));
}

/** One account with what it stands at; null where there is none. */
export async function readAccount(actor: Actor, id: string): Promise<AccountLine | null> {
  authorize(actor, 'ledger.view');
  if (!uuidPattern.test(id)) return null;
  const [row] = await prisma().$queryRaw<AccountRow[]>`
    select a.id, a.code, a.kind, a.currency, a.enterprise_id, e.display_name as name, e.slug, a.jurisdiction,
      (coalesce(r.amount_minor, 0) + coalesce((
        select sum(x.amount_minor) from ledger_entry x where x.account_id = a.id and x.id > w.entry_id), 0))::bigint as amount
    from ledger_account a left join enterprise e on e.id = a.enterprise_id left join ledger_rollup r on r.account_id = a.id
      cross join ledger_watermark w
    where a.id = ${id}::uuid`;
  return row ? lineOf(row) : null;
}

/** A stretch of days (UTC), both ends in it. */
export interface Span {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

const dayText = z.iso.date();

/** A day from an address (2026-11-24); undefined for anything else. */
export function readDay(text: string | undefined): Date | undefined {
  const parsed = dayText.safeParse(text);
  return parsed.success ? new Date(`${parsed.data}T00:00:00Z`) : undefined;
}

function bounds({ from, until }: Span): { from: Date; end: Date } {
  const end = until ? new Date(until.getTime() + 24 * 60 * 60_000) : new Date('9999-01-01T00:00:00Z');
  return { from: from ?? new Date(0), end };
}

export interface Statement {
  readonly opening: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly closing: Money;
  readonly entries: number;
}

/** What an account stood at before a stretch of days, what moved in it, and what it stood at after. */
export async function accountStatement(actor: Actor, account: AccountLine, span: Span): Promise<Statement> {
  authorize(actor, 'ledger.view');
  const { from, end } = bounds(span);
  const [row] = await prisma().$queryRaw<Record<'opening' | 'debit' | 'credit' | 'entries', bigint>[]>`
    select coalesce(sum(amount_minor) filter (where posted_at < ${from}), 0)::bigint as opening,
      coalesce(sum(amount_minor) filter (where posted_at >= ${from} and amount_minor > 0), 0)::bigint as debit,
      coalesce(sum(amount_minor) filter (where posted_at >= ${from} and amount_minor < 0), 0)::bigint as credit,
      count(*) filter (where posted_at >= ${from}) as entries
    from ledger_entry where account_id = ${account.id}::uuid and posted_at < ${end}`;
  const sums = row ?? { opening: 0n, debit: 0n, credit: 0n, entries: 0n };
  const of = (minor: bigint) => money(minor, account.balance.currency);
  return {
    opening: of(sums.opening),
    debit: of(sums.debit),
    credit: of(-sums.credit),
    closing: of(sums.opening + sums.debit + sums.credit),
    entries: Number(sums.entries),
  };
}

export interface EntryLine {
  readonly id: bigint;
  readonly transactionId: string;
  readonly cause: string;
  readonly kind: string;
  readonly orderNumber: string | null;
  readonly postedAt: Date;
  readonly amount: Money;
  /** What the account stood at after it, in the order of the entries' numbers. */
  readonly balance: Money;
}

interface EntryRow {
  readonly id: bigint;
  readonly transaction_id: string;
  readonly cause: string;
  readonly kind: string;
  readonly order_number: string | null;
  readonly posted_at: Date;
  readonly amount_minor: bigint;
  readonly balance: bigint;
}

/** Entries of an account below a number, the newest first, each with what the account stood at after it. */
async function entriesBelow(accountId: string, below: bigint, span: Span, count: number): Promise<EntryRow[]> {
  const { from, end } = bounds(span);
  return prisma().$queryRaw<EntryRow[]>`
    with page as (
      select e.id, e.transaction_id, e.posted_at, e.amount_minor from ledger_entry e
      where e.account_id = ${accountId}::uuid and e.id < ${below} and e.posted_at >= ${from} and e.posted_at < ${end}
      order by e.id desc limit ${count}
    ), low as (select min(id) as id from page), before as (
      -- What came before the page: from the rollup backwards or forwards, whichever side the page is on.
      select coalesce(r.amount_minor, 0) + case when low.id > w.entry_id
        then coalesce((select sum(amount_minor) from ledger_entry where account_id = ${accountId}::uuid and id > w.entry_id and id < low.id), 0)
        else -coalesce((select sum(amount_minor) from ledger_entry where account_id = ${accountId}::uuid and id >= low.id and id <= w.entry_id), 0)
      end as amount
      from low cross join ledger_watermark w left join ledger_rollup r on r.account_id = ${accountId}::uuid
    )
    select page.*, t.cause, t.kind, o.number as order_number, (before.amount + run.upto)::bigint as balance
    from page join (
      -- Over all entries from the page's lowest to its highest: a stretch of days may leave some out.
      select x.id, sum(x.amount_minor) over (order by x.id) as upto from ledger_entry x
      where x.account_id = ${accountId}::uuid and x.id between (select id from low) and (select max(id) from page)
    ) run on run.id = page.id
    cross join before join ledger_transaction t on t.id = page.transaction_id left join orders o on o.id = t.order_id
    order by page.id desc`;
}

const newest = 2n ** 62n;

/** The entries of an account in a stretch of days, the newest first. */
export async function accountEntries(
  actor: Actor,
  account: AccountLine,
  span: Span,
  cursor?: string,
): Promise<Page<EntryLine>> {
  authorize(actor, 'ledger.view');
  const [below] = decodeCursor(cursor, ['measure']) ?? [];
  const from = below !== undefined && Number.isSafeInteger(below) ? BigInt(below) : newest;
  const rows = await entriesBelow(account.id, from, span, limits.page + 1);
  const { currency } = account.balance;
  const lines = rows.map((row) => ({
    id: row.id,
    transactionId: row.transaction_id,
    cause: row.cause,
    kind: row.kind,
    orderNumber: row.order_number,
    postedAt: row.posted_at,
    amount: money(row.amount_minor, currency),
    balance: money(row.balance, currency),
  }));
  return pageOf(lines, limits.page, (last) => encodeCursor([Number(last.id)]));
}

/** An account's entries in a stretch of days as a file, the newest first. */
export function accountCsv(
  actor: Actor,
  account: AccountLine,
  span: Span,
  header: readonly string[],
): ReadableStream<Uint8Array> {
  authorize(actor, 'ledger.view');
  const { currency } = account.balance;
  const cells = (row: EntryRow): CsvRow => [
    String(row.id),
    row.posted_at.toISOString(),
    row.kind,
    row.cause,
    row.order_number ?? '',
    currency,
    ...sides(money(row.amount_minor, currency)),
    { plain: decimalText(money(row.balance, currency)) },
  ];
  async function* parts() {
    let below = newest;
    for (let read = 0; read < limits.exportedEntries; read += limits.ledgerRead) {
      const rows = await entriesBelow(account.id, below, span, limits.ledgerRead);
      if (rows.length > 0) yield rows.map(cells);
      below = rows.at(-1)?.id ?? 0n;
      if (rows.length < limits.ledgerRead) return;
    }
  }
  return csvStream(header, parts());
}
