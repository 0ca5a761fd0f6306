import { isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { OrderLine, Prisma, Shipment } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { fieldText, withTranslations } from '#lib/languages/index.ts';
import { addressLines, addressSchema, type PackedParcel, parcelsOf } from '#lib/ordering/index.ts';
import { platformCompany } from './company.ts';
import { type InvoiceData, invoiceDataSchema } from './data.ts';
import { invoiceOf, soldInclude } from './sold.ts';

const parcelInclude = {
  ...soldInclude,
  order: {
    include: { ...soldInclude.order.include, reservations: { include: { place: true } } },
  },
  shipments: { include: { lines: true } },
  invoices: { where: { kind: 'invoice', correctsId: null } },
} as const satisfies Prisma.SellerOrderInclude;

export interface ParcelLine {
  /** In English, as customs reads it, where the listing has it. */
  readonly title: string;
  readonly titleForBuyer: string;
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
  /** Its place among those of its order; null before it is sent. */
  readonly position: number | null;
  readonly tracking: string | null;
  readonly sender: readonly string[];
  readonly phone: string;
  readonly addressee: readonly string[];
  readonly addresseePhone: string;
  readonly lines: readonly ParcelLine[];
  readonly value: bigint;
  /** Its part of what was paid for delivery, without tax. */
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

type Packing = PackedParcel<OrderLine, Shipment>;

const gramsOf = ({ goods }: Packing) => goods.reduce((sum, { grams }) => sum + grams, 0);
const piecesOf = ({ goods }: Packing) => goods.reduce((sum, { quantity }) => sum + quantity, 0);

/** A parcel's part of an amount by weight, or by pieces where no weight is known: the parts of all parcels add up to it. */
function partOf(minor: bigint, parcels: readonly Packing[], at: number): bigint {
  const weigh = parcels.some((parcel) => gramsOf(parcel) > 0) ? gramsOf : piecesOf;
  const upTo = (count: number) => BigInt(parcels.slice(0, count).reduce((sum, parcel) => sum + weigh(parcel), 0));
  const until = (count: number) => (minor * upTo(count)) / upTo(parcels.length);
  return until(at + 1) - until(at);
}

/**
 * What is in a parcel of a seller order; without a shipment, in the one that is still to be sent. Throws `invoicing.unknown` where there is
 * none.
 */
export async function readParcel(sellerOrderId: string, shipmentId: string | null): Promise<Parcel> {
  const sold = await prisma().sellerOrder.findUniqueOrThrow({ where: { id: sellerOrderId }, include: parcelInclude });
  const [invoice] = sold.invoices;
  const day = isoDay(sold.order.paidAt ?? sold.createdAt);
  const data = invoice
    ? invoiceDataSchema.parse(invoice.data)
    : invoiceOf(sold, await platformCompany(), await ratesOn(day), sold.createdAt);
  const parcels = parcelsOf(sold);
  const at = parcels.findIndex(({ shipment }) => (shipment?.id ?? null) === shipmentId);
  const parcel = parcels[at];
  const address = addressSchema.safeParse(sold.order.shipTo);
  if (!parcel || !address.success) throw new DomainError('invoicing.unknown');
  const { shipment, goods } = parcel;
  const titles = await englishTitles(goods.map(({ line }) => line.listingId));
  const { reservations } = sold.order;
  const held = reservations.find(({ variantId }) => goods.some(({ line }) => line.variantId === variantId));
  const lines = goods.map(({ line, quantity, valueMinor, grams }): ParcelLine => {
    const own = data.lines.find(({ id }) => id === line.id);
    return {
      title: titles.get(line.listingId) || line.titleForSeller,
      titleForBuyer: own?.title ?? line.titleForBuyer,
      titleForSeller: own?.titleForSeller ?? line.titleForSeller,
      quantity,
      value: valueMinor,
      grams,
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
    position: shipment && at + 1,
    tracking: shipment?.trackingNumber ?? null,
    sender: [sold.enterprise.legalNameLatin, ...(held?.place.addressLines ?? []), countries.of(from) ?? from],
    phone: '',
    addressee: addressLines(address.data, countries.of(address.data.country) ?? address.data.country),
    addresseePhone: address.data.phone,
    lines,
    value: lines.reduce((sum, line) => sum + line.value, 0n),
    delivery: data.delivery ? partOf(data.delivery.gross - data.delivery.tax, parcels, at) : 0n,
    grams: gramsOf(parcel),
    sellerLocale: sold.enterprise.sourceLocale,
    ioss: goods.some(({ line }) => data.lines.some(({ id, rule }) => id === line.id && rule === 'ioss')),
    notes: notesOf(sold),
    on: isoDay(shipment?.shippedAt ?? sold.order.paidAt ?? sold.createdAt),
  };
}
