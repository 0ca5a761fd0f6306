import type { Block, BoxCell, Cell, PrintDocument } from '#lib/print/index.ts';
import type { Parcel, ParcelLine } from './parcel.ts';
import type { Voice } from './words.ts';

export type ParcelPaper = 'commercial' | 'cn22' | 'cn23' | 'packing';

function kilograms(grams: number): string {
  return `${(grams / 1_000).toFixed(3)} kg`;
}

/** What a scanner reads: the parcel's tracking number, or the order's. */
function barcode(parcel: Parcel, height: number): Block {
  const text = parcel.tracking && /^[\x20-\x7e]{1,40}$/.test(parcel.tracking) ? parcel.tracking : null;
  return { kind: 'barcode', text: text ?? parcel.data.sellerOrderNumber, height };
}

function text(value: string, tone: 'plain' | 'strong' | 'small' = 'plain'): Block {
  return { kind: 'text', text: value, tone };
}

function base(parcel: Parcel, voice: Voice, paper: ParcelPaper) {
  return {
    title: `${voice.plain(`title.${paper}`)} ${parcel.data.sellerOrderNumber}`,
    language: voice.language,
    author: parcel.sender[0] ?? '',
    createdAt: new Date(`${parcel.on}T00:00:00Z`),
  };
}

function head(parcel: Parcel, voice: Voice, paper: ParcelPaper): Block[] {
  return [
    {
      kind: 'columns',
      shares: [3, 2],
      columns: [[{ kind: 'heading', level: 1, words: voice.words(`title.${paper}`) }], [barcode(parcel, 34)]],
    },
    { kind: 'space', height: 12 },
  ];
}

/** The invoice that customs reads: who sends what to whom, what it is made of and worth, and where it comes from. */
export function commercialInvoice(parcel: Parcel, voice: Voice): PrintDocument {
  const { data } = parcel;
  const money = (minor: bigint) => voice.money(minor, data.currency);
  const numbers = [
    ['fact.invoice', parcel.invoiceNumber ?? data.sellerOrderNumber],
    ['fact.order', data.sellerOrderNumber],
    ['fact.tracking', parcel.tracking],
    ['fact.reason', voice.plain('reason_sale')],
    ['fact.terms', voice.plain('dap')],
  ] as const;
  const side = (key: string, lines: readonly string[], phone: string): Block[] => [
    { kind: 'heading', level: 3, words: voice.words(key) },
    ...lines.map((line) => text(line)),
    ...(phone ? [text(phone)] : []),
  ];
  const right = (key: string, share: number) => ({
    head: voice.words(`column.${key}`),
    share,
    align: 'right' as const,
  });
  return {
    ...base(parcel, voice, 'commercial'),
    blocks: [
      ...head(parcel, voice, 'commercial'),
      {
        kind: 'columns',
        shares: [1, 1],
        columns: [
          side('party.exporter', parcel.sender, parcel.phone),
          side('party.importer', parcel.addressee, parcel.addresseePhone),
        ],
      },
      { kind: 'space', height: 12 },
      { kind: 'facts', facts: numbers.flatMap(([key, value]) => (value ? [{ name: voice.words(key), value }] : [])) },
      { kind: 'space', height: 12 },
      {
        kind: 'table',
        columns: [
          { head: voice.words('column.what'), share: 36 },
          { head: voice.words('column.hs'), share: 14 },
          { head: voice.words('column.origin'), share: 14 },
          right('quantity', 11),
          right('weight', 14),
          right('value', 18),
        ],
        rows: parcel.lines.map((line): Cell[] => [
          { text: line.title, note: line.titleForSeller === line.title ? '' : line.titleForSeller },
          { text: line.hsCode ?? '—' },
          { text: voice.country(line.origin) },
          { text: String(line.quantity) },
          { text: kilograms(line.grams) },
          { text: money(line.value) },
        ]),
        totals: [
          ...(parcel.delivery > 0n ? [totalRow(voice.plain('delivery'), '', money(parcel.delivery))] : []),
          totalRow(
            voice.plain('total.value'),
            kilograms(parcel.grams),
            money(parcel.value + parcel.delivery),
            'strong',
          ),
        ],
      },
      ...(parcel.ioss ? [{ kind: 'space', height: 8 } as const, text(voice.plain('customs.ioss_note'), 'small')] : []),
      { kind: 'space', height: 20 },
      ...voice
        .both('customs.signature')
        .map(({ text: words, language }): Block => ({ kind: 'text', text: words, tone: 'small', language })),
      { kind: 'space', height: 28 },
      { kind: 'rule' },
    ],
  };
}

function totalRow(name: string, weight: string, value: string, tone: 'plain' | 'strong' = 'plain'): Cell[] {
  return [
    { text: name, tone },
    { text: '' },
    { text: '' },
    { text: '' },
    { text: weight, tone },
    { text: value, tone },
  ];
}

function contents(parcel: Parcel, voice: Voice, full: boolean): BoxCell[][] {
  const money = (minor: bigint) => voice.money(minor, parcel.data.currency);
  const cells = (line: ParcelLine, first: boolean): BoxCell[] => {
    const label = (key: string) => (first ? voice.words(key) : { text: '' });
    const cell = (key: string, share: number, value: string) => ({ label: label(key), share, blocks: [text(value)] });
    return [
      cell('customs.contents', 40, `${line.quantity} × ${line.title}`),
      cell('column.weight', 15, kilograms(line.grams)),
      cell('column.value', 19, money(line.value)),
      cell('column.hs', 14, line.hsCode ?? ''),
      ...(full ? [cell('column.origin', 14, line.origin)] : []),
    ];
  };
  return parcel.lines.map((line, at) => cells(line, at === 0));
}

function sale(voice: Voice): BoxCell {
  // Of UPU's six categories; only things that were sold go out from here.
  return { label: voice.words('customs.category'), share: 2, blocks: [text(`✓ ${voice.plain('customs.sale')}`)] };
}

/** UPU form CN 23 on half a sheet, for what is heavier or dearer than CN 22 allows. */
export function cn23(parcel: Parcel, voice: Voice): PrintDocument {
  const box = (key: string, share: number, blocks: readonly Block[]): BoxCell => ({
    label: voice.words(key),
    share,
    blocks,
  });
  const { data } = parcel;
  return {
    ...base(parcel, voice, 'cn23'),
    size: 'A5',
    landscape: true,
    blocks: [
      {
        kind: 'columns',
        shares: [3, 2],
        columns: [
          [
            { kind: 'heading', level: 2, words: voice.words('title.cn23') },
            text(voice.plain('customs.declare'), 'small'),
          ],
          [barcode(parcel, 26)],
        ],
      },
      { kind: 'space', height: 4 },
      {
        kind: 'boxes',
        rows: [
          [
            box('customs.from', 1, [
              ...parcel.sender.map((line) => text(line)),
              ...(parcel.phone ? [text(parcel.phone)] : []),
            ]),
            box('customs.to', 1, [
              ...parcel.addressee.map((line) => text(line)),
              ...(parcel.addresseePhone ? [text(parcel.addresseePhone)] : []),
            ]),
          ],
          ...contents(parcel, voice, true),
          [
            sale(voice),
            box('total.weight', 1.3, [text(kilograms(parcel.grams), 'strong')]),
            box('total.value', 1.6, [text(voice.money(parcel.value, data.currency), 'strong')]),
            box('customs.postage', 1.3, [text(voice.money(parcel.delivery, data.currency))]),
          ],
          [
            box('customs.documents', 1.6, [text(parcel.invoiceNumber ?? '')]),
            box('customs.sender_reference', 1.6, [text(data.sellerOrderNumber)]),
            box('customs.signature', 3, [{ kind: 'space', height: 22 }]),
          ],
        ],
      },
      ...(parcel.ioss ? [text(voice.plain('customs.ioss_note'), 'small')] : []),
    ],
  };
}

/** UPU form CN 22, a label for letters up to 2 kg and 300 SDR. */
export function cn22(parcel: Parcel, voice: Voice): PrintDocument {
  return {
    ...base(parcel, voice, 'cn22'),
    size: 'A6',
    blocks: [
      { kind: 'heading', level: 2, words: voice.words('title.cn22') },
      text(voice.plain('customs.declare'), 'small'),
      { kind: 'space', height: 4 },
      {
        kind: 'boxes',
        rows: [
          [sale(voice)],
          ...contents(parcel, voice, false),
          [
            { label: voice.words('total.weight'), share: 1, blocks: [text(kilograms(parcel.grams), 'strong')] },
            {
              label: voice.words('total.value'),
              share: 1,
              blocks: [text(voice.money(parcel.value, parcel.data.currency), 'strong')],
            },
            { label: voice.words('column.origin'), share: 1, blocks: [text(parcel.lines[0]?.origin ?? '')] },
          ],
          [{ label: voice.words('customs.signature'), share: 1, blocks: [{ kind: 'space', height: 18 }] }],
        ],
      },
      { kind: 'space', height: 6 },
      barcode(parcel, 24),
      ...(parcel.ioss ? [text(voice.plain('customs.ioss_note'), 'small')] : []),
    ],
  };
}

/**
 * What goes into the parcel: for the one who packs it, in the seller's language, and for the one who opens it, in the buyer's. It names no
 * price, so that a gift can be opened with it.
 */
export function packingSlip(parcel: Parcel, voice: Voice): PrintDocument {
  const { data } = parcel;
  const places = parcel.lines.some((line) => line.places.some(Boolean));
  return {
    ...base(parcel, voice, 'packing'),
    blocks: [
      ...head(parcel, voice, 'packing'),
      {
        kind: 'columns',
        shares: [1, 1],
        columns: [
          [
            { kind: 'heading', level: 3, words: voice.words('party.importer') },
            ...parcel.addressee.map((line) => text(line)),
          ],
          [
            { kind: 'heading', level: 3, words: voice.words('fact.order') },
            text(data.sellerOrderNumber),
            text(voice.day(data.taxOn)),
          ],
        ],
      },
      { kind: 'space', height: 14 },
      {
        kind: 'table',
        columns: [
          { head: voice.words('column.what'), share: 50 },
          ...(places ? [{ head: voice.words('column.take_from'), share: 20 }] : []),
          { head: voice.words('column.quantity'), share: 12, align: 'right' as const },
          { head: voice.words('column.packed'), share: 12, align: 'right' as const },
        ],
        rows: parcel.lines.map((line): Cell[] => [
          { text: line.titleForSeller, note: line.titleForBuyer === line.titleForSeller ? '' : line.titleForBuyer },
          ...(places ? [{ text: line.places.filter(Boolean).join(', ') }] : []),
          { text: String(line.quantity), tone: 'strong' },
          { text: '□' },
        ]),
      },
      { kind: 'space', height: 10 },
      ...note(voice, 'packing.gift', parcel.notes.gift),
      ...note(voice, 'packing.note', parcel.notes.buyer),
      ...voice
        .both('packing.text', { email: data.company.email, order: data.orderNumber })
        .map(({ text: words, language }): Block => ({ kind: 'text', text: words, tone: 'small', language })),
    ],
  };
}

function note(voice: Voice, key: string, words: string): Block[] {
  return words
    ? [{ kind: 'heading', level: 3, words: voice.words(key) }, text(words), { kind: 'space', height: 8 }]
    : [];
}
