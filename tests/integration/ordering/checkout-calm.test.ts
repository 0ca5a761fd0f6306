import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
import {
  addressBook,
  addToCart,
  addToCartSchema,
  checkoutChoicesSchema,
  checkVatNumber,
  confirmPayment,
  keepCheckoutChoices,
  makeDefaultAddress,
  placedRates,
  placeOrder,
  placeOrderSchema,
  quoteCart,
  readAddress,
  readCart,
  readOrder,
  removeAddress,
  saveAddress,
  saveAddressSchema,
  setQuantitySchema,
  takeGuestCart,
  waitsForPerson,
} from '#lib/ordering/index.ts';
import { vies } from '#lib/ordering/vat-check.ts';
import { makeEnterprise, makeListing, personOf } from '../world.ts';
import { filledIn, openShop, payFor, type Sandbox } from './buying.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openShop();
});
afterAll(() => sandbox.close());

async function cartOf(stock = 5) {
  const { enterprise } = await makeEnterprise();
  const { variant } = await makeListing(enterprise.id, { stock });
  return { enterprise, variant, cartId: await addToCart(null, { variantId: variant.id }) };
}
const reserved = async (id: string) => (await prisma().variant.findUniqueOrThrow({ where: { id } })).stockReserved;
async function makePerson() {
  const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'B' } });
  return personOf(user.id, { email: user.email });
}

describe('a calm answer', () => {
  test('to a page gone back to before paying and changed: the last unit goes to the new order, the old page is closed', async () => {
    const { variant, cartId } = await cartOf(1);
    const first = await filledIn(cartId);
    const before = await placeOrder(guest, cartId, 'pl', first);
    const changed = { ...first, email: 'other@example.com' };
    const [after, again] = [
      await placeOrder(guest, cartId, 'pl', changed),
      await placeOrder(guest, cartId, 'pl', changed),
    ];
    expect(after.orderId).not.toBe(before.orderId);
    expect(again.orderId).toBe(after.orderId);
    expect(await reserved(variant.id)).toBe(1);
    const old = await prisma().order.findUniqueOrThrow({ where: { id: before.orderId } });
    expect(old.status).toBe('cancelled');
    await expect(payFor(sandbox, before.orderId)).rejects.toThrow();
  });

  test('to a page gone back to, with other words, another company or other things at the same total: all of it is in the new order', async () => {
    const { enterprise, variant, cartId } = await cartOf();
    const company = (name: string) =>
      keepCheckoutChoices(
        guest,
        cartId,
        checkoutChoicesSchema.parse({ business: 'on', company: name, vatNumber: 'PL8567346215' }),
      );
    await company('Galeria Sp. z o.o.');
    const first = await filledIn(cartId);
    let orderId = (await placeOrder(guest, cartId, 'pl', first)).orderId;
    const placed = async (input: typeof first) => {
      const before = orderId;
      orderId = (await placeOrder(guest, cartId, 'pl', input)).orderId;
      // Once more the same is the same order.
      expect((await placeOrder(guest, cartId, 'pl', input)).orderId).toBe(orderId);
      const order = await prisma().order.findUniqueOrThrow({
        where: { id: orderId },
        include: { sellerOrders: { include: { lines: true } } },
      });
      return { isNew: orderId !== before, order };
    };
    expect((await placed(first)).isNew).toBe(false);
    const gift = { ...first, giftNote: 'Sto lat!' };
    expect(await placed(gift)).toMatchObject({ isNew: true, order: { giftNote: 'Sto lat!' } });
    const noted = { ...gift, notes: { [enterprise.id]: 'Proszę zadzwonić.' } };
    expect((await placed(noted)).order.sellerOrders[0]?.buyerNote).toBe('Proszę zadzwonić.');
    await company('Galeria Nowa Sp. z o.o.');
    expect(await placed(noted)).toMatchObject({ isNew: true, order: { buyerCompany: 'Galeria Nowa Sp. z o.o.' } });
    const other = await makeListing(enterprise.id);
    await prisma().cartLine.updateMany({ where: { cartId }, data: { variantId: other.variant.id } });
    const last = await placed(noted);
    expect(last.order.sellerOrders[0]?.lines.map(({ variantId }) => variantId)).toEqual([other.variant.id]);
    expect([await reserved(variant.id), await reserved(other.variant.id)]).toEqual([0, 1]);
    expect(await prisma().order.count({ where: { cartId, status: 'awaiting_payment' } })).toBe(1);
  });

  test('to two tabs with the same cart: one order is left of them, and paying it is enough', async () => {
    const { variant, cartId } = await cartOf(1);
    const [a, b] = [await filledIn(cartId), await filledIn(cartId)];
    await placeOrder(guest, cartId, 'pl', a);
    const second = await placeOrder(guest, cartId, 'pl', b);
    expect(await prisma().order.count({ where: { cartId, status: 'awaiting_payment' } })).toBe(1);
    await confirmPayment(await payFor(sandbox, second.orderId));
    expect(await reserved(variant.id)).toBe(0);
    await expect(placeOrder(guest, cartId, 'pl', await filledIn(cartId))).rejects.toThrow('ordering.cart_empty');
  });

  test('to two tabs at the same moment: one order, and the other is told or led to it', async () => {
    const { cartId } = await cartOf(5);
    const [a, b] = [await filledIn(cartId), await filledIn(cartId)];
    const results = await Promise.allSettled([placeOrder(guest, cartId, 'pl', a), placeOrder(guest, cartId, 'pl', b)]);
    expect(results.filter((each) => each.status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    for (const each of results)
      if (each.status === 'rejected') expect(each.reason.message).toBe('ordering.placed_meanwhile');
    expect(await prisma().order.count({ where: { cartId, status: 'awaiting_payment' } })).toBe(1);
  });

  test('to the back button after paying: the paid order is shown', async () => {
    const { cartId } = await cartOf();
    const input = await filledIn(cartId);
    const placed = await placeOrder(guest, cartId, 'pl', input);
    await confirmPayment(await payFor(sandbox, placed.orderId));
    const again = await placeOrder(guest, cartId, 'pl', input);
    expect(again.orderId).toBe(placed.orderId);
    expect(again.paymentUrl).toContain(`/orders/${placed.number}?key=`);
    expect(await prisma().order.count({ where: { cartId } })).toBe(1);
  });

  test('to an order paid in the other tab while this one is placed: the paid one is shown, nothing is charged twice', async () => {
    const { cartId } = await cartOf();
    const other = await filledIn(cartId);
    const first = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
    await payFor(sandbox, first.orderId);
    const answer = await placeOrder(guest, cartId, 'pl', other);
    expect(answer.orderId).toBe(first.orderId);
    expect((await prisma().order.findUniqueOrThrow({ where: { id: first.orderId } })).status).toBe('paid');
    expect(await prisma().order.count({ where: { cartId } })).toBe(1);
  });

  test.each(['0', '-1', '1000000000', '9007199254740992', '1.5', 'many', ''])(
    'to the quantity %j',
    async (quantity) => {
      expect(addToCartSchema.safeParse({ variantId: randomUUID(), quantity }).success).toBe(false);
      if (quantity !== '0')
        expect(setQuantitySchema.safeParse({ variantId: randomUUID(), quantity }).success).toBe(false);
    },
  );

  test.each(['-1', '0', '9007199254740992', '99999999999999999999', '1.5', ''])('to the total %j', async (total) => {
    const { cartId } = await cartOf();
    const sound = await filledIn(cartId);
    const parsed = placeOrderSchema.safeParse({ ...sound, ...sound.address, expectedTotalMinor: total });
    if (!parsed.success) expect(parsed.error.issues[0]?.path).toEqual(['expectedTotalMinor']);
    else await expect(placeOrder(guest, cartId, 'pl', parsed.data)).rejects.toThrow('ordering.total_changed');
    expect(await prisma().order.count({ where: { cartId } })).toBe(0);
  });

  test('to a total above the largest that can be charged: told before anything is ordered or held', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { price: 6_000_000n, stock: 900 });
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 20 });
    const problem = { kind: 'too_large', largest: money(99_999_999n, 'EUR') };
    const euro = { currency: 'EUR' } as const;
    expect((await readCart(cartId, 'PL', 'EUR', guest))?.quote.problems).toContainEqual(problem);
    await expect(placeOrder(guest, cartId, 'pl', await filledIn(cartId, euro))).rejects.toMatchObject({
      code: 'ordering.total_too_large',
      params: { largest: problem.largest },
    });
    expect(await reserved(variant.id)).toBe(0);
    expect(await prisma().order.count({ where: { cartId } })).toBe(0);
    await prisma().cartLine.updateMany({ where: { cartId }, data: { quantity: 10 } });
    expect((await readCart(cartId, 'PL', 'EUR', guest))?.quote.problems).toEqual([]);
    expect((await placeOrder(guest, cartId, 'pl', await filledIn(cartId, euro))).number).toMatch(/^AS-/);
  });

  test('to a price times a quantity that is more than money holds: the cart can be read, and is one problem', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { price: 200_000_000_000n, stock: 900 });
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 900 });
    const cart = await readCart(cartId, 'PL', 'EUR', guest);
    expect(cart?.lines).toHaveLength(1);
    expect(cart?.quote.problems.map(({ kind }) => kind)).toContain('too_large');
    await expect(placeOrder(guest, cartId, 'pl', await filledIn(cartId, { currency: 'EUR' }))).rejects.toThrow(
      'ordering.total_too_large',
    );
  });

  test('to a currency we do not know, an empty cart, no cart, and a cart of somebody else', async () => {
    const { cartId } = await cartOf();
    const input = await filledIn(cartId);
    await expect(placeOrder(guest, cartId, 'pl', { ...input, currency: 'XAU' })).rejects.toThrow(
      'money.unknown_currency',
    );
    await expect(placeOrder(guest, null, 'pl', input)).rejects.toThrow('ordering.cart_empty');
    await expect(placeOrder(guest, randomUUID(), 'pl', input)).rejects.toThrow('ordering.cart_empty');
    const owner = await makePerson();
    await takeGuestCart(owner.userId, cartId);
    await expect(placeOrder(guest, cartId, 'pl', input)).rejects.toThrow('ordering.cart_empty');
    await expect(placeOrder(await makePerson(), cartId, 'pl', input)).rejects.toThrow('ordering.cart_empty');
    expect(await readCart(cartId, 'PL', 'PLN', guest)).toBeNull();
    expect((await placeOrder(owner, cartId, 'pl', input)).number).toMatch(/^AS-/);
  });
});

describe('signing in', () => {
  test('is what a cart waits for whose person’s session is over; nobody else’s cart does', async () => {
    const { cartId, variant } = await cartOf();
    expect(await waitsForPerson(guest, cartId)).toBe(false);
    const person = await makePerson();
    await takeGuestCart(person.userId, cartId);
    expect(await waitsForPerson(guest, cartId)).toBe(true);
    expect(await waitsForPerson(person, cartId)).toBe(false);
    expect([await waitsForPerson(guest, null), await waitsForPerson(guest, randomUUID())]).toEqual([false, false]);
    await prisma().cartLine.deleteMany({ where: { cartId, variantId: variant.id } });
    expect(await waitsForPerson(guest, cartId)).toBe(false);
  });

  test('takes the guest’s cart along, and puts it together with the one of before', async () => {
    const person = await makePerson();
    const one = await cartOf();
    const two = await cartOf();
    expect(await takeGuestCart(person.userId, one.cartId)).toBe(one.cartId);
    await addToCart(two.cartId, { variantId: one.variant.id, quantity: 3 });
    expect(await takeGuestCart(person.userId, two.cartId)).toBe(one.cartId);
    const lines = await prisma().cartLine.findMany({ where: { cartId: one.cartId }, orderBy: { quantity: 'asc' } });
    expect(lines.map((line) => line.quantity)).toEqual([1, 3]);
    expect(await prisma().cart.count({ where: { id: two.cartId } })).toBe(0);
    expect(await takeGuestCart(person.userId, null)).toBe(one.cartId);
    // A cart of another person is nobody's guest cart.
    const stranger = await makePerson();
    expect(await takeGuestCart(stranger.userId, one.cartId)).toBeNull();
  });
});

describe('choices of the checkout', () => {
  test('are reckoned on the server: an express parcel, and a business across a border that pays no tax', async () => {
    const { cartId, enterprise } = await cartOf();
    const profile = await prisma().shippingProfile.findFirstOrThrow({ where: { enterpriseId: enterprise.id } });
    await prisma().shippingRate.create({
      data: {
        profileId: profile.id,
        countries: ['PL'],
        maxWeightGrams: 5_000,
        priceMinor: 3_000n,
        currency: 'EUR',
        daysMin: 1,
        daysMax: 2,
        service: 'express',
      },
    });
    const seen = await filledIn(cartId);
    const choices = checkoutChoicesSchema.parse({
      [`delivery:${enterprise.id}`]: 'express',
      business: 'on',
      company: 'Galeria Sp. z o.o.',
      vatNumber: 'pl 856-734-62-15',
    });
    await keepCheckoutChoices(guest, cartId, choices);
    await expect(placeOrder(guest, cartId, 'pl', seen)).rejects.toThrow('ordering.total_changed');
    const placed = await placeOrder(guest, cartId, 'pl', {
      ...(await filledIn(cartId, { giftNote: 'Wszystkiego dobrego!', [`note:${enterprise.id}`]: 'Proszę o paragon.' })),
    });
    const order = await prisma().order.findUniqueOrThrow({
      where: { id: placed.orderId },
      include: { sellerOrders: { include: { lines: true } }, consents: true },
    });
    expect(order).toMatchObject({
      buyerCompany: 'Galeria Sp. z o.o.',
      buyerVatNumber: 'PL8567346215',
      giftNote: 'Wszystkiego dobrego!',
      taxMinor: 0n,
      rateSource: expect.any(String),
    });
    // The order's page says the rate that was fixed.
    const whole = await readOrder(guest, placed.number, placed.accessToken);
    expect(placedRates(whole)).toEqual({
      day: order.rateDay,
      source: order.rateSource,
      currency: 'PLN',
      rates: [{ from: 'EUR', rate: rateText('EUR', 'PLN', await currentRates()) }],
    });
    expect(order.sellerOrders[0]).toMatchObject({
      taxRule: 'reverse_charge',
      shippingService: 'express',
      buyerNote: 'Proszę o paragon.',
    });
    expect(order.sellerOrders[0]?.lines[0]?.taxRate).toBe(0);
    expect(order.consents.map(({ kind }) => kind).sort()).toEqual(['terms', 'withdrawal']);
    expect(order.consents.find(({ kind }) => kind === 'withdrawal')?.text).toContain('14');
  });

  test('of a business are refused with a reason at the field, and the rest is kept', async () => {
    const { cartId, enterprise } = await cartOf();
    const typed = (over: object) =>
      checkoutChoicesSchema.parse({
        business: 'on',
        company: 'X',
        vatNumber: 'PL8567346215',
        [`delivery:${enterprise.id}`]: 'express',
        ...over,
      });
    await expect(keepCheckoutChoices(guest, cartId, typed({ vatNumber: 'nonsense' }))).rejects.toMatchObject({
      code: 'ordering.vat_number_form',
      field: 'vatNumber',
    });
    await expect(keepCheckoutChoices(guest, cartId, typed({ vatNumber: 'PL8567346216' }))).rejects.toMatchObject({
      code: 'ordering.vat_number_invalid',
    });
    await expect(keepCheckoutChoices(guest, cartId, typed({ company: '' }))).rejects.toMatchObject({
      field: 'company',
    });
    expect((await quoteCart(prisma(), cartId, 'PL', 'PLN')).choices).toEqual({
      services: { [enterprise.id]: 'express' },
      business: null,
    });
  });
});

describe('the register of VAT numbers', () => {
  test('is asked, its answer kept with a consultation number and used again; away is no proof', async () => {
    const asked: unknown[] = [];
    let answer: unknown = { valid: true, name: 'GALERIA', requestIdentifier: 'WAPI123', userError: 'VALID' };
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        asked.push(JSON.parse(body));
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const register = vies(`http://127.0.0.1:${port}`, 'BG123456786');
    const first = await checkVatNumber('PL8567346215', register);
    const second = await checkVatNumber('PL 856 734 62 15', register);
    expect(first).toMatchObject({ result: 'valid', provider: 'vies', name: 'GALERIA', consultationNumber: 'WAPI123' });
    expect(second.id).toBe(first.id);
    expect(asked).toEqual([
      { countryCode: 'PL', vatNumber: '8567346215', requesterMemberStateCode: 'BG', requesterNumber: '123456786' },
    ]);
    answer = { valid: false, userError: 'MS_UNAVAILABLE' };
    expect((await checkVatNumber('DE136695976', register)).result).toBe('unavailable');
    answer = { valid: false, userError: 'INVALID' };
    expect((await checkVatNumber('IT00743110157', register)).result).toBe('invalid');
    await new Promise((done) => server.close(done));
    expect((await checkVatNumber('FR40303265045', register)).result).toBe('unavailable');
  });
});

describe('the address book', () => {
  const typed = (over: Record<string, string> = {}) =>
    saveAddressSchema.parse({
      name: 'Anna',
      line1: 'ul. 1',
      city: 'Warszawa',
      postalCode: '00950',
      country: 'PL',
      ...over,
    });

  test('has one usual address, is the person’s own, and what is removed can be put back', async () => {
    const person = await makePerson();
    const other = await makePerson();
    const first = await saveAddress(person, typed());
    const second = await saveAddress(person, typed({ name: 'Zofia', makeDefault: 'on' }));
    expect((await addressBook(person)).map((row) => [row.id, row.isDefault, row.postalCode])).toEqual([
      [second, true, '00-950'],
      [first, false, '00-950'],
    ]);
    await makeDefaultAddress(person, { addressId: first });
    await expect(readAddress(other, first)).rejects.toThrow('ordering.unknown_address');
    await expect(saveAddress(other, typed({ addressId: first }))).rejects.toThrow('ordering.unknown_address');
    await expect(removeAddress(other, { addressId: first })).rejects.toThrow('ordering.unknown_address');
    await expect(makeDefaultAddress(other, { addressId: first })).rejects.toThrow('ordering.unknown_address');
    await expect(saveAddress(guest, typed())).rejects.toThrow('identity.sign_in_required');
    const removed = await removeAddress(person, { addressId: first });
    expect((await addressBook(person))[0]).toMatchObject({ id: second, isDefault: true });
    await saveAddress(person, { ...removed, addressId: null });
    expect(await addressBook(person)).toHaveLength(2);
  });

  test('is not overfilled by any number of windows at once', async () => {
    const person = await makePerson();
    const results = await Promise.allSettled(Array.from({ length: 24 }, () => saveAddress(person, typed())));
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(20);
    expect((await addressBook(person)).filter((row) => row.isDefault)).toHaveLength(1);
  });
});
