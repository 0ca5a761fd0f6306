import pg from 'pg';
import { system } from '#lib/core/actor.ts';
import { timedId } from '#lib/core/ids.ts';
import { money } from '#lib/core/money.ts';
import type { PrismaClient } from '#lib/db/generated/client.ts';
import { prisma, prismaOn } from '#lib/db/index.ts';
import {
  accountEntries,
  accountStatement,
  book,
  type Posting,
  post,
  postAll,
  readAccount,
  rollUp,
} from '#lib/ledger/index.ts';
import { copyRows } from '#seed/copy.ts';
import { percentile, table } from './load.ts';

const seconds = 6;
const sellers = Array.from({ length: 200 }, () => crypto.randomUUID());
const accounts = 4;

/** A sale: the platform's three accounts are common to all, the seller is one of two hundred. */
function sale(nth: number): Posting {
  const eur = (minor: bigint) => money(minor, 'EUR');
  return {
    // As every cause of the product has: an id that grows with time.
    cause: `bench:${timedId(new Date())}:paid`,
    kind: 'sale',
    entries: [
      { account: { kind: 'stripe_clearing', currency: 'EUR' }, amount: eur(5_000n) },
      {
        account: { kind: 'seller_payable', currency: 'EUR', enterpriseId: sellers[nth % sellers.length] ?? '' },
        amount: eur(-3_700n),
      },
      { account: { kind: 'tax_payable', currency: 'EUR', jurisdiction: 'PL' }, amount: eur(-800n) },
      { account: { kind: 'platform_commission', currency: 'EUR' }, amount: eur(-500n) },
    ],
  };
}

interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** So many at a time, for some seconds after one to warm up; each call books `size` transactions. */
async function rate(connections: number, size: number, book: (nth: number) => Promise<unknown>): Promise<Rate> {
  const times: number[] = [];
  let nth = 0;
  const run = async (ms: number, keep: boolean) => {
    const end = performance.now() + ms;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (performance.now() < end) {
          const began = performance.now();
          await book(nth++);
          if (keep) times.push(performance.now() - began);
        }
      }),
    );
  };
  await run(1_000, false);
  const began = performance.now();
  await run(seconds * 1_000, true);
  const took = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  return { perSecond: (times.length * size) / took, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

const row = (name: string, { perSecond, p50, p99 }: Rate): string[] => [
  name,
  perSecond.toFixed(0),
  `${p50.toFixed(1)} ms`,
  `${p99.toFixed(1)} ms`,
];

/** A client with as many connections as there are callers; the product's own has ten. */
async function withClient<T>(
  url: string,
  connections: number,
  work: (client: PrismaClient, pool: pg.Pool) => Promise<T>,
) {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const client = prismaOn(pool);
  try {
    return await work(client, pool);
  } finally {
    await client.$disconnect();
    await pool.end();
  }
}

/** What `post` asks, asked by the driver alone. */
async function ask(pool: pg.Pool, nth: number): Promise<void> {
  const { cause, kind, entries } = sale(nth);
  await pool.query({
    name: 'ledger-post',
    text: 'select ledger_post($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[])',
    values: [
      [cause],
      [kind],
      [''],
      entries.map(() => 1),
      entries.map(({ account }) =>
        [account.kind, account.enterpriseId, account.jurisdiction, account.currency].filter(Boolean).join(':'),
      ),
      entries.map(({ amount }) => amount.minor.toString()),
    ],
  });
}

/**
 * What this machine gives to the same rows without any check, account or sum: the trial of `payments.md`, which reached 4,420 a second where
 * 3,500 are asked of the product. It says what of a figure is the machine's.
 */
const trialTables = `
  create schema if not exists bench;
  create table if not exists bench.trial_transaction (id uuid primary key, cause text not null unique, kind text not null, posted_at timestamptz not null);
  create table if not exists bench.trial_entry (id bigint generated always as identity primary key, transaction_id uuid not null,
    account_id bigint not null, amount_minor bigint not null, currency char(3) not null, posted_at timestamptz not null);
  create index if not exists trial_entry_account on bench.trial_entry (account_id, id);
  create index if not exists trial_entry_transaction on bench.trial_entry (transaction_id)`;

async function askTrial(pool: pg.Pool, nth: number): Promise<void> {
  const { cause, kind, entries } = sale(nth);
  await pool.query({
    name: 'ledger-trial',
    text: `with made as (insert into bench.trial_transaction values ($1, $2, $3, now()) returning id, posted_at)
      insert into bench.trial_entry (transaction_id, account_id, amount_minor, currency, posted_at)
      select made.id, e.account, e.minor, 'EUR', made.posted_at from made, unnest($4::bigint[], $5::bigint[]) as e(account, minor)`,
    values: [
      timedId(new Date()),
      cause,
      kind,
      entries.map((_, at) => (at === 1 ? 10 + (nth % sellers.length) : at)),
      entries.map(({ amount }) => amount.minor.toString()),
    ],
  });
}

async function throughput(url: string): Promise<void> {
  const rows: string[][] = [['durable, 4 entries each', 'transactions/s', 'p50', 'p99']];
  for (const callers of [32, 64])
    rows.push(row(`book, ${callers} callers, one posting each`, await rate(callers, 1, (nth) => book(sale(nth)))));
  await withClient(url, 4, async (client) => {
    const batch = (nth: number) =>
      postAll(
        client,
        Array.from({ length: 100 }, (_, at) => sale(nth * 100 + at)),
      );
    rows.push(row('postAll by the hundred, 4 connections', await rate(4, 100, batch)));
  });
  for (const connections of [10, 32, 64]) {
    await withClient(url, connections, async (client, pool) => {
      rows.push(row(`post, ${connections} connections`, await rate(connections, 1, (nth) => post(client, sale(nth)))));
      rows.push(
        row(
          `post in a transaction of three questions, ${connections}`,
          await rate(connections, 1, (nth) => client.$transaction((tx) => post(tx, sale(nth)))),
        ),
      );
      rows.push(
        row(`its SQL by the driver alone, ${connections}`, await rate(connections, 1, (nth) => ask(pool, nth))),
      );
      await pool.query(trialTables);
      rows.push(
        row(
          `the same rows without checks, sums or accounts, ${connections}`,
          await rate(connections, 1, (nth) => askTrial(pool, nth)),
        ),
      );
    });
  }
  console.log(`\n${table(rows)}`);
}

/** Writes so many sales by COPY, all of one seller; the triggers look at each as at any other. */
async function fill(client: pg.Client, count: number, enterpriseId: string): Promise<void> {
  const codes = [
    'stripe_clearing:EUR',
    `seller_payable:${enterpriseId}:EUR`,
    'tax_payable:PL:EUR',
    'platform_commission:EUR',
  ];
  await post(prisma(), {
    ...sale(0),
    entries: sale(0).entries.map((entry) =>
      entry.account.enterpriseId ? { ...entry, account: { ...entry.account, enterpriseId } } : entry,
    ),
  });
  const { rows } = await client.query<{ id: string; code: string }>(
    'select id, code from ledger_account where code = any($1)',
    [codes],
  );
  const ids = codes.map((code) => rows.find((each) => each.code === code)?.id ?? '');
  const minors = [5_000, -3_700, -800, -500];
  const at = new Date();
  for (let done = 0; done < count; done += 20_000) {
    const batch = Array.from({ length: Math.min(20_000, count - done) }, () => timedId(new Date()));
    await client.query('begin');
    await copyRows(
      client,
      'ledger_transaction',
      batch.map((id) => ({ id, cause: `bench:${id}`, kind: 'sale', posted_at: at })),
    );
    await copyRows(
      client,
      'ledger_entry',
      batch.flatMap((id) =>
        Array.from({ length: accounts }, (_, n) => ({
          transaction_id: id,
          account_id: ids[n] ?? '',
          amount_minor: minors[n] ?? 0,
          currency: 'EUR',
          posted_at: at,
        })),
      ),
    );
    await client.query('commit');
  }
  await client.query('vacuum analyze ledger_entry, ledger_transaction, ledger_account');
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return percentile(
    taken.sort((a, b) => a - b),
    0.5,
  );
}

/** What a posting costs when the books are ten times as long, and a long statement. */
async function history(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const [enterpriseId, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const entriesNow = async () =>
    Number((await client.query<{ count: string }>('select count(*) from ledger_entry')).rows[0]?.count ?? 0);
  const one = () => median(400, () => post(prisma(), sale(0)));
  await fill(client, 25_000, other);
  await one();
  const [fewer, before] = [await entriesNow(), await one()];
  await fill(client, 100_000, enterpriseId);
  await fill(client, Math.max(0, Math.ceil((fewer * 9) / accounts) - 100_000), other);
  await one();
  const [more, after] = [await entriesNow(), await one()];
  await rollUp();
  const actor = system('bench');
  const { id } = await prisma().ledgerAccount.findFirstOrThrow({ where: { enterpriseId, kind: 'seller_payable' } });
  const account = await readAccount(actor, id);
  if (!account) throw new Error('no account');
  const first = await median(10, () => accountEntries(actor, account, {}));
  const statement = await median(10, () => accountStatement(actor, account, {}));
  await client.end();
  console.log(
    `\n${table([
      ['history', 'entries', 'one posting'],
      ['before', String(fewer), `${before.toFixed(2)} ms`],
      ['after', String(more), `${after.toFixed(2)} ms`],
      ['times', (more / fewer).toFixed(1), (after / before).toFixed(2)],
    ])}\n\nstatement of a seller with 100,000 entries: totals ${statement.toFixed(0)} ms, a page of entries ${first.toFixed(0)} ms`,
  );
}

/** Postings each second, alone and in batches; what they cost as history grows; a long statement. */
export async function benchLedger(url: string): Promise<void> {
  await throughput(url);
  await history(url);
}
