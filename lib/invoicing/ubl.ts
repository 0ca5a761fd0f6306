import { currency } from '#lib/core/currency.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { breakdown, type Category, categorise, taxGroups, totalsOf } from './amounts.ts';
import type { InvoiceData, InvoiceLine } from './data.ts';
import { element, leaf, type Xml } from './xml.ts';

/** Peppol BIS Billing 3.0, which is EN 16931 in UBL 2.1. */
const customization = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';
const profile = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** Why no tax is charged: the codes of CEF's VATEX list, and words for people. */
const exemptions: Partial<Record<Category, readonly [code: string | null, reason: string]>> = {
  AE: ['VATEX-EU-AE', 'Reverse charge'],
  K: ['VATEX-EU-IC', 'Intra-Community supply'],
  G: ['VATEX-EU-G', 'Export outside the EU'],
  O: ['VATEX-EU-O', 'Not subject to VAT'],
  E: [null, 'Outside the scope of EU VAT; import VAT is due at the border where there is one'],
};

function amount(name: string, minor: bigint, code: string): Xml {
  return leaf(name, decimalText(money(minor, currency(code))), { currencyID: code });
}

function percent(rate: number): string {
  return (rate / 100).toFixed(2).replace(/\.?0+$/, '') || '0';
}

function taxCategory(name: string, category: Category, rate: number, withReason = false): Xml {
  const [code = null, reason = ''] = exemptions[category] ?? [];
  return element(name, [
    leaf('cbc:ID', category),
    category !== 'O' && leaf('cbc:Percent', percent(category === 'S' ? rate : 0)),
    withReason && code !== null && leaf('cbc:TaxExemptionReasonCode', code),
    withReason && reason !== '' && leaf('cbc:TaxExemptionReason', reason),
    element('cac:TaxScheme', [leaf('cbc:ID', 'VAT')]),
  ]);
}

function address(street: string, city: string, postalCode: string, country: string): Xml {
  return element('cac:PostalAddress', [
    street !== '' && leaf('cbc:StreetName', street),
    city !== '' && leaf('cbc:CityName', city),
    postalCode !== '' && leaf('cbc:PostalZone', postalCode),
    element('cac:Country', [leaf('cbc:IdentificationCode', country)]),
  ]);
}

function vatId(number: string): Xml {
  return element('cac:PartyTaxScheme', [
    leaf('cbc:CompanyID', number),
    element('cac:TaxScheme', [leaf('cbc:ID', 'VAT')]),
  ]);
}

/** What is not subject to VAT must not name anybody's VAT number (BR-O-02). */
function supplier({ company }: InvoiceData, named: boolean): Xml {
  return element('cac:AccountingSupplierParty', [
    element('cac:Party', [
      leaf('cbc:EndpointID', company.email, { schemeID: 'EM' }),
      element('cac:PartyName', [leaf('cbc:Name', company.name)]),
      address(company.street, company.city, company.postalCode, company.country),
      named && vatId(company.vatNumber),
      element('cac:PartyLegalEntity', [
        leaf('cbc:RegistrationName', company.name),
        leaf('cbc:CompanyID', company.registrationNumber),
      ]),
      element('cac:Contact', [leaf('cbc:ElectronicMail', company.email)]),
    ]),
  ]);
}

function customer({ buyer }: InvoiceData, named: boolean): Xml {
  return element('cac:AccountingCustomerParty', [
    element('cac:Party', [
      leaf('cbc:EndpointID', buyer.email, { schemeID: 'EM' }),
      address(buyer.street, buyer.city, buyer.postalCode, buyer.address.country),
      named && buyer.vatNumber !== null && vatId(buyer.vatNumber),
      element('cac:PartyLegalEntity', [leaf('cbc:RegistrationName', buyer.company ?? buyer.name)]),
    ]),
  ]);
}

function delivery(data: InvoiceData): Xml {
  return element('cac:Delivery', [
    leaf('cbc:ActualDeliveryDate', data.deliveredOn ?? data.taxOn),
    element('cac:DeliveryLocation', [
      element('cac:Address', [element('cac:Country', [leaf('cbc:IdentificationCode', data.buyer.address.country)])]),
    ]),
  ]);
}

function line(data: InvoiceData, line: InvoiceLine, number: number, category: Category): Xml {
  const credit = data.kind === 'credit_note';
  const quantity = String(line.quantity);
  const net = line.gross - line.tax;
  return element(credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    leaf('cbc:ID', String(number)),
    leaf(credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', quantity, { unitCode: 'C62' }),
    amount('cbc:LineExtensionAmount', net, data.currency),
    element('cac:Item', [
      leaf('cbc:Name', line.title),
      line.origin !== null && element('cac:OriginCountry', [leaf('cbc:IdentificationCode', line.origin)]),
      line.hsCode !== null &&
        element('cac:CommodityClassification', [leaf('cbc:ItemClassificationCode', line.hsCode, { listID: 'HS' })]),
      taxCategory('cac:ClassifiedTaxCategory', category, line.rate),
    ]),
    // The price is that of all pieces, so that price × quantity is the line to the cent.
    element('cac:Price', [
      amount('cbc:PriceAmount', net, data.currency),
      leaf('cbc:BaseQuantity', quantity, { unitCode: 'C62' }),
    ]),
  ]);
}

function charge(data: InvoiceData, category: Category): Xml | null {
  if (!data.delivery) return null;
  return element('cac:AllowanceCharge', [
    leaf('cbc:ChargeIndicator', 'true'),
    leaf('cbc:AllowanceChargeReasonCode', 'FC'),
    leaf('cbc:AllowanceChargeReason', 'Freight service'),
    amount('cbc:Amount', data.delivery.gross - data.delivery.tax, data.currency),
    taxCategory('cac:TaxCategory', category, data.delivery.rate),
  ]);
}

function taxTotal(data: InvoiceData): Xml {
  const groups = breakdown(taxGroups(data));
  return element('cac:TaxTotal', [
    amount('cbc:TaxAmount', totalsOf(data).tax, data.currency),
    ...groups.map(({ category, rate, net, tax }) =>
      element('cac:TaxSubtotal', [
        amount('cbc:TaxableAmount', net, data.currency),
        amount('cbc:TaxAmount', tax, data.currency),
        taxCategory('cac:TaxCategory', category, rate, true),
      ]),
    ),
  ]);
}

/** Everything was paid before the invoice was issued, so nothing is due. */
function monetaryTotal(data: InvoiceData): Xml {
  const totals = totalsOf(data);
  const of = (name: string, minor: bigint) => amount(name, minor, data.currency);
  return element('cac:LegalMonetaryTotal', [
    of('cbc:LineExtensionAmount', totals.lines),
    of('cbc:TaxExclusiveAmount', totals.net),
    of('cbc:TaxInclusiveAmount', totals.gross),
    totals.delivery > 0n && of('cbc:ChargeTotalAmount', totals.delivery),
    of('cbc:PrepaidAmount', totals.gross),
    of('cbc:PayableAmount', 0n),
  ]);
}

/** An invoice or credit note as EN 16931 has it, in UBL 2.1. */
export function toUbl(data: InvoiceData, number: string): Xml {
  const credit = data.kind === 'credit_note';
  const categoryIn = categorise(data);
  const categories = taxGroups(data).map(({ category }) => category);
  const named = !categories.includes('O');
  const type = credit ? leaf('cbc:CreditNoteTypeCode', '381') : leaf('cbc:InvoiceTypeCode', '380');
  const taxPoint = leaf('cbc:TaxPointDate', data.taxOn);
  const note = data.reason?.note ? leaf('cbc:Note', data.reason.note) : null;
  const root = credit ? 'CreditNote' : 'Invoice';
  return element(
    root,
    [
      leaf('cbc:CustomizationID', customization),
      leaf('cbc:ProfileID', profile),
      leaf('cbc:ID', number),
      leaf('cbc:IssueDate', data.issuedOn),
      ...(credit ? [taxPoint, type, note] : [type, note, taxPoint]),
      leaf('cbc:DocumentCurrencyCode', data.currency),
      data.euro && leaf('cbc:TaxCurrencyCode', 'EUR'),
      leaf('cbc:BuyerReference', data.orderNumber),
      element('cac:OrderReference', [leaf('cbc:ID', data.sellerOrderNumber)]),
      data.corrects &&
        element('cac:BillingReference', [
          element('cac:InvoiceDocumentReference', [
            leaf('cbc:ID', data.corrects.number),
            leaf('cbc:IssueDate', data.corrects.issuedOn),
          ]),
        ]),
      supplier(data, named),
      customer(data, named),
      delivery(data),
      element('cac:PaymentMeans', [
        leaf('cbc:PaymentMeansCode', data.payment.method === 'card' ? '48' : 'ZZZ'),
        leaf('cbc:PaymentID', data.payment.reference),
      ]),
      data.delivery && charge(data, categoryIn(data.delivery.rule, data.delivery.rate, true)),
      taxTotal(data),
      data.euro && element('cac:TaxTotal', [amount('cbc:TaxAmount', data.euro.tax, 'EUR')]),
      monetaryTotal(data),
      ...data.lines.map((each, index) =>
        line(data, each, index + 1, categoryIn(each.rule, each.rate, each.kind === 'physical')),
      ),
    ],
    {
      xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
      'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    },
  );
}
