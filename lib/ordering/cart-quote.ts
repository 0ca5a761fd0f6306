import { type LicenceReach, type PriceStep, priceFor, priceSteps, pricesOf, reachOf } from '#lib/catalogue/index.ts';
import { type Actor, guest } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { type Away, awayAt, buysWholesale } from '#lib/enterprises/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { commissionPlanReader } from '#lib/payouts/index.ts';
import { barOf } from './barred.ts';
import { businessIn, type CartChoices, choicesOf } from './cart-choices.ts';
import { ownsCart } from './cart-owner.ts';
import { type CartLineFull, priced, readContents } from './cart-read.ts';
import { type Parcel, type Quote, type QuoteItem, type QuoteSeller, quote, shippingStep } from './quote.ts';
import { vatClass } from './tax.ts';
import { type VatRates, vatRatesAt } from './vat-rates.ts';
import { collectionsOf, termsOf } from './voucher-read.ts';
import type { VoucherTerms } from './voucher-rules.ts';

type PricedLine = Prisma.CartLineGetPayload<{
  include: { variant: { include: { prices: true; listing: { include: typeof priced } } } };
}>;

/** Who buys, as far as prices depend on it. */
interface Buying {
  readonly country: string;
  readonly currency: Currency;
  readonly wholesale: boolean;
  /** How far the licences reach that things are made under. */
  readonly licences: ReadonlyMap<string, LicenceReach>;
}

/** The rate of a line: an event is taxed where it takes place, everything else where the buyer is. */
function vatRate(rates: VatRates, country: string, { variant: { listing } }: PricedLine): number {
  return rates(listing.event?.country ?? country, vatClass(listing.categorySlug, listing.kind, listing.hsCode));
}

function quoteItem(line: PricedLine, rate: number, { country, currency, wholesale, licences }: Buying): QuoteItem {
  const { variant, quantity } = line;
  const prices = pricesOf(variant, variant.listing.currency, variant.listing.reducedBasisPoints);
  const { price, list } = priceFor({ prices, currency, quantity, wholesale });
  const seen = money(line.seenPriceMinor, line.seenCurrency);
  const { shippingProfile } = variant.listing;
  return {
    variantId: line.variantId,
    quantity: line.quantity,
    available: variant.stockOnHand === null ? null : variant.stockOnHand - variant.stockReserved,
    onSale: variant.listing.status === 'live' && variant.archivedAt === null,
    bar: barOf({ ...variant.listing, under: licences.get(variant.listing.licenceId ?? '') }, country, now()),
    price,
    list,
    seenPrice: seen,
    seenPriceNow: priceFor({ prices, currency: seen.currency, quantity, wholesale }).price,
    digital: variant.listing.kind !== 'physical',
    category: variant.listing.categorySlug,
    weightGrams: variant.weightGrams ?? variant.listing.weightGrams ?? 0,
    vatRate: rate,
    eventCountry: variant.listing.event?.country ?? null,
    listingId: variant.listingId,
    categorySlugs: [variant.listing.categorySlug],
    ...(shippingProfile ? { parcel: parcelBy(shippingProfile) } : {}),
  };
}

type Profile = NonNullable<PricedLine['variant']['listing']['shippingProfile']>;

function parcelBy(profile: Profile | undefined): Parcel {
  return {
    id: profile?.id ?? '',
    handling: { min: profile?.handlingDaysMin ?? 1, max: profile?.handlingDaysMax ?? 3 },
    shipping: (profile?.rates ?? []).map(shippingStep),
  };
}

/** The licences that lines are made under, by their ids. */
function licencesOf(tx: Tx, lines: readonly PricedLine[]): Promise<ReadonlyMap<string, LicenceReach>> {
  return reachOf(
    tx,
    lines.map((line) => line.variant.listing.licenceId),
  );
}

/** The lines by enterprise, in the order in which they came into the cart. */
function bySeller(
  lines: readonly PricedLine[],
  buying: Buying,
  vat: VatRates,
  commission: Awaited<ReturnType<typeof commissionPlanReader>>,
  services: CartChoices['services'] = {},
): QuoteSeller[] {
  const groups = Map.groupBy(lines, (line) => line.variant.listing.enterpriseId);
  return [...groups].map(([enterpriseId, own]) => {
    const first = own[0];
    if (!first) throw new Error('a group has a line');
    const { enterprise } = first.variant.listing;
    const [usual] = enterprise.shippingProfiles;
    const { id, ...sending } = parcelBy(usual);
    return {
      enterpriseId,
      country: enterprise.country,
      away: awayAt(enterprise.holiday, now()),
      commissionBasisPoints: enterprise.commissionPlan.basisPoints,
      commissionTerms: commission(enterprise, now()),
      ...sending,
      ...(services[enterpriseId] ? { service: services[enterpriseId] } : {}),
      items: own.map((line) => {
        const { parcel, ...item } = quoteItem(line, vatRate(vat, buying.country, line), buying);
        // What has the usual table by name goes with the rest.
        return parcel && parcel.id !== id ? { ...item, parcel } : item;
      }),
    };
  });
}

export interface QuotedCart {
  readonly lines: readonly CartLineFull[];
  readonly quote: Quote;
  readonly choices: CartChoices;
  /** Whose cart it is; null: whoever has its id. */
  readonly userId: string | null;
}

/** The cart with its prices, delivered to a country and paid in a currency, read from the database now. */
export async function quoteCart(
  tx: Tx,
  cartId: string,
  country: string,
  currency: Currency,
  wholesale = false,
): Promise<QuotedCart> {
  const cart = await readContents(tx, cartId, country);
  const lines = cart?.lines ?? [];
  const choices = choicesOf(cart?.choices ?? {});
  const vouchers = (cart?.vouchers ?? []).map(termsOf);
  const [vat, rates, commission] = await Promise.all([vatRatesAt(), currentRates(), commissionPlanReader()]);
  const licences = await licencesOf(tx, lines);
  const sellers = await withCollections(
    tx,
    bySeller(lines, { country, currency, wholesale, licences }, vat, commission, choices.services),
    vouchers,
  );
  const priced = quote(sellers, country, currency, rates, { vouchers, businessIn: businessIn(choices) });
  return { lines, quote: priced, choices, userId: cart?.userId ?? null };
}

/** The items with the collections they are in, where a voucher asks for them. */
async function withCollections(
  tx: Tx,
  sellers: QuoteSeller[],
  vouchers: readonly VoucherTerms[],
): Promise<QuoteSeller[]> {
  const named = vouchers.flatMap(({ collectionIds }) => collectionIds);
  if (named.length === 0) return sellers;
  const of = await collectionsOf(tx, named);
  return sellers.map((seller) => ({
    ...seller,
    items: seller.items.map((item) => ({ ...item, collectionIds: of.get(item.listingId ?? '') ?? [] })),
  }));
}

/** What one thing costs delivered to a country, before it is in any cart; null where it cannot be sent. */
export async function quoteVariant(variantId: string, country: string, currency: Currency): Promise<Quote | null> {
  const variant = await prisma().variant.findUnique({
    where: { id: variantId },
    include: { prices: { where: { list: 'retail' } }, listing: { include: priced } },
  });
  if (variant?.listing.status !== 'live' || variant.archivedAt) return null;
  const line: PricedLine = {
    cartId: '',
    variantId,
    quantity: 1,
    seenPriceMinor: variant.priceMinor,
    seenCurrency: variant.listing.currency,
    addedAt: now(),
    variant,
  };
  const sellers = bySeller(
    [line],
    { country, currency, wholesale: false, licences: await licencesOf(prisma(), [line]) },
    await vatRatesAt(),
    await commissionPlanReader(),
  );
  return quote(sellers, country, currency, await currentRates());
}

export interface OfferedSteps {
  readonly retail: readonly PriceStep[];
  /** Empty but for those who act for a verified enterprise. */
  readonly wholesale: readonly PriceStep[];
}

/** What more pieces of a live variant cost a piece, for this reader: businesses see their own list as well. */
export async function stepsOf(actor: Actor, variantId: string, code: Currency): Promise<OfferedSteps> {
  const variant = await prisma().variant.findFirst({
    where: { id: variantId, archivedAt: null, listing: { status: 'live' } },
    include: { prices: true, listing: { select: { currency: true, reducedBasisPoints: true } } },
  });
  if (!variant) return { retail: [], wholesale: [] };
  const prices = pricesOf(variant, variant.listing.currency, variant.listing.reducedBasisPoints);
  const retail = priceSteps({ prices, currency: code, wholesale: false });
  const business = prices.steps.some(({ list }) => list === 'wholesale') && (await buysWholesale(actor));
  return {
    retail: retail.length > 1 ? retail : [],
    wholesale: business
      ? priceSteps({ prices, currency: code, wholesale: true }).filter(({ list }) => list === 'wholesale')
      : [],
  };
}

export interface Stock {
  /** How many can be bought now; null: does not run out. */
  readonly count: number | null;
  /** Within how many days the seller sends it. */
  readonly handlingDays: number;
  readonly kind: ListingKind;
  /** The seller is away: when it sends again, and whether it takes orders until then. */
  readonly away: Away | null;
}

/** How many of a live variant can be bought now. */
export async function stockOf(variantId: string): Promise<Stock | null> {
  const variant = await prisma().variant.findFirst({
    where: { id: variantId, archivedAt: null, listing: { status: 'live' } },
    include: {
      listing: {
        select: {
          kind: true,
          shippingProfile: true,
          enterprise: { select: { shippingProfiles: { where: { isDefault: true } }, holiday: true } },
        },
      },
    },
  });
  if (!variant) return null;
  const profile = variant.listing.shippingProfile ?? variant.listing.enterprise.shippingProfiles[0];
  return {
    count: variant.stockOnHand === null ? null : Math.max(0, variant.stockOnHand - variant.stockReserved),
    handlingDays: profile?.handlingDaysMax ?? 3,
    kind: variant.listing.kind,
    away: awayAt(variant.listing.enterprise.holiday, now()),
  };
}

/** A browser's cart with its prices; null where there is none. */
export async function readCart(
  cartId: string | null,
  country: string,
  currency: Currency,
  actor: Actor = guest,
): Promise<QuotedCart | null> {
  if (!cartId) return null;
  const cart = await quoteCart(prisma(), cartId, country, currency, await buysWholesale(actor));
  return ownsCart(actor, cart) ? cart : null;
}
