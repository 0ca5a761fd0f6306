import { isoDay } from '#lib/core/clock.ts';
import type { Prisma, TranslationJob, TranslationOrder } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import type { Rates } from '#lib/exchange/index.ts';
import { type Locale, locale, localeName, type Translator, translator } from '#lib/languages/index.ts';
import { collects } from './amounts.ts';
import { businessBuyer, emailOf, type Invoiced } from './business.ts';
import type { Company } from './company.ts';
import type { InvoiceData, InvoiceLine } from './data.ts';
import { inEuro } from './sold.ts';

const orderInclude = {
  jobs: { orderBy: [{ createdAt: 'asc' }, { toLocale: 'asc' }] },
  payments: {
    where: { status: { in: ['succeeded', 'refunded', 'partly_refunded'] } },
    select: { paymentIntentId: true, method: true },
  },
  enterprise: { include: { taxDetails: true } },
} as const satisfies Prisma.TranslationOrderInclude;

/** What of ordered translations that were paid an invoice is made from. */
export interface Translated {
  readonly order: Pick<TranslationOrder, 'number' | 'currency' | 'country' | 'taxRule' | 'taxRate'>;
  /** When it was booked: by the ledger's day the tax is declared, so that both always say the same. */
  readonly bookedOn: Date;
  /** What each job is, in the customer's words. */
  readonly jobs: readonly (Pick<TranslationJob, 'id' | 'netMinor' | 'taxMinor'> & { readonly title: string })[];
  readonly payment: InvoiceData['payment'];
  /** With the VAT number that the rule was found by. */
  readonly customer: Invoiced;
}

/** What of a job went back. */
export interface TranslationBack {
  readonly jobId: string;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly bookedOn: Date;
}

/** Reads an order of translations that was paid; null before. */
export async function readTranslated(orderId: string): Promise<Translated | null> {
  return transaction(async (tx) => {
    const order = await tx.translationOrder.findUniqueOrThrow({ where: { id: orderId }, include: orderInclude });
    const booked = await tx.ledgerTransaction.findUnique({ where: { cause: `translation_order:${orderId}:paid` } });
    if (!booked) return null;
    const { enterprise, vatNumber, payments } = order;
    const reader = locale(enterprise.sourceLocale);
    const t = await translator(reader, 'translation_jobs');
    return {
      order,
      bookedOn: booked.postedAt,
      jobs: order.jobs.map((job) => ({ ...job, title: titleOf(job, reader, t) })),
      payment: { reference: payments[0]?.paymentIntentId ?? order.number, method: payments[0]?.method ?? null },
      customer: { ...enterprise, country: order.country, vatNumber, email: await emailOf(tx, order.enterpriseId) },
    };
  });
}

/** Reads what of a job went back with its refund; null while that is on its way. */
export async function readTranslationBack(
  refundId: string,
): Promise<(TranslationBack & { readonly orderId: string; readonly why: string }) | null> {
  const { status, job } = await prisma().translationRefund.findUniqueOrThrow({
    where: { id: refundId },
    include: { job: true },
  });
  const booked = await prisma().ledgerTransaction.findUnique({ where: { cause: `translation_job:${job.id}:settled` } });
  // Where the refund fails the customer is owed it: the tax is not the tax office's any more in either case.
  if (status === 'pending' || !booked) return null;
  return {
    jobId: job.id,
    orderId: job.orderId,
    why: job.status,
    netMinor: job.refundMinor,
    taxMinor: job.refundTaxMinor,
    bookedOn: booked.postedAt,
  };
}

/** The languages of a job and its words, as the payment page has them. */
function titleOf(
  { fromLocale, toLocale, words }: Pick<TranslationJob, 'fromLocale' | 'toLocale' | 'words'>,
  reader: Locale,
  t: Translator,
): string {
  return t('payment_item', { from: localeName(fromLocale, reader), to: localeName(toLocale, reader), words });
}

/**
 * What the invoice of ordered translations says: a line a job. Its words are named and not its quantity, as those that are repeated cost
 * less. `rates` are those of the day it was booked.
 */
export function invoiceOfTranslation(
  { order, bookedOn, jobs, payment, customer }: Translated,
  company: Company,
  rates: Rates | null,
  issuedOn: Date,
): InvoiceData {
  const lines = jobs.map(({ id, title, netMinor, taxMinor }): InvoiceLine => {
    const gross = netMinor + taxMinor;
    return {
      id,
      title,
      titleForSeller: title,
      kind: 'translation',
      quantity: 1,
      unit: gross,
      gross,
      tax: taxMinor,
      rate: collects(order.taxRule) ? order.taxRate : 0,
      rule: order.taxRule,
      country: order.country,
      hsCode: null,
      origin: null,
      weightGrams: null,
    };
  });
  const parts = { lines, delivery: null, currency: order.currency };
  return {
    version: 1,
    kind: 'invoice',
    languages: [locale(customer.sourceLocale)],
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(bookedOn),
    deliveredOn: null,
    orderNumber: order.number,
    sellerOrderNumber: order.number,
    payment,
    company,
    maker: null,
    buyer: businessBuyer(customer),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: null,
    reason: null,
  };
}

/** What the credit note says of what went back of a job. */
export function creditOfTranslation(
  invoice: InvoiceData,
  number: string,
  back: TranslationBack,
  { rates, issuedOn, reason }: { rates: Rates | null; issuedOn: Date; reason: InvoiceData['reason'] },
): InvoiceData {
  const gross = back.netMinor + back.taxMinor;
  const lines = invoice.lines
    .filter(({ id }) => id === back.jobId)
    .map((line) => ({ ...line, unit: gross, gross, tax: back.taxMinor }));
  const parts = { lines, delivery: null, currency: invoice.currency };
  return {
    ...invoice,
    kind: 'credit_note',
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(back.bookedOn),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: { number, issuedOn: invoice.issuedOn },
    reason,
  };
}
