import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import {
  catchUpInvoices,
  issueCreditNote,
  issueInvoiceAgain,
  readPeriod,
  reconcileTax,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { applyStripeObject, refundSome, sendRefund } from '#lib/ordering/index.ts';
import { invoiceDataSchema } from '../../../lib/invoicing/data.ts';
import { invoiceRow } from '../../../lib/invoicing/issue.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { booked, openSandbox, type Sandbox, sdk, sold } from '../ordering/paid.ts';
import { personOf } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const papersOf = (sellerOrderId: string) =>
  prisma().invoice.findMany({ where: { sellerOrderId }, orderBy: { createdAt: 'asc' } });

test('a refund that comes back after it was credited is invoiced again, once, and may be credited again', async () => {
  const { part, owner, orderId } = await sold(sandbox, { card: '4000000000005126' });
  const all = new Map(part.lines.map((line) => [line.id, line.quantity]));
  const giveBack = async () => {
    await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', shipping: 'on' }, all);
    const { id } = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id, status: 'pending' } });
    await sendRefund(id);
    return prisma().refund.findUniqueOrThrow({ where: { id } });
  };
  const refund = await giveBack();
  const credit = await issueCreditNote(refund.id);
  expect(await issueInvoiceAgain(refund.id)).toBeNull();
  await expect
    .poll(async () => (await sdk(sandbox).refunds.retrieve(refund.stripeId ?? '')).status, { timeout: 60_000 })
    .toBe('failed');
  for (let time = 0; time < 3; time++) await applyStripeObject('refund', refund.stripeId ?? '');
  await Promise.all([issueInvoiceAgain(refund.id), issueInvoiceAgain(refund.id), catchUpInvoices()]);

  const papers = await papersOf(part.id);
  expect(papers.map(({ kind }) => kind)).toEqual(['invoice', 'credit_note', 'invoice']);
  const again = papers[2];
  if (!again || !credit) throw new Error('three papers');
  expect(again).toMatchObject({ correctsId: credit.id, totalMinor: credit.totalMinor, taxMinor: credit.taxMinor });
  const data = invoiceDataSchema.parse(again.data);
  expect(data.corrects?.number).toBe(credit.number);
  expect(brokenRules(toUbl(data, again.number))).toEqual([]);
  expect(await booked(orderId, 'tax_payable')).toBe(-part.taxMinor);

  const finance = personOf(
    (await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'T' } })).id,
    {
      staffRoles: ['finance'],
    },
  );
  const at = new Date();
  const period = readPeriod(`${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`);
  if (!period) throw new Error('a quarter is a period');
  for (const row of await reconcileTax(finance, period)) expect(row.invoiced).toEqual(row.booked);
  expect((await taxReturn(finance, 'oss', period)).corrections).toEqual([]);

  const second = await giveBack();
  expect((await issueCreditNote(second.id))?.totalMinor).toBe(part.totalMinor);
});

test('the database takes a credit note back as a whole, and an invoice never', async () => {
  const { part, owner } = await sold(sandbox);
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '5' });
  const refund = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id } });
  await sendRefund(refund.id);
  const credit = await issueCreditNote(refund.id);
  const [invoice] = await papersOf(part.id);
  if (!credit || !invoice) throw new Error('two papers');
  const taxes = await prisma().invoiceTax.findMany({ where: { invoiceId: invoice.id }, omit: { invoiceId: true } });
  for (const correctsId of [credit.id, invoice.id]) {
    const row = invoiceRow(invoiceDataSchema.parse(invoice.data), { sellerOrderId: part.id, correctsId });
    await expect(prisma().invoice.create({ data: { ...row, taxes: { create: taxes } } })).rejects.toThrow(
      'a credit note is taken back as a whole',
    );
  }
});
