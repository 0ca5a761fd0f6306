import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../../lib/invoicing/company.ts';
import { invoiceDataSchema, stored } from '../../../lib/invoicing/data.ts';
import { creditOfReturn, invoiceOfDue, type Licensed } from '../../../lib/invoicing/licensed.ts';
import { brokenRules } from '../../../lib/invoicing/rules.ts';
import { toUbl } from '../../../lib/invoicing/ubl.ts';
import { xmlText } from '../../../lib/invoicing/xml.ts';

const maker = {
  displayName: '湖心动画',
  legalName: '湖心动画有限公司',
  country: 'CN',
  registrationNumber: '91330106',
  vatNumber: null,
  sourceLocale: 'zh-CN',
};

function licensed(due: Partial<Licensed['due']>, licensee: Partial<Licensed['licensee']> = {}): Licensed {
  return {
    due: {
      id: 'due',
      amountMinor: 100_000n,
      taxMinor: 0n,
      taxRule: 'reverse_charge',
      taxRate: 0,
      withholdingMinor: 0n,
      currency: 'EUR',
      ...due,
    },
    bookedOn: new Date('2026-11-25T10:00:00Z'),
    number: 'ASL-26-7K3M-9QXD',
    what: { buyer: 'Zaliczka · „Lianpeng”', seller: '预付款 · 《莲蓬仔》' },
    payment: { reference: 'pi_3Q7', method: 'card' },
    holder: maker,
    licensee: {
      ...maker,
      displayName: 'Zabawki',
      legalName: 'Zabawki sp. z o.o.',
      country: 'PL',
      vatNumber: 'PL5260001246',
      sourceLocale: 'pl',
      email: 'zabawki@example.com',
      taxDetails: null,
      ...licensee,
    },
  };
}

const issued = new Date('2026-11-26T00:00:00Z');
const xmlOf = (data: ReturnType<typeof invoiceOfDue>) => xmlText(toUbl(data, 'AS-2026-000001'));

describe('the invoice of a licence’s due', () => {
  test.each([
    ['reverse_charge', 0n, 0, 'AE'],
    ['eu_destination', 23_000n, 2_300, 'S'],
    ['domestic', 20_000n, 2_000, 'S'],
    ['none', 0n, 0, 'O'],
  ])('by the rule %s passes the standard’s rules', (taxRule, taxMinor, taxRate, category) => {
    const data = invoiceOfDue(licensed({ taxRule, taxMinor, taxRate }), demoCompany, null, issued);
    expect(brokenRules(toUbl(data, 'AS-2026-000001'))).toEqual([]);
    expect(xmlOf(data)).toContain(`<cbc:ID>${category}</cbc:ID>`);
    expect(invoiceDataSchema.parse(stored(data))).toEqual(data);
  });

  test('by reverse charge names why, and both VAT numbers; outside the scope it names none', () => {
    const reverse = xmlOf(invoiceOfDue(licensed({}), demoCompany, null, issued));
    expect(reverse).toContain('VATEX-EU-AE');
    expect(reverse).toContain('PL5260001246');
    expect(reverse).toContain(demoCompany.vatNumber);
    const outside = xmlOf(invoiceOfDue(licensed({ taxRule: 'none' }, { country: 'CN' }), demoCompany, null, issued));
    expect(outside).not.toContain(`<cbc:CompanyID>${demoCompany.vatNumber}</cbc:CompanyID>`);
  });

  test('what goes back of it is a credit note that passes them as well', () => {
    const due = licensed({ taxRule: 'eu_destination', taxMinor: 23_000n, taxRate: 2_300, withholdingMinor: 10_000n });
    const invoice = invoiceOfDue(due, demoCompany, null, issued);
    const back = { netMinor: 33_333n, taxMinor: 7_667n, withholdingMinor: 3_333n, createdAt: issued };
    const how = { rates: null, issuedOn: issued, reason: { code: 'staff', note: 'Samples never came.' } };
    const credit = creditOfReturn(invoice, 'AS-2026-000001', back, how);
    expect(brokenRules(toUbl(credit, 'AC-2026-000001'))).toEqual([]);
    expect(credit).toMatchObject({ kind: 'credit_note', licence: { withheld: 3_333n }, taxOn: '2026-11-26' });
  });
});
