import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Invoice, Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { isBuyer } from '#lib/ordering/index.ts';
import { makePdf } from '#lib/print/index.ts';
import { platformCompany } from './company.ts';
import { invoiceDataSchema } from './data.ts';
import { readParcel } from './parcel.ts';
import { invoicePaper } from './print-invoice.ts';
import { cn22, cn23, commercialInvoice, type ParcelPaper, packingSlip } from './print-parcel.ts';
import { invoiceOf, soldInclude } from './sold.ts';
import { toUbl } from './ubl.ts';
import { voiceIn } from './words.ts';
import { xmlText } from './xml.ts';

/** A paper as a file. */
export interface PaperFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

interface Owned {
  readonly enterpriseId: string;
  readonly order: { readonly buyerId: string | null; readonly accessTokenHash: string };
}

/** The buyer (signed in, or with the key of the link), the seller's people who handle orders or money, and staff. */
function maySee(actor: Actor, owned: Owned, key: string | undefined): boolean {
  return (
    isBuyer(actor, owned.order, key) || may(actor, 'order.view', owned.order) || may(actor, 'seller_order.view', owned)
  );
}

/** The people of both sides of a licence, and staff. */
function maySeeOfDeal(actor: Actor, { holderId, licenseeId }: { holderId: string; licenseeId: string }): boolean {
  return [holderId, licenseeId].some((enterpriseId) => may(actor, 'licence.view', { enterpriseId }));
}

/** The people who order translations for the customer, and staff that decides on them. */
function maySeeOfTranslation(actor: Actor, { enterpriseId }: { enterpriseId: string }): boolean {
  return may(actor, 'translation.order', { enterpriseId }) || may(actor, 'translation.settle');
}

/** Whether somebody may see what a paper is of. */
function maySeePaper(actor: Actor, paper: WholePaper, key: string | undefined): boolean {
  const { sellerOrder, licenceDue, translationOrder } = paper;
  if (sellerOrder) return maySee(actor, sellerOrder, key);
  if (licenceDue) return maySeeOfDeal(actor, licenceDue.licence.deal);
  return translationOrder !== null && maySeeOfTranslation(actor, translationOrder);
}

const paperInclude = {
  sellerOrder: { include: { order: true } },
  licenceDue: { include: { licence: { include: { deal: true } } } },
  translationOrder: { select: { enterpriseId: true } },
} as const satisfies Prisma.InvoiceInclude;
type WholePaper = Prisma.InvoiceGetPayload<{ include: typeof paperInclude }>;

/** An issued paper by its number. Throws `invoicing.unknown` for everybody who may not see it. */
async function readInvoice(actor: Actor, number: string, key: string | undefined): Promise<Invoice> {
  const found = await prisma().invoice.findUnique({ where: { number }, include: paperInclude });
  if (!found || !maySeePaper(actor, found, key)) throw new DomainError('invoicing.unknown');
  return found;
}

/** An invoice or credit note as PDF, printed from what was frozen when it was issued. */
export async function invoicePdf(actor: Actor, number: string, key?: string): Promise<PaperFile> {
  const invoice = await readInvoice(actor, number, key);
  const data = invoiceDataSchema.parse(invoice.data);
  const bytes = await makePdf(invoicePaper(data, number, await voiceIn(data.languages), data.kind));
  return { fileName: `${number}.pdf`, contentType: 'application/pdf', bytes };
}

/** The same as EN 16931 UBL 2.1. */
export async function invoiceXml(actor: Actor, number: string, key?: string): Promise<PaperFile> {
  const invoice = await readInvoice(actor, number, key);
  const text = xmlText(toUbl(invoiceDataSchema.parse(invoice.data), number));
  return { fileName: `${number}.xml`, contentType: 'application/xml; charset=utf-8', bytes: Buffer.from(text) };
}

/** What an unpaid part of an order would be invoiced as. Throws `invoicing.unknown` to strangers and once it is paid. */
export async function proformaPdf(actor: Actor, sellerOrderNumber: string, key?: string): Promise<PaperFile> {
  const sold = await prisma().sellerOrder.findUnique({ where: { number: sellerOrderNumber }, include: soldInclude });
  if (!sold || sold.order.paidAt || !maySee(actor, sold, key)) throw new DomainError('invoicing.unknown');
  const data = invoiceOf(sold, await platformCompany(), null, now());
  const bytes = await makePdf(invoicePaper(data, sold.number, await voiceIn(data.languages), 'proforma'));
  return { fileName: `${sold.number}-proforma.pdf`, contentType: 'application/pdf', bytes };
}

const printers = { commercial: commercialInvoice, cn22, cn23, packing: packingSlip } as const;

export function isParcelPaper(name: string): name is ParcelPaper {
  return Object.hasOwn(printers, name);
}

/**
 * What the seller prints for a parcel: for one that was sent, by its shipment, and without it for what is still to be sent. Throws
 * `invoicing.unknown` to strangers, before payment, and where there is no such parcel.
 */
export async function parcelPdf(
  actor: Actor,
  sellerOrderNumber: string,
  paper: ParcelPaper,
  shipmentId: string | null = null,
): Promise<PaperFile> {
  const sold = await prisma().sellerOrder.findUnique({
    where: { number: sellerOrderNumber },
    include: { order: true },
  });
  if (!sold?.order.paidAt || !may(actor, 'seller_order.view', sold)) throw new DomainError('invoicing.unknown');
  const parcel = await readParcel(sold.id, shipmentId);
  // Customs reads English; who packs and who opens read their own language.
  const languages = paper === 'packing' ? [parcel.sellerLocale, sold.order.locale] : ['en', parcel.sellerLocale];
  const bytes = await makePdf(printers[paper](parcel, await voiceIn([...new Set(languages)])));
  const name = parcel.position ? `${sold.number}-parcel-${parcel.position}` : sold.number;
  return { fileName: `${name}-${paper}.pdf`, contentType: 'application/pdf', bytes };
}

export interface ListedPaper {
  readonly number: string;
  readonly kind: Invoice['kind'];
  readonly sellerOrderId: string | null;
}

/** The numbers of what was issued for seller orders that the caller has read, the oldest first. */
export async function papersOf(sellerOrderIds: readonly string[]): Promise<ListedPaper[]> {
  return prisma().invoice.findMany({
    where: { sellerOrderId: { in: [...sellerOrderIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { number: true, kind: true, sellerOrderId: true },
  });
}

export interface PaperOfDue {
  readonly number: string;
  readonly kind: Invoice['kind'];
  readonly licenceDueId: string | null;
}

/** The numbers of what was issued for dues that the caller has read, the oldest first. */
export async function papersOfDues(dueIds: readonly string[]): Promise<PaperOfDue[]> {
  return prisma().invoice.findMany({
    where: { licenceDueId: { in: [...dueIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { number: true, kind: true, licenceDueId: true },
  });
}

/** The numbers of what was issued for a job that the caller has read: its order's invoice, and what went back of the job itself. */
export async function papersOfTranslation(orderId: string, jobId: string): Promise<Pick<Invoice, 'number' | 'kind'>[]> {
  return prisma().invoice.findMany({
    where: { translationOrderId: orderId, OR: [{ kind: 'invoice' }, { translationRefund: { jobId } }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { number: true, kind: true },
  });
}
