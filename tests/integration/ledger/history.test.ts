import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  accountCsv,
  accountEntries,
  accountStatement,
  closeDays,
  listAccounts,
  post,
  readAccount,
  readTransaction,
  rollUp,
  trialBalance,
  trialBalanceCsv,
  verifyChain,
} from '#lib/ledger/index.ts';
import { asOwner } from '../owner.ts';
import { personOf } from '../world.ts';
import { sale } from './books.ts';

const finance = system('test');
const codes = ['stripe_clearing:EUR', 'platform_commission:EUR'];

/** A sale booked on another day, which only the owner of the database can do. */
async function bookOn(client: pg.Client, at: string, minor: number): Promise<string> {
  const id = randomUUID();
  await client.query('begin');
  await client.query(
    `insert into ledger_transaction (id, cause, kind, posted_at) values ($1::uuid, 'past:' || $1::text, 'sale', $2)`,
    [id, at],
  );
  await client.query(
    `insert into ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at)
     select $1, a.id, case a.code when $2 then $4::bigint else -$4::bigint end, 'EUR', $5 from ledger_account a where a.code in ($2, $3)`,
    [id, ...codes, minor, at],
  );
  await client.query('commit');
  return id;
}

/** What somebody with the rights of a superuser does who wants nobody to know. */
async function tamper(sql: string): Promise<void> {
  await asOwner(async (client) => {
    await client.query(`begin; set local session_replication_role = replica; ${sql}; commit`);
  });
}

async function text(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  return (await new Response(stream).text()).trim().split('\r\n');
}

async function clearing(): Promise<bigint> {
  const { items } = await listAccounts(finance, { kind: 'stripe_clearing', currency: 'EUR' });
  return items[0]?.balance.minor ?? 0n;
}

let firstDay = '';
const seller = randomUUID();

beforeAll(async () => {
  await post(prisma(), sale(seller, 1_000n));
  firstDay = await asOwner(async (client) => {
    const id = await bookOn(client, '2026-01-05T10:00:00Z', 100);
    await bookOn(client, '2026-01-05T23:59:59.999Z', 20);
    await bookOn(client, '2026-01-06T00:00:00Z', 3);
    await bookOn(client, '2026-02-01T12:00:00Z', 4_000);
    return id;
  });
});

describe('the rollup', () => {
  test('passes nothing over that is numbered low and committed late', async () => {
    await asOwner(async (slow) => {
      await slow.query('begin');
      await slow.query(
        `select ledger_post('{"slow:1"}', '{sale}', '{""}', '{1,1}', '{stripe_clearing:EUR,platform_commission:EUR}', '{500,-500}')`,
      );
      await post(prisma(), sale(seller, 2_000n));
      // The higher numbers are there, the lower are not: it waits, and gives up rather than pass them.
      expect(await rollUp(150)).toBe(0n);
      const rolling = rollUp();
      await slow.query('commit');
      expect(await rolling).toBeGreaterThan(0n);
    });
    const before = await clearing();
    expect(before).toBe(1_000n + 100n + 20n + 3n + 4_000n + 500n + 2_000n);
    await post(prisma(), sale(seller, 700n));
    expect(await clearing()).toBe(before + 700n);
  });

  test('is exact while many book and several roll up at once', async () => {
    const before = await clearing();
    const booking = Array.from({ length: 60 }, (_, n) => post(prisma(), sale(seller, 1_000n + BigInt(n))));
    const rolling = Array.from({ length: 6 }, () => rollUp());
    await Promise.all([...booking, ...rolling]);
    await rollUp();
    expect(await clearing()).toBe(before + 60n * 1_000n + 1_770n);
    expect((await verifyChain(finance)).problem).toBeNull();
  });
});

describe('the close of a day', () => {
  test('chains every day that is over and leaves today open', async () => {
    expect(await closeDays()).toBe(3);
    expect(await closeDays()).toBe(0);
    const days = await prisma().ledgerDay.findMany({ orderBy: { day: 'asc' } });
    expect(days.map((day) => [day.day.toISOString().slice(0, 10), day.transactions, day.entries])).toEqual([
      ['2026-01-05', 2, 4],
      ['2026-01-06', 1, 2],
      ['2026-02-01', 1, 2],
    ]);
    expect(days[1]?.previousHash).toBe(days[0]?.hash);
    expect(await verifyChain(finance)).toMatchObject({ days: 3, transactions: 4, firstBadDay: null, problem: null });
  });

  test('refuses a posting into a closed day; a late one falls in the day it is booked in', async () => {
    await asOwner(async (client) => {
      await expect(bookOn(client, '2026-01-20T10:00:00Z', 5)).rejects.toThrow(/closed day/);
    });
    // The clock has run ahead, a day was closed, and it is set right again: the first open day takes what comes.
    await asOwner(async (client) => {
      await client.query('begin');
      await client.query(
        `insert into ledger_day (day, previous_hash, hash, transactions, entries) values ((now() + interval '3 days')::date, '', '', 0, 0)`,
      );
      await client.query(
        `select ledger_post('{"late:1"}', '{sale}', '{""}', '{1,1}', '{stripe_clearing:EUR,platform_commission:EUR}', '{5,-5}')`,
      );
      const { rows } = await client.query<{ open: boolean }>(
        `select posted_at = (select max(day) + 1 from ledger_day)::timestamp at time zone 'UTC' as open from ledger_transaction where cause = 'late:1'`,
      );
      expect(rows[0]?.open).toBe(true);
      await client.query('rollback');
    });
  });

  test('gives the trial balance of any day, always zero', async () => {
    const on = async (day: string) =>
      (await trialBalance(finance, new Date(`${day}T00:00:00Z`))).map(({ kind, amount }) => [kind, amount.minor]);
    expect(await on('2026-01-04')).toEqual([]);
    expect(await on('2026-01-05')).toEqual([
      ['stripe_clearing', 120n],
      ['platform_commission', -120n],
    ]);
    expect(await on('2026-01-31')).toEqual([
      ['stripe_clearing', 123n],
      ['platform_commission', -123n],
    ]);
    expect(await on('2026-03-01')).toEqual([
      ['stripe_clearing', 4_123n],
      ['platform_commission', -4_123n],
    ]);
    const now = await trialBalance(finance);
    expect(now.length).toBe(4);
    expect(now.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(0n);
  });

  test.each([
    [
      'an amount',
      `update ledger_entry set amount_minor = amount_minor * 2 where posted_at::date = '2026-01-05'`,
      'changed',
      '2026-01-05',
    ],
    [
      'a cause',
      `update ledger_transaction set cause = cause || '!' where posted_at::date = '2026-01-06'`,
      'changed',
      '2026-01-06',
    ],
    [
      'a day that is taken out',
      `delete from ledger_entry where posted_at::date = '2026-02-01'; delete from ledger_transaction where posted_at::date = '2026-02-01'`,
      'changed',
      '2026-02-01',
    ],
    [
      'a transaction put in between',
      `insert into ledger_transaction (cause, kind, posted_at) values ('forged', 'sale', '2026-01-10')`,
      'unclosed',
      '2026-01-10',
    ],
    ['a link', `update ledger_day set previous_hash = repeat('0', 64) where day = '2026-02-01'`, 'chain', '2026-02-01'],
    [
      'what an account stood at',
      `update ledger_day_balance set amount_minor = amount_minor + 1 where day = '2026-01-06'`,
      'balances',
      '2026-01-06',
    ],
    [
      'an entry without a transaction',
      `insert into ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at) select gen_random_uuid(), id, 5, 'EUR', '2026-01-07' from ledger_account limit 1`,
      'orphans',
      '2026-01-07',
    ],
    ['a running balance', 'update ledger_balance set amount_minor = amount_minor + 1', 'sums', null],
    ['a rolled up sum', 'update ledger_rollup set amount_minor = amount_minor - 1', 'sums', null],
  ] as const)('finds what a superuser changed behind the triggers: %s', async (_name, sql, problem, day) => {
    const tables = [
      'ledger_transaction',
      'ledger_entry',
      'ledger_day',
      'ledger_day_balance',
      'ledger_balance',
      'ledger_rollup',
    ];
    await asOwner(async (client) => {
      for (const table of tables) await client.query(`create table kept_${table} as table ${table}`);
    });
    await tamper(sql);
    const check = await verifyChain(finance);
    await tamper(tables.map((table) => `delete from ${table}; insert into ${table} table kept_${table}`).join('; '));
    await asOwner(async (client) => {
      for (const table of tables) await client.query(`drop table kept_${table}`);
    });
    expect(check.problem).toBe(problem);
    expect(check.firstBadDay?.toISOString().slice(0, 10) ?? null).toBe(day);
    expect((await verifyChain(finance)).problem).toBeNull();
  });
});

describe('the drill-down', () => {
  test('leads from an account over its entries to the transaction and the day it is sealed in', async () => {
    const [account] = (await listAccounts(finance, { kind: 'platform_commission' })).items;
    if (!account) throw new Error('no account');
    const page = await accountEntries(finance, account, {});
    expect(page.items[0]?.balance).toEqual(account.balance);
    for (const [at, line] of page.items.entries()) {
      const older = page.items[at + 1];
      if (older) expect(line.balance.minor - line.amount.minor).toBe(older.balance.minor);
    }
    const second = await accountEntries(finance, account, {}, page.next ?? undefined);
    expect(second.items[0]?.balance.minor).toBe(
      (page.items.at(-1)?.balance.minor ?? 0n) - (page.items.at(-1)?.amount.minor ?? 0n),
    );

    const booked = await readTransaction(finance, firstDay);
    expect(booked?.entries.map(({ amount }) => amount.minor).toSorted()).toEqual([-100n, 100n]);
    expect(booked?.sealed?.day.toISOString().slice(0, 10)).toBe('2026-01-05');
    expect(await readTransaction(finance, randomUUID())).toBeNull();
    expect(await readAccount(finance, 'nonsense')).toBeNull();
  });

  test('keeps to a stretch of days: opening, movements and closing add up to the minor unit', async () => {
    const [account] = (await listAccounts(finance, { kind: 'stripe_clearing' })).items;
    if (!account) throw new Error('no account');
    const span = { from: new Date('2026-01-06'), until: new Date('2026-02-01') };
    expect(await accountStatement(finance, account, span)).toMatchObject({
      opening: { minor: 120n },
      debit: { minor: 4_003n },
      credit: { minor: 0n },
      closing: { minor: 4_123n },
      entries: 2,
    });
    const { items } = await accountEntries(finance, account, span);
    expect(items.map(({ amount }) => amount.minor)).toEqual([4_000n, 3n]);
    const lines = await text(accountCsv(finance, account, span, ['number']));
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(',EUR,40.00,,');
  });

  test('as a file: numbers stay numbers, and nothing in it runs as a formula', async () => {
    await post(prisma(), { ...sale(seller), cause: `=HYPERLINK("http://evil.example"):${randomUUID()}` });
    const [account] = (await listAccounts(finance, { kind: 'platform_commission' })).items;
    if (!account) throw new Error('no account');
    const [, newest] = await text(accountCsv(finance, account, {}, ['number']));
    expect(newest).toContain(`"'=HYPERLINK(""http://evil.example"")`);
    expect(newest).toMatch(/,-\d+\.\d\d$/);
    const balance = await text(await trialBalanceCsv(finance, ['currency'], (kind) => kind));
    expect(balance.some((line) => line.startsWith('EUR,stripe_clearing,stripe_clearing,'))).toBe(true);
  });

  test('is for finance alone', async () => {
    const moderator = personOf(randomUUID(), { staffRoles: ['moderator'] });
    for (const actor of [guest, moderator]) {
      await expect(trialBalance(actor)).rejects.toThrow(/identity/);
      await expect(listAccounts(actor, {})).rejects.toThrow(/identity/);
      await expect(verifyChain(actor)).rejects.toThrow(/identity/);
      await expect(readTransaction(actor, firstDay)).rejects.toThrow(/identity/);
    }
  });
});
