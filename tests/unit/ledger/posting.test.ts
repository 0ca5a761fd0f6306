import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies } from '#lib/core/currency.ts';
import { type Money, money, negate, split } from '#lib/core/money.ts';
import { accountCode } from '#lib/ledger/account.ts';
import { canonicalLine, dayOf } from '#lib/ledger/chain.ts';
import { balances, type Entry, type Posting, postAll, postingKinds } from '#lib/ledger/posting.ts';
import { saleEntries } from '#lib/ordering/index.ts';

const amounts = fc.record({
  minor: fc.bigInt({ min: 1n, max: 10_000_000n }),
  currency: fc.constantFrom(...currencies),
});
const entry = (amount: Money): Entry => ({ account: { kind: 'fx_gain_loss', currency: amount.currency }, amount });

/** Kinds that never touch what a seller is owed: its statement has no word for them. */
const notSellers = [
  'fee',
  'dispute',
  'dispute_won',
  'debt_repaid',
  'licence_paid',
  'licence_withheld',
  'royalty',
  'royalty_paid',
  'royalty_withheld',
  'translation_paid',
  'payout',
  'payout_settled',
  'bank_charges',
] as const;

interface Words {
  readonly ledger?: { readonly booking?: { readonly kind?: Readonly<Record<string, string>> } };
  readonly entry?: Readonly<Record<string, string>>;
}

/** The keys of one group of words of a namespace, which may be in several files. */
async function wordsIn(namespace: string, group: (words: Words) => object | undefined): Promise<string[]> {
  const dir = path.join(import.meta.dirname, '../../../messages/en');
  const files = (await readdir(dir)).filter((name) => name === `${namespace}.json` || name.startsWith(`${namespace}-`));
  const read = files.map(async (name): Promise<Words> => JSON.parse(await readFile(path.join(dir, name), 'utf8')));
  return (await Promise.all(read)).flatMap((words) => Object.keys(group(words) ?? {}));
}

describe('what is booked', () => {
  test('has a word for each of its kinds, in the ledger and on a seller’s statement, and no word for anything else', async () => {
    const kinds = await wordsIn('admin', ({ ledger }) => ledger?.booking?.kind);
    expect(kinds.sort()).toEqual([...postingKinds].sort());
    const words = await wordsIn('payouts', ({ entry: each }) => each);
    const sellers = postingKinds.filter((each) => !notSellers.some((other) => other === each));
    expect(words.sort()).toEqual([...sellers, 'other'].sort());
  });

  test('is conserved: whatever comes in with its counterpart balances, and one unit more does not', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 20 }), fc.nat(), (parts, seed) => {
        const entries = parts.flatMap((amount) => [entry(amount), entry(negate(amount))]);
        const at = seed % entries.length;
        const shuffled = [...entries.slice(at), ...entries.slice(0, at)];
        expect(balances(shuffled)).toBe(true);
        const [first] = parts;
        if (first) expect(balances([...shuffled, entry({ ...first, minor: 1n })])).toBe(false);
      }),
    );
  });

  test('of a sale is what was paid, however many sellers share it', () => {
    const seller = fc
      .tuple(fc.bigInt({ min: 0n, max: 1_000_000n }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
      .map(([totalMinor, tax, commission]) => ({
        enterpriseId: crypto.randomUUID(),
        totalMinor,
        taxMinor: (totalMinor * BigInt(tax)) / 100n,
        commissionMinor: (totalMinor * BigInt(commission)) / 100n,
      }));
    fc.assert(
      fc.property(fc.array(seller, { minLength: 1, maxLength: 6 }), (sellerOrders) => {
        const totalMinor = sellerOrders.reduce((sum, each) => sum + each.totalMinor, 0n);
        expect(balances(saleEntries({ currency: 'EUR', country: 'PL', totalMinor, sellerOrders }))).toBe(true);
      }),
    );
  });

  test('in parts by largest remainder adds up to the whole, and no part is a unit off its share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, weights, (whole, given) => {
        const total = given.reduce((sum, weight) => sum + weight, 0n);
        fc.pre(total > 0n);
        const parts = split(whole, given);
        expect(parts.reduce((sum, part) => sum + part.minor, 0n)).toBe(whole.minor);
        for (const [at, part] of parts.entries()) {
          const off = part.minor * total - whole.minor * (given[at] ?? 0n);
          expect(off < total && off > -total).toBe(true);
        }
      }),
    );
  });

  test('asks the database in portions, each posting once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 350 }), async (count) => {
        const asked: string[] = [];
        const tx = {
          $queryRaw: async (_text: TemplateStringsArray, causes: string[]) => {
            expect(causes.length).toBeLessThanOrEqual(100);
            asked.push(...causes);
            return [{ booked: causes.length }];
          },
        };
        const postings = Array.from({ length: count }, (_, n): Posting => {
          const amount = money(5, 'EUR');
          return { cause: `cause:${n}`, kind: 'sale', entries: [entry(amount), entry(negate(amount))] };
        });
        // The rule is about what is asked; the database's answer is of no matter here.
        expect(await postAll(tx as never, postings)).toBe(count);
        expect(asked).toEqual(postings.map(({ cause }) => cause));
      }),
      { numRuns: 20 },
    );
  });
});

describe('an account', () => {
  test('is named by kind, owner and currency, and no two share a name', () => {
    expect(accountCode({ kind: 'stripe_clearing', currency: 'EUR' })).toBe('stripe_clearing:EUR');
    expect(accountCode({ kind: 'tax_payable', currency: 'PLN', jurisdiction: 'PL' })).toBe('tax_payable:PL:PLN');
    expect(accountCode({ kind: 'reserve_payable', currency: 'CNY', enterpriseId: 'e' })).toBe('reserve_payable:e:CNY');
  });
});

describe('a hashed line', () => {
  const row = {
    id: 'a',
    cause: 'order:1:paid',
    kind: 'sale',
    orderId: null,
    postedAt: new Date('2026-01-05T23:59:59.999Z'),
    entries: [
      ['1', 'x', 'stripe_clearing:EUR', '100'],
      ['2', 'y', 'platform_commission:EUR', '-100'],
    ],
  } as const;

  test('is JSON that anybody can write again', () => {
    expect(canonicalLine(row)).toBe(
      '["a","order:1:paid","sale",null,"2026-01-05T23:59:59.999Z",[["1","stripe_clearing:EUR","100"],["2","platform_commission:EUR","-100"]]]\n',
    );
    expect(dayOf(row.postedAt).toISOString()).toBe('2026-01-05T00:00:00.000Z');
  });

  test('cannot be written as another: what is quoted in a cause stays in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(canonicalLine({ ...row, cause: a, kind: b })).not.toBe(canonicalLine({ ...row, cause: c, kind: d }));
      }),
    );
  });
});
