import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { issueInvoice, parcelPdf } from '#lib/invoicing/index.ts';
import {
  addToCart,
  applyVoucher,
  cancelBySeller,
  checkoutChoicesSchema,
  confirmPayment,
  keepCheckoutChoices,
  papersOfOrder,
  placeOrder,
  readSellerOrder,
  shipOrder,
  useVoucherSchema,
} from '#lib/ordering/index.ts';
import { readParcel } from '../../../lib/invoicing/parcel.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { filledIn, openShop, payFor, type Sandbox } from '../ordering/buying.ts';
import { makeEnterprise, makeListing, ownerOf } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openShop();
});
afterAll(() => sandbox.close());

interface Thing {
  readonly price: bigint;
  readonly quantity: number;
  readonly hsCode: string;
}

/** A paid order from China to Poland in euro; its lines are in the order of the things. */
async function ordered(things: readonly Thing[], { business = false, half = false } = {}) {
  const { enterprise, user } = await makeEnterprise({ country: 'CN' });
  let cartId: string | null = null;
  const variants: string[] = [];
  for (const { price, quantity, hsCode } of things) {
    const { listing, variant } = await makeListing(enterprise.id, { price, stock: 9 });
    await prisma().listing.update({ where: { id: listing.id }, data: { hsCode } });
    cartId = await addToCart(cartId, { variantId: variant.id, quantity });
    variants.push(variant.id);
  }
  if (!cartId) throw new Error('something is ordered');
  if (business) {
    const company = { business: 'on', company: 'Galeria Sp. z o.o.', vatNumber: 'PL8567346215' };
    await keepCheckoutChoices(guest, cartId, checkoutChoicesSchema.parse(company));
  }
  if (half) {
    const code = `HALF-${randomUUID().slice(0, 8).toUpperCase()}`;
    const startsAt = new Date('2026-01-01');
    await prisma().voucher.create({ data: { code, kind: 'percentage', basisPoints: 5_000, startsAt } });
    const buying = { country: 'PL', currency: 'EUR', reader: 'pl' } as const;
    await applyVoucher(guest, cartId, useVoucherSchema.parse({ code }), buying);
  }
  const placed = await placeOrder(guest, cartId, 'pl', await filledIn(cartId, { currency: 'EUR' }));
  await confirmPayment(await payFor(sandbox, placed.orderId));
  const part = await prisma().sellerOrder.findFirstOrThrow({
    where: { orderId: placed.orderId },
    include: { lines: true },
  });
  const lines = variants.flatMap((variantId) => part.lines.filter((line) => line.variantId === variantId));
  const owner = ownerOf(user.id, enterprise.id);
  const parcels = async () => papersOfOrder(await readSellerOrder(owner, part.number), await currentRates());
  const print = async (paper: 'packing' | 'cn22' | 'commercial', shipmentId?: string) => {
    const { bytes, fileName } = await parcelPdf(owner, part.number, paper, shipmentId);
    return { text: (await readPdf(bytes)).pages.join('\n'), fileName };
  };
  return { part, lines, owner, parcels, print };
}

test('of two parcels and a line that was cancelled, each paper is of its parcel, and together they are what was paid', async () => {
  const { part, lines, owner, parcels, print } = await ordered([
    { price: 2_001n, quantity: 5, hsCode: '691200' },
    { price: 1_999n, quantity: 2, hsCode: '490199' },
  ]);
  const [plates, books] = lines;
  if (!plates || !books) throw new Error('two lines were ordered');
  expect(part.taxRule).toBe('ioss');
  await issueInvoice(part.id);
  const which = { sellerOrderId: part.id };
  await cancelBySeller(owner, { ...which, note: 'The last copies are spoilt.' }, new Map([[books.id, 2]]));

  const before = await readParcel(part.id, null);
  expect(before).toMatchObject({ tracking: null, position: null, grams: 4_500 });
  expect(before.lines.map(({ hsCode, quantity }) => [hsCode, quantity])).toEqual([['691200', 5]]);
  expect(before.value).toBe(plates.totalMinor - plates.taxMinor);

  await shipOrder(owner, { ...which, carrier: 'EMS', trackingNumber: 'EE000000001CN' }, new Map([[plates.id, 2]]));
  const first = (await parcels())[0]?.shipment?.id ?? '';
  const early = await readParcel(part.id, first);
  expect((await readParcel(part.id, null)).lines.map(({ quantity }) => quantity)).toEqual([3]);
  await shipOrder(owner, { ...which, carrier: 'EMS', trackingNumber: 'EE000000002CN' });

  const all = await parcels();
  expect(all.map(({ shipment }) => shipment?.trackingNumber)).toEqual(['EE000000001CN', 'EE000000002CN']);
  // The second is heavier than a letter may be.
  expect(all.map(({ papers }) => papers.slice(0, 3))).toEqual([
    ['cn22', 'invoice', 'ioss'],
    ['cn23', 'invoice', 'ioss'],
  ]);
  const [one, two] = await Promise.all(all.map(({ shipment }) => readParcel(part.id, shipment?.id ?? '')));
  if (!one || !two) throw new Error('two parcels were sent');
  // What was printed of the first holds, whatever was sent after it.
  expect(one).toEqual(early);
  expect([one, two].map(({ lines: [line], grams }) => [line?.quantity, grams])).toEqual([
    [2, 1_800],
    [3, 2_700],
  ]);
  expect(one.value + two.value).toBe(plates.totalMinor - plates.taxMinor);
  expect(one.value * 5n - (one.value + two.value) * 2n).toBeLessThan(10n);
  const { delivery } = one.data;
  if (!delivery) throw new Error('delivery was paid');
  expect(one.delivery + two.delivery).toBe(delivery.gross - delivery.tax);
  expect(one.delivery).toBeGreaterThan(0n);
  expect(one.delivery).toBeLessThan(two.delivery);

  const amount = (minor: bigint) => `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')}`;
  for (const paper of ['packing', 'cn22', 'commercial'] as const) {
    const { text, fileName } = await print(paper, first);
    expect(fileName).toBe(`${part.number}-parcel-1-${paper}.pdf`);
    expect(text).toContain('EE000000001CN');
    expect(text).not.toContain('EE000000002CN');
    expect(text).not.toContain('490199');
    if (paper === 'packing') continue;
    expect(text).toContain('1.800 kg');
    expect(text).toContain(amount(one.value));
    expect(text).not.toContain(amount(plates.totalMinor - plates.taxMinor));
  }
  // Nothing is left to be sent, and a parcel of another order is none of this one.
  for (const shipmentId of [undefined, randomUUID(), 'nonsense'])
    await expect(print('packing', shipmentId)).rejects.toThrow('invoicing.unknown');
});

test('a business pays its tax at the border: its parcel is not announced for the import one-stop shop', async () => {
  const things = [{ price: 6_000n, quantity: 1, hsCode: '691200' }];
  const [consumer, business] = [await ordered(things), await ordered(things, { business: true })];
  expect([consumer, business].map(({ part }) => part.taxRule)).toEqual(['ioss', 'import']);
  const [[own], [other]] = [await consumer.parcels(), await business.parcels()];
  expect(own?.papers).toContain('ioss');
  expect(own?.papers).not.toContain('import_charges');
  expect(other?.papers).not.toContain('ioss');
  expect(other?.papers).toContain('import_charges');
  expect((await readParcel(business.part.id, null)).ioss).toBe(false);
});

test('the form is chosen by the value that it declares, after vouchers and without tax', async () => {
  const { part, parcels } = await ordered([{ price: 40_000n, quantity: 1, hsCode: '691200' }], { half: true });
  expect((await readParcel(part.id, null)).value).toBe(20_000n);
  expect((await parcels())[0]?.papers).toEqual(['cn22', 'invoice', 'import_charges']);
  const dear = await ordered([{ price: 40_000n, quantity: 1, hsCode: '691200' }]);
  expect((await dear.parcels())[0]?.papers[0]).toBe('cn23');
});
