import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { bankLines, importCamt, matchLine, moveToBank } from '#lib/payouts/index.ts';
import { camt } from '../../unit/payouts/camt.ts';
import { referenceData } from '../world.ts';
import { financePerson, makeSeller, openSandbox, paidOrder, type Sandbox } from './world.ts';

let sandbox: Sandbox;
let person: Awaited<ReturnType<typeof financePerson>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
  person = await financePerson();
  // Something to move: what buyers paid, once it has settled at Stripe.
  const { variant } = await makeSeller();
  await paidOrder(sandbox, variant.id);
  await prisma().$executeRaw`
    update payment_sandbox.object set data = jsonb_set(jsonb_set(data, '{status}', '"available"'), '{available_on}', '1')
    where type = 'balance_transaction'`;
});
afterAll(() => sandbox.close());

const upload = (content: string) => importCamt(person, { file: new File([content], 'statement.xml') });

/** A payout of our own to the bank, as its row is. */
async function payout(cents: number) {
  const key = randomUUID();
  await moveToBank(person, { key, amount: money(cents, 'EUR') });
  return prisma().stripePayout.findFirstOrThrow({ where: { amountMinor: BigInt(cents) } });
}

test('a payout from Stripe is matched to its movement, once, whether the bank names it or Stripe alone', async () => {
  const [named, nameless] = [await payout(101), await payout(102)];
  const today = named.arrivalOn.toISOString().slice(0, 10);
  const statement = camt([
    { amount: '1.01', out: false, endToEndId: named.id, reference: 'in1', name: 'SPEL' },
    { amount: '1.02', out: false, reference: 'in2', name: 'STRIPE PAYMENTS EUROPE' },
    { amount: '1.02', out: false, reference: 'in3', name: 'STRIPE PAYMENTS EUROPE' },
  ]).replaceAll('2026-11-27', today);
  expect(await upload(statement)).toMatchObject({ lines: 3, matched: 2, unmatched: 1 });
  expect(await upload(statement)).toMatchObject({ known: true });
  const lines = await prisma().bankLine.findMany({ where: { stripePayoutId: { not: null } } });
  expect(lines.map((line) => line.stripePayoutId).sort()).toEqual([named.id, nameless.id].sort());
});

test('an unknown reference waits for a person, who matches it with a reason; amount and currency must fit', async () => {
  const own = await payout(103);
  const before = (await bankLines(person)).open.length;
  const result = await upload(
    camt(
      [
        { amount: '1.03', out: false, reference: 'in4', name: 'Bank', endToEndId: 'po_unknown' },
        { amount: '9.99', out: false, reference: 'in5', name: 'Ada' },
      ],
      { id: 'STMT-2' },
    ),
  );
  expect(result).toMatchObject({ matched: 0, unmatched: 2 });
  const { open, payouts } = await bankLines(person);
  expect(open).toHaveLength(before + 2);
  expect(open.every((line) => line.problem === 'unknown_reference')).toBe(true);
  expect(payouts.map(({ id }) => id)).toContain(own.id);
  const fitting = open.find((line) => line.amountMinor === 103n);
  const other = open.find((line) => line.amountMinor === 999n);
  if (!fitting || !other) throw new Error('both wait');
  const match = (lineId: string, endToEndId = own.id) =>
    matchLine(person, { lineId, endToEndId, reason: 'Same day and amount' });
  await expect(match(other.id)).rejects.toMatchObject({ code: 'payouts.line_amount_differs' });
  await expect(match(fitting.id, 'po_nobody')).rejects.toMatchObject({ code: 'payouts.line_unknown_reference' });
  await Promise.allSettled([match(fitting.id), match(fitting.id)]);
  expect(await prisma().bankLine.findUniqueOrThrow({ where: { id: fitting.id } })).toMatchObject({
    status: 'matched',
    stripePayoutId: own.id,
    note: 'Same day and amount',
  });
  await expect(match(other.id)).rejects.toMatchObject({ code: 'payouts.line_unknown_reference' });
});

test('a payout that is heard of after the statement finds its movement', async () => {
  const today = new Date().toISOString().slice(0, 10);
  await upload(
    camt([{ amount: '1.04', out: false, reference: 'in6', name: 'STRIPE' }], { id: 'STMT-3' }).replaceAll(
      '2026-11-27',
      today,
    ),
  );
  const own = await payout(104);
  expect(await prisma().bankLine.findUniqueOrThrow({ where: { stripePayoutId: own.id } })).toMatchObject({
    status: 'matched',
    amountMinor: 104n,
  });
});
