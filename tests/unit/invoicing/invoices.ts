import fc from 'fast-check';
import { taxContained } from '../../../lib/core/money.ts';
import { demoCompany } from '../../../lib/invoicing/company.ts';
import type { InvoiceData, InvoiceLine } from '../../../lib/invoicing/data.ts';

const taxes = new Set(['eu_destination', 'ioss', 'domestic', 'event']);

/** A line as the checkout would price it. */
export function line(parts: Partial<InvoiceLine> & { gross: bigint }): InvoiceLine {
  const { rule = 'eu_destination', rate = 2300, gross } = parts;
  const tax = taxes.has(rule) ? taxContained({ minor: gross, currency: 'EUR' }, rate).minor : 0n;
  return {
    id: '0',
    title: 'Talerz',
    titleForSeller: 'Чиния',
    kind: 'physical',
    quantity: 1,
    unit: gross,
    country: 'PL',
    hsCode: '691200',
    origin: 'BG',
    weightGrams: 900,
    ...parts,
    tax: parts.tax ?? tax,
    rate: taxes.has(rule) ? rate : 0,
    rule,
  };
}

/** An invoice, whole but for what a test says. */
export function invoice(parts: Partial<InvoiceData> = {}): InvoiceData {
  return {
    version: 1,
    kind: 'invoice',
    languages: ['pl', 'bg'],
    issuedOn: '2026-11-26',
    taxOn: '2026-11-25',
    deliveredOn: null,
    orderNumber: 'AS-26-7K3M-9QXD',
    sellerOrderNumber: 'AS-26-7K3M-9QXD-1',
    payment: { reference: 'pi_3Q7', method: 'card' },
    company: demoCompany,
    maker: {
      name: 'Керамика Троян',
      legalName: 'Керамика Троян ООД',
      country: 'BG',
      registrationNumber: '110',
      vatNumber: null,
    },
    buyer: {
      name: 'Zofia Wójcik',
      company: null,
      vatNumber: null,
      email: 'zofia@example.com',
      address: { lines: ['Zofia Wójcik', 'ul. Piękna 18/4', '00-950 Warszawa', 'Polska'], country: 'PL' },
      city: 'Warszawa',
      postalCode: '00-950',
      street: 'ul. Piękna 18/4',
    },
    currency: 'EUR',
    lines: [line({ gross: 4_800n })],
    delivery: null,
    euro: null,
    corrects: null,
    reason: null,
    ...parts,
  };
}

const rules = ['eu_destination', 'ioss', 'domestic', 'event', 'reverse_charge', 'export', 'import', 'none'] as const;

/** Any invoice that a checkout could lead to: every rule, mixed rates, odd cents, delivery or none, many lines. */
export const anyInvoice: fc.Arbitrary<InvoiceData> = fc
  .record({
    rules: fc.array(fc.constantFrom(...rules), { minLength: 1, maxLength: 3 }),
    currency: fc.constantFrom('EUR', 'PLN', 'HUF', 'CNY'),
    lines: fc.array(
      fc.record({
        gross: fc.bigInt({ min: 0n, max: 5_000_000n }),
        quantity: fc.integer({ min: 1, max: 999 }),
        rate: fc.constantFrom(0, 500, 900, 2000, 2300, 2550, 2700),
        kind: fc.constantFrom('physical', 'download', 'ticket'),
        pick: fc.nat(),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    delivery: fc.option(fc.bigInt({ min: 1n, max: 30_000n })),
    credit: fc.boolean(),
    business: fc.boolean(),
  })
  .map(({ rules: some, currency, lines, delivery, credit, business }) => {
    const made = lines.map(({ pick, ...each }, at) =>
      line({ ...each, id: String(at), rule: some[pick % some.length] ?? 'none' }),
    );
    const led = made.filter(({ kind }) => kind === 'physical').sort((a, b) => b.rate - a.rate)[0];
    const sent = delivery !== null && led ? line({ gross: delivery, rule: led.rule, rate: led.rate }) : null;
    const reversed = some.includes('reverse_charge') || business;
    return invoice({
      kind: credit ? 'credit_note' : 'invoice',
      currency,
      lines: made,
      delivery: sent && { gross: sent.gross, tax: sent.tax, rate: sent.rate, rule: sent.rule, country: 'PL' },
      euro: currency === 'EUR' ? null : { day: '2026-11-25', rate: '4.25', tax: 12n },
      corrects: credit ? { number: 'AS-2026-000001', issuedOn: '2026-11-20' } : null,
      buyer: { ...invoice().buyer, vatNumber: reversed ? 'PL5260001246' : null },
    });
  });
