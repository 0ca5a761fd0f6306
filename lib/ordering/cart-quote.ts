import { withOptions } from '#lib/catalogue/index.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { remember } from '#lib/core/memory.ts';
import { money } from '#lib/core/money.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { barOf } from './barred.ts';
import { type Quote, type QuoteItem, type QuoteSeller, quote, shippingStep } from './quote.ts';
import { vatClass } from './tax.ts';

/** What of a listing decides its price delivered. */
const priced = {
  enterprise: {
    include: { commissionPlan: true, shippingProfiles: { where: { isDefault: true }, include: { rates: true } } },
  },
  shippingProfile: { include: { rates: true } },
  event: true,
  stream: true,
} as const satisfies Prisma.ListingInclude;

export const cartContents = {
  variant: {
    include: {
      listing: {
        include: {
          ...priced,
          text: withTranslations,
          service: { include: { text: withTranslations } },
          options: withOptions,
          pictures: { orderBy: { position: 'asc' }, take: 1, include: { media: true } },
        },
      },
    },
  },
} as const satisfies Prisma.CartLineInclude;

export type CartLineFull = Prisma.CartLineGetPayload<{ include: typeof cartContents }>;
type PricedLine = Prisma.CartLineGetPayload<{
  include: { variant: { include: { listing: { include: typeof priced } } } };
}>;

type VatTable = ReadonlyMap<string, number>;

/** The rates of all countries that are in force today, by country and class. */
function vatTable(): Promise<VatTable> {
  return remember('vat:', 10 * 60_000, async () => {
    const rows = await prisma().vatRate.findMany({
      where: { validFrom: { lte: new Date(`${isoDay(now())}T00:00:00Z`) } },
      orderBy: { validFrom: 'asc' },
    });
    return new Map(rows.map((row) => [`${row.country} ${row.class}`, row.rate]));
  });
}

function vatRate(table: VatTable, country: string, line: PricedLine): number {
  const { categorySlug, kind } = line.variant.listing;
  return table.get(`${country} ${vatClass(categorySlug, kind)}`) ?? table.get(`${country} standard`) ?? 0;
}

function quoteItem(line: PricedLine, rate: number, country: string): QuoteItem {
  const { variant } = line;
  return {
    variantId: line.variantId,
    quantity: line.quantity,
    available: variant.stockOnHand === null ? null : variant.stockOnHand - variant.stockReserved,
    onSale: variant.listing.status === 'live' && variant.archivedAt === null,
    bar: barOf(variant.listing, country, now()),
    price: money(variant.priceMinor, variant.listing.currency),
    seenPrice: money(line.seenPriceMinor, line.seenCurrency),
    digital: variant.listing.kind !== 'physical',
    weightGrams: variant.weightGrams ?? variant.listing.weightGrams ?? 0,
    vatRate: rate,
  };
}

/** The lines by enterprise, in the order in which they came into the cart. */
function bySeller(lines: readonly PricedLine[], country: string, vat: VatTable): QuoteSeller[] {
  const groups = Map.groupBy(lines, (line) => line.variant.listing.enterpriseId);
  return [...groups].map(([enterpriseId, own]) => {
    const first = own[0];
    if (!first) throw new Error('a group has a line');
    const { enterprise, shippingProfile } = first.variant.listing;
    const profile = shippingProfile ?? enterprise.shippingProfiles[0];
    return {
      enterpriseId,
      country: enterprise.country,
      commissionBasisPoints: enterprise.commissionPlan.basisPoints,
      handling: { min: profile?.handlingDaysMin ?? 1, max: profile?.handlingDaysMax ?? 3 },
      shipping: (profile?.rates ?? []).map(shippingStep),
      items: own.map((line) => quoteItem(line, vatRate(vat, country, line), country)),
    };
  });
}

export interface QuotedCart {
  readonly lines: readonly CartLineFull[];
  readonly quote: Quote;
}

/** The cart with its prices, delivered to a country and paid in a currency, read from the database now. */
export async function quoteCart(tx: Tx, cartId: string, country: string, currency: Currency): Promise<QuotedCart> {
  const lines = await tx.cartLine.findMany({ where: { cartId }, include: cartContents, orderBy: { addedAt: 'asc' } });
  return { lines, quote: quote(bySeller(lines, country, await vatTable()), country, currency, await currentRates()) };
}

/** What one thing costs delivered to a country, before it is in any cart; null where it cannot be sent. */
export async function quoteVariant(variantId: string, country: string, currency: Currency): Promise<Quote | null> {
  const variant = await prisma().variant.findUnique({
    where: { id: variantId },
    include: { listing: { include: priced } },
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
  return quote(bySeller([line], country, await vatTable()), country, currency, await currentRates());
}

export interface Stock {
  /** How many can be bought now; null: does not run out. */
  readonly count: number | null;
  /** Within how many days the seller sends it. */
  readonly handlingDays: number;
  readonly kind: ListingKind;
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
          enterprise: { select: { shippingProfiles: { where: { isDefault: true } } } },
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
  };
}

/** A browser's cart with its prices; null where there is none. */
export async function readCart(cartId: string | null, country: string, currency: Currency): Promise<QuotedCart | null> {
  return cartId ? quoteCart(prisma(), cartId, country, currency) : null;
}
