import { variantName } from '#lib/catalogue/index.ts';
import { timedId } from '#lib/core/ids.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Rates, rateText } from '#lib/exchange/index.ts';
import { fieldText, type Locale, locale as localeOf } from '#lib/languages/index.ts';
import type { CartLineFull } from './cart-read.ts';
import type { QuotedLine, QuotedSeller } from './quote.ts';

interface Placing {
  readonly reader: Locale;
  readonly rates: Rates;
  /** What the buyer writes to each seller. */
  readonly notes: Readonly<Record<string, string>>;
  readonly at: Date;
}

/** The rows of an order's parts and their lines, as they are quoted. */
export function sellerOrderRows(
  orderId: string,
  number: string,
  sellers: readonly QuotedSeller[],
  cart: readonly CartLineFull[],
  placing: Placing,
): {
  sellerOrders: Prisma.SellerOrderUncheckedCreateInput[];
  lines: Prisma.OrderLineUncheckedCreateInput[];
  commissionParts: Prisma.CommissionPartUncheckedCreateInput[];
} {
  const parts = sellers.map((seller, index) => ({
    seller,
    row: sellerOrderRow(orderId, `${number}-${index + 1}`, seller, placing),
  }));
  return {
    sellerOrders: parts.map(({ row }) => row),
    commissionParts: parts.flatMap(({ seller, row }) =>
      seller.commissionParts.map(({ category, basisPoints, base, fixed, amount }, position) => ({
        sellerOrderId: row.id,
        position,
        categorySlug: category,
        basisPoints,
        baseMinor: base.minor,
        fixedMinor: fixed.minor,
        amountMinor: amount.minor,
      })),
    ),
    lines: parts.flatMap(({ seller, row }) =>
      seller.lines.map((quoted) => {
        const line = cart.find((each) => each.variantId === quoted.variantId);
        if (!line) throw new Error('a quoted line is in the cart');
        return orderLineRow(row.id, line, quoted, placing);
      }),
    ),
  };
}

function sellerOrderRow(orderId: string, number: string, seller: QuotedSeller, { notes, at }: Placing) {
  return {
    id: timedId(at),
    orderId,
    number,
    enterpriseId: seller.enterpriseId,
    subtotalMinor: seller.subtotal.minor,
    shippingMinor: seller.shipping.minor,
    shippingTaxMinor: seller.shippingTax.minor,
    taxMinor: seller.tax.minor,
    totalMinor: seller.total.minor,
    discountMinor: seller.discount.minor,
    platformDiscountMinor: seller.platformDiscount.minor,
    commissionMinor: seller.commission.minor,
    currency: seller.total.currency,
    taxRule: seller.taxRule,
    shippingService: seller.service,
    buyerNote: notes[seller.enterpriseId] || null,
    deliveryDaysMin: seller.delivery?.daysMin ?? null,
    deliveryDaysMax: seller.delivery?.daysMax ?? null,
  };
}

function orderLineRow(sellerOrderId: string, line: CartLineFull, quoted: QuotedLine, { reader, rates, at }: Placing) {
  const { variant } = line;
  const { listing } = variant;
  const seller = localeOf(listing.text.sourceLocale);
  return {
    id: timedId(at),
    sellerOrderId,
    listingId: listing.id,
    variantId: variant.id,
    kind: listing.kind,
    quantity: quoted.quantity,
    unitPriceMinor: quoted.unit.minor,
    totalMinor: quoted.total.minor,
    discountMinor: quoted.discount.minor,
    taxMinor: quoted.tax.minor,
    taxRate: quoted.vatRate,
    taxRule: quoted.taxRule,
    taxCountry: quoted.taxCountry,
    sourcePriceMinor: quoted.source.minor,
    sourceCurrency: quoted.source.currency,
    exchangeRate: rateText(quoted.source.currency, quoted.unit.currency, rates),
    wholesale: quoted.list === 'wholesale',
    titleForBuyer: fieldText(listing.text, 'title', reader),
    titleForSeller: fieldText(listing.text, 'title', seller),
    variantForBuyer: variantName(variant, listing.options, reader) || null,
    variantForSeller: variantName(variant, listing.options, seller) || null,
    pictureMediaId: variant.pictureId ?? listing.pictures[0]?.mediaId ?? null,
    hsCode: listing.hsCode,
    originCountry: listing.originCountry,
    weightGrams: variant.weightGrams ?? listing.weightGrams,
  };
}
