import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataHash, invoiceDataSchema, stored } from '../../../lib/invoicing/data.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { type Xml, xmlText } from '../../../lib/invoicing/xml.ts';
import { anyInvoice, invoice, line } from './invoices.ts';

/** The document with the text of one element changed. */
function changed(xml: Xml, name: string, text: string): Xml {
  return xml.name === name
    ? { ...xml, text }
    : { ...xml, children: xml.children.map((child) => changed(child, name, text)) };
}

describe('UBL by EN 16931', () => {
  test('whatever was bought, the rules about amounts and categories hold', () =>
    fc.assert(
      fc.property(anyInvoice, (data) => {
        expect(brokenRules(toUbl(data, 'AS-2026-000001'))).toEqual([]);
      }),
      { numRuns: 300 },
    ));

  test.each([
    ['BR-CO-10', 'cbc:LineExtensionAmount'],
    ['BR-CO-13', 'cbc:TaxExclusiveAmount'],
    ['BR-CO-15', 'cbc:TaxInclusiveAmount'],
    ['BR-CO-16', 'cbc:PayableAmount'],
    ['BR-CO-12', 'cbc:ChargeTotalAmount'],
    ['BR-S-08', 'cbc:TaxableAmount'],
    ['BR-CO-17', 'cbc:TaxAmount'],
    ['BR-02', 'cbc:ID'],
  ])('the checker finds a broken %s', (rule, name) => {
    const data = invoice({
      lines: [line({ gross: 4_800n }), line({ gross: 995n, rate: 500 })],
      delivery: { gross: 1_000n, tax: 187n, rate: 2300, rule: 'eu_destination', country: 'PL' },
    });
    const wrong = changed(toUbl(data, 'AS-2026-000001'), name, name === 'cbc:ID' ? '' : '999.99');
    expect(brokenRules(wrong)).toContain(rule);
  });

  test('what is reversed names the buyer; what is outside the tax names nobody', () => {
    const lines = [line({ gross: 4_800n, rule: 'reverse_charge' })];
    expect(brokenRules(toUbl(invoice({ lines }), 'AS-2026-000001'))).toContain('BR-IC-02');
    const outside = toUbl(invoice({ lines: [line({ gross: 1n, rule: 'import' })] }), 'AS-2026-000002');
    expect(xmlText(outside)).not.toContain('PartyTaxScheme');
    expect(xmlText(outside)).toContain('VATEX-EU-O');
  });

  test('a credit note names what it corrects', () => {
    const note = invoice({ kind: 'credit_note' });
    expect(brokenRules(toUbl(note, 'AC-2026-000001'))).toContain('BR-55');
    const text = xmlText(
      toUbl({ ...note, corrects: { number: 'AS-2026-000009', issuedOn: '2026-11-20' } }, 'AC-2026-000001'),
    );
    expect(text).toContain('<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>');
    expect(text).toContain('<cbc:ID>AS-2026-000009</cbc:ID>');
  });

  test('what people typed cannot leave its element', () => {
    const text = xmlText(toUbl(invoice({ lines: [line({ gross: 1n, title: '<a>&"\u0007' })] }), 'AS-2026-000001'));
    expect(text).toContain('<cbc:Name>&lt;a&gt;&amp;&quot;</cbc:Name>');
  });
});

describe('the snapshot', () => {
  test('is read as it was kept, and its hash does not depend on the order of its keys', () =>
    fc.assert(
      fc.property(anyInvoice, (data) => {
        const kept = stored(data);
        expect(invoiceDataSchema.parse(kept)).toEqual(data);
        const turned = Object.fromEntries(Object.entries(kept).reverse());
        expect(dataHash(turned)).toBe(dataHash(kept));
      }),
      { numRuns: 30 },
    ));
});
