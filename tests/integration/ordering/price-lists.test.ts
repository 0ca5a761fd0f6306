import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savePrices, savePricesSchema } from '#lib/catalogue/index.ts';
import { type Actor, guest, system } from '#lib/core/actor.ts';
import type { Currency } from '#lib/core/currency.ts';
import { prisma } from '#lib/db/index.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
import { trialBalance } from '#lib/ledger/index.ts';
import {
  acknowledgePrices,
  addToCart,
  confirmPayment,
  placedRates,
  placeOrder,
  placeOrderSchema,
  quoteCart,
  quotedRates,
  readCart,
  readOrder,
  setQuantity,
  stepsOf,
} from '#lib/ordering/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
});
afterAll(() => sandbox.close());

/** A plate of 48 euro with the cells of its table of prices stored. */
async function offered(cells: Record<string, string>, stock = 100) {
  const { enterprise, user } = await makeEnterprise();
  const { listing, variant } = await makeListing(enterprise.id, { stock });
  const owner = ownerOf(user.id, enterprise.id);
  const save = async (typed: Record<string, string>) => {
    const { version } = await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } });
    const named = Object.entries(typed).map(([key, value]) => [`${key}:${variant.id}`, value]);
    return savePrices(
      owner,
      savePricesSchema.parse({ listingId: listing.id, version: String(version), ...Object.fromEntries(named) }),
    );
  };
  await save(cells);
  return { enterprise, listing, variant, owner, save };
}

/** Somebody of another enterprise, verified or not. */
async function business(status: 'verified' | 'pending' | 'suspended' = 'verified'): Promise<Actor> {
  const { enterprise, user } = await makeEnterprise({ country: 'PL', currency: 'PLN', locale: 'pl' });
  await prisma().enterprise.update({ where: { id: enterprise.id }, data: { status } });
  return ownerOf(user.id, enterprise.id);
}

async function order(actor: Actor, cartId: string, currency: Currency, totalMinor: bigint) {
  return placeOrder(
    actor,
    cartId,
    'pl',
    placeOrderSchema.parse({
      placementKey: randomUUID(),
      email: 'anna@example.com',
      country: 'PL',
      currency,
      expectedTotalMinor: totalMinor.toString(),
      terms: 'on',
      delivers: 'yes',
      name: 'Anna Nowak',
      line1: 'ul. Piękna 18',
      city: 'Warszawa',
      postalCode: '00-950',
    }),
  );
}

const lineOf = (orderId: string) => prisma().orderLine.findFirstOrThrow({ where: { sellerOrder: { orderId } } });

const lists = { 'r.EUR.5': '45', 'r.PLN.1': '199', 'r.PLN.5': '189,90', 'w.EUR.10': '30', 'w.PLN.10': '120' };

describe('a price of the maker’s own', () => {
  test('is charged exactly, from cart to order line, and the ledger balances in that currency', async () => {
    const { variant } = await offered(lists);
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 2 }, { currency: 'PLN' });
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    expect(quote.subtotal).toEqual({ minor: 39_800n, currency: 'PLN' });
    expect(quote.problems).toEqual([]);
    const placed = await order(guest, cartId, 'PLN', quote.total.minor);
    expect(await lineOf(placed.orderId)).toMatchObject({
      unitPriceMinor: 19_900n,
      totalMinor: 39_800n,
      sourcePriceMinor: 19_900n,
      sourceCurrency: 'PLN',
      wholesale: false,
    });
    expect((await lineOf(placed.orderId)).exchangeRate.toString()).toBe('1');

    // Only the delivery was converted, and its rate is fixed and shown like any other.
    const rates = [{ from: 'EUR', rate: rateText('EUR', 'PLN', await currentRates()) }];
    expect(await quotedRates(quote)).toMatchObject({ currency: 'PLN', rates });
    expect(placedRates(await readOrder(guest, placed.number, placed.accessToken))).toMatchObject({
      day: expect.any(Date),
      currency: 'PLN',
      rates,
    });

    const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId: placed.orderId } });
    await fetch(`${sandbox.url}/sandbox/sessions/${checkoutSessionId}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card: '4242424242424242' }),
    });
    await confirmPayment(checkoutSessionId ?? '');
    const entries = await prisma().ledgerEntry.findMany({
      where: { transaction: { cause: `order:${placed.orderId}:paid` } },
    });
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(entries.map((entry) => entry.currency))).toEqual(new Set(['PLN']));
    const sums = new Map<string, bigint>();
    for (const row of await trialBalance(system('test')))
      sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.amount.minor);
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  });

  test('steps by quantity, each in its own currency; another currency is converted from the listing’s', async () => {
    const { variant } = await offered(lists);
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 5 });
    const unit = async (currency: Currency) =>
      (await quoteCart(prisma(), cartId, 'PL', currency)).quote.sellers[0]?.lines[0];
    expect((await unit('EUR'))?.unit.minor).toBe(4_500n);
    expect((await unit('PLN'))?.unit.minor).toBe(18_990n);
    expect((await unit('CZK'))?.source).toEqual({ minor: 4_500n, currency: 'EUR' });
  });

  test('of two listings of one maker, one with and one without, adds up in the buyer’s currency', async () => {
    const { variant, enterprise } = await offered(lists);
    const other = await makeListing(enterprise.id);
    const cartId = await addToCart(null, { variantId: variant.id });
    await addToCart(cartId, { variantId: other.variant.id });
    const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
    const [own, converted] = quote.sellers[0]?.lines ?? [];
    expect(own?.total.minor).toBe(19_900n);
    expect(quote.subtotal.minor).toBe(19_900n + (converted?.total.minor ?? 0n));
    expect(quote.sellers[0]?.delivery).not.toBeNull();
  });

  test('that changes is told in the currency it was seen in; another quantity or currency is no change', async () => {
    const { variant, save } = await offered(lists);
    const cartId = await addToCart(null, { variantId: variant.id }, { currency: 'PLN' });
    await setQuantity(cartId, { variantId: variant.id, quantity: 6 }, { currency: 'PLN' });
    const problems = async (currency: Currency) =>
      (await quoteCart(prisma(), cartId, 'PL', currency)).quote.problems.map((problem) =>
        problem.kind === 'price_changed' ? [problem.before.minor, problem.after.minor, problem.after.currency] : [],
      );
    expect(await problems('PLN')).toEqual([]);
    expect(await problems('EUR')).toEqual([]);
    await save({ 'r.PLN.5': '185' });
    expect(await problems('PLN')).toEqual([[18_990n, 18_500n, 'PLN']]);
    expect(await problems('EUR')).toEqual([[18_990n, 18_500n, 'PLN']]);
    // What was not read stays to be told with another quantity.
    await setQuantity(cartId, { variantId: variant.id, quantity: 7 }, { currency: 'PLN' });
    expect(await problems('PLN')).toEqual([[18_990n, 18_500n, 'PLN']]);
    await acknowledgePrices(cartId, { currency: 'PLN' });
    expect(await problems('PLN')).toEqual([]);
  });
});

describe('the list for businesses', () => {
  test('is for those who act for a verified enterprise, in the cart and in what they are shown', async () => {
    const { variant } = await offered(lists);
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 10 });
    const unit = async (actor: Actor) =>
      (await readCart(cartId, 'PL', 'EUR', actor))?.quote.sellers[0]?.lines[0]?.unit.minor;
    const verified = await business();
    expect(await unit(verified)).toBe(3_000n);
    for (const actor of [guest, await business('pending'), await business('suspended')])
      expect(await unit(actor)).toBe(4_500n);
    expect((await stepsOf(verified, variant.id, 'EUR')).wholesale.map(({ from }) => from)).toEqual([10]);
    expect((await stepsOf(guest, variant.id, 'EUR')).wholesale).toEqual([]);
    expect((await stepsOf(guest, variant.id, 'EUR')).retail.map(({ price }) => price.minor)).toEqual([4_800n, 4_500n]);
  });

  test('is charged to them alone, and begins at its least quantity', async () => {
    const { variant } = await offered(lists);
    const verified = await business();
    const cartId = await addToCart(null, { variantId: variant.id, quantity: 10 });
    const seen = await readCart(cartId, 'PL', 'EUR', verified);
    const total = seen?.quote.total.minor ?? 0n;
    // The same total asked for by somebody who is no business is not the total any more.
    await expect(order(guest, cartId, 'EUR', total)).rejects.toThrow('ordering.total_changed');
    const placed = await order(verified, cartId, 'EUR', total);
    expect(await lineOf(placed.orderId)).toMatchObject({ unitPriceMinor: 3_000n, wholesale: true });

    const few = await addToCart(null, { variantId: variant.id, quantity: 9 });
    const nine = await readCart(few, 'PL', 'EUR', verified);
    expect(nine?.quote.sellers[0]?.lines[0]).toMatchObject({ unit: { minor: 4_500n }, list: 'retail' });
  });
});

describe('saving price lists', () => {
  const single = (variantId: string, currency: string) =>
    prisma().variantPrice.findFirst({ where: { variantId, list: 'retail', currency, minQuantity: 1 } });
  const waits = async (listingId: string) => (await prisma().listingDraft.count({ where: { listingId } })) === 1;

  test('near the approved prices is public at once; far from them waits for staff', async () => {
    const { save, variant, listing } = await offered(lists);
    await save({ 'r.PLN.1': '209' });
    expect(await single(variant.id, 'PLN')).toMatchObject({ priceMinor: 20_900n, approvedPriceMinor: 19_900n });
    expect(await waits(listing.id)).toBe(false);
    // 30 per cent are counted from what was public first, not from the last small step.
    expect((await save({ 'r.PLN.1': '259' })).status).toBe('live');
    expect(await single(variant.id, 'PLN')).toMatchObject({ priceMinor: 20_900n });
    expect(await waits(listing.id)).toBe(true);
  });

  test('a list that begins far from the conversion waits as well', async () => {
    const { save, variant, listing } = await offered({});
    await save({ 'r.CNY.1': '999' });
    expect(await single(variant.id, 'CNY')).toBeNull();
    expect(await waits(listing.id)).toBe(true);
  });

  test('tells everything that is wrong and stores nothing of it; a second editor is told', async () => {
    const { save, variant, listing, owner } = await offered({});
    await expect(save({ 'r.PLN.1': '199', 'r.EUR.5': '50', 'w.CZK.5': '1' })).rejects.toMatchObject({
      all: [{ code: 'catalogue.step_not_lower' }, { code: 'catalogue.price_of_one' }],
    });
    expect(await prisma().variantPrice.count({ where: { variantId: variant.id } })).toBe(0);
    const stale = savePricesSchema.parse({ listingId: listing.id, version: '1', [`r.PLN.1:${variant.id}`]: '199' });
    await expect(savePrices(owner, stale)).rejects.toThrow('catalogue.edited_meanwhile');
    await expect(savePrices(guest, stale)).rejects.toThrow('identity.sign_in_required');
    await expect(savePrices(await business(), stale)).rejects.toThrow('identity.not_allowed');
  });
});
