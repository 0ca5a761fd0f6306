import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { book, post, postAll } from '#lib/ledger/index.ts';
import { asOwner } from '../owner.ts';
import { sale } from './books.ts';

async function balanceOf(enterpriseId: string): Promise<{ kept: bigint; summed: bigint }> {
  const [row] = await prisma().$queryRaw<{ kept: bigint; summed: bigint }[]>`
    select b.amount_minor as kept, (select sum(e.amount_minor)::bigint from ledger_entry e where e.account_id = a.id) as summed
    from ledger_account a join ledger_balance b on b.account_id = a.id where a.enterprise_id = ${enterpriseId}::uuid`;
  return row ?? { kept: 0n, summed: 0n };
}

describe('posting', () => {
  test('fifty at once to one seller make the exact balance', async () => {
    const enterpriseId = randomUUID();
    const amounts = Array.from({ length: 50 }, (_, n) => 1_000n + BigInt(n));
    await Promise.all(amounts.map((minor) => transaction((tx) => post(tx, sale(enterpriseId, minor)))));
    const owed = amounts.reduce((sum, minor) => sum - (minor - 300n), 0n);
    expect(await balanceOf(enterpriseId)).toEqual({ kept: owed, summed: owed });
  });

  test('one cause twenty times at once is booked once', async () => {
    const enterpriseId = randomUUID();
    const cause = `test:${randomUUID()}`;
    const booked = await Promise.all(
      Array.from({ length: 20 }, () => transaction((tx) => post(tx, sale(enterpriseId, 5_000n, cause)))),
    );
    expect(booked.filter(Boolean)).toHaveLength(1);
    expect(await balanceOf(enterpriseId)).toEqual({ kept: -4_700n, summed: -4_700n });
    expect(await prisma().ledgerEntry.count({ where: { transaction: { cause } } })).toBe(4);
  });

  test('goes with the event: what is rolled back was never booked, accounts and all', async () => {
    const enterpriseId = randomUUID();
    const failed = transaction(async (tx) => {
      await post(tx, sale(enterpriseId));
      throw new Error('the event did not happen');
    });
    await expect(failed).rejects.toThrow('did not happen');
    expect(await prisma().ledgerAccount.count({ where: { enterpriseId } })).toBe(0);
    expect(await transaction((tx) => post(tx, sale(enterpriseId)))).toBe(true);
  });

  test('in batches books each once, those booked before and those named twice left out', async () => {
    const enterpriseId = randomUUID();
    const postings = Array.from({ length: 250 }, () => sale(enterpriseId));
    const [first, second] = postings;
    if (!first || !second) throw new Error('postings');
    await post(prisma(), first);
    expect(await transaction((tx) => postAll(tx, [...postings, second]))).toBe(249);
    expect(await transaction((tx) => postAll(tx, postings))).toBe(0);
    expect(await balanceOf(enterpriseId)).toEqual({ kept: -250n * 700n, summed: -250n * 700n });
  });

  test('by itself, three hundred at once, books each once, the same cause included; a bad one fails alone', async () => {
    const enterpriseId = randomUUID();
    const postings = Array.from({ length: 300 }, () => sale(enterpriseId));
    const bad = { ...sale(enterpriseId), orderId: 'no order' };
    const all = [...postings.slice(0, 150), bad, ...postings.slice(150), ...postings.slice(0, 10)];
    const results = await Promise.allSettled(all.map(book));
    expect(results.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual([150]);
    expect(await balanceOf(enterpriseId)).toEqual({ kept: -300n * 700n, summed: -300n * 700n });
    const [first] = postings;
    if (!first) throw new Error('postings');
    await book(first);
    expect(await prisma().ledgerTransaction.count({ where: { cause: first.cause } })).toBe(1);
    await expect(book({ ...sale(enterpriseId), entries: first.entries.slice(1) })).rejects.toThrow('does not balance');
  });

  test('by itself is in the books when the answer comes', async () => {
    const posting = sale(randomUUID());
    await Promise.all([book(sale(randomUUID())), book(sale(randomUUID())), book(sale(randomUUID()))]);
    await book(posting);
    expect(await prisma().ledgerEntry.count({ where: { transaction: { cause: posting.cause } } })).toBe(4);
  });

  test('keeps a balance for sellers and their reserve alone, and moves it between them', async () => {
    const enterpriseId = randomUUID();
    const amount = money(500n, 'EUR');
    await post(prisma(), {
      cause: `test:${randomUUID()}`,
      kind: 'reserve_held',
      entries: [
        { account: { kind: 'seller_payable', currency: 'EUR', enterpriseId }, amount },
        { account: { kind: 'reserve_payable', currency: 'EUR', enterpriseId }, amount: money(-500n, 'EUR') },
      ],
    });
    const kept = await prisma().ledgerBalance.findMany({
      where: { account: { enterpriseId } },
      include: { account: true },
      orderBy: { amountMinor: 'asc' },
    });
    expect(kept.map((each) => [each.account.kind, each.amountMinor])).toEqual([
      ['reserve_payable', -500n],
      ['seller_payable', 500n],
    ]);
    expect(await prisma().ledgerBalance.count({ where: { account: { enterpriseId: null } } })).toBe(0);
  });

  test('of nothing but zeros books nothing; one that does not balance or mixes currencies is refused before the database', async () => {
    const account = { kind: 'fx_gain_loss', currency: 'EUR' } as const;
    const zero = { cause: randomUUID(), kind: 'sale' as const, entries: [{ account, amount: money(0n, 'EUR') }] };
    expect(await post(prisma(), zero)).toBe(false);
    const oneSided = { cause: randomUUID(), kind: 'sale' as const, entries: [{ account, amount: money(1n, 'EUR') }] };
    await expect(post(prisma(), oneSided)).rejects.toThrow(/does not balance/);
    const mixed = {
      ...oneSided,
      entries: [...oneSided.entries, { account: { ...account, currency: 'PLN' }, amount: money(-1n, 'PLN') } as const],
    };
    await expect(post(prisma(), mixed)).rejects.toThrow(/does not balance/);
  });
});

describe('the database itself', () => {
  const enterpriseId = randomUUID();
  let eur = '';
  let pln = '';
  beforeAll(async () => {
    await post(prisma(), sale(enterpriseId));
    eur = (await prisma().ledgerAccount.findFirstOrThrow({ where: { enterpriseId } })).id;
    const { rows } = await asOwner((client) =>
      client.query<{ id: string }>(
        `insert into ledger_account (code, kind, currency) values ('fx_gain_loss:PLN', 'fx_gain_loss', 'PLN') returning id`,
      ),
    );
    pln = rows[0]?.id ?? '';
  });

  async function begin(client: pg.Client): Promise<string> {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(
      `insert into ledger_transaction (cause, kind) values ($1, 'test') returning id`,
      [randomUUID()],
    );
    return rows[0]?.id ?? '';
  }
  const add = (client: pg.Client, id: string, entries: readonly (readonly [string, number, string])[]) =>
    client.query(
      `insert into ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at)
       select t.id, e.account::uuid, e.amount, e.currency, t.posted_at
       from ledger_transaction t, unnest($2::text[], $3::bigint[], $4::text[]) as e (account, amount, currency) where t.id = $1`,
      [id, entries.map(([account]) => account), entries.map(([, minor]) => minor), entries.map(([, , code]) => code)],
    );

  test('takes a whole transaction of its owner as well, and moves the running balance', async () => {
    const before = await balanceOf(enterpriseId);
    await asOwner(async (client) => {
      const id = await begin(client);
      await add(client, id, [
        [eur, 10, 'EUR'],
        [eur, -4, 'EUR'],
        [eur, -6, 'EUR'],
      ]);
      await add(client, id, [
        [pln, 7, 'PLN'],
        [pln, -7, 'PLN'],
      ]);
      await client.query('commit');
    });
    expect(await balanceOf(enterpriseId)).toEqual(before);
  });

  test.each([
    ['unbalanced', [[5, 'EUR']], /does not balance/],
    [
      'balanced only over two currencies',
      [
        [5, 'EUR'],
        [-5, 'PLN'],
      ],
      /does not balance/,
    ],
    [
      'of another currency than its account',
      [
        [5, 'PLN', 'EUR'],
        [-5, 'PLN', 'EUR'],
      ],
      /another currency/,
    ],
    ['of zero', [[0, 'EUR']], /ledger_entry_amount_not_zero/],
  ] as const)('refuses entries %s', async (_name, entries, message) => {
    await asOwner(async (client) => {
      const id = await begin(client);
      const rows = entries.map(([minor, code, of = code]) => [of === 'EUR' ? eur : pln, minor, code] as const);
      await expect(add(client, id, rows)).rejects.toThrow(message);
    });
  });

  test('refuses entries on no account and of no transaction', async () => {
    await asOwner(async (client) => {
      const id = await begin(client);
      await expect(
        add(client, id, [
          [randomUUID(), 5, 'EUR'],
          [randomUUID(), -5, 'EUR'],
        ]),
      ).rejects.toThrow(/no account/);
      await client.query('rollback');
      const orphan = client.query(
        `insert into ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at) values ($1, $2, 1, 'EUR', now()), ($1, $2, -1, 'EUR', now())`,
        [randomUUID(), eur],
      );
      await expect(orphan).rejects.toThrow(/not being written now/);
    });
  });

  test.each([
    ['', [5, -4], ['stripe_clearing:EUR', 'platform_commission:EUR']],
    [' over two currencies alone', [5, -5], ['stripe_clearing:EUR', 'platform_commission:PLN']],
    [' in the second of its currencies', [5, -5, 3, -2], ['a:EUR', 'b:EUR', 'c:PLN', 'd:PLN']],
  ] as const)('refuses at commit what its own function was given unbalanced%s', async (_name, amounts, codes) => {
    const kinds = ['stripe_clearing', 'platform_commission', 'platform_fees', 'refunds'];
    await asOwner(async (client) => {
      const asked = client.query(
        'select ledger_post($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[])',
        [
          [randomUUID()],
          ['test'],
          [''],
          amounts.map(() => 1),
          codes.map((code, at) => code.replace(/^[a-d]:/, `${kinds[at]}:`)),
          amounts,
        ],
      );
      await expect(asked).rejects.toThrow(/does not balance/);
    });
  });

  test('makes the accounts that a batch is the first to book on, beside those that are there and causes that were booked', async () => {
    const newcomer = randomUUID();
    const known = sale(enterpriseId);
    await post(prisma(), known);
    const { kept } = await balanceOf(enterpriseId);
    expect(await postAll(prisma(), [known, sale(newcomer), sale(newcomer), sale(enterpriseId)])).toBe(3);
    expect(await balanceOf(newcomer)).toEqual({ kept: -1_400n, summed: -1_400n });
    expect(await balanceOf(enterpriseId)).toEqual({ kept: kept - 700n, summed: kept - 700n });
  });

  test('refuses a transaction without entries, at commit', async () => {
    await asOwner(async (client) => {
      await begin(client);
      await expect(client.query('commit')).rejects.toThrow(/is empty/);
    });
  });

  test('refuses balanced entries added later, also under a savepoint and with the check made at once', async () => {
    await asOwner(async (client) => {
      const id = await begin(client);
      await client.query('savepoint s');
      await add(client, id, [
        [eur, 1, 'EUR'],
        [eur, -1, 'EUR'],
      ]);
      await client.query('set constraints all immediate');
      await expect(add(client, id, [[eur, 1, 'EUR']])).rejects.toThrow(/does not balance/);
      await client.query('rollback to savepoint s');
      await add(client, id, [
        [eur, 2, 'EUR'],
        [eur, -2, 'EUR'],
      ]);
      await client.query('commit');
      await expect(
        add(client, id, [
          [eur, 3, 'EUR'],
          [eur, -3, 'EUR'],
        ]),
      ).rejects.toThrow(/not being written now/);
    });
  });

  test.each([
    'update ledger_entry set amount_minor = 0',
    'delete from ledger_entry',
    'truncate ledger_entry',
    `update ledger_transaction set cause = 'other'`,
    'delete from ledger_transaction',
    'truncate ledger_transaction, ledger_entry',
    `update ledger_account set kind = 'refunds'`,
    'delete from ledger_account',
    'truncate ledger_account cascade',
  ])('refuses to its owner: %s', async (sql) => {
    await asOwner(async (client) => {
      await expect(client.query(sql)).rejects.toThrow(/is append-only/);
    });
  });

  test.each([
    'update ledger_entry set amount_minor = 0',
    'delete from ledger_entry',
    'truncate ledger_entry',
    `insert into ledger_transaction (cause, kind) values ('x', 'y')`,
    `update ledger_balance set amount_minor = 0`,
    `update ledger_rollup set amount_minor = 0`,
    `update ledger_watermark set entry_id = 0`,
    `delete from ledger_day`,
    'alter table ledger_entry disable trigger all',
  ])("the product's connections have no right to: %s", async (sql) => {
    await expect(prisma().$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|must be owner/);
  });
});
