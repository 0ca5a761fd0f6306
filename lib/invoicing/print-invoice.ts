import { currency } from '#lib/core/currency.ts';
import type { Block, Cell, PrintDocument } from '#lib/print/index.ts';
import { type TaxGroup, taxGroups, totalsOf } from './amounts.ts';
import type { InvoiceData } from './data.ts';
import { toUbl } from './ubl.ts';
import type { Voice } from './words.ts';
import { xmlText } from './xml.ts';

export type InvoicePaper = 'invoice' | 'credit_note' | 'proforma';

/** The company as every paper's head and foot name it. */
function companyLines({ company }: InvoiceData, voice: Voice): string[] {
  return [company.name, company.street, `${company.postalCode} ${company.city}`, voice.country(company.country)];
}

function foot({ company }: InvoiceData): string {
  return [
    company.name,
    `${company.street}, ${company.postalCode} ${company.city}`,
    company.vatNumber,
    company.registrationNumber,
    company.ossNumber && company.ossNumber !== company.vatNumber ? `OSS ${company.ossNumber}` : '',
    company.iban ? `IBAN ${company.iban.replace(/.{4}(?=.)/g, '$& ')}` : '',
    company.email,
  ]
    .filter(Boolean)
    .join(' · ');
}

function lines(texts: readonly (string | null)[]): Block[] {
  return texts.flatMap((text) => (text ? [{ kind: 'text', text } as const] : []));
}

function parties(data: InvoiceData, voice: Voice): Block {
  const { buyer, company, maker } = data;
  const number = (key: string, value: string | null) => value && `${voice.plain(key)} ${value}`;
  const made: Block[] = maker
    ? [
        { kind: 'heading', level: 3, words: voice.words(data.licence ? 'party.holder' : 'party.maker') },
        ...lines([maker.name, maker.legalName === maker.name ? null : maker.legalName, voice.country(maker.country)]),
        ...lines([number('vat_number', maker.vatNumber), number('registration_number', maker.registrationNumber)]),
      ]
    : [];
  return {
    kind: 'columns',
    shares: [1, 1, 1],
    columns: [
      [
        { kind: 'heading', level: 3, words: voice.words('party.seller') },
        ...lines(companyLines(data, voice)),
        ...lines([number('vat_number', company.vatNumber), number('registration_number', company.registrationNumber)]),
      ],
      [
        { kind: 'heading', level: 3, words: voice.words('party.buyer') },
        ...lines([buyer.company]),
        ...lines(
          buyer.address.lines.length > 0 ? buyer.address.lines : [buyer.name, voice.country(buyer.address.country)],
        ),
        ...lines([number('vat_number', buyer.vatNumber)]),
      ],
      made,
    ],
  };
}

function facts(data: InvoiceData, voice: Voice, paper: InvoicePaper): Block {
  const all: [string, string | null][] = [
    ['fact.issued', voice.day(data.issuedOn)],
    ['fact.tax_point', paper === 'proforma' ? null : voice.day(data.taxOn)],
    ['fact.delivered', paper === 'proforma' || !data.deliveredOn ? null : voice.day(data.deliveredOn)],
    ['fact.corrects', data.corrects && `${data.corrects.number} · ${voice.day(data.corrects.issuedOn)}`],
    [data.licence ? 'fact.licence' : 'fact.order', data.sellerOrderNumber],
    ['fact.payment', paper === 'proforma' ? null : data.payment.reference],
  ];
  return {
    kind: 'facts',
    facts: all.flatMap(([key, value]) => (value ? [{ name: voice.words(key), value }] : [])),
  };
}

function goods(data: InvoiceData, voice: Voice): Block {
  const code = currency(data.currency);
  const bilingual = data.languages.length > 1;
  const figures = (gross: bigint, tax: bigint, rate: number): Cell[] => [
    { text: voice.figure(gross - tax, code) },
    { text: voice.percent(rate) },
    { text: voice.figure(tax, code) },
    { text: voice.figure(gross, code) },
  ];
  const rows = data.lines.map((line): Cell[] => {
    const less = line.unit * BigInt(line.quantity) - line.gross;
    const notes = [
      bilingual && line.titleForSeller !== line.title ? line.titleForSeller : '',
      less > 0n && data.kind === 'invoice' ? voice.plain('discount', { amount: voice.money(less, code) }) : '',
    ];
    return [
      { text: line.title, note: notes.filter(Boolean).join('\n') },
      { text: String(line.quantity) },
      { text: voice.figure(line.unit, code) },
      ...figures(line.gross, line.tax, line.rate),
    ];
  });
  const { delivery } = data;
  const sent: Cell[][] = delivery
    ? [
        [
          { text: voice.plain('delivery'), note: voice.words('delivery').also?.text ?? '' },
          { text: '1' },
          { text: voice.figure(delivery.gross, code) },
          ...figures(delivery.gross, delivery.tax, delivery.rate),
        ],
      ]
    : [];
  const column = (key: string, share: number) => ({
    head: voice.words(`column.${key}`),
    share,
    align: 'right' as const,
  });
  return {
    kind: 'table',
    columns: [
      { head: voice.words('column.what'), share: 40 },
      column('quantity', 10),
      column('unit', 18),
      column('net', 18),
      column('rate', 11),
      column('tax', 16),
      column('gross', 19),
    ],
    rows: [...rows, ...sent],
  };
}

/** Tax by rate on the left, what is to be paid on the right. */
function sums(data: InvoiceData, voice: Voice, paper: InvoicePaper): Block {
  const totals = totalsOf(data);
  const withheld = data.licence?.withheld ?? 0n;
  const groups = Map.groupBy(taxGroups(data), ({ country, rate }) => `${country} ${rate}`);
  const rows = [...groups.values()].map((parts): Cell[] => [
    { text: `${voice.country(parts[0]?.country ?? '')}, ${voice.percent(parts[0]?.rate ?? 0)}` },
    {
      text: voice.money(
        parts.reduce((sum, { net }) => sum + net, 0n),
        data.currency,
      ),
    },
    {
      text: voice.money(
        parts.reduce((sum, { tax }) => sum + tax, 0n),
        data.currency,
      ),
    },
  ]);
  const paid = { invoice: 'total.paid', credit_note: 'total.credited', proforma: 'total.to_pay' }[paper];
  const sum = (key: string, minor: bigint): Block => ({
    kind: 'columns',
    shares: [3, 2],
    columns: [
      [{ kind: 'heading', level: 3, words: voice.words(key) }],
      [
        { kind: 'space', height: 6 },
        { kind: 'text', text: voice.money(minor, data.currency), tone: 'strong', align: 'right' },
      ],
    ],
  });
  return {
    kind: 'columns',
    shares: [5, 4],
    columns: [
      [
        {
          kind: 'table',
          columns: [
            { head: voice.words('column.taxed_in'), share: 6 },
            { head: voice.words('column.net'), share: 4, align: 'right' },
            { head: voice.words('column.tax'), share: 4, align: 'right' },
          ],
          rows,
        },
      ],
      [
        sum('total.net', totals.net),
        sum('total.tax', totals.tax),
        { kind: 'rule' },
        ...(withheld > 0n
          ? [sum('total.gross', totals.gross), sum('total.withheld', -withheld), sum(paid, totals.gross - withheld)]
          : [sum(paid, totals.gross)]),
      ],
    ],
  };
}

/** What the law wants said, in both languages: why there is no tax, or whose it is and how it is declared. */
function sentences(data: InvoiceData, voice: Voice, paper: InvoicePaper): Block[] {
  const said = (key: string, params?: Record<string, string>): Block[] =>
    voice.has(key)
      ? voice.both(key, params).map(({ text, language }) => ({ kind: 'text', text, tone: 'small', language }) as const)
      : [];
  const ruleOf = ({ rule, goods }: TaxGroup) => (rule === 'reverse_charge' && goods ? 'intra_community' : rule);
  const rules = [...new Set(taxGroups(data).map(ruleOf))];
  const { company, euro, maker, reason } = data;
  return [
    ...(paper === 'proforma' ? said('sentence.proforma') : []),
    ...(reason?.note ? [{ kind: 'text', text: reason.note, tone: 'small' } as const] : []),
    ...(reason?.code === 'dispute' || reason?.code === 'came_back' ? said(`sentence.${reason.code}`) : []),
    ...rules.flatMap((rule) => said(`sentence.rule.${rule}`, { ioss: company.iossNumber })),
    ...(euro
      ? said('sentence.euro', {
          amount: voice.money(euro.tax, 'EUR'),
          rate: `1 EUR = ${Number(euro.rate)} ${data.currency}`,
          day: euro.day,
        })
      : []),
    ...(maker ? said(data.licence ? 'sentence.merchant_licence' : 'sentence.merchant', { maker: maker.name }) : []),
  ];
}

/** An invoice, credit note or proforma as it is printed; the same facts give the same paper. */
export function invoicePaper(data: InvoiceData, number: string, voice: Voice, paper: InvoicePaper): PrintDocument {
  const title = `${voice.plain(`title.${paper}`)} ${number}`;
  const xml = Buffer.from(xmlText(toUbl(data, number)));
  return {
    title,
    language: voice.language,
    author: data.company.name,
    createdAt: new Date(`${data.issuedOn}T00:00:00Z`),
    foot: foot(data),
    blocks: [
      {
        kind: 'columns',
        shares: [1, 1],
        columns: [
          [{ kind: 'mark', name: 'Ambersilk' }],
          [{ kind: 'text', text: number, tone: 'strong', align: 'right' }],
        ],
      },
      { kind: 'space', height: 14 },
      {
        kind: 'columns',
        shares: [2, 3],
        columns: [
          [{ kind: 'heading', level: 1, words: voice.words(`title.${paper}`) }],
          [{ kind: 'space', height: 5 }, facts(data, voice, paper)],
        ],
      },
      { kind: 'space', height: 10 },
      parties(data, voice),
      { kind: 'space', height: 14 },
      goods(data, voice),
      { kind: 'text', text: voice.plain('amounts_in', { currency: data.currency }), tone: 'small' },
      { kind: 'space', height: 12 },
      sums(data, voice, paper),
      { kind: 'space', height: 12 },
      ...sentences(data, voice, paper),
    ],
    ...(paper === 'proforma'
      ? {}
      : {
          attachments: [
            { name: `${number}.xml`, contentType: 'application/xml', bytes: xml, description: 'EN 16931 (UBL 2.1)' },
          ],
        }),
  };
}
