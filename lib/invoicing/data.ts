import { createHash } from 'node:crypto';
import { z } from 'zod';
import { companySchema } from './company.ts';

/** Integer minor units as text, because JSON knows no integers of 64 bits. */
const minor = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(BigInt);
const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const countryCode = z.string().regex(/^[A-Z]{2}$/);

const lineSchema = z.object({
  id: z.string(),
  /** In the buyer's words and in the seller's. */
  title: z.string(),
  titleForSeller: z.string(),
  kind: z.string(),
  quantity: z.number().int().positive(),
  /** Of a piece, tax included, before vouchers. */
  unit: minor,
  /** Paid for the line, tax included; and the tax in it. */
  gross: minor,
  tax: minor,
  /** Basis points. */
  rate: z.number().int().nonnegative(),
  rule: z.string(),
  /** Whose tax it is. */
  country: countryCode,
  hsCode: z.string().nullable(),
  origin: z.string().nullable(),
  weightGrams: z.number().int().nullable(),
});

const deliverySchema = z.object({
  gross: minor,
  tax: minor,
  rate: z.number().int().nonnegative(),
  rule: z.string(),
  country: countryCode,
});

const placeSchema = z.object({ lines: z.array(z.string()), country: countryCode });

/** Everything an invoice says, frozen when it is issued: from this and its number it is printed the same for ever. */
export const invoiceDataSchema = z.object({
  version: z.literal(1),
  kind: z.enum(['invoice', 'credit_note']),
  /** The buyer's language; and the seller's where that is another. */
  languages: z.array(z.string()).min(1).max(2),
  issuedOn: isoDay,
  /** When it was paid, which is when the tax is due; of a credit note, when it was given back. */
  taxOn: isoDay,
  /** When things were handed over, where they already were. */
  deliveredOn: isoDay.nullable(),
  orderNumber: z.string(),
  sellerOrderNumber: z.string(),
  payment: z.object({ reference: z.string(), method: z.string().nullable() }),
  company: companySchema,
  /** Who made what the platform sells; null of a service that is the platform's own to the buyer. */
  maker: z
    .object({
      name: z.string(),
      legalName: z.string(),
      country: countryCode,
      registrationNumber: z.string(),
      vatNumber: z.string().nullable(),
    })
    .nullable(),
  buyer: z.object({
    name: z.string(),
    company: z.string().nullable(),
    vatNumber: z.string().nullable(),
    email: z.string(),
    /** As an envelope has it; without lines where nothing is sent. */
    address: placeSchema,
    city: z.string(),
    postalCode: z.string(),
    street: z.string(),
  }),
  currency: z.string(),
  lines: z.array(lineSchema),
  delivery: deliverySchema.nullable(),
  /** The tax in euro, in which it is owed, where the invoice is in another currency. */
  euro: z.object({ day: isoDay, rate: z.string(), tax: minor }).nullable(),
  corrects: z.object({ number: z.string(), issuedOn: isoDay }).nullable(),
  /** A word of the refund's reasons, and what the buyer was told. */
  reason: z.object({ code: z.string(), note: z.string() }).nullable(),
  /** Of what was paid for a licence: what its licensee withheld for its tax office, as a part of the fee. */
  licence: z.object({ withheld: minor }).optional(),
});

export type InvoiceData = z.output<typeof invoiceDataSchema>;
export type InvoiceLine = InvoiceData['lines'][number];
export type StoredInvoiceData = z.input<typeof invoiceDataSchema>;

/** JSON with sorted keys, so that the same facts always give the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Object)
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** How the data is kept. */
export function stored(data: InvoiceData): StoredInvoiceData {
  return JSON.parse(JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? value.toString() : value)));
}

/** SHA-256 of kept data. */
export function dataHash(data: unknown): string {
  return createHash('sha256').update(canonical(data)).digest('hex');
}
