import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { prisma, transaction } from '#lib/db/index.ts';
import { issueCreditNote, issueInvoice, issueInvoices } from '#lib/invoicing/index.ts';
import { dataHash, invoiceDataSchema } from '../../../lib/invoicing/data.ts';
import { invoiceRow } from '../../../lib/invoicing/issue.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { invoice as anInvoice } from '../../unit/invoicing/invoices.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

let shop: Awaited<ReturnType<typeof makeListing>>;

beforeAll(async () => {
  await referenceData();
  const { enterprise } = await makeEnterprise();
  shop = await makeListing(enterprise.id);
});

async function soldParts(count: number): Promise<string[]> {
  const orders = await Promise.all(Array.from({ length: count }, () => bought(shop.listing, shop.variant.id)));
  const parts = await prisma().sellerOrder.findMany({ where: { orderId: { in: orders.map(({ id }) => id) } } });
  return parts.map(({ id }) => id);
}

const sequences = async (series: string) =>
  (await prisma().invoice.findMany({ where: { series }, orderBy: { sequence: 'asc' } })).map((each) => each.sequence);
const firstNumbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** A refund of part of a line that has succeeded. */
async function refunded(sellerOrderId: string, amount: bigint) {
  const part = await prisma().sellerOrder.findUniqueOrThrow({
    where: { id: sellerOrderId },
    include: { lines: true },
  });
  const payment = await prisma().payment.create({
    data: { orderId: part.orderId, amountMinor: part.totalMinor, currency: part.currency, status: 'succeeded' },
  });
  return prisma().refund.create({
    data: {
      paymentId: payment.id,
      sellerOrderId,
      cause: randomUUID(),
      status: 'succeeded',
      settledAt: new Date(),
      amountMinor: amount,
      shareMinor: amount,
      taxMinor: 0n,
      commissionMinor: 0n,
      currency: part.currency,
      reason: 'goodwill',
      lines: {
        create: { orderLineId: part.lines[0]?.id ?? '', quantity: 0, amountMinor: amount, taxMinor: 0n },
      },
    },
  });
}

describe('numbers without gaps', () => {
  test('fifty at once, some issued twice, with rollbacks between: one number each, none left out', async () => {
    const parts = await soldParts(50);
    const given = await soldParts(10);
    const spoiled = given.map((sellerOrderId) =>
      transaction(async (tx) => {
        await tx.invoice.create({ data: invoiceRow(anInvoice({ lines: [] }), { sellerOrderId }) });
        throw new Error('given up');
      }).catch((error: Error) => error.message),
    );
    const issued = await Promise.all([...parts, ...parts.slice(0, 10)].map(issueInvoice));
    expect(await Promise.all(spoiled)).toEqual(Array(10).fill('given up'));
    expect(new Set(issued.map(({ number }) => number)).size).toBe(50);
    expect(await sequences('AS')).toEqual(firstNumbers(50));
    const year = new Date().getUTCFullYear();
    expect(issued.map(({ number }) => number).sort()[0]).toBe(`AS-${year}-000001`);
  });

  test('the database refuses a chosen number, a series moved by hand, a changed or deleted paper', async () => {
    const [sellerOrderId = ''] = await soldParts(1);
    const before = (await sequences('AS')).length;
    const issued = await issueInvoice(sellerOrderId);
    expect(issued.sequence).toBe(before + 1);
    const change = { where: { id: issued.id }, data: { number: 'AS-1', sequence: 1 } };
    await expect(prisma().invoice.update(change)).rejects.toThrow();
    await expect(prisma().invoice.delete({ where: { id: issued.id } })).rejects.toThrow();
    const key = { issuer: 'platform', series: 'AS', year: issued.year };
    await expect(prisma().invoiceSeries.updateMany({ where: key, data: { last: 900 } })).rejects.toThrow();
    await expect(prisma().invoiceSeries.updateMany({ where: key, data: { last: { increment: 1 } } })).rejects.toThrow();
    await expect(prisma().invoiceSeries.deleteMany({ where: key })).rejects.toThrow();
    const chosen = await prisma().invoice.create({
      data: {
        ...invoiceRow(anInvoice(), { sellerOrderId: (await soldParts(1))[0] ?? '' }),
        sequence: 4_711,
        number: 'AS-4711',
        taxes: { create: { country: 'PL', rule: 'x', rate: 0, goods: true, netMinor: 3_902n, taxMinor: 898n } },
      },
    });
    expect(chosen.sequence).toBe(before + 2);
  });

  test('a paper whose tax is not the sum of its parts is not kept, and takes no number', async () => {
    const [sellerOrderId = ''] = await soldParts(1);
    const before = await sequences('AS');
    await expect(prisma().invoice.create({ data: invoiceRow(anInvoice(), { sellerOrderId }) })).rejects.toThrow();
    expect(await sequences('AS')).toEqual(before);
  });
});

describe('what an invoice says', () => {
  test('is frozen: a seller that changes its name, and an order moved on, change nothing', async () => {
    const { id } = await bought(shop.listing, shop.variant.id);
    await issueInvoices(id);
    const [kept] = await prisma().invoice.findMany({ where: { sellerOrder: { orderId: id } } });
    await prisma().enterprise.update({
      where: { id: shop.listing.enterpriseId },
      data: { displayName: 'Друг', legalName: 'Друг ООД' },
    });
    await issueInvoices(id);
    const [again] = await prisma().invoice.findMany({ where: { sellerOrder: { orderId: id } } });
    expect(again).toEqual(kept);
    const data = invoiceDataSchema.parse(again?.data);
    expect(data.maker?.name).toBe('Майстор');
    expect(data.languages).toEqual(['pl', 'bg']);
    expect(dataHash(again?.data)).toBe(again?.hash);
    expect(brokenRules(toUbl(data, again?.number ?? ''))).toEqual([]);
  });

  test('jobs that issue an order’s invoices at one moment make one, and leave no gap', async () => {
    const { id } = await bought(shop.listing, shop.variant.id);
    const before = await sequences('AS');
    await Promise.all(Array.from({ length: 4 }, () => issueInvoices(id)));
    expect(await prisma().invoice.count({ where: { sellerOrder: { orderId: id } } })).toBe(1);
    expect((await sequences('AS')).slice(before.length)).toEqual([(before.at(-1) ?? 0) + 1]);
  });

  test('an unpaid order has none', async () => {
    const { id } = await bought(shop.listing, shop.variant.id);
    await prisma().order.update({ where: { id }, data: { paidAt: null } });
    await expect(issueInvoices(id)).rejects.toThrow('invoicing.not_paid');
  });
});

describe('credit notes', () => {
  test('one a refund, in a series of their own, of the invoice it corrects; never more than was invoiced', async () => {
    const [sellerOrderId = ''] = await soldParts(1);
    const refund = await refunded(sellerOrderId, 1_000n);
    const notes = await Promise.all([issueCreditNote(refund.id), issueCreditNote(refund.id)]);
    expect(notes[0]?.id).toBe(notes[1]?.id);
    const data = invoiceDataSchema.parse(notes[0]?.data);
    const invoice = await issueInvoice(sellerOrderId);
    expect(data.corrects?.number).toBe(invoice.number);
    expect(notes[0]?.totalMinor).toBe(1_000n);
    expect(brokenRules(toUbl(data, notes[0]?.number ?? ''))).toEqual([]);
    expect(await sequences('AC')).toEqual(firstNumbers((await sequences('AC')).length));

    const tooMuch = await refunded(sellerOrderId, 4_000n);
    await expect(issueCreditNote(tooMuch.id)).rejects.toThrow();
    expect(await sequences('AC')).toEqual(firstNumbers((await sequences('AC')).length));
  });

  test('a refund that has not succeeded has none', async () => {
    const [sellerOrderId = ''] = await soldParts(1);
    const refund = await refunded(sellerOrderId, 1_000n);
    await prisma().refund.update({ where: { id: refund.id }, data: { status: 'pending', settledAt: null } });
    expect(await issueCreditNote(refund.id)).toBeNull();
  });
});
