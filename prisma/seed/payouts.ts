import { createHash } from 'node:crypto';
import { currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import { accountCode } from '#lib/ledger/index.ts';
import { ibanProblem, inSepa, isCnaps, painFile, sepaText, workingDays } from '#lib/payouts/index.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const finance = { first: 'finance@demo.ambersilk.example', second: 'finance2@demo.ambersilk.example' } as const;
const platform = { name: 'Ambersilk', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' } as const;
/** Younger than this is due; a little older is in the batch that waits for its second approval. */
const dueDays = 6;
const batchedDays = 20;

/** Digits that look like an account's, the same at every seeding. */
function digits(seed: string, count: number): string {
  let text = '';
  for (let at = 0; text.length < count; at++)
    text += BigInt(`0x${createHash('sha256').update(`${seed} ${at}`).digest('hex')}`).toString();
  return text.slice(0, count);
}

/** An IBAN of the right length with check digits that fit; not a real account's. */
function demoIban(country: string, seed: string): string {
  const lengths = [15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31];
  for (const length of lengths)
    for (let check = 2; check < 99; check++) {
      const iban = `${country}${String(check).padStart(2, '0')}${digits(seed, length - 4)}`;
      if (ibanProblem(iban) === null) return iban;
    }
  throw new Error(`no IBAN for ${country}`);
}

function demoCnaps(seed: string): string {
  for (let check = 0; check < 10; check++) {
    const code = `102${digits(seed, 8)}${check}`;
    if (isCnaps(code)) return code;
  }
  throw new Error('one of ten digits fits');
}

function accountRow(enterprise: Row, status: 'verified' | 'pending', today: Date): Row {
  const id = String(enterprise['id']);
  const country = String(enterprise['country']);
  const local = ['CN', 'HK', 'MO', 'TW'].includes(country);
  const given = new Date(today.getTime() - (status === 'pending' ? 1 : 700) * day);
  return {
    id: stableId('payout account', id),
    enterprise_id: id,
    rail: 'bank_transfer',
    currency: String(enterprise['currency']),
    status,
    holder_name: String(enterprise[local ? 'legal_name' : 'legal_name_latin']),
    bank_country: country,
    bank_name: '',
    iban: local ? null : demoIban(country, id),
    account_number: local ? digits(`account ${id}`, 19) : null,
    cnaps_code: local ? demoCnaps(id) : null,
    bic: null,
    usable_from: given,
    verified_at: status === 'verified' ? given : null,
    created_at: given,
  };
}

interface Books {
  readonly rows: Rows;
  readonly known: Set<string>;
}

/** A transaction of the ledger with its accounts, as `post` books it. */
function book(
  { rows, known }: Books,
  cause: string,
  kind: string,
  at: Date,
  orderId: string | null,
  entries: readonly (readonly [account: Parameters<typeof accountCode>[0], minor: bigint])[],
): void {
  const transactionId = stableId('ledger', cause);
  rows.add('ledger_transaction', { id: transactionId, cause, kind, order_id: orderId, posted_at: at });
  for (const [account, minor] of entries) {
    const code = accountCode(account);
    if (!known.has(code)) {
      known.add(code);
      rows.add('ledger_account', {
        id: stableId('account', code),
        code,
        kind: account.kind,
        currency: account.currency,
        enterprise_id: account.enterpriseId ?? null,
        jurisdiction: account.jurisdiction ?? null,
      });
    }
    rows.add('ledger_entry', {
      transaction_id: transactionId,
      account_id: stableId('account', code),
      amount_minor: minor,
      currency: account.currency,
      posted_at: at,
    });
  }
}

interface Batch {
  readonly number: string;
  readonly currency: string;
  readonly madeAt: Date;
  readonly settled: boolean;
  readonly transfers: readonly Row[];
}

/** The transfers by month of hand-over and currency: what is long past was paid on the first of the month after. */
function batchesOf(transfers: readonly Row[], today: Date): Batch[] {
  const age = (row: Row) => (today.getTime() - new Date(String(row['created_at'])).getTime()) / day;
  const old = transfers.filter((row) => age(row) >= batchedDays);
  // The batch that waits is of the currency with most to pay in those days.
  const middling = transfers.filter((row) => age(row) < batchedDays && age(row) >= dueDays);
  const [recent = []] = [...Map.groupBy(middling, (row) => String(row['currency'])).values()].sort(
    (one, other) => other.length - one.length,
  );
  const groups = Map.groupBy(
    old,
    (row) => `${new Date(String(row['created_at'])).toISOString().slice(0, 7)} ${row['currency']}`,
  );
  const past = [...groups].map(([key, own]): Batch => {
    const [month = '', code = ''] = key.split(' ');
    const [year = 0, index = 0] = month.split('-').map(Number);
    const madeAt = new Date(Math.min(Date.UTC(year, index, 1, 9), today.getTime() - 5 * day));
    return { number: `PB-${month.slice(2)}-${code}`, currency: code, madeAt, settled: true, transfers: own };
  });
  if (recent.length === 0) return past;
  return [
    ...past,
    {
      number: 'PB-DEMO-1',
      currency: String(recent[0]?.['currency']),
      madeAt: new Date(today.getTime() - 3_600_000),
      settled: false,
      transfers: recent,
    },
  ];
}

interface World {
  readonly books: Books;
  readonly sellerOrders: ReadonlyMap<string, Row>;
  readonly enterprises: ReadonlyMap<string, Row>;
  readonly accounts: ReadonlyMap<string, Row>;
  /** Where each transfer went. */
  readonly paid: Map<string, { readonly paymentId: string; readonly status: string; readonly at: Date }>;
}

function addBatch(world: World, batch: Batch): void {
  const { rows } = world.books;
  const id = stableId('batch', batch.number);
  const executeOn = workingDays(batch.madeAt, 1);
  const byEnterprise = Map.groupBy(batch.transfers, (row) =>
    String(world.sellerOrders.get(String(row['seller_order_id']))?.['enterprise_id']),
  );
  const payments = [...byEnterprise].map(([enterpriseId, own], at) => ({
    id: stableId('bank payment', batch.number, enterpriseId),
    enterpriseId,
    endToEndId: `${batch.number}-${at + 1}`,
    amount: own.reduce((sum, row) => sum + BigInt(String(row['amount_minor'])), 0n),
    own,
  }));
  rows.add('payout_batch', {
    id,
    number: batch.number,
    currency: batch.currency,
    status: batch.settled ? 'settled' : 'proposed',
    execute_on: executeOn,
    created_by_id: userId(finance.first),
    created_at: batch.madeAt,
    exported_at: batch.settled ? batch.madeAt : null,
    file: batch.settled ? fileOf(world, batch, executeOn, payments) : null,
  });
  for (const [at, email] of [finance.first, finance.second].slice(0, batch.settled ? 2 : 1).entries())
    rows.add('payout_approval', { batch_id: id, user_id: userId(email), seat: at + 1, created_at: batch.madeAt });
  for (const payment of payments) addPayment(world, batch, id, executeOn, payment);
}

interface Payment {
  readonly id: string;
  readonly enterpriseId: string;
  readonly endToEndId: string;
  readonly amount: bigint;
  readonly own: readonly Row[];
}

function addPayment(world: World, batch: Batch, batchId: string, executeOn: Date, payment: Payment): void {
  const { books, accounts, paid } = world;
  const account = accounts.get(payment.enterpriseId);
  books.rows.add('bank_payment', {
    id: payment.id,
    batch_id: batchId,
    enterprise_id: payment.enterpriseId,
    account_id: String(account?.['id']),
    status: batch.settled ? 'settled' : 'proposed',
    amount_minor: payment.amount,
    currency: batch.currency,
    end_to_end_id: payment.endToEndId,
    settled_at: batch.settled ? executeOn : null,
    created_at: batch.madeAt,
  });
  const code = currency(batch.currency);
  for (const row of payment.own) {
    paid.set(String(row['id']), { paymentId: payment.id, status: batch.settled ? 'paid' : 'batched', at: executeOn });
    if (!batch.settled) continue;
    const amount = BigInt(String(row['amount_minor']));
    const orderId = String(world.sellerOrders.get(String(row['seller_order_id']))?.['order_id']);
    book(books, `transfer:${row['id']}`, 'transfer', batch.madeAt, orderId, [
      [{ kind: 'seller_payable', currency: code, enterpriseId: payment.enterpriseId }, amount],
      [{ kind: 'payouts_in_transit', currency: code }, -amount],
    ]);
  }
  if (!batch.settled) return;
  book(books, `bank_payment:${payment.id}:settled`, 'payout_settled', executeOn, null, [
    [{ kind: 'payouts_in_transit', currency: code }, payment.amount],
    [{ kind: 'bank_clearing', currency: code }, -payment.amount],
  ]);
}

function fileOf(world: World, batch: Batch, executeOn: Date, payments: readonly Payment[]): string {
  const [first, ...rest] = payments.map(({ enterpriseId, endToEndId, amount }) => {
    const account = world.accounts.get(enterpriseId) ?? {};
    const enterprise = world.enterprises.get(enterpriseId) ?? {};
    const iban = account['iban'] ? String(account['iban']) : null;
    return {
      endToEndId,
      amount: money(amount, batch.currency),
      sepa: batch.currency === 'EUR' && inSepa(iban),
      to: {
        name: iban
          ? sepaText(String(account['holder_name']), String(enterprise['source_locale']), 70)
          : String(account['holder_name']),
        country: String(account['bank_country']),
        iban,
        accountNumber: account['account_number'] ? String(account['account_number']) : null,
        cnapsCode: account['cnaps_code'] ? String(account['cnaps_code']) : null,
        bic: null,
      },
      remittance: `Ambersilk ${endToEndId}`,
    };
  });
  if (!first) throw new Error('a batch has a payment');
  return painFile({
    messageId: batch.number,
    createdAt: batch.madeAt,
    executeOn,
    debtor: platform,
    payments: [first, ...rest],
  });
}

/** The bank's last statement: one payment it tells of, and one movement nobody can place. */
function addStatement({ rows }: Books, today: Date): void {
  const settled = rows
    .of('bank_payment')
    .filter((row) => row['status'] === 'settled')
    .sort((a, b) => (String(a['end_to_end_id']) < String(b['end_to_end_id']) ? 1 : -1));
  const payment = settled[0];
  if (!payment) return;
  const fileId = stableId('bank file', 'demo');
  rows.add('bank_file', {
    id: fileId,
    sha256: createHash('sha256').update('demo statement').digest('hex'),
    statement_id: 'DEMO-STATEMENT',
    file_name: 'statement.xml',
    created_by_id: userId(finance.first),
    created_at: today,
  });
  const line = (name: string, given: Row): Row => ({
    id: stableId('bank line', name),
    file_id: fileId,
    reference: createHash('sha256').update(`demo line ${name}`).digest('hex'),
    amount_minor: 0n,
    currency: 'EUR',
    booked_on: today,
    end_to_end_id: null,
    counterparty: '',
    remittance: '',
    status: 'unmatched',
    problem: null,
    bank_payment_id: null,
    ...given,
  });
  rows.add(
    'bank_line',
    line('matched', {
      amount_minor: -BigInt(String(payment['amount_minor'])),
      currency: String(payment['currency']),
      end_to_end_id: String(payment['end_to_end_id']),
      status: 'matched',
      bank_payment_id: String(payment['id']),
    }),
    line('unmatched', {
      amount_minor: -18_450n,
      counterparty: 'Druckhaus Elbe GmbH',
      remittance: 'Rechnung 2026-0912',
      end_to_end_id: 'RE-2026-0912',
      problem: 'unknown_reference',
    }),
  );
}

/** Accounts, past payouts with their statements, a batch that waits for its second approval, and the bank's movements. */
export function addPayouts(rows: Rows, today: Date): void {
  const enterprises = new Map(rows.of('enterprise').map((row) => [String(row['id']), row]));
  // The one with the fewest sales waits to be verified: nobody misses its money.
  const sales = Map.groupBy(rows.of('seller_order'), (row) => String(row['enterprise_id']));
  const [waiting] = [...enterprises.keys()].sort(
    (a, b) => (sales.get(a)?.length ?? 0) - (sales.get(b)?.length ?? 0) || (a < b ? -1 : 1),
  );
  const accounts = new Map(
    [...enterprises].map(([id, row]) => [id, accountRow(row, id === waiting ? 'pending' : 'verified', today)] as const),
  );
  rows.add('payout_account', ...accounts.values());
  rows.add('setting', { key: 'payouts.debtor', value: platform });
  const world: World = {
    books: { rows, known: new Set(rows.of('ledger_account').map((row) => String(row['code']))) },
    sellerOrders: new Map(rows.of('seller_order').map((row) => [String(row['id']), row])),
    enterprises,
    accounts,
    paid: new Map(),
  };
  const payable = rows.of('transfer').filter((row) => {
    const enterpriseId = String(world.sellerOrders.get(String(row['seller_order_id']))?.['enterprise_id']);
    return enterpriseId !== waiting && BigInt(String(row['amount_minor'])) > 0n;
  });
  for (const batch of batchesOf(payable, today)) addBatch(world, batch);
  rows.change('transfer', (row) => {
    const enterpriseId = String(world.sellerOrders.get(String(row['seller_order_id']))?.['enterprise_id']);
    const found = world.paid.get(String(row['id']));
    return {
      ...row,
      status: found?.status ?? 'due',
      hold: enterpriseId === waiting ? 'account_unverified' : null,
      bank_payment_id: found?.paymentId ?? null,
      paid_at: found?.status === 'paid' ? found.at : null,
    };
  });
  addStatement(world.books, today);
}
