import { z } from 'zod';
import { holdStock, needsWaiver, variantName } from '#lib/catalogue/index.ts';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, humanNumber } from '#lib/core/ids.ts';
import { money } from '#lib/core/money.ts';
import { countryCode, email } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { buysWholesale } from '#lib/enterprises/index.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
import { fieldText, locale, translator } from '#lib/languages/index.ts';
import { openCheckout } from '#lib/payments/index.ts';
import { type Address, addressSchema } from './address.ts';
import { type CartLineFull, type QuotedCart, quoteCart } from './cart-quote.ts';
import { keepCommissions, readBriefs } from './commission.ts';
import { closeIfGivenUp } from './payment.ts';
import type { QuotedLine, QuotedSeller } from './quote.ts';

/** Stripe keeps a payment page open for 30 minutes at the least; stock is held a little longer. */
const payWithin = 31 * minute;

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
  })
  .catchall(z.unknown())
  .transform((form, context) => {
    if (form.delivers === 'no') return { ...form, address: null };
    const address = addressSchema.safeParse(form);
    if (address.success) return { ...form, address: address.data };
    for (const issue of address.error.issues)
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    return z.NEVER;
  });

export type PlaceOrder = z.output<typeof placeOrderSchema>;

export interface Placed {
  readonly orderId: string;
  readonly number: string;
  readonly paymentUrl: string;
  /** Opens the order page without an account. */
  readonly accessToken: string;
}

/** The secret of a guest's order link can be made again by the server and by nobody else. */
export function orderAccessToken(placementKey: string): string {
  return hashToken(`order-access:${placementKey}:${config().AUTH_SECRET}`).slice(0, 43);
}

/**
 * Places the order of a cart and opens its payment page. Prices, stock and taxes are reckoned now, from the database; the placement
 * key makes a double click or a retry find the same order. Throws `ordering.cart_empty`, `ordering.total_changed`,
 * `ordering.problems`, `ordering.sold_out`, `ordering.away`, `ordering.waiver_needed`, `ordering.placed_already`, what bars a kind
 * (`barOf`), and every answer to a seller's question that is missing.
 */
export async function placeOrder(
  actor: Actor,
  cartId: string | null,
  readerLocale: string,
  input: PlaceOrder,
): Promise<Placed> {
  const earlier = await prisma().order.findUnique({
    where: { placementKey: input.placementKey },
    select: { id: true },
  });
  const orderId = earlier?.id ?? (await createOnce(actor, cartId, readerLocale, input));
  return openPayment(orderId);
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

function requireSound({ quote, lines }: QuotedCart, input: PlaceOrder): void {
  if (lines.length === 0) throw new DomainError('ordering.cart_empty');
  const kinds = new Set(quote.problems.map((problem) => problem.kind));
  if (kinds.has('unavailable') || kinds.has('not_enough')) throw new DomainError('ordering.sold_out_meanwhile');
  for (const problem of quote.problems) if (problem.kind === 'barred') throw new DomainError(`ordering.${problem.bar}`);
  const away = quote.problems.find((problem) => problem.kind === 'away');
  if (away) throw new DomainError('ordering.away', { back: away.back.getTime() });
  if (kinds.has('no_delivery')) throw new DomainError('ordering.no_delivery', {}, 'country');
  if (quote.total.minor.toString() !== input.expectedTotalMinor) throw new DomainError('ordering.total_changed');
  const delivers = lines.some((line) => line.variant.listing.kind === 'physical');
  if (delivers && !input.address) throw new DomainError('ordering.address_needed', {}, 'line1');
  if (lines.some((line) => needsWaiver(line.variant.listing.kind)) && input.waiver !== 'on')
    throw new DomainError('ordering.waiver_needed', {}, 'waiver');
}

async function create(
  tx: Tx,
  actor: Actor,
  cartId: string,
  readerLocale: string,
  input: PlaceOrder,
  wholesale: boolean,
): Promise<string> {
  const country = input.address?.country ?? input.country;
  const quoted = await quoteCart(tx, cartId, country, currency(input.currency), wholesale);
  requireSound(quoted, input);
  const reader = locale(readerLocale);
  const briefs = readBriefs(quoted.lines, input, reader);
  const { quote, lines } = quoted;
  const held = await reserve(tx, lines, country);

  const at = now();
  const number = humanNumber('AS', at);
  const order = await tx.order.create({
    data: {
      number,
      placementKey: input.placementKey,
      status: 'awaiting_payment',
      buyerId: actorId(actor),
      email: input.email,
      locale: locale(readerLocale),
      currency: quote.currency,
      subtotalMinor: quote.subtotal.minor,
      shippingMinor: quote.shipping.minor,
      taxMinor: quote.tax.minor,
      totalMinor: quote.total.minor,
      ...(input.address ? { shipTo: input.address satisfies Address } : {}),
      country,
      accessTokenHash: hashToken(orderAccessToken(input.placementKey)),
      placedAt: at,
      expiresAt: new Date(at.getTime() + payWithin),
      reservations: { create: held },
      payments: { create: { amountMinor: quote.total.minor, currency: quote.currency } },
      events: { create: { kind: 'placed', actorId: actorId(actor), data: { cartId } } },
    },
  });
  const rates = await currentRates();
  for (const [index, seller] of quote.sellers.entries()) {
    await tx.sellerOrder.create({
      data: sellerOrderData(order.id, `${number}-${index + 1}`, seller, lines, readerLocale, rates),
    });
  }
  await keepCommissions(tx, order.id, briefs, reader);
  return order.id;
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

function sellerOrderData(
  orderId: string,
  number: string,
  seller: QuotedSeller,
  lines: readonly CartLineFull[],
  readerLocale: string,
  rates: Awaited<ReturnType<typeof currentRates>>,
) {
  return {
    orderId,
    number,
    enterpriseId: seller.enterpriseId,
    subtotalMinor: seller.subtotal.minor,
    shippingMinor: seller.shipping.minor,
    taxMinor: seller.tax.minor,
    totalMinor: seller.total.minor,
    commissionMinor: seller.commission.minor,
    currency: seller.total.currency,
    taxRule: seller.taxRule,
    deliveryDaysMin: seller.delivery?.daysMin ?? null,
    deliveryDaysMax: seller.delivery?.daysMax ?? null,
    lines: {
      create: seller.lines.map((quoted) => {
        const line = lines.find((each) => each.variantId === quoted.variantId);
        if (!line) throw new Error('a quoted line is in the cart');
        return orderLineData(line, quoted, readerLocale, rates);
      }),
    },
  };
}

function orderLineData(
  line: CartLineFull,
  quoted: QuotedLine,
  readerLocale: string,
  rates: Awaited<ReturnType<typeof currentRates>>,
) {
  const { variant } = line;
  const { listing } = variant;
  const buyer = locale(readerLocale);
  const seller = locale(listing.text.sourceLocale);
  return {
    listingId: listing.id,
    variantId: variant.id,
    kind: listing.kind,
    quantity: quoted.quantity,
    unitPriceMinor: quoted.unit.minor,
    totalMinor: quoted.total.minor,
    taxMinor: quoted.tax.minor,
    taxRate: quoted.vatRate,
    sourcePriceMinor: quoted.source.minor,
    sourceCurrency: quoted.source.currency,
    exchangeRate: rateText(quoted.source.currency, quoted.unit.currency, rates),
    wholesale: quoted.list === 'wholesale',
    titleForBuyer: fieldText(listing.text, 'title', buyer),
    titleForSeller: fieldText(listing.text, 'title', seller),
    variantForBuyer: variantName(variant, listing.options, buyer) || null,
    variantForSeller: variantName(variant, listing.options, seller) || null,
    pictureMediaId: variant.pictureId ?? listing.pictures[0]?.mediaId ?? null,
    hsCode: listing.hsCode,
    originCountry: listing.originCountry,
    weightGrams: variant.weightGrams ?? listing.weightGrams,
  };
}

/** Who comes back to an order that never got its payment page (the server had died) has as long to pay as everybody. */
async function moreTime(orderId: string): Promise<Date> {
  const expiresAt = new Date(now().getTime() + payWithin);
  await prisma().order.update({ where: { id: orderId }, data: { expiresAt } });
  return expiresAt;
}

/** Opens (or finds) the payment page of an order that awaits its payment. */
export async function openPayment(orderId: string): Promise<Placed> {
  const order = await prisma().order.findUniqueOrThrow({
    where: { id: orderId },
    include: { payments: { orderBy: { createdAt: 'desc' } }, sellerOrders: { include: { lines: true } } },
  });
  const accessToken = orderAccessToken(order.placementKey);
  const payment = order.payments[0];
  const awaiting = order.status === 'awaiting_payment' || order.status === 'payment_failed';
  if (!payment || !awaiting) throw new DomainError('ordering.placed_already', { number: order.number });
  const done = { orderId, number: order.number, accessToken };
  if (payment.checkoutUrl && payment.status === 'open') return { ...done, paymentUrl: payment.checkoutUrl };

  const lines = order.sellerOrders.flatMap((seller) => seller.lines);
  const shipping = money(order.shippingMinor, order.currency);
  const t = await translator(locale(order.locale), 'payment_page');
  const page = `${config().SITE_URL}/${order.locale}/orders/${order.number}?key=${accessToken}`;
  const request = {
    paymentId: payment.id,
    transferGroup: orderId,
    email: order.email,
    locale: order.locale,
    currency: currency(order.currency),
    items: [
      ...lines.map((line) => ({
        name: line.variantForBuyer ? `${line.titleForBuyer} · ${line.variantForBuyer}` : line.titleForBuyer,
        quantity: line.quantity,
        unitAmount: money(line.unitPriceMinor, order.currency),
      })),
      ...(shipping.minor > 0n ? [{ name: t('delivery'), quantity: 1, unitAmount: shipping }] : []),
    ],
    successUrl: `${config().SITE_URL}/api/checkout/return?order=${order.number}&key=${accessToken}`,
    cancelUrl: `${page}&cancelled=1`,
    expiresAt: order.expiresAt,
    metadata: { order: order.number },
  };
  const paymentUrl =
    (await openCheckout(request)) ?? (await openCheckout({ ...request, expiresAt: await moreTime(orderId) }));
  if (!paymentUrl || (await closeIfGivenUp(orderId, payment.id))) throw new DomainError('ordering.not_possible_now');
  return { ...done, paymentUrl };
}

/** A fresh key for a checkout page, which makes one order of however many clicks. */
export function newPlacementKey(): string {
  return crypto.randomUUID();
}
