import { z } from 'zod';
import { holdStock, needsWaiver } from '#lib/catalogue/index.ts';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { currency, currencyFacts } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { gate } from '#lib/core/gate.ts';
import { hashToken, humanNumber, timedId } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { countryCode, email, optionalText } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { connections, insertTogether, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { buysWholesale } from '#lib/enterprises/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { locale } from '#lib/languages/index.ts';
import { closeCheckout } from '#lib/payments/index.ts';
import { type Address, addressSchema } from './address.ts';
import { choicesOf } from './cart-choices.ts';
import { ownsCart } from './cart-owner.ts';
import { type QuotedCart, quoteCart } from './cart-quote.ts';
import type { CartLineFull } from './cart-read.ts';
import { answers, keepCommissions, readBriefs } from './commission.ts';
import { type ConsentKind, consentRows } from './consents.ts';
import { openPayment, orderAccessToken, type Placed, payWithin } from './open-payment.ts';
import { confirmPayment, payNothing, release } from './payment.ts';
import { sellerOrderRows } from './place-rows.ts';
import { ratesOf } from './shown-rates.ts';
import { redeemVouchers } from './voucher-redeem.ts';

/** What is written to each seller, in fields `note:<enterprise>`. */
function readNotes(
  form: Readonly<Record<string, unknown>>,
  context: z.RefinementCtx,
): Readonly<Record<string, string>> {
  const notes: Record<string, string> = {};
  for (const [field, typed] of Object.entries(form)) {
    if (!field.startsWith('note:')) continue;
    const note = optionalText(limits.buyerNote).safeParse(typed);
    if (note.success) notes[field.slice('note:'.length)] = note.data;
    else context.addIssue({ code: 'custom', path: [field], message: 'too_long' });
  }
  return notes;
}

export const placeOrderSchema = z
  .object({
    placementKey: z.uuid({ error: 'invalid' }),
    email,
    country: countryCode,
    currency: z.string().length(3),
    /** What the buyer saw as the total; a change is told, never silently charged. */
    expectedTotalMinor: z.string().regex(/^\d{1,15}$/, { error: 'invalid' }),
    terms: z.literal('on', { error: 'accept_terms' }),
    /** Consent to begin with a download at once and to lose the right of withdrawal (Directive 2011/83/EU, art. 16 m). */
    waiver: z.literal('on', { error: 'accept_waiver' }).optional(),
    delivers: z.enum(['yes', 'no']).default('yes'),
    giftNote: optionalText(limits.giftNote),
    /** Into the address book of a signed-in buyer. */
    saveAddress: z.literal('on').optional(),
  })
  .catchall(z.unknown())
  .transform((form, context) => {
    const notes = readNotes(form, context);
    if (form.delivers === 'no') return { ...form, notes, address: null };
    const address = addressSchema.safeParse(form);
    if (address.success) return { ...form, notes, address: address.data };
    for (const issue of address.error.issues)
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    return z.NEVER;
  });

export type PlaceOrder = z.output<typeof placeOrderSchema>;

/**
 * Places the order of a cart and opens its payment page. Prices, stock, vouchers and taxes are reckoned now, from the database; the
 * placement key makes a double click or a retry find the same order. An unpaid order of the same cart makes room for the new one; one
 * that is paid already is shown. Throws `ordering.cart_empty`, `ordering.total_changed`, `ordering.sold_out_meanwhile`,
 * `ordering.placed_meanwhile`,
 * `ordering.away`, `ordering.waiver_needed`, what bars a kind (`barOf`), what keeps a voucher from counting, and every answer to a
 * seller's question that is missing.
 */
export async function placeOrder(
  actor: Actor,
  cartId: string | null,
  readerLocale: string,
  input: PlaceOrder,
): Promise<Placed> {
  const orderId = await placing(() => placeOnce(actor, cartId, readerLocale, input));
  try {
    return await openPayment(orderId);
  } catch (error) {
    // Another tab has placed the same cart before this page was open: its order took the place of this one.
    if (error instanceof DomainError && (await madeRoom(orderId))) throw new DomainError('ordering.placed_meanwhile');
    throw error;
  }
}

async function madeRoom(orderId: string): Promise<boolean> {
  return (await prisma().orderEvent.count({ where: { orderId, kind: 'superseded' } })) > 0;
}

/** Half the pool of connections at most: pages are read during a rush as well. */
const placing = gate(connections / 2);

/** The order that the form asks for, made or found. */
async function placeOnce(
  actor: Actor,
  cartId: string | null,
  readerLocale: string,
  input: PlaceOrder,
): Promise<string> {
  const earlier = await earlierOrders(cartId, input.placementKey);
  const same = earlier.find((order) => order.placementKey === input.placementKey);
  if (same && (isPaid(same) || (isUnpaid(same) && asks(same, input) && (await holds(same, cartId))))) return same.id;
  for (const order of earlier) {
    const open = isUnpaid(order);
    // Paid at this very moment: that is what the buyer wanted.
    if (open && !(await giveUp(order))) return order.id;
    if (order === same) await freeKey(order);
  }
  return createOnce(actor, cartId, readerLocale, input);
}

const compared = {
  id: true,
  placementKey: true,
  status: true,
  email: true,
  currency: true,
  totalMinor: true,
  shipTo: true,
  giftNote: true,
  buyerCompany: true,
  buyerVatNumber: true,
  sellerOrders: {
    select: {
      enterpriseId: true,
      buyerNote: true,
      lines: { select: { variantId: true, quantity: true, commission: { select: { brief: true } } } },
    },
  },
  payments: { select: { checkoutSessionId: true } },
} as const satisfies Prisma.OrderSelect;
type Earlier = Prisma.OrderGetPayload<{ select: typeof compared }>;

/** The order of this key, and unpaid ones of the same cart. */
async function earlierOrders(cartId: string | null, placementKey: string): Promise<Earlier[]> {
  return prisma().order.findMany({
    where: {
      OR: [{ placementKey }, ...(cartId ? [{ cartId, status: { in: [...unpaid] } }] : [])],
    },
    select: compared,
    take: 20,
  });
}

const unpaid = ['awaiting_payment', 'payment_failed'] as const;
const isUnpaid = ({ status }: Earlier) => unpaid.some((each) => each === status);
const isPaid = ({ status }: Earlier) => !['draft', 'awaiting_payment', 'payment_failed', 'cancelled'].includes(status);

/** Whether the order is what the form asks for: a page that was gone back to may say something else than before. */
function asks(order: Earlier, input: PlaceOrder): boolean {
  const kept = addressSchema.safeParse(order.shipTo);
  const address = kept.success ? JSON.stringify(kept.data) : '';
  return (
    order.totalMinor.toString() === input.expectedTotalMinor &&
    order.currency === input.currency &&
    order.email === input.email &&
    (order.giftNote ?? '') === input.giftNote &&
    order.sellerOrders.every(
      ({ enterpriseId, buyerNote, lines }) =>
        (buyerNote ?? '') === (input.notes[enterpriseId] ?? '') &&
        lines.every(({ variantId, commission }) => !commission || answers(variantId, commission.brief, input)),
    ) &&
    address === (input.address ? JSON.stringify(input.address) : '')
  );
}

/** Whether the order is of what is in the cart now, for the company that is named there; a cart with nothing in it asks for no other. */
async function holds(order: Earlier, cartId: string | null): Promise<boolean> {
  const cart =
    cartId &&
    (await prisma().cart.findUnique({
      where: { id: cartId },
      select: { choices: true, lines: { select: { variantId: true, quantity: true } } },
    }));
  if (!cart || cart.lines.length === 0) return true;
  const { business } = choicesOf(cart.choices);
  const named = business?.valid ? business : null;
  const written = (lines: readonly { readonly variantId: string; readonly quantity: number }[]) =>
    lines
      .map(({ variantId, quantity }) => `${variantId} ${quantity}`)
      .sort()
      .join();
  return (
    order.buyerCompany === (named?.company ?? null) &&
    order.buyerVatNumber === (named?.vatNumber ?? null) &&
    written(order.sellerOrders.flatMap(({ lines }) => lines)) === written(cart.lines)
  );
}

/** Closes the payment page of an unpaid order and frees what it held. False: it has been paid. */
async function giveUp(order: Earlier): Promise<boolean> {
  const sessions = order.payments.flatMap(({ checkoutSessionId }) => checkoutSessionId ?? []);
  const closed = await Promise.all(sessions.map(closeCheckout));
  if (!closed.every(Boolean)) {
    await Promise.all(sessions.map(confirmPayment));
    return false;
  }
  await transaction((tx) => release(tx, order.id, 'superseded', sessions));
  return true;
}

/** The key of an order that was given up can make another one. */
async function freeKey({ id, placementKey }: Earlier): Promise<void> {
  await prisma().order.updateMany({ where: { id, placementKey }, data: { placementKey: `${placementKey}~${id}` } });
}

async function createOnce(
  actor: Actor,
  cartId: string | null,
  readerLocale: string,
  input: PlaceOrder,
): Promise<string> {
  if (!cartId) throw new DomainError('ordering.cart_empty');
  const wholesale = await buysWholesale(actor);
  try {
    return await transaction((tx) => create(tx, actor, cartId, readerLocale, input, wholesale));
  } catch (error) {
    // The other click of a double click was first, and may have taken the last piece.
    const first = await prisma().order.findUnique({
      where: { placementKey: input.placementKey },
      select: { id: true },
    });
    if (first) return first.id;
    throw error;
  }
}

function requireSound(actor: Actor, { quote, lines, userId }: QuotedCart, input: PlaceOrder): void {
  if (lines.length === 0 || !ownsCart(actor, { userId })) throw new DomainError('ordering.cart_empty');
  const kinds = new Set(quote.problems.map((problem) => problem.kind));
  if (kinds.has('unavailable') || kinds.has('not_enough')) throw new DomainError('ordering.sold_out_meanwhile');
  const country = input.address?.country ?? input.country;
  for (const problem of quote.problems)
    if (problem.kind === 'barred') throw new DomainError(`ordering.${problem.bar}`, { country: [country] });
  const away = quote.problems.find((problem) => problem.kind === 'away');
  if (away) throw new DomainError('ordering.away', { back: away.back.getTime() });
  const tooLarge = quote.problems.find((problem) => problem.kind === 'too_large');
  if (tooLarge) throw new DomainError('ordering.total_too_large', { largest: tooLarge.largest });
  if (kinds.has('no_delivery')) throw new DomainError('ordering.no_delivery', {}, 'country');
  if (quote.total.minor.toString() !== input.expectedTotalMinor) throw new DomainError('ordering.total_changed');
  const delivers = lines.some((line) => line.variant.listing.kind === 'physical');
  if (delivers && !input.address) throw new DomainError('ordering.address_needed', {}, 'line1');
  if (needsConsent(lines) && input.waiver !== 'on') throw new DomainError('ordering.waiver_needed', {}, 'waiver');
  const { smallestCharge } = currencyFacts(quote.currency);
  // What vouchers pay in full needs no payment page.
  if (quote.total.minor > 0n && quote.total.minor < smallestCharge)
    throw new DomainError('ordering.total_too_small', {
      smallest: money(smallestCharge, quote.currency),
    });
}

function needsConsent(lines: readonly CartLineFull[]): boolean {
  return lines.some((line) => needsWaiver(line.variant.listing.kind));
}

async function create(
  tx: Tx,
  actor: Actor,
  cartId: string,
  readerLocale: string,
  input: PlaceOrder,
  wholesale: boolean,
): Promise<string> {
  // One order at a time is placed from a cart: the other click and the other tab wait here.
  await tx.$queryRaw`select id from cart where id = ${cartId}::uuid for update`;
  const rival = await tx.order.findFirst({
    where: { cartId, status: { in: [...unpaid] } },
    select: { id: true, placementKey: true },
  });
  if (rival?.placementKey === input.placementKey) return rival.id;
  if (rival) throw new DomainError('ordering.placed_meanwhile');
  const country = input.address?.country ?? input.country;
  const quoted = await quoteCart(tx, cartId, country, currency(input.currency), wholesale);
  requireSound(actor, quoted, input);
  const reader = locale(readerLocale);
  const briefs = readBriefs(quoted.lines, input, reader);
  const { quote, lines, choices } = quoted;
  const held = await reserve(tx, lines, country);

  const at = now();
  const number = humanNumber('AS', at);
  const rates = await currentRates();
  const orderId = timedId(at);
  const converted = ratesOf(quote, rates);
  const business = choices.business?.valid ? choices.business : null;
  const order = {
    id: orderId,
    number,
    placementKey: input.placementKey,
    cartId,
    status: 'awaiting_payment',
    buyerId: actorId(actor),
    email: input.email,
    locale: reader,
    currency: quote.currency,
    subtotalMinor: quote.subtotal.minor,
    shippingMinor: quote.shipping.minor,
    taxMinor: quote.tax.minor,
    totalMinor: quote.total.minor,
    discountMinor: quote.discount.minor,
    buyerCompany: business?.company ?? null,
    buyerVatNumber: business?.vatNumber ?? null,
    giftNote: input.giftNote || null,
    ...(converted ? { rateDay: converted.day, rateSource: converted.source, rates: [...converted.rates] } : {}),
    ...(input.address ? { shipTo: input.address satisfies Address } : {}),
    country,
    accessTokenHash: hashToken(orderAccessToken(input.placementKey)),
    placedAt: at,
    expiresAt: new Date(at.getTime() + payWithin),
  } satisfies Prisma.OrderUncheckedCreateInput;
  const payment = {
    orderId,
    amountMinor: quote.total.minor,
    currency: quote.currency,
  } satisfies Prisma.PaymentUncheckedCreateInput;
  const placed = {
    orderId,
    kind: 'placed',
    actorId: actorId(actor),
    data: { cartId },
  } satisfies Prisma.OrderEventUncheckedCreateInput;
  const kinds: ConsentKind[] = ['terms', 'withdrawal', ...(needsConsent(lines) ? (['waiver'] as const) : [])];
  const consents = await consentRows(kinds, reader, at);
  const rows = sellerOrderRows(orderId, number, quote.sellers, lines, { reader, rates, notes: input.notes, at });
  await insertTogether(tx, [
    { table: 'orders', rows: [order] },
    { table: 'seller_order', rows: rows.sellerOrders },
    { table: 'payment', rows: [payment] },
    { table: 'order_event', rows: [placed] },
    { table: 'order_consent', rows: consents.map((consent) => ({ ...consent, orderId })) },
  ]);
  // A line's trigger reads where its order goes.
  await insertTogether(tx, [
    { table: 'order_line', rows: rows.lines },
    { table: 'commission_part', rows: rows.commissionParts },
    { table: 'stock_reservation', rows: held.map((each) => ({ ...each, orderId })) },
  ]);
  await redeemVouchers(tx, quote, { orderId, userId: actorId(actor), email: input.email });
  await keepCommissions(tx, orderId, briefs, reader);
  if (quote.total.minor === 0n) await payNothing(tx, orderId);
  return orderId;
}

/** Holds the stock, at the places nearest to the buyer. Variants are locked in one order, so that buyers queue instead of deadlocking. */
async function reserve(tx: Tx, lines: readonly CartLineFull[], country: string) {
  const limited = lines
    .filter((line) => line.variant.stockOnHand !== null)
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  const all: { variantId: string; placeId: string; quantity: number }[] = [];
  for (const { variantId, quantity } of limited) {
    const held = await holdStock(tx, variantId, quantity, country);
    if (!held) throw new DomainError('ordering.sold_out_meanwhile');
    all.push(...held);
  }
  return all;
}

/** A fresh key for a checkout page, which makes one order of however many clicks. */
export function newPlacementKey(): string {
  return crypto.randomUUID();
}
