import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { isoDay } from '#lib/core/clock.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { addToCart, placeOrder, placeOrderSchema, quoteCart } from '#lib/ordering/index.ts';
import {
  addRule,
  assignPlan,
  commissionPlans,
  earningsOf,
  newRuleSchema,
  payoutOverview,
  statementCsv,
  statementOf,
  statementPdf,
} from '#lib/payouts/index.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { asOwner } from '../owner.ts';
import { ownerOf, personOf, referenceData } from '../world.ts';
import { financePerson, makeSeller, openSandbox, paidOrder, payAtSandbox, type Sandbox } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

const words = {
  head: ['a', 'b', 'c', 'd', 'e', 'f'],
  opening: 'opening',
  closing: 'closing',
  kind: (kind: string) => kind,
};

/** Books amounts on a seller's account at moments of three months. */
async function history(
  enterpriseId: string,
  entries: readonly { minor: bigint; month: number; day: number }[],
): Promise<void> {
  for (const { minor, month, day } of entries) {
    const cause = `history:${randomUUID()}`;
    await transaction(async (tx) => {
      await post(tx, {
        cause,
        kind: minor < 0n ? 'sale' : 'transfer',
        entries: [
          { account: { kind: 'seller_payable', currency: 'EUR', enterpriseId }, amount: money(minor, 'EUR') },
          { account: { kind: 'stripe_clearing', currency: 'EUR' }, amount: money(-minor, 'EUR') },
        ],
      });
    });
    // The past is written as it was: only a test may do this, with the guard away for a moment.
    const at = new Date(Date.UTC(2026, month, day, 12));
    await asOwner(async (client) => {
      await client.query('begin');
      await client.query('alter table ledger_entry disable trigger ledger_entry_append_only');
      await client.query(
        'update ledger_entry set posted_at = $1 where transaction_id = (select id from ledger_transaction where cause = $2)',
        [at, cause],
      );
      await client.query('alter table ledger_entry enable trigger ledger_entry_append_only');
      await client.query('commit');
    });
  }
}

describe('a statement', () => {
  const entry = fc.record({
    minor: fc.bigInt({ min: -90_000n, max: 90_000n }).filter((minor) => minor !== 0n),
    month: fc.integer({ min: 5, max: 7 }),
    day: fc.integer({ min: 1, max: 28 }),
  });

  test('reconciles to the minor unit over any history: opening, every entry, closing, on the page and as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
        const { enterprise, owner } = await makeSeller();
        await history(enterprise.id, entries);
        let carried = 0n;
        for (const month of ['2026-06', '2026-07', '2026-08']) {
          const query = { enterpriseId: enterprise.id, currency: 'EUR', month };
          const statement = await statementOf(owner, query);
          expect(statement.opening.minor).toBe(carried);
          const sum = statement.lines.reduce((total, { amount }) => total + amount.minor, 0n);
          expect(statement.opening.minor + sum).toBe(statement.closing.minor);
          expect(statement.sums.reduce((total, { amount }) => total + amount.minor, 0n)).toBe(sum);
          expect(statement.lines.at(-1)?.balance.minor ?? carried).toBe(statement.closing.minor);
          let csv = '';
          for await (const piece of statementCsv(owner, query, words)) csv += piece;
          const rows = csv.trim().split('\r\n');
          expect(rows).toHaveLength(statement.lines.length + 3);
          expect(rows[1]?.split(',')[4]).toBe(decimalText(statement.opening));
          expect(rows.at(-1)?.split(',')[4]).toBe(decimalText(statement.closing));
          carried = statement.closing.minor;
        }
        const balance = await prisma().ledgerBalance.findFirst({ where: { account: { enterpriseId: enterprise.id } } });
        expect(-(balance?.amountMinor ?? 0n)).toBe(carried);
      }),
      { numRuns: 8 },
    );
  });

  /** Books 1.00 more on the account once `begun` has read what it can and waits for the bookings' kinds; gives what `begun` read. */
  async function bookedBetween<T>(enterpriseId: string, begun: () => Promise<T>): Promise<T> {
    let reading: Promise<T> | undefined;
    await asOwner(async (client) => {
      await client.query('begin');
      await client.query('lock table ledger_transaction in access exclusive mode');
      reading = begun();
      for (;;) {
        const { rows } = await client.query(
          "select 1 from pg_locks where relation = 'ledger_transaction'::regclass and not granted",
        );
        if (rows.length > 0) break;
        await sleep(20);
      }
      await client.query(
        "select ledger_post(array[$1], array['sale'], array[''], array[1, 1], array[$2, $3], array[-100, 100]::bigint[])",
        [`between:${randomUUID()}`, `seller_payable:${enterpriseId}:EUR`, 'stripe_clearing:EUR'],
      );
      await client.query('commit');
    });
    if (!reading) throw new Error('it has begun');
    return reading;
  }

  test('of the running month fits though money is booked while it is read', async () => {
    const { enterprise, owner } = await makeSeller();
    const month = isoDay(new Date()).slice(0, 7);
    const query = { enterpriseId: enterprise.id, currency: 'EUR', month };
    const book = () =>
      transaction((tx) =>
        post(tx, {
          cause: `between:${randomUUID()}`,
          kind: 'sale',
          entries: [
            {
              account: { kind: 'seller_payable', currency: 'EUR', enterpriseId: enterprise.id },
              amount: money(-700n, 'EUR'),
            },
            { account: { kind: 'stripe_clearing', currency: 'EUR' }, amount: money(700n, 'EUR') },
          ],
        }),
      );
    await book();
    const statement = await bookedBetween(enterprise.id, () => statementOf(owner, query));
    const sum = statement.lines.reduce((total, { amount }) => total + amount.minor, 0n);
    expect(statement.opening.minor + sum).toBe(statement.closing.minor);
    expect(statement.sums.reduce((total, { amount }) => total + amount.minor, 0n)).toBe(sum);
    expect(statement.closing.minor).toBe(700n);

    const csv = await bookedBetween(enterprise.id, async () => {
      let text = '';
      for await (const piece of statementCsv(owner, query, words)) text += piece;
      return text;
    });
    const balances = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[4]);
    expect(balances).toEqual(['0.00', '7.00', '8.00', '8.00']);

    const pdf = await bookedBetween(enterprise.id, () => statementPdf(owner, query, 'en'));
    const text = (await readPdf(pdf)).pages.join('\n');
    expect(text).toContain('€8.00');
    expect(text).toContain('€9.00');
    expect(text).not.toContain('€10.00');
    expect((await statementOf(owner, query)).closing.minor).toBe(1_000n);
  });

  test('is printed in the reader’s language, with every entry and what was owed at the end', async () => {
    const { enterprise, owner } = await makeSeller();
    await history(enterprise.id, [
      { minor: -12_345n, month: 5, day: 3 },
      { minor: 2_345n, month: 5, day: 9 },
    ]);
    const query = { enterpriseId: enterprise.id, currency: 'EUR', month: '2026-06' };
    const { pages } = await readPdf(await statementPdf(owner, query, 'bg'));
    const text = pages.join('\n').replace(/\u00a0/g, ' ');
    expect(text).toContain('юни 2026');
    for (const amount of ['123,45', '23,45', '100,00']) expect(text).toContain(amount);
    await expect(statementPdf(guest, query, 'bg')).rejects.toThrow('identity.sign_in_required');
  });

  test('is for its own people of finance alone, and only of months there can be', async () => {
    const { enterprise, owner } = await makeSeller();
    const query = { enterpriseId: enterprise.id, currency: 'EUR', month: '2026-06' };
    await expect(statementOf(guest, query)).rejects.toThrow('identity.sign_in_required');
    const editor = personOf(randomUUID(), { memberships: [{ enterpriseId: enterprise.id, role: 'editor' }] });
    await expect(statementOf(editor, query)).rejects.toThrow('identity.not_allowed');
    for (const month of ['2026-13', '26-06', "2026-06'", ''])
      await expect(statementOf(owner, { ...query, month })).rejects.toThrow('payouts.no_statement');
    await expect(statementOf(owner, { ...query, currency: 'XXX' })).rejects.toThrow('payouts.no_statement');
  });
});

describe("a seller's order page", () => {
  test("shows one's own commission only, each amount with its reason, and when it is paid", async () => {
    const [one, two] = [await makeSeller(), await makeSeller()];
    const cartId = await addToCart(null, { variantId: one.variant.id, quantity: 1 });
    await addToCart(cartId, { variantId: two.variant.id, quantity: 2 });
    const { quote } = await quoteCart(prisma(), cartId, 'BG', 'EUR');
    const order = await placeOrder(
      guest,
      cartId,
      'bg',
      placeOrderSchema.parse({
        placementKey: randomUUID(),
        email: 'anna@example.com',
        country: 'BG',
        currency: 'EUR',
        expectedTotalMinor: quote.total.minor.toString(),
        terms: 'on',
        delivers: 'yes',
        name: 'Анна',
        line1: 'ул. Иван Вазов 18',
        city: 'Пловдив',
        postalCode: '4000',
      }),
    );
    await payAtSandbox(sandbox, order.orderId);
    const parts = await prisma().sellerOrder.findMany({ where: { orderId: order.orderId } });
    const own = parts.find(({ enterpriseId }) => enterpriseId === one.enterprise.id);
    const other = parts.find(({ enterpriseId }) => enterpriseId === two.enterprise.id);
    if (!own || !other) throw new Error('both are there');
    const earnings = await earningsOf(one.owner, own.id);
    expect(earnings.commissionParts).toHaveLength(1);
    expect(earnings.commissionParts[0]).toMatchObject({ basisPoints: 1000, amount: { minor: own.commissionMinor } });
    expect(earnings.commission.minor).toBe(-own.commissionMinor);
    expect(own.commissionMinor).not.toBe(other.commissionMinor);
    const { goods, shipping, voucher, total, tax, commission, refunded, net } = earnings;
    expect(goods.minor + shipping.minor + voucher.minor).toBe(total.minor);
    expect(total.minor + tax.minor + commission.minor + refunded.minor).toBe(net.minor);
    // When, what and why.
    expect(earnings.parts).toHaveLength(1);
    expect(earnings.parts[0]).toMatchObject({
      part: 'whole',
      status: null,
      waitsFor: 'hand_over',
      amount: { minor: net.minor },
    });
    expect(earnings.parts[0]?.expected?.getTime()).toBeGreaterThan(Date.now());
    await expect(earningsOf(one.owner, other.id)).rejects.toThrow('ordering.unknown');
    await expect(earningsOf(ownerOf(randomUUID(), randomUUID()), own.id)).rejects.toThrow('ordering.unknown');
  });

  test('the overview tells what is owed, why it waits, and what comes next', async () => {
    const seller = await makeSeller();
    const { part } = await paidOrder(sandbox, seller.variant.id);
    const { standings, next } = await payoutOverview(seller.owner, seller.enterprise.id);
    const share = part.totalMinor - part.taxMinor - part.commissionMinor;
    expect(standings).toHaveLength(1);
    expect(standings[0]).toMatchObject({ owed: { minor: share }, notDue: { minor: share }, ready: { minor: 0n } });
    expect(next.hold).toBe('no_account');
  });
});

describe('commission plans', () => {
  test('begin on their day, are told in full, and leave placed orders alone', async () => {
    const finance = await financePerson();
    const seller = await makeSeller();
    const before = await paidOrder(sandbox, seller.variant.id);
    const rule = (given: Record<string, string>) =>
      newRuleSchema.parse({
        planId: 'standard',
        category: 'interior',
        basisPoints: '20',
        fixed: '0,50',
        fixedCurrency: 'EUR',
        validFrom: isoDay(new Date()),
        ...given,
      });
    await expect(addRule(finance, rule({ validFrom: '2020-01-01' }))).rejects.toMatchObject({
      code: 'payouts.past_day',
      field: 'validFrom',
    });
    await expect(addRule(seller.owner, rule({}))).rejects.toThrow('identity.not_allowed');
    await addRule(finance, rule({}));
    await expect(addRule(finance, rule({}))).rejects.toMatchObject({ code: 'payouts.rule_there' });
    const after = await paidOrder(sandbox, seller.variant.id);
    const net = after.part.subtotalMinor - (after.part.lines[0]?.taxMinor ?? 0n);
    expect(after.part.commissionMinor).toBe(net / 5n + (net % 5n > 2n ? 1n : 0n) + 50n);
    expect(await prisma().commissionPart.findMany({ where: { sellerOrderId: after.part.id } })).toMatchObject([
      { categorySlug: 'interior', basisPoints: 2000, fixedMinor: 50n, baseMinor: net },
    ]);
    const kept = await prisma().sellerOrder.findUniqueOrThrow({ where: { id: before.part.id } });
    expect(kept.commissionMinor).toBe(before.part.commissionMinor);
    await expect(
      prisma().commissionPart.updateMany({ where: { sellerOrderId: before.part.id }, data: { basisPoints: 1 } }),
    ).rejects.toThrow(/append-only/);
    await assignPlan(finance, {
      enterprise: seller.enterprise.slug,
      planId: 'standard',
      validFrom: new Date(`${isoDay(new Date())}T00:00:00Z`),
      reason: 'A trial for a year',
    });
    expect((await commissionPlans(finance)).assignments).toHaveLength(1);
    for (const basisPoints of ['51', '-1', '1.234', 'ten', ''])
      expect(newRuleSchema.safeParse({ ...rule({}), basisPoints }).success).toBe(false);
  });
});
