import { isoDay } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import type { Enterprise, Order, OrderLine, Payment, Prisma, SellerOrder } from '#lib/db/generated/client.ts';
import { convert, type Rates, rateText } from '#lib/exchange/index.ts';
import { locale } from '#lib/languages/index.ts';
import { addressLines, addressSchema } from '#lib/ordering/index.ts';
import { collects, totalsOf } from './amounts.ts';
import type { Company } from './company.ts';
import type { InvoiceData, InvoiceLine } from './data.ts';

/** What is read of a seller order for its papers. */
export const soldInclude = {
  order: { include: { payments: { where: { status: { in: ['succeeded', 'refunded', 'partly_refunded'] } } } } },
  lines: { orderBy: { id: 'asc' } },
  enterprise: true,
} as const satisfies Prisma.SellerOrderInclude;

/** What of a seller order an invoice is made from. */
export interface Sold
  extends Pick<SellerOrder, 'number' | 'totalMinor' | 'taxMinor' | 'taxRule' | 'currency' | 'handedOverAt'> {
  readonly order: Pick<
    Order,
    'number' | 'locale' | 'email' | 'country' | 'shipTo' | 'paidAt' | 'buyerCompany' | 'buyerVatNumber'
  > & {
    readonly payments: readonly Pick<Payment, 'paymentIntentId' | 'method'>[];
  };
  readonly lines: readonly SoldLine[];
  readonly enterprise: Pick<
    Enterprise,
    'displayName' | 'legalName' | 'country' | 'registrationNumber' | 'vatNumber' | 'sourceLocale'
  >;
}

type SoldLine = Pick<
  OrderLine,
  | 'id'
  | 'kind'
  | 'quantity'
  | 'unitPriceMinor'
  | 'totalMinor'
  | 'taxMinor'
  | 'taxRate'
  | 'taxRule'
  | 'taxCountry'
  | 'titleForBuyer'
  | 'titleForSeller'
  | 'variantForBuyer'
  | 'variantForSeller'
  | 'hsCode'
  | 'originCountry'
  | 'weightGrams'
>;

/** Countries' names as envelopes have them: in the language of the papers. */
function countryName(country: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
}

function lineOf(line: Sold['lines'][number], sold: Sold): InvoiceLine {
  const rule = line.taxRule ?? sold.taxRule;
  const named = (title: string, variant: string | null) => (variant ? `${title} · ${variant}` : title);
  return {
    id: line.id,
    title: named(line.titleForBuyer, line.variantForBuyer),
    titleForSeller: named(line.titleForSeller, line.variantForSeller),
    kind: line.kind,
    quantity: line.quantity,
    unit: line.unitPriceMinor,
    gross: line.totalMinor,
    tax: line.taxMinor,
    // The rate of a line that bears no tax says nothing.
    rate: collects(rule) ? line.taxRate : 0,
    rule,
    country: line.taxCountry ?? sold.order.country,
    hsCode: line.hsCode,
    origin: line.originCountry,
    weightGrams: line.weightGrams,
  };
}

/** Delivery is what the seller order costs beside its lines; it follows the goods and bears the highest rate among them. */
function deliveryOf(sold: Sold, lines: readonly InvoiceLine[]): InvoiceData['delivery'] {
  const gross = sold.totalMinor - lines.reduce((sum, line) => sum + line.gross, 0n);
  const tax = sold.taxMinor - lines.reduce((sum, line) => sum + line.tax, 0n);
  if (gross <= 0n) return null;
  const goods = lines.filter(({ kind }) => kind === 'physical').sort((a, b) => b.rate - a.rate);
  const led = goods[0] ?? lines[0];
  return {
    gross,
    tax,
    rate: led?.rate ?? 0,
    rule: led?.rule ?? sold.taxRule,
    country: led?.country ?? sold.order.country,
  };
}

function buyerOf({ order }: Sold): InvoiceData['buyer'] {
  const address = addressSchema.safeParse(order.shipTo);
  const {
    name = order.email,
    street = '',
    city = '',
    postalCode = '',
  } = address.success
    ? { ...address.data, street: [address.data.line1, address.data.line2].filter(Boolean).join(', ') }
    : {};
  return {
    name,
    company: order.buyerCompany,
    vatNumber: order.buyerVatNumber,
    email: order.email,
    address: {
      lines: address.success ? addressLines(address.data, countryName(address.data.country, order.locale)) : [],
      country: order.country,
    },
    city,
    postalCode,
    street,
  };
}

/** The tax in euro, in which it is owed (art. 230 and 369h); null where the invoice is in euro. */
export function inEuro(
  data: Pick<InvoiceData, 'lines' | 'delivery' | 'currency'>,
  rates: Rates | null,
): InvoiceData['euro'] {
  const code = currency(data.currency);
  if (code === 'EUR' || !rates) return null;
  const tax = convert(money(totalsOf(data).tax, code), 'EUR', rates).minor;
  return { day: rates.day, rate: rateText('EUR', code, rates), tax };
}

/** What the invoice of a seller order says. `rates` are those of the day of payment. */
export function invoiceOf(sold: Sold, company: Company, rates: Rates | null, issuedOn: Date): InvoiceData {
  const { order, enterprise } = sold;
  const lines = sold.lines.map((line) => lineOf(line, sold));
  const payment = order.payments[0];
  const parts = { lines, delivery: deliveryOf(sold, lines), currency: sold.currency };
  return {
    version: 1,
    kind: 'invoice',
    languages: [...new Set([locale(order.locale), locale(enterprise.sourceLocale)])],
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(order.paidAt ?? issuedOn),
    deliveredOn: sold.handedOverAt && isoDay(sold.handedOverAt),
    orderNumber: order.number,
    sellerOrderNumber: sold.number,
    payment: { reference: payment?.paymentIntentId ?? order.number, method: payment?.method ?? null },
    company,
    maker: {
      name: enterprise.displayName,
      legalName: enterprise.legalName,
      country: enterprise.country,
      registrationNumber: enterprise.registrationNumber,
      vatNumber: enterprise.vatNumber,
    },
    buyer: buyerOf(sold),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: null,
    reason: null,
  };
}
