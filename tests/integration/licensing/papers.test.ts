import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  invoicePdf,
  invoiceXml,
  issueDueInvoice,
  issueInvoice,
  papersOfDues,
  readPeriod,
  reconcileTax,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { catchUpDuePapers, followDueRefund, paperOfDue, recordDuePaid, refundDue } from '#lib/licensing/index.ts';
import { invoiceDataSchema } from '../../../lib/invoicing/data.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { bought } from '../bought.ts';
import { asOwner } from '../owner.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import type { Parties } from '../royalties/parties.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';
import { openDue, payFirst, signedLicence } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

/** A licence of which the licensee is somewhere, with a VAT number or none, and its first payment paid. */
async function paidBy(
  country: string,
  vatNumber: string | null,
  advance = '1000',
): Promise<Parties & { dueId: string }> {
  const parties = await signedLicence({ advance });
  await prisma().enterprise.update({ where: { id: parties.licenseeId }, data: { country, vatNumber } });
  return { ...parties, dueId: await payFirst(sandbox, parties) };
}

async function ublOf(dueId: string) {
  const invoice = await issueDueInvoice(dueId);
  return { invoice, xml: toUbl(invoiceDataSchema.parse(invoice.data), invoice.number) };
}

describe('the invoice of a licence’s payment', () => {
  test.each([
    ['CZ', null, 'eu_destination', 21_000n, '<cbc:ID>S</cbc:ID>'],
    ['CZ', 'CZ25583061', 'reverse_charge', 0n, '<cbc:ID>AE</cbc:ID>'],
    ['BG', 'BG831650349', 'domestic', 20_000n, '<cbc:ID>S</cbc:ID>'],
    ['RS', null, 'none', 0n, '<cbc:ID>O</cbc:ID>'],
  ])('%s with the number %s is %s', async (country, vatNumber, rule, tax, category) => {
    const { dueId, licensee } = await paidBy(country, vatNumber);
    const { invoice, xml } = await ublOf(dueId);
    expect(invoice).toMatchObject({ netMinor: 100_000n, taxMinor: tax, totalMinor: 100_000n + tax, currency: 'EUR' });
    expect(await prisma().invoiceTax.findMany({ where: { invoiceId: invoice.id } })).toMatchObject([
      { country, rule, goods: false, taxMinor: tax },
    ]);
    expect(brokenRules(xml)).toEqual([]);
    const text = (await invoiceXml(licensee, invoice.number)).bytes.toString();
    expect(text).toContain(category);
    if (rule === 'reverse_charge') expect(text).toContain('CZ25583061');
  });

  test('is issued once, told with its number to both sides, and is a file for them alone', async () => {
    const { dueId, licensee, holder, number } = await paidBy('CZ', null);
    await Promise.all([issueDueInvoice(dueId), issueDueInvoice(dueId), paperOfDue(dueId), catchUpDuePapers()]);
    const papers = await papersOfDues([dueId]);
    expect(papers).toMatchObject([{ kind: 'invoice', licenceDueId: dueId }]);
    const paper = papers[0]?.number ?? '';
    const mails = await prisma().email.findMany({ where: { template: 'licence_money' } });
    const told = mails.filter(({ params }) => JSON.stringify(params).includes(paper));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect((await invoicePdf(licensee, paper)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await invoicePdf(holder, paper)).bytes.length).toBeGreaterThan(1_000);
    const other = await makeEnterprise({ country: 'PL' });
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(invoicePdf(stranger, paper)).rejects.toThrow('invoicing.unknown');
    await expect(invoiceXml(stranger, paper)).rejects.toThrow('invoicing.unknown');
    expect(number).not.toBe('');
  });

  test('counts without gaps beside the invoices of orders, both at once', async () => {
    const { enterprise } = await makeEnterprise();
    const shop = await makeListing(enterprise.id);
    const orders = await Promise.all(Array.from({ length: 6 }, () => bought(shop.listing, shop.variant.id)));
    const parts = await prisma().sellerOrder.findMany({ where: { orderId: { in: orders.map(({ id }) => id) } } });
    const dues: string[] = [];
    for (let each = 0; each < 3; each++) dues.push((await paidBy('CZ', null, '10')).dueId);
    await Promise.all([...parts.map(({ id }) => issueInvoice(id)), ...dues.map((id) => issueDueInvoice(id))]);
    const all = await prisma().invoice.findMany({ where: { series: 'AS' }, orderBy: { sequence: 'asc' } });
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, at) => at + 1));
    expect(all.filter(({ licenceDueId }) => licenceDueId && dues.includes(licenceDueId))).toHaveLength(3);
  });

  test('that cannot be issued holds up no other', async () => {
    const broken = await paidBy('CZ', null, '10');
    const other = await paidBy('CZ', null, '10');
    await asOwner(async (client) => {
      await client.query(
        `alter table invoice add constraint broken check (licence_due_id <> '${broken.dueId}') not valid`,
      );
      await catchUpDuePapers();
      await client.query('alter table invoice drop constraint broken');
    });
    expect(await papersOfDues([broken.dueId])).toEqual([]);
    expect(await papersOfDues([other.dueId])).toMatchObject([{ kind: 'invoice' }]);
    await catchUpDuePapers();
    expect(await papersOfDues([broken.dueId])).toMatchObject([{ kind: 'invoice' }]);
  });

  test('an unpaid due has none', async () => {
    const parties = await signedLicence({ advance: '10' });
    const { dueId } = await openDue(parties);
    await expect(issueDueInvoice(dueId)).rejects.toThrow('invoicing.not_paid');
  });
});

test('the return declares what a business without a number paid, and papers and ledger agree', async () => {
  const finance = await financePerson();
  const period = readPeriod(isoDay(now()).slice(0, 4));
  if (!period) throw new Error('a year is a period');
  const czech = async () =>
    (await taxReturn(finance, 'oss', period)).supplies
      .filter(({ country, goods }) => country === 'CZ' && !goods)
      .reduce((sum, { tax }) => sum + tax.minor, 0n);
  const before = await czech();
  const { dueId, number } = await paidBy('CZ', null, '200');
  await paidBy('CZ', 'CZ25583061', '300');
  const bank = await signedLicence({ advance: '50' });
  const { dueId: bankDue } = await openDue(bank);
  await recordDuePaid(finance, { dueId: bankDue, paidOn: isoDay(now()) });
  await catchUpDuePapers();
  expect(await czech()).toBe(before + 4_200n + 1_050n);
  await refundDue(finance, {
    number,
    dueId,
    requestKey: crypto.randomUUID(),
    amount: '121.00',
    reason: 'Half of it was agreed to be given back.',
  });
  const refund = await prisma().refund.findFirstOrThrow({ where: { licenceDueId: dueId } });
  await followDueRefund(refund.id);
  await catchUpDuePapers();
  const credit = await prisma().invoice.findFirstOrThrow({ where: { licenceDueId: dueId, kind: 'credit_note' } });
  expect(credit).toMatchObject({ netMinor: 10_000n, taxMinor: 2_100n });
  expect(brokenRules(toUbl(invoiceDataSchema.parse(credit.data), credit.number))).toEqual([]);
  expect(await czech()).toBe(before + 2_100n + 1_050n);
  const [row] = (await reconcileTax(finance, period)).filter(({ country }) => country === 'CZ');
  expect(row?.invoiced).toEqual(row?.booked);
});
