import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import {
  issueCreditNote,
  issueInvoice,
  periodsBefore,
  reconcileTax,
  type Scheme,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

let shop: Awaited<ReturnType<typeof makeListing>>;
const finance = personOf('00000000-0000-7000-8000-000000000001', { staffRoles: ['finance'] });

beforeAll(async () => {
  await referenceData();
  const { enterprise } = await makeEnterprise();
  shop = await makeListing(enterprise.id, { kind: 'download' });
});

/** A ticket for 108 euro, 8 of which are the tax of the country the event is in, invoiced; gives its part of the order. */
async function ticket(eventCountry: string, { country = 'DE', vatNumber = null as string | null } = {}) {
  const { id } = await bought(shop.listing, shop.variant.id, { price: 10_800n, country, status: 'provided' });
  const event = { taxRule: 'event', taxMinor: 800n };
  await prisma().order.update({ where: { id }, data: { taxMinor: 800n, buyerVatNumber: vatNumber } });
  const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: id } });
  await prisma().sellerOrder.update({ where: { id: part.id }, data: event });
  await prisma().orderLine.updateMany({
    where: { sellerOrderId: part.id },
    data: { ...event, kind: 'ticket', taxRate: 800, taxCountry: eventCountry },
  });
  await issueInvoice(part.id);
  return part;
}

function thisQuarter() {
  const [period] = periodsBefore('quarter', new Date(), 1);
  if (!period) throw new Error('a quarter is a period');
  return period;
}

async function declared(scheme: Scheme = 'oss') {
  const { supplies } = await taxReturn(finance, scheme, thisQuarter());
  return supplies.map(({ country, goods, rate, net, tax }) => [country, goods, rate, net.minor, tax.minor]);
}

test('a consumer’s ticket is declared for the country of the event, wherever the consumer lives', async () => {
  await ticket('PL');
  const back = await ticket('PL', { country: 'US' });
  expect(await declared()).toEqual([['PL', false, 800, 20_000n, 1_600n]]);

  const { orderId, id: sellerOrderId, currency } = back;
  const payment = await prisma().payment.create({
    data: { orderId, amountMinor: 10_800n, currency, status: 'succeeded' },
  });
  const line = await prisma().orderLine.findFirstOrThrow({ where: { sellerOrderId } });
  const amounts = { amountMinor: 5_400n, taxMinor: 400n };
  const refund = await prisma().refund.create({
    data: {
      ...amounts,
      paymentId: payment.id,
      sellerOrderId,
      cause: randomUUID(),
      status: 'succeeded',
      settledAt: new Date(),
      shareMinor: 5_000n,
      commissionMinor: 0n,
      currency,
      reason: 'goodwill',
      lines: { create: { ...amounts, orderLineId: line.id, quantity: 0 } },
    },
  });
  await issueCreditNote(refund.id);
  expect(await declared()).toEqual([['PL', false, 800, 15_000n, 1_200n]]);
});

test('a business’s, one for an event at home and one outside the Union are for those countries’ own returns', async () => {
  const before = await declared();
  await ticket('PL', { vatNumber: 'DE136695976' });
  await ticket('BG');
  await ticket('RS');
  expect(await declared()).toEqual(before);
  expect(await declared('national')).toEqual([
    ['BG', false, 800, 10_000n, 800n],
    ['PL', false, 800, 10_000n, 800n],
    ['RS', false, 800, 10_000n, 800n],
  ]);
});

test('the returns together hold all the tax of the papers', async () => {
  const totals = await Promise.all(
    (['oss', 'ioss', 'national'] as const).map(async (scheme) => {
      const { supplies, corrections } = await taxReturn(finance, scheme, thisQuarter());
      return [...supplies, ...corrections].reduce((all, { tax }) => all + tax.minor, 0n);
    }),
  );
  const papers = await reconcileTax(finance, thisQuarter());
  expect(papers.length).toBeGreaterThan(2);
  expect(totals.reduce((all, each) => all + each, 0n)).toBe(
    papers.reduce((all, { invoiced }) => all + invoiced.minor, 0n),
  );
});
