import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  catchUpInvoices,
  invoicePdf,
  issueCreditNote,
  issueLossCreditNote,
  papersOf,
  readPeriod,
  reconcileTax,
  sellerYears,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { applyStripeObject, catchUpLosses, refundSome, sendRefund } from '#lib/ordering/index.ts';
import { statementOf } from '#lib/payouts/index.ts';
import { invoiceDataSchema } from '../../../lib/invoicing/data.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { booked, expectBalanced, openSandbox, type Sandbox, sdk, sold } from '../ordering/paid.ts';
import { asOwner } from '../owner.ts';
import { personOf } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

async function finance() {
  const user = await prisma().user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Tomáš', staffRoles: ['finance'] },
  });
  return personOf(user.id, { staffRoles: ['finance'] });
}

/** The buyer's bank takes back what is left of a payment, and decides for the buyer; all is heard of three times. */
async function lose(session: string, orderId: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sandbox.url}/sandbox/sessions/${session}/dispute`, { method: 'POST', headers, body: '{}' });
  const { chargeId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const at = sdk(sandbox);
  const stripeId = (await at.disputes.list({ charge: chargeId ?? '' })).data[0]?.id ?? '';
  await applyStripeObject('dispute', stripeId);
  await at.disputes.close(stripeId);
  for (let time = 0; time < 3; time++) await applyStripeObject('dispute', stripeId);
}

const lossesOf = (orderId: string) =>
  prisma().disputeLoss.findMany({ where: { sellerOrder: { orderId } }, orderBy: { sellerOrder: { number: 'asc' } } });
const taxPeriod = () => {
  const [year, month] = [new Date().getUTCFullYear(), new Date().getUTCMonth()];
  return `${year}-Q${Math.floor(month / 3) + 1}`;
};

test('a payment that a bank took back is credited part by part, less what was refunded before; tax, return and ledger agree', async () => {
  const { orderId, session, parts, part, owner } = await sold(sandbox, { sellers: 2, quantities: [2, 1] });
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: 'A crack.', amount: '7.01' });
  const refund = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id } });
  await sendRefund(refund.id);
  await issueCreditNote(refund.id);
  await lose(session, orderId);

  const losses = await lossesOf(orderId);
  expect(losses.map(({ amountMinor }) => amountMinor)).toEqual(
    parts.map(({ id, totalMinor }) => totalMinor - (id === part.id ? refund.amountMinor : 0n)),
  );
  // Two jobs at once, and the clock behind them.
  await Promise.all(losses.flatMap(({ id }) => [issueLossCreditNote(id), issueLossCreditNote(id)]));
  await catchUpInvoices();

  const papers = await prisma().invoice.findMany({
    where: { sellerOrder: { orderId } },
    orderBy: { createdAt: 'asc' },
  });
  expect(papers.filter(({ kind }) => kind === 'invoice')).toHaveLength(2);
  expect(papers.filter(({ kind }) => kind === 'credit_note')).toHaveLength(3);
  const left = (pick: 'totalMinor' | 'taxMinor') =>
    papers.reduce((sum, paper) => sum + (paper.kind === 'invoice' ? paper[pick] : -paper[pick]), 0n);
  expect([left('totalMinor'), left('taxMinor')]).toEqual([0n, 0n]);
  expect(await booked(orderId, 'tax_payable')).toBe(0n);
  for (const paper of papers.filter(({ disputeLossId }) => disputeLossId)) {
    expect(paper.taxMinor).toBeGreaterThan(0n);
    const data = invoiceDataSchema.parse(paper.data);
    expect(data.reason).toEqual({ code: 'dispute', note: '' });
    expect(data.corrects?.number).toBe(papers.find(({ id }) => id === paper.correctsId)?.number);
    expect(brokenRules(toUbl(data, paper.number))).toEqual([]);
  }

  const actor = await finance();
  const period = readPeriod(taxPeriod());
  if (!period) throw new Error('a quarter is a period');
  for (const { invoiced, booked: inBooks } of await reconcileTax(actor, period)) expect(invoiced).toEqual(inBooks);
  expect((await taxReturn(actor, 'oss', period)).total.minor).toBe(0n);
  const year = readPeriod(taxPeriod().slice(0, 4));
  if (!year) throw new Error('a year is a period');
  const sellers = await sellerYears(actor, year);
  expect(sellers).toHaveLength(2);
  for (const { activities } of sellers) {
    const earned = activities.goods.reduce((sum, { consideration }) => sum + consideration.minor, 0n);
    expect(earned).toBe(0n);
  }
  await expectBalanced();
});

test('the seller reads the loss on its statement and gets the paper, as the buyer does; strangers get neither', async () => {
  const { orderId, session, part, owner, accessToken } = await sold(sandbox);
  await lose(session, orderId);
  await catchUpInvoices();
  const credit = (await papersOf([part.id])).find(({ kind }) => kind === 'credit_note');
  const file = await invoicePdf(owner, credit?.number ?? '');
  expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await invoicePdf(guest, credit?.number ?? '', accessToken)).fileName).toBe(`${credit?.number}.pdf`);
  await expect(invoicePdf(guest, credit?.number ?? '')).rejects.toThrow('invoicing.unknown');
  const month = new Date().toISOString().slice(0, 7);
  const { lines, closing } = await statementOf(owner, {
    enterpriseId: part.enterpriseId,
    currency: part.currency,
    month,
  });
  expect(lines.map(({ kind }) => kind)).toEqual(['sale', 'dispute_lost']);
  expect(closing.minor).toBe(0n);
});

test('what was lost stays as it was booked, once a dispute and part', async () => {
  const { orderId, session } = await sold(sandbox);
  await lose(session, orderId);
  const [loss] = await lossesOf(orderId);
  if (!loss) throw new Error('something was lost');
  const { id, ...same } = loss;
  await expect(prisma().disputeLoss.update({ where: { id }, data: { taxMinor: 0n } })).rejects.toThrow();
  await expect(prisma().disputeLoss.delete({ where: { id } })).rejects.toThrow();
  await expect(prisma().disputeLoss.create({ data: same })).rejects.toThrow();
});

test('what was lost before losses were kept is found by its order, credited once, and of the day on which it was booked', async () => {
  const { orderId, session, part, owner } = await sold(sandbox, { sellers: 2, quantities: [2, 1] });
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: 'A crack.', amount: '7.01' });
  const refund = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id } });
  await sendRefund(refund.id);
  await lose(session, orderId);
  const read = () =>
    prisma().disputeLoss.findMany({
      where: { sellerOrder: { orderId } },
      orderBy: { sellerOrderId: 'asc' },
      omit: { id: true, createdAt: true },
      include: { lines: { omit: { lossId: true }, orderBy: { orderLineId: 'asc' } } },
    });
  const before = await read();
  await asOwner(async (client) => {
    const ids = (await lossesOf(orderId)).map(({ id }) => id);
    await client.query(
      'alter table dispute_loss disable trigger user; alter table dispute_loss_line disable trigger user',
    );
    await client.query('delete from dispute_loss_line where loss_id = any($1::uuid[])', [ids]);
    await client.query('delete from dispute_loss where id = any($1::uuid[])', [ids]);
    await client.query(
      'alter table dispute_loss enable trigger user; alter table dispute_loss_line enable trigger user',
    );
  });
  await catchUpInvoices();
  expect(await prisma().invoice.count({ where: { sellerOrder: { orderId }, disputeLossId: { not: null } } })).toBe(0);

  await Promise.all([catchUpLosses(), catchUpLosses()]);
  await catchUpLosses();
  expect(await read()).toEqual(before);
  const { closedAt } = await prisma().dispute.findFirstOrThrow({ where: { payment: { orderId } } });
  for (const { createdAt } of await lossesOf(orderId)) expect(createdAt).toEqual(closedAt);
  await catchUpInvoices();
  expect(await prisma().invoice.count({ where: { sellerOrder: { orderId }, disputeLossId: { not: null } } })).toBe(2);
});
