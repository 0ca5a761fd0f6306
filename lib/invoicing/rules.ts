import { divideHalfEven } from '#lib/core/money.ts';
import { at, type Xml } from './xml.ts';

/**
 * The rules of EN 16931 about amounts and tax categories, as CEN's validation artefacts test them (with their tolerance of one unit where a
 * tax is compared with rate × base, because a tax may be the sum of the lines' taxes). Read from the XML itself, not from what it was made of.
 */

const cents = (text: string | undefined): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text ?? '');
  if (!match) return 0n;
  const value = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0') || '0');
  return match[1] ? -value : value;
};

function text(parent: Xml | undefined, ...path: readonly string[]): string | undefined {
  return parent && at(parent, ...path)[0]?.text;
}

interface Read {
  readonly root: Xml;
  readonly lines: readonly Xml[];
  readonly charges: readonly Xml[];
  readonly subtotals: readonly Xml[];
  readonly currency: string;
}

function read(root: Xml): Read {
  const line = root.name === 'CreditNote' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine';
  return {
    root,
    lines: at(root, line),
    charges: at(root, 'cac:AllowanceCharge'),
    subtotals: at(root, 'cac:TaxTotal', 'cac:TaxSubtotal'),
    currency: text(root, 'cbc:DocumentCurrencyCode') ?? '',
  };
}

const total = (elements: readonly Xml[], ...path: readonly string[]): bigint =>
  elements.reduce((sum, each) => sum + cents(text(each, ...path)), 0n);
const isCharge = (each: Xml): boolean => text(each, 'cbc:ChargeIndicator') === 'true';

/** BR-CO-10 to BR-CO-16: how the totals are made of each other. */
function totalRules({ root, lines, charges, subtotals, currency }: Read): string[] {
  const [sums] = at(root, 'cac:LegalMonetaryTotal');
  const of = (name: string) => cents(text(sums, `cbc:${name}`));
  const main = at(root, 'cac:TaxTotal').find((each) => at(each, 'cac:TaxSubtotal').length > 0);
  const tax = cents(text(main, 'cbc:TaxAmount'));
  const allowances = total(
    charges.filter((each) => !isCharge(each)),
    'cbc:Amount',
  );
  const added = total(charges.filter(isCharge), 'cbc:Amount');
  const checks: readonly (readonly [string, boolean])[] = [
    ['BR-CO-10', of('LineExtensionAmount') === total(lines, 'cbc:LineExtensionAmount')],
    ['BR-CO-11', of('AllowanceTotalAmount') === allowances],
    ['BR-CO-12', of('ChargeTotalAmount') === added],
    [
      'BR-CO-13',
      of('TaxExclusiveAmount') === of('LineExtensionAmount') - of('AllowanceTotalAmount') + of('ChargeTotalAmount'),
    ],
    ['BR-CO-14', tax === total(subtotals, 'cbc:TaxAmount')],
    ['BR-CO-15', of('TaxInclusiveAmount') === of('TaxExclusiveAmount') + tax],
    ['BR-CO-16', of('PayableAmount') === of('TaxInclusiveAmount') - of('PrepaidAmount') + of('PayableRoundingAmount')],
    ['BR-CO-18', subtotals.length > 0],
    ['BR-16', lines.length > 0],
    ['BR-53', !text(root, 'cbc:TaxCurrencyCode') || at(root, 'cac:TaxTotal').length === 2],
    ['BR-05', at(root, 'cac:TaxTotal', 'cbc:TaxAmount').some((each) => each.attributes['currencyID'] === currency)],
  ];
  return checks.filter(([, holds]) => !holds).map(([rule]) => rule);
}

function lineRules({ lines }: Read): string[] {
  return lines.flatMap((line) => {
    const price = cents(text(line, 'cac:Price', 'cbc:PriceAmount'));
    const base = BigInt(text(line, 'cac:Price', 'cbc:BaseQuantity') ?? '1');
    const quantity = BigInt(text(line, 'cbc:InvoicedQuantity') ?? text(line, 'cbc:CreditedQuantity') ?? '0');
    const net = cents(text(line, 'cbc:LineExtensionAmount'));
    return [
      ...(price < 0n ? ['BR-27'] : []),
      // PEPPOL-EN16931-R120: quantity × price / base quantity is the line.
      ...(quantity * price !== net * base ? ['PEPPOL-EN16931-R120'] : []),
      ...(text(line, 'cac:Item', 'cbc:Name') ? [] : ['BR-25']),
    ];
  });
}

const families: Readonly<Record<string, string>> = { S: 'S', Z: 'Z', E: 'E', AE: 'AE', K: 'IC', G: 'G', O: 'O' };

interface Subtotal {
  readonly category: string;
  readonly family: string;
  readonly percent: string | undefined;
  readonly base: bigint;
  readonly tax: bigint;
  readonly exempt: boolean;
}

function subtotalOf(xml: Xml): Subtotal {
  const category = text(xml, 'cac:TaxCategory', 'cbc:ID') ?? '';
  return {
    category,
    family: families[category] ?? '?',
    percent: text(xml, 'cac:TaxCategory', 'cbc:Percent'),
    base: cents(text(xml, 'cbc:TaxableAmount')),
    tax: cents(text(xml, 'cbc:TaxAmount')),
    exempt: Boolean(
      text(xml, 'cac:TaxCategory', 'cbc:TaxExemptionReason') ??
        text(xml, 'cac:TaxCategory', 'cbc:TaxExemptionReasonCode'),
    ),
  };
}

/** What is taxed alike on lines and charges: BR-x-08. */
function basisOf({ lines, charges }: Read, { category, percent }: Subtotal): bigint {
  const alike = (xml: Xml, name: string) =>
    text(xml, name, 'cbc:ID') === category && (category !== 'S' || text(xml, name, 'cbc:Percent') === percent);
  const inLines = lines.filter((line) => alike(at(line, 'cac:Item')[0] ?? line, 'cac:ClassifiedTaxCategory'));
  const inCharges = charges.filter((charge) => alike(charge, 'cac:TaxCategory'));
  return (
    total(inLines, 'cbc:LineExtensionAmount') +
    total(inCharges.filter(isCharge), 'cbc:Amount') -
    total(
      inCharges.filter((each) => !isCharge(each)),
      'cbc:Amount',
    )
  );
}

function subtotalRules(invoice: Read): string[] {
  const found = invoice.subtotals.map(subtotalOf);
  return found.flatMap((each) => {
    const { category, family, base, tax, exempt } = each;
    const rate = cents(each.percent);
    const reckoned = divideHalfEven(base * rate, 10_000n);
    const off = tax > reckoned ? tax - reckoned : reckoned - tax;
    const checks: readonly (readonly [string, boolean])[] = [
      ['BR-CO-17', rate === 0n ? tax === 0n : off < 100n],
      [`BR-${family}-05`, category === 'S' ? rate > 0n : category === 'O' ? each.percent === undefined : rate === 0n],
      [`BR-${family}-08`, base === basisOf(invoice, each)],
      [`BR-${family}-09`, category === 'S' ? off < 100n : tax === 0n],
      [`BR-${family}-10`, exempt === !['S', 'Z'].includes(category)],
      ['BR-O-11', category !== 'O' || found.length === 1],
    ];
    return checks.filter(([, holds]) => !holds).map(([rule]) => rule);
  });
}

/** Who must be named by a VAT number, and what an intra-Community supply must say: BR-x-02, BR-IC-11, BR-IC-12. */
function partyRules({ root, subtotals }: Read): string[] {
  const vatOf = (party: string) => text(root, party, 'cac:Party', 'cac:PartyTaxScheme', 'cbc:CompanyID');
  const seller = vatOf('cac:AccountingSupplierParty');
  const buyer = vatOf('cac:AccountingCustomerParty');
  return subtotals.map(subtotalOf).flatMap(({ category, family }) => {
    const needsBuyer = category === 'AE' || category === 'K';
    const holds = category === 'O' ? !seller && !buyer : Boolean(seller) && (!needsBuyer || Boolean(buyer));
    return [
      ...(holds ? [] : [`BR-${family}-02`]),
      ...(category === 'K' && !text(root, 'cac:Delivery', 'cbc:ActualDeliveryDate') ? ['BR-IC-11'] : []),
      ...(category === 'K' &&
      !text(root, 'cac:Delivery', 'cac:DeliveryLocation', 'cac:Address', 'cac:Country', 'cbc:IdentificationCode')
        ? ['BR-IC-12']
        : []),
    ];
  });
}

function presenceRules({ root }: Read): string[] {
  const credit = root.name === 'CreditNote';
  const needed: readonly (readonly [string, readonly string[]])[] = [
    ['BR-01', ['cbc:CustomizationID']],
    ['BR-02', ['cbc:ID']],
    ['BR-03', ['cbc:IssueDate']],
    ['BR-04', [credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode']],
    ['BR-06', ['cac:AccountingSupplierParty', 'cac:Party', 'cac:PartyLegalEntity', 'cbc:RegistrationName']],
    ['BR-07', ['cac:AccountingCustomerParty', 'cac:Party', 'cac:PartyLegalEntity', 'cbc:RegistrationName']],
    [
      'BR-09',
      ['cac:AccountingSupplierParty', 'cac:Party', 'cac:PostalAddress', 'cac:Country', 'cbc:IdentificationCode'],
    ],
    [
      'BR-11',
      ['cac:AccountingCustomerParty', 'cac:Party', 'cac:PostalAddress', 'cac:Country', 'cbc:IdentificationCode'],
    ],
    ['BR-CO-26', ['cac:AccountingSupplierParty', 'cac:Party', 'cac:PartyLegalEntity', 'cbc:CompanyID']],
    ...(credit ? [['BR-55', ['cac:BillingReference', 'cac:InvoiceDocumentReference', 'cbc:ID']] as const] : []),
  ];
  return needed.filter(([, path]) => !text(root, ...path)).map(([rule]) => rule);
}

/** At most two decimals of any amount. */
function decimalRules(root: Xml): string[] {
  const wrong = (xml: Xml): boolean =>
    ('currencyID' in xml.attributes && !/^-?\d+(\.\d{1,2})?$/.test(xml.text)) || xml.children.some(wrong);
  return wrong(root) ? ['BR-DEC'] : [];
}

/** The names of the rules that a document breaks; none for a sound one. */
export function brokenRules(root: Xml): string[] {
  const invoice = read(root);
  return [
    ...new Set([
      ...presenceRules(invoice),
      ...totalRules(invoice),
      ...lineRules(invoice),
      ...subtotalRules(invoice),
      ...partyRules(invoice),
      ...decimalRules(root),
    ]),
  ];
}
