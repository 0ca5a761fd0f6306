import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../../lib/invoicing/company.ts';
import { type InvoiceData, invoiceDataSchema, stored } from '../../../lib/invoicing/data.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { creditOfTranslation, invoiceOfTranslation, type Translated } from '../../../lib/invoicing/translated.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { xmlText } from '../../../lib/invoicing/xml.ts';

const issued = new Date('2026-11-27T00:00:00Z');

/** Two jobs of 3.25 and 1.10 before a tax that was reckoned once for both. */
function translated(order: Partial<Translated['order']>, taxes: readonly [bigint, bigint] = [0n, 0n]): Translated {
  return {
    order: { number: 'TO-26-7K3M', currency: 'EUR', country: 'CZ', taxRule: 'reverse_charge', taxRate: 0, ...order },
    bookedOn: new Date('2026-11-26T23:59:00Z'),
    jobs: [
      { id: 'czech', title: 'Překlad: čeština → polština, 10 slov', netMinor: 325n, taxMinor: taxes[0] },
      { id: 'hungarian', title: 'Překlad: čeština → maďarština, 4 slova', netMinor: 110n, taxMinor: taxes[1] },
    ],
    payment: { reference: 'pi_3Q7', method: 'card' },
    customer: {
      displayName: 'Keramika',
      legalName: 'Keramika s.r.o.',
      country: order.country ?? 'CZ',
      registrationNumber: '25583061',
      vatNumber: 'CZ25583061',
      sourceLocale: 'cs',
      email: 'keramika@example.com',
      taxDetails: { street: 'Dlouhá 1', postalCode: '110 00', city: 'Praha', country: 'CZ' },
    },
  };
}

const xmlOf = (data: InvoiceData) => xmlText(toUbl(data, 'AS-2026-000001'));

describe('the invoice of ordered translations', () => {
  test.each([
    ['reverse_charge', 0, [0n, 0n], 'AE'],
    ['eu_destination', 2_100, [68n, 23n], 'S'],
    ['domestic', 2_000, [65n, 22n], 'S'],
    ['export', 0, [0n, 0n], 'G'],
    ['none', 0, [0n, 0n], 'O'],
  ] as const)('by the rule %s passes the standard’s rules', (taxRule, taxRate, taxes, category) => {
    const data = invoiceOfTranslation(translated({ taxRule, taxRate }, taxes), demoCompany, null, issued);
    expect(brokenRules(toUbl(data, 'AS-2026-000001'))).toEqual([]);
    expect(xmlOf(data)).toContain(`<cbc:ID>${category}</cbc:ID>`);
    expect(invoiceDataSchema.parse(stored(data))).toEqual(data);
  });

  test('has a line a job, is in the customer’s language alone, and names nobody who has not taken it', () => {
    const data = invoiceOfTranslation(translated({}), demoCompany, null, issued);
    expect(data.lines).toMatchObject([
      { id: 'czech', quantity: 1, gross: 325n },
      { id: 'hungarian', quantity: 1, gross: 110n },
    ]);
    expect(data).toMatchObject({ languages: ['cs'], maker: null, taxOn: '2026-11-26', issuedOn: '2026-11-27' });
    expect(xmlOf(data)).toContain('CZ25583061');
    expect(xmlOf(data)).toContain('VATEX-EU-AE');
  });

  test('what goes back of a job is a credit note of its line that passes them as well', () => {
    const sold = translated({ taxRule: 'eu_destination', taxRate: 2_100 }, [68n, 23n]);
    const invoice = invoiceOfTranslation(sold, demoCompany, null, issued);
    const back = { jobId: 'czech', netMinor: 163n, taxMinor: 34n, bookedOn: issued };
    const how = { rates: null, issuedOn: issued, reason: { code: 'settled', note: '' } };
    const credit = creditOfTranslation(invoice, 'AS-2026-000001', back, how);
    expect(brokenRules(toUbl(credit, 'AC-2026-000001'))).toEqual([]);
    expect(credit).toMatchObject({
      kind: 'credit_note',
      corrects: { number: 'AS-2026-000001' },
      lines: [{ id: 'czech', gross: 197n, tax: 34n }],
    });
  });
});
