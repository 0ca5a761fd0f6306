import { isoDay } from '#lib/core/clock.ts';
import {
  creditOf,
  demoCompany,
  type InvoiceData,
  invoiceOf,
  invoiceRow,
  type Links,
  type Sold,
  taxRows,
} from '#lib/invoicing/index.ts';
import { stableId } from './ids.ts';
import { licenceInvoices } from './licence-money.ts';
import { demoRates } from './orders.ts';
import { refundOf } from './refunds.ts';
import type { Row, Rows } from './rows.ts';
import { translationInvoices } from './translation-papers.ts';

const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
const when = (value: unknown) => (value instanceof Date ? value : null);

function lineOf(row: Row): Sold['lines'][number] {
  return {
    id: String(row['id']),
    kind: String(row['kind']) as Sold['lines'][number]['kind'],
    quantity: Number(row['quantity']),
    unitPriceMinor: BigInt(String(row['unit_price_minor'])),
    totalMinor: BigInt(String(row['total_minor'])),
    taxMinor: BigInt(String(row['tax_minor'])),
    taxRate: Number(row['tax_rate']),
    taxRule: text(row['tax_rule']),
    taxCountry: text(row['tax_country']),
    titleForBuyer: String(row['title_for_buyer']),
    titleForSeller: String(row['title_for_seller']),
    variantForBuyer: text(row['variant_for_buyer']),
    variantForSeller: text(row['variant_for_seller']),
    hsCode: text(row['hs_code']),
    originCountry: text(row['origin_country']),
    weightGrams: row['weight_grams'] == null ? null : Number(row['weight_grams']),
  };
}

function soldOf(part: Row, order: Row, lines: readonly Row[], enterprise: Row, payment: Row | undefined): Sold {
  return {
    number: String(part['number']),
    totalMinor: BigInt(String(part['total_minor'])),
    taxMinor: BigInt(String(part['tax_minor'])),
    taxRule: String(part['tax_rule']),
    currency: String(part['currency']),
    handedOverAt: when(part['handed_over_at']),
    order: {
      number: String(order['number']),
      locale: String(order['locale']),
      email: String(order['email']),
      country: String(order['country']),
      shipTo: JSON.parse(JSON.stringify(order['ship_to'] ?? null)),
      paidAt: when(order['paid_at']),
      buyerCompany: text(order['buyer_company']),
      buyerVatNumber: text(order['buyer_vat_number']),
      payments: [{ paymentIntentId: null, method: text(payment?.['method']) }],
    },
    lines: lines.map(lineOf),
    enterprise: {
      displayName: String(enterprise['display_name']),
      legalName: String(enterprise['legal_name']),
      country: String(enterprise['country']),
      registrationNumber: String(enterprise['registration_number']),
      vatNumber: text(enterprise['vat_number']),
      sourceLocale: String(enterprise['source_locale']),
    },
  };
}

/** The invoices of everything that was paid, issued on the day of payment, in its order, and the credit notes of what went back. */
export async function addInvoices(rows: Rows): Promise<void> {
  const rates = await demoRates();
  const by = (table: string, key: string) => new Map(rows.of(table).map((row) => [String(row[key]), row]));
  const orders = by('orders', 'id');
  const enterprises = by('enterprise', 'id');
  const payments = by('payment', 'order_id');
  const lines = Map.groupBy(rows.of('order_line'), (row) => String(row['seller_order_id']));
  const paid = rows
    .of('seller_order')
    .flatMap((part) => {
      const order = orders.get(String(part['order_id']));
      const paidAt = when(order?.['paid_at']);
      return order && paidAt ? [{ part, order, paidAt }] : [];
    })
    .sort((a, b) => a.paidAt.getTime() - b.paidAt.getTime());
  const last = new Map<string, number>();
  const papers = new Map<string, { id: string; number: string; data: InvoiceData }>();
  const ofServices = [...licenceInvoices(rows, rates), ...translationInvoices(rows, rates)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  const addServicesUntil = (moment: number) => {
    for (let next = ofServices[0]; next && next.at.getTime() <= moment; next = ofServices[0]) {
      addPaper(rows, { ...next, last });
      ofServices.shift();
    }
  };
  for (const { part, order, paidAt } of paid) {
    addServicesUntil(paidAt.getTime());
    const id = stableId('invoice', String(part['id']));
    const enterprise = enterprises.get(String(part['enterprise_id'])) ?? {};
    const own = lines.get(String(part['id'])) ?? [];
    const data = invoiceOf(
      soldOf(part, order, own, enterprise, payments.get(String(order['id']))),
      demoCompany,
      rates,
      paidAt,
    );
    const number = addPaper(rows, { id, data, links: { sellerOrderId: String(part['id']) }, at: paidAt, last });
    papers.set(String(part['id']), { id, number, data });
  }
  addServicesUntil(Number.POSITIVE_INFINITY);
  for (const row of rows.of('refund')) {
    const refund = refundOf(rows, row);
    const { settledAt: at } = refund;
    const [refundId, sellerOrderId] = [String(row['id']), String(row['seller_order_id'])];
    const invoice = papers.get(sellerOrderId);
    if (!invoice || !at) continue;
    const data = creditOf(invoice.data, invoice.number, refund, rates, at);
    const links = { sellerOrderId, refundId, correctsId: invoice.id };
    addPaper(rows, { id: stableId('invoice', refundId), data, links, at, last });
  }
}

interface Paper {
  readonly id: string;
  readonly data: InvoiceData;
  readonly links: Links;
  readonly at: Date;
  /** The last number of each series and year. */
  readonly last: Map<string, number>;
}

/** A paper's rows; says which number the database will give it, as it counts by ones in this order. */
function addPaper(rows: Rows, { id, data, links, at, last }: Paper): string {
  const row = invoiceRow(data, links);
  rows.add('invoice', {
    id,
    kind: row.kind,
    issuer: row.issuer,
    series: row.series,
    year: row.year,
    seller_order_id: 'sellerOrderId' in links ? links.sellerOrderId : null,
    licence_due_id: 'licenceDueId' in links ? links.licenceDueId : null,
    translation_order_id: 'translationOrderId' in links ? links.translationOrderId : null,
    refund_id: ('refundId' in links && links.refundId) || null,
    due_return_id: ('dueReturnId' in links && links.dueReturnId) || null,
    translation_refund_id: ('translationRefundId' in links && links.translationRefundId) || null,
    corrects_id: links.correctsId ?? null,
    issued_on: isoDay(row.issuedOn),
    tax_on: isoDay(row.taxOn),
    currency: row.currency,
    net_minor: row.netMinor,
    tax_minor: row.taxMinor,
    total_minor: row.totalMinor,
    data: row.data,
    hash: row.hash,
    created_at: at,
  });
  for (const tax of taxRows(data))
    rows.add('invoice_tax', {
      invoice_id: id,
      country: tax.country,
      rule: tax.rule,
      rate: tax.rate,
      goods: tax.goods,
      net_minor: tax.netMinor,
      tax_minor: tax.taxMinor,
    });
  const series = `${row.series}-${row.year}`;
  const sequence = (last.get(series) ?? 0) + 1;
  last.set(series, sequence);
  return `${series}-${String(sequence).padStart(6, '0')}`;
}

/** Tax numbers whose check digits are right. */
const taxNumbers = { BG: '831650349', PL: '5260001246', HU: '10773381' } as const;

/** One seller of each of some countries has told the tax office who it is; the others are still to be asked. */
export function addTaxDetails(rows: Rows, today: Date): void {
  for (const [country, tin] of Object.entries(taxNumbers)) {
    const enterprise = rows.of('enterprise').find((row) => row['country'] === country);
    const place = rows.of('stock_place').find((row) => row['enterprise_id'] === enterprise?.['id']);
    if (!enterprise) continue;
    const [street = 'ul. 1'] = Array.isArray(place?.['address_lines']) ? place['address_lines'] : [];
    rows.add('seller_tax_details', {
      enterprise_id: String(enterprise['id']),
      tin,
      tin_country: country,
      street: String(street),
      postal_code: country === 'PL' ? '00-950' : '1000',
      city: country === 'PL' ? 'Warszawa' : country === 'HU' ? 'Budapest' : 'София',
      country,
      since: `${enterprise['founded_year'] ?? 1998}-04-01`,
      updated_at: today,
    });
  }
}
