import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { day, hour, isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  invoicePdf,
  invoiceXml,
  issueTranslationCreditNote,
  issueTranslationInvoice,
  papersOfEnterprises,
  papersOfTranslation,
  readPeriod,
  reconcileTax,
} from '#lib/invoicing/index.ts';
import {
  cancelJob,
  catchUpTranslationPapers,
  followTranslationClock,
  paperOfOrder,
  paperOfRefund,
  readJob,
  refundOfJob,
  takeJob,
} from '#lib/translations/index.ts';
import { invoiceDataSchema } from '../../../lib/invoicing/data.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { asOwner } from '../owner.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import { makeEnterprise, ownerOf, referenceData } from '../world.ts';
import { jobOf, makeCustomer, makeTranslator, order, paidJobs, translate } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

/** Whether report and ledger say the same of a country's tax. */
async function expectAgreed(country: string): Promise<void> {
  const period = readPeriod(isoDay(now()).slice(0, 4));
  if (!period) throw new Error('a year is a period');
  const rows = (await reconcileTax(await financePerson(), period)).filter((row) => row.country === country);
  for (const { invoiced, booked } of rows) expect(invoiced).toEqual(booked);
  expect(rows.length).toBeGreaterThan(0);
}

async function mailsAbout(paper: string) {
  const mails = await prisma().email.findMany({ where: { template: 'translation_money' } });
  return mails.filter(({ params }) => JSON.stringify(params).includes(paper));
}

test.each([
  ['BG', null, 'domestic', 65n, '<cbc:ID>S</cbc:ID>'],
  ['CZ', null, 'eu_destination', 68n, '<cbc:ID>S</cbc:ID>'],
  ['CZ', 'CZ25583061', 'reverse_charge', 0n, '<cbc:ID>AE</cbc:ID>'],
  ['RS', null, 'none', 0n, '<cbc:ID>O</cbc:ID>'],
])('a customer in %s with the number %s is invoiced by the rule %s', async (country, number, rule, tax, category) => {
  const customer = await makeCustomer({ country });
  await prisma().enterprise.update({ where: { id: customer.enterprise.id }, data: { vatNumber: number } });
  const { orderId } = await paidJobs(sandbox, customer);
  // What held when it was ordered holds.
  await prisma().enterprise.update({ where: { id: customer.enterprise.id }, data: { vatNumber: null } });
  const invoice = await issueTranslationInvoice(orderId);
  expect(invoice).toMatchObject({ kind: 'invoice', netMinor: 325n, taxMinor: tax, totalMinor: 325n + tax });
  expect(await prisma().invoiceTax.findMany({ where: { invoiceId: invoice.id } })).toMatchObject([
    { country, rule, goods: false, netMinor: 325n, taxMinor: tax },
  ]);
  expect(brokenRules(toUbl(invoiceDataSchema.parse(invoice.data), invoice.number))).toEqual([]);
  const text = (await invoiceXml(customer.owner, invoice.number)).bytes.toString();
  expect(text).toContain(category);
  if (number) expect(text).toContain(number);
});

test('in forints the tax is whole, and the invoice and its credit note keep the rules of EN 16931', async () => {
  const [customer, translator] = [await makeCustomer({ country: 'HU' }), await makeTranslator()];
  const { orderId, numbers } = await paidJobs(sandbox, customer, { currency: 'HUF', price: '51.30' });
  const number = numbers[0] ?? '';
  const invoice = await issueTranslationInvoice(orderId);
  // 27 in 100 of 334 Ft are 90.18 Ft.
  expect(invoice).toMatchObject({ currency: 'HUF', netMinor: 33_400n, taxMinor: 9_000n, totalMinor: 42_400n });
  expect(brokenRules(toUbl(invoiceDataSchema.parse(invoice.data), invoice.number))).toEqual([]);
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  await translate(translator, number, 1);
  await cancelJob(customer.owner, { number, reason: '' });
  const { id: jobId } = await jobOf(number);
  await refundOfJob(jobId);
  const refund = await prisma().translationRefund.findUniqueOrThrow({ where: { jobId } });
  const credit = await issueTranslationCreditNote(refund.id);
  expect(credit?.totalMinor).toBe(refund.amountMinor);
  expect(refund.amountMinor % 100n).toBe(0n);
  if (!credit) throw new Error('what went back has a credit note');
  expect(brokenRules(toUbl(invoiceDataSchema.parse(credit.data), credit.number))).toEqual([]);
});

test('is issued once, told with its number, and is a file for the customer and staff alone', async () => {
  const [customer, translator] = [await makeCustomer(), await makeTranslator()];
  const { orderId, numbers } = await paidJobs(sandbox, customer, { targets: ['cs', 'pl'] });
  const number = numbers[0] ?? '';
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  await Promise.all([paperOfOrder(orderId), paperOfOrder(orderId), catchUpTranslationPapers()]);
  const { id } = await jobOf(number);
  const papers = await papersOfTranslation(orderId, id);
  expect(papers).toMatchObject([{ kind: 'invoice' }]);
  const paper = papers[0]?.number ?? '';
  expect(invoiceDataSchema.parse((await issueTranslationInvoice(orderId)).data).lines).toHaveLength(numbers.length);
  expect(await mailsAbout(paper)).toHaveLength(1);
  expect((await invoicePdf(customer.owner, paper)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await invoicePdf(await financePerson(), paper)).bytes.length).toBeGreaterThan(1_000);
  expect((await readJob(customer.owner, number)).papers).toEqual(papers);
  expect((await readJob(translator.owner, number)).papers).toEqual([]);
  expect((await papersOfEnterprises(customer.owner)).items).toMatchObject([
    { number: paper, kind: 'invoice', licence: false },
  ]);
  const other = await makeEnterprise({ country: 'PL' });
  const stranger = ownerOf(other.user.id, other.enterprise.id);
  for (const outsider of [stranger, translator.owner]) {
    await expect(invoicePdf(outsider, paper)).rejects.toThrow('invoicing.unknown');
    await expect(invoiceXml(outsider, paper)).rejects.toThrow('invoicing.unknown');
    expect((await papersOfEnterprises(outsider)).items).toEqual([]);
  }
});

test('one that cannot be issued holds up no other', async () => {
  const broken = await paidJobs(sandbox, await makeCustomer());
  const other = await paidJobs(sandbox, await makeCustomer());
  const papers = ({ orderId }: { orderId: string }) =>
    prisma().invoice.count({ where: { translationOrderId: orderId } });
  await asOwner(async (client) => {
    await client.query(
      `alter table invoice add constraint broken check (translation_order_id <> '${broken.orderId}') not valid`,
    );
    await catchUpTranslationPapers();
    await client.query('alter table invoice drop constraint broken');
  });
  expect([await papers(broken), await papers(other)]).toEqual([0, 1]);
  await catchUpTranslationPapers();
  expect(await papers(broken)).toBe(1);
});

test('an order that is not paid has none', async () => {
  const { orderId } = await order(await makeCustomer());
  await expect(issueTranslationInvoice(orderId)).rejects.toThrow('invoicing.not_paid');
});

test('what goes back is credited once, and papers and ledger agree', async () => {
  const [customer, translator] = [await makeCustomer(), await makeTranslator()];
  const half = await paidJobs(sandbox, customer);
  const number = half.numbers[0] ?? '';
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  await translate(translator, number, 2);
  await cancelJob(customer.owner, { number, reason: 'No longer needed.' });
  const job = await jobOf(number);
  const refund = await prisma().translationRefund.findUniqueOrThrow({ where: { jobId: job.id } });
  expect(await issueTranslationCreditNote(refund.id)).toBeNull();
  await refundOfJob(job.id);
  await Promise.all([paperOfRefund(refund.id), paperOfRefund(refund.id), catchUpTranslationPapers()]);
  const papers = await prisma().invoice.findMany({
    where: { translationOrderId: half.orderId },
    orderBy: { id: 'asc' },
  });
  expect(papers).toMatchObject([
    { kind: 'invoice', totalMinor: 390n },
    { kind: 'credit_note', netMinor: job.refundMinor, taxMinor: job.refundTaxMinor, correctsId: papers[0]?.id },
  ]);
  const credit = papers[1];
  expect(brokenRules(toUbl(invoiceDataSchema.parse(credit?.data), credit?.number ?? ''))).toEqual([]);
  expect(await mailsAbout(credit?.number ?? '')).toHaveLength(1);

  const whole = await paidJobs(sandbox, await makeCustomer({ country: 'CZ' }));
  shiftClock(11 * day);
  await followTranslationClock();
  // Other jobs that nobody took end as well; their refunds are sent when they seem lost.
  shiftClock(11 * day + hour);
  await followTranslationClock();
  await catchUpTranslationPapers();
  expect(
    await prisma().invoice.findMany({ where: { translationOrderId: whole.orderId }, orderBy: { id: 'asc' } }),
  ).toMatchObject([
    { kind: 'invoice', totalMinor: 393n },
    { kind: 'credit_note', totalMinor: 393n },
  ]);
  shiftClock(0);
  await expectAgreed('BG');
});

test('a refund that fails is owed, and credited without news of it', async () => {
  const customer = await makeCustomer();
  const { orderId, numbers } = await paidJobs(sandbox, customer);
  await cancelJob(customer.owner, { number: numbers[0] ?? '', reason: '' });
  const refund = await prisma().translationRefund.update({
    where: { jobId: (await jobOf(numbers[0] ?? '')).id },
    data: { status: 'failed' },
  });
  await paperOfRefund(refund.id);
  const credit = await prisma().invoice.findFirstOrThrow({
    where: { translationOrderId: orderId, kind: 'credit_note' },
  });
  expect(await mailsAbout(credit.number)).toEqual([]);
  await expectAgreed('BG');
});
