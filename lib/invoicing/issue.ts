import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { timedId } from '#lib/core/ids.ts';
import type { Invoice, Prisma } from '#lib/db/generated/client.ts';
import { insertTogether, prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { taxGroups, totalsOf } from './amounts.ts';
import { platformCompany } from './company.ts';
import { creditOf, type GivenBack } from './credit.ts';
import { dataHash, type InvoiceData, invoiceDataSchema, stored } from './data.ts';
import { invoiceOf, type Sold, soldInclude } from './sold.ts';

/** The platform is merchant of record: it issues what buyers get. */
const issuer = 'platform';

/** What a paper is about: a seller order, a licence's due or ordered translations, and perhaps what went back of it. */
export type Links =
  | {
      readonly sellerOrderId: string;
      readonly refundId?: string;
      readonly disputeLossId?: string;
      readonly correctsId?: string;
    }
  | { readonly licenceDueId: string; readonly dueReturnId?: string; readonly correctsId?: string }
  | { readonly translationOrderId: string; readonly translationRefundId?: string; readonly correctsId?: string };

/** A paper's row, without its number, which the database gives. */
export function invoiceRow(data: InvoiceData, links: Links) {
  const totals = totalsOf(data);
  const kept = stored(data);
  const { invoiceSeries, creditSeries } = data.company;
  return {
    ...links,
    kind: data.kind,
    issuer,
    series: data.kind === 'invoice' ? invoiceSeries : creditSeries,
    year: Number(data.issuedOn.slice(0, 4)),
    issuedOn: new Date(data.issuedOn),
    taxOn: new Date(data.taxOn),
    currency: data.currency,
    netMinor: totals.net,
    taxMinor: totals.tax,
    totalMinor: totals.gross,
    data: kept,
    hash: dataHash(kept),
  };
}

/** The parts of its tax, for the reports. */
export function taxRows(data: InvoiceData) {
  return taxGroups(data).map(({ country, rule, rate, goods, net, tax }) => ({
    country,
    rule,
    rate,
    goods,
    netMinor: net,
    taxMinor: tax,
  }));
}

/** Stores a paper; the database gives its number. One question does it, so that the next of the series waits for nothing else. */
async function store(data: InvoiceData, links: Links): Promise<string> {
  const id = timedId(now());
  await insertTogether(prisma(), [
    { table: 'invoice', rows: [{ id, ...invoiceRow(data, links) }] },
    { table: 'invoice_tax', rows: taxRows(data).map((part) => ({ invoiceId: id, ...part })) },
  ]);
  return id;
}

/** Stores a paper and gives it with its number. */
export async function keep(data: InvoiceData, links: Links): Promise<Invoice> {
  const id = await store(data, links);
  return prisma().invoice.findUniqueOrThrow({ where: { id } });
}

/** Another job has issued it at the same moment. */
const isTaken = (error: unknown) => hasSqlState(error, '23505', 'P2002');

/** The paper that is there already where another job was faster. */
export async function once<T>(find: () => Promise<T | null>, issue: () => Promise<T>): Promise<T> {
  const before = await find();
  if (before) return before;
  try {
    return await issue();
  } catch (error) {
    const first = isTaken(error) ? await find() : null;
    if (first) return first;
    throw error;
  }
}

const original = { kind: 'invoice', correctsId: null } as const satisfies Prisma.InvoiceWhereInput;

function originalOf(sellerOrderId: string): Promise<Invoice | null> {
  return prisma().invoice.findFirst({ where: { sellerOrderId, ...original } });
}

async function saidOf(sold: Sold): Promise<InvoiceData> {
  if (!sold.order.paidAt) throw new DomainError('invoicing.not_paid');
  const [company, rates] = await Promise.all([platformCompany(), ratesOn(isoDay(sold.order.paidAt))]);
  return invoiceOf(sold, company, rates, now());
}

/** Issues the invoice of a paid seller order, once. Throws `invoicing.not_paid`. */
export async function issueInvoice(sellerOrderId: string): Promise<Invoice> {
  return once(
    () => originalOf(sellerOrderId),
    async () => {
      const sold = await prisma().sellerOrder.findUniqueOrThrow({ where: { id: sellerOrderId }, include: soldInclude });
      return keep(await saidOf(sold), { sellerOrderId });
    },
  );
}

/** Issues the invoices of all parts of a paid order that have none. Throws `invoicing.not_paid`. */
export async function issueInvoices(orderId: string): Promise<void> {
  const parts = await prisma().sellerOrder.findMany({
    where: { orderId, invoices: { none: original } },
    orderBy: { number: 'asc' },
    include: soldInclude,
  });
  for (const sold of parts) {
    const data = await saidOf(sold);
    await store(data, { sellerOrderId: sold.id }).catch(async (error) => {
      if (!isTaken(error) || !(await originalOf(sold.id))) throw error;
    });
  }
}

/** Issues the credit note of a refund that has succeeded, once; first the invoice, should it be missing. */
export async function issueCreditNote(refundId: string): Promise<Invoice | null> {
  const refund = await prisma().refund.findUniqueOrThrow({ where: { id: refundId }, include: { lines: true } });
  const { sellerOrderId } = refund;
  if (refund.status !== 'succeeded' || !sellerOrderId) return null;
  return once(
    () => prisma().invoice.findUnique({ where: { refundId } }),
    () => credit({ sellerOrderId, refundId }, refund),
  );
}

/** Issues the credit note of what a bank's decision took of a seller order, once; first the invoice, should it be missing. */
export async function issueLossCreditNote(disputeLossId: string): Promise<Invoice> {
  const loss = await prisma().disputeLoss.findUniqueOrThrow({ where: { id: disputeLossId }, include: { lines: true } });
  const lines = loss.lines.map((line) => ({ ...line, quantity: 0 }));
  return once(
    () => prisma().invoice.findUnique({ where: { disputeLossId } }),
    () =>
      credit(
        { sellerOrderId: loss.sellerOrderId, disputeLossId },
        { ...loss, lines, settledAt: loss.createdAt, reason: 'dispute', note: '' },
      ),
  );
}

async function credit(of: Links & { readonly sellerOrderId: string }, given: GivenBack): Promise<Invoice> {
  const invoice = await issueInvoice(of.sellerOrderId);
  const rates = await ratesOn(isoDay(given.settledAt ?? now()));
  const data = creditOf(invoiceDataSchema.parse(invoice.data), invoice.number, given, rates, now());
  return keep(data, { ...of, correctsId: invoice.id });
}
