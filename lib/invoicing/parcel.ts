import { isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { fieldText, withTranslations } from '#lib/languages/index.ts';
import { addressLines, addressSchema } from '#lib/ordering/index.ts';
import { platformCompany } from './company.ts';
import { type InvoiceData, invoiceDataSchema } from './data.ts';
import { invoiceOf, soldInclude } from './sold.ts';

const parcelInclude = {
  ...soldInclude,
  order: {
    include: { ...soldInclude.order.include, reservations: { include: { place: true } } },
  },
  shipments: { orderBy: { shippedAt: 'desc' } },
  invoices: { where: { kind: 'invoice', correctsId: null } },
} as const satisfies Prisma.SellerOrderInclude;

export interface ParcelLine {
  /** In English, as customs reads it, where the listing has it. */
  readonly title: string;
  readonly titleForSeller: string;
  readonly quantity: number;
  /** Without tax, in the order's currency. */
  readonly value: bigint;
  readonly grams: number;
  readonly hsCode: string | null;
  readonly origin: string;
  /** Where it is taken from, by the seller's own names. */
  readonly places: readonly string[];
}

/** What a parcel's papers say. */
export interface Parcel {
  readonly data: InvoiceData;
  readonly invoiceNumber: string | null;
  readonly tracking: string | null;
  readonly sender: readonly string[];
  readonly phone: string;
  readonly addressee: readonly string[];
  readonly addresseePhone: string;
  readonly lines: readonly ParcelLine[];
  readonly value: bigint;
  readonly delivery: bigint;
  readonly grams: number;
  readonly sellerLocale: string;
  readonly ioss: boolean;
  readonly notes: { readonly buyer: string; readonly gift: string };
  readonly on: string;
}

/** What a slip says besides things. Of a gift, what the buyer wrote to the seller is not for the one who opens it. */
function notesOf(sold: { readonly buyerNote: string | null; readonly order: { readonly giftNote: string | null } }) {
  const gift = sold.order.giftNote ?? '';
  return { gift, buyer: gift ? '' : (sold.buyerNote ?? '') };
}

async function englishTitles(listingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listings = await prisma().listing.findMany({
    where: { id: { in: [...listingIds] } },
    select: { id: true, text: withTranslations },
  });
  return new Map(listings.map(({ id, text }) => [id, fieldText(text, 'title', 'en')]));
}

/** What is in the parcel of a seller order. Throws `invoicing.unknown` where nothing is sent. */
export async function readParcel(sellerOrderId: string): Promise<Parcel> {
  const sold = await prisma().sellerOrder.findUniqueOrThrow({ where: { id: sellerOrderId }, include: parcelInclude });
  const [invoice] = sold.invoices;
  const day = isoDay(sold.order.paidAt ?? sold.createdAt);
  const data = invoice
    ? invoiceDataSchema.parse(invoice.data)
    : invoiceOf(sold, await platformCompany(), await ratesOn(day), sold.createdAt);
  const goods = sold.lines.filter((line) => line.kind === 'physical');
  const address = addressSchema.safeParse(sold.order.shipTo);
  if (goods.length === 0 || !address.success) throw new DomainError('invoicing.unknown');
  const titles = await englishTitles(goods.map((line) => line.listingId));
  const { reservations } = sold.order;
  const held = reservations.find(({ variantId }) => goods.some((line) => line.variantId === variantId));
  const lines = goods.map((line): ParcelLine => {
    const own = data.lines.find(({ id }) => id === line.id);
    return {
      title: titles.get(line.listingId) || line.titleForSeller,
      titleForSeller: own?.titleForSeller ?? line.titleForSeller,
      quantity: line.quantity,
      value: line.totalMinor - line.taxMinor,
      grams: (line.weightGrams ?? 0) * line.quantity,
      hsCode: line.hsCode,
      origin: line.originCountry ?? sold.enterprise.country,
      places: reservations.filter(({ variantId }) => variantId === line.variantId).map(({ place }) => place.name),
    };
  });
  const countries = new Intl.DisplayNames(['en'], { type: 'region' });
  const from = held?.place.country ?? sold.enterprise.country;
  return {
    data,
    invoiceNumber: invoice?.number ?? null,
    tracking: sold.shipments[0]?.trackingNumber ?? null,
    sender: [sold.enterprise.legalNameLatin, ...(held?.place.addressLines ?? []), countries.of(from) ?? from],
    phone: '',
    addressee: addressLines(address.data, countries.of(address.data.country) ?? address.data.country),
    addresseePhone: address.data.phone,
    lines,
    value: lines.reduce((sum, line) => sum + line.value, 0n),
    delivery: data.delivery ? data.delivery.gross - data.delivery.tax : 0n,
    grams: lines.reduce((sum, line) => sum + line.grams, 0),
    sellerLocale: sold.enterprise.sourceLocale,
    ioss: data.lines.some(({ rule }) => rule === 'ioss'),
    notes: notesOf(sold),
    on: isoDay(sold.shipments[0]?.shippedAt ?? sold.order.paidAt ?? sold.createdAt),
  };
}
