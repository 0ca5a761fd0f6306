import { describe, expect, test } from 'vitest';
import { compareGroup } from '#lib/catalogue/sheet/compare.ts';
import { notInFile, plainText } from '#lib/catalogue/sheet/foreign.ts';
import { groupRows } from '#lib/catalogue/sheet/group.ts';
import { byRow } from '#lib/catalogue/sheet/lines.ts';
import type { SheetListing } from '#lib/catalogue/sheet/listing.ts';
import { readTable, type SheetRow } from '#lib/catalogue/sheet/map.ts';
import { readValues } from '#lib/catalogue/sheet/values.ts';

const context = { currency: 'EUR', country: 'BG', sourceLocale: 'bg', category: 'interior' };

describe("another shop's file", () => {
  test("Shopify's rows of variants are ours, its rows of pictures none", () => {
    const table = readTable([
      [
        'Handle',
        'Title',
        'Body (HTML)',
        'Vendor',
        'Tags',
        'Option1 Name',
        'Option1 Value',
        'Option2 Name',
        'Option2 Value',
        'Variant SKU',
        'Variant Grams',
        'Variant Inventory Qty',
        'Variant Price',
        'Variant Requires Shipping',
        'Image Src',
      ],
      [
        'vase',
        'Vase',
        '<p>Clay &amp; glaze</p><ul><li>one</li></ul>',
        'Me',
        'clay, blue',
        'Size',
        'Small',
        'Glaze',
        'Blue',
        'V-S',
        '300',
        '4',
        '20.00',
        'true',
        'https://x/1.jpg',
      ],
      ['vase', '', '', '', '', '', 'Large', '', 'White', 'V-L', '900', '1', '40.00', 'true', ''],
      ['vase', '', '', '', '', '', '', '', '', '', '', '', '', '', 'https://x/2.jpg'],
      ['book', 'Book', '', '', '', 'Title', 'Default Title', '', '', 'B', '0', '0', '5', 'false', ''],
    ]);
    expect(table.form).toBe('shopify');
    expect(table.unused).toEqual(['Vendor', 'Image Src']);
    expect(table.rows.map(({ number }) => number)).toEqual([2, 3, 5]);
    expect(table.rows[0]?.values).toMatchObject({
      listing: 'vase',
      title: 'Vase',
      description: 'Clay & glaze\n\n– one',
      sku: 'V-S',
      options: 'Size · Glaze',
      variant_name: 'Small · Blue',
      stock: '4',
      weight_grams: '300',
      price: '20.00',
    });
    expect(table.rows[2]?.values).toMatchObject({ kind: 'download', options: '', variant_name: '' });
  });

  test("Shopify's newer headers are known too", () => {
    const table = readTable([
      [
        'Title',
        'URL handle',
        'Description',
        'SKU',
        'Option1 name',
        'Option1 value',
        'Price',
        'Inventory quantity',
        'Weight value (grams)',
      ],
      ['Vase', 'vase', '<p>Clay</p>', 'V', 'Size', 'S', '20', '3', '300'],
    ]);
    expect(table.form).toBe('shopify');
    expect(table.rows[0]?.values).toMatchObject({
      listing: 'vase',
      sku: 'V',
      stock: '3',
      weight_grams: '300',
      price: '20',
    });
  });

  test("Etsy's rows are called by their SKU, else by their title", () => {
    const table = readTable([
      ['TITLE', 'DESCRIPTION', 'PRICE', 'CURRENCY_CODE', 'QUANTITY', 'TAGS', 'MATERIALS', 'IMAGE1', 'SKU'],
      ['Blue vase', 'It&#39;s blue', '24.5', 'USD', '3', 'blue_vase,clay', 'Ceramic,Love', 'https://x', 'E1'],
      ['Two sizes', '', '30', 'USD', '5', '', '', '', 'E2,E3'],
    ]);
    expect(table.form).toBe('etsy');
    expect(table.rows[0]?.values).toMatchObject({
      listing: 'E1',
      description: "It's blue",
      currency: 'USD',
      stock: '3',
      tags: 'blue vase, clay',
      materials: 'ceramic',
    });
    expect(table.rows[1]?.values).toMatchObject({ listing: 'two-sizes', sku: '' });
  });

  test("what another shop's file does not bring is said", () => {
    const unused = ['IMAGE1', 'Vendor'];
    expect(notInFile({ form: 'etsy', header: ['TITLE', 'VARIATION 1 VALUES'], unused })).toEqual([
      'etsy_variants',
      'pictures_stay',
    ]);
    expect(notInFile({ form: 'etsy', header: ['TITLE'], unused: [] })).toEqual([]);
    expect(notInFile({ form: 'shopify', header: [], unused: ['Variant Image'] })).toEqual(['pictures_stay']);
    expect(notInFile({ form: 'own', header: [], unused: ['Image'] })).toEqual([]);
  });

  test('leaves no markup behind', () => {
    expect(plainText('<script>alert(1)</script><p>a\nb<br>c</p><p>&lt;d&gt; &unknown;</p>')).toBe(
      'a b\nc\n\n<d> &unknown;',
    );
  });
});

describe("Etsy's variations", () => {
  const header = [
    ...['TITLE', 'DESCRIPTION', 'PRICE', 'CURRENCY_CODE', 'QUANTITY', 'SKU'],
    ...[1, 2].flatMap((n) => ['TYPE', 'NAME', 'VALUES'].map((word) => `VARIATION ${n} ${word}`)),
  ];
  const of = (sku: string, ...variations: string[]) =>
    readTable([header, ['Mug', '', '24', 'USD', '7', sku, ...variations]]);
  const sizes = ['Size', 'Size / height', 'S,L'];
  const glazes = ['Primary color', 'Glaze', 'Blue, White,Blue'];

  test('are variants of every combination, with the price of the row and no stock that nobody told', () => {
    const { rows, unused } = of('', ...sizes, ...glazes);
    expect(unused).toEqual([]);
    expect(rows.map(({ number, values }) => [number, values['variant_name'], values['stock'], values['sku']])).toEqual([
      [2, 'S · Blue', '', ''],
      [2, 'S · White', '', ''],
      [2, 'L · Blue', '', ''],
      [2, 'L · White', '', ''],
    ]);
    expect(rows.every(({ values }) => values['price'] === '24' && values['listing'] === 'mug')).toBe(true);
    expect(rows[3]?.values['options']).toBe('Size/height · Glaze');
    const [line, ...more] = byRow(compareRows(rows));
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      number: 2,
      verdict: 'created',
      changes: [
        { column: 'variant_name', before: '', after: 'S · Blue, S · White, L · Blue, L · White' },
        { column: 'price', before: '', after: '24.00 USD' },
      ],
      plan: { options: ['Size/height', 'Glaze'], variants: { length: 4 } },
    });
  });

  test.each([
    ['M1,M2,M3,M4', 'mug', ['M1', 'M2', 'M3', 'M4']],
    ['M1,M2', 'mug', ['', '', '', '']],
    ['M1', 'M1', ['', '', '', '']],
  ])('SKUs %s are those of the variants where there are as many', (skus, listing, expected) => {
    const { rows } = of(skus, ...sizes, ...glazes);
    expect(rows.map(({ values }) => values['sku'])).toEqual(expected);
    expect(rows[0]?.values['listing']).toBe(listing);
  });

  test('of one value each keep the quantity; a variation without a name has that of its type', () => {
    const { rows } = of('M1', 'HOLIDAY_EDITION', '', '5&quot; one', '', '', '');
    expect(rows.map(({ values }) => values)).toMatchObject([
      { options: 'HOLIDAY EDITION', variant_name: '5" one', stock: '7', sku: 'M1' },
    ]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`).join();
  test.each([
    [9, 7, 'catalogue.too_many_variants', { count: 63, limit: 60 }],
    [21, 1, 'catalogue.too_many_values', { limit: 20 }],
    [5_000, 5_000, 'catalogue.too_many_values', { limit: 20 }],
  ])('%d × %d values are refused on one line that says why', (first, second, code, params) => {
    const { rows } = of('', 'Size', 'Size', many(first), 'Glaze', 'Glaze', many(second));
    expect(byRow(compareRows(rows))).toMatchObject([
      { number: 2, verdict: 'refused', problems: [{ column: 'options', code, params }], plan: null },
    ]);
  });

  test('that part a combination or stand there twice are refused, each reason once', () => {
    const parted = byRow(compareRows(of('', 'Size', 'Size', 'S · M,L', ...glazes).rows));
    expect(parted.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['variant_parts']]);
    const twice = byRow(compareRows(of('', ...glazes, ...glazes).rows));
    expect(twice.map(({ problems }) => problems.map(({ code }) => code))).toContainEqual(
      expect.arrayContaining(['options_wrong']),
    );
  });

  test('of more variants than a file may have are told before they are made', () => {
    const row = (n: number) => [`Mug ${n}`, '', '24', 'USD', '7', '', 'Size', 'Size', many(20), 'X', 'X', 'a,b,c'];
    const records = [header, ...Array.from({ length: 334 }, (_, n) => row(n))];
    expect(() => readTable(records)).toThrow('import.too_many_variants');
    expect(readTable(records.slice(0, -1)).rows).toHaveLength(19_980);
  });
});

describe('a header', () => {
  test.each([
    [
      [
        ['name', 'age'],
        ['a', '1'],
      ],
      'import.header_unknown',
    ],
    [
      [
        ['listing', 'title', 'Title'],
        ['a', 'b', 'c'],
      ],
      'import.header_twice',
    ],
    [
      [
        ['listing', 'title'],
        ['', ' '],
      ],
      'import.no_rows',
    ],
    [[], 'import.header_unknown'],
  ])('%j is %s', (records, code) => {
    expect(() => readTable(records)).toThrow(code);
  });

  test('may be written with capitals and spaces, and what is not known is named', () => {
    const table = readTable([
      ['Listing', 'Variant name', 'Title', 'Shade', 'problem', 'title:pl', 'title:xx'],
      ['a', 'S', 'T', 'red', 'x', 'P', 'Q'],
    ]);
    expect(table.unused).toEqual(['Shade', 'title:xx']);
    expect(table.rows[0]?.values).toEqual({ listing: 'a', variant_name: 'S', title: 'T', 'title:pl': 'P' });
  });
});

const vase: SheetListing = {
  id: '1',
  slug: 'vase',
  importKey: null,
  status: 'live',
  version: 3,
  kind: 'physical',
  category: 'interior',
  currency: 'EUR',
  sourceLocale: 'bg',
  words: { title: 'Ваза', summary: '', description: '', technique: '', care: '', tags: '' },
  translations: { pl: { title: 'Waza', summary: '', description: '' } },
  weightGrams: 500,
  hsCode: null,
  originCountry: 'BG',
  materials: ['ceramic', 'glass'],
  aiAssisted: false,
  attributes: [],
  options: ['Размер'],
  variants: [
    { id: 'a', sku: 'S', name: 'Малка', priceMinor: 1_000n, stock: 2, reserved: 1, weightGrams: null },
    { id: 'b', sku: '', name: 'Голяма', priceMinor: 2_000n, stock: 3, reserved: 0, weightGrams: 900 },
  ],
};

function compareWith(present: SheetListing | null, header: string[], ...rows: string[][]) {
  return compareRows(readTable([header, ...rows]).rows, present);
}

function compareRows(rows: readonly SheetRow[], present: SheetListing | null = null) {
  const values = rows.map((row) => readValues(row, new Set(['interior'])));
  return groupRows(values).flatMap((group) => compareGroup(group, present, new Map(), context));
}

const compare = (header: string[], ...rows: string[][]) => compareWith(vase, header, ...rows);

describe('compared with what is there', () => {
  test('rows find their variants by SKU and by name, and empty cells change nothing', () => {
    const outcomes = compare(
      ['listing', 'sku', 'variant_name', 'price', 'materials', 'title:pl', 'weight_grams'],
      ['vase', '', 'Голяма', '21', 'glass, ceramic', '', '900'],
      ['vase', 'S', '', '', '', 'Waza', '500'],
    );
    expect(outcomes.map(({ verdict, changes }) => [verdict, changes])).toEqual([
      ['changed', [{ column: 'price', before: '20.00 EUR', after: '21.00 EUR' }]],
      ['unchanged', []],
    ]);
    expect(outcomes[0]?.plan).toMatchObject({
      do: 'change',
      version: 3,
      words: {},
      variants: [{ id: 'b', priceMinor: '2100' }],
    });
  });

  test('a row that fits no variant begins one', () => {
    const [outcome] = compare(['listing', 'sku', 'price', 'stock'], ['vase', 'XL', '30', '4']);
    expect(outcome).toMatchObject({
      verdict: 'changed',
      plan: { added: [{ sku: 'XL', priceMinor: '3000', stock: 4 }] },
    });
  });

  test('a row that says nothing of a variant is about the listing; one that does must name it', () => {
    const [worded] = compare(['listing', 'title', 'price'], ['vase', 'Друга ваза', '']);
    expect(worded).toMatchObject({
      verdict: 'changed',
      plan: { words: { title: 'Друга ваза' }, variants: [], added: [] },
    });
    const [priced] = compare(['listing', 'title', 'price'], ['vase', '', '9']);
    expect(priced).toMatchObject({ verdict: 'refused', problems: [{ code: 'variant_unnamed' }] });
  });

  test.each([
    [['kind'], ['download'], 'kind_fixed'],
    [['currency'], ['PLN'], 'currency_all_rows'],
    [['title:bg'], ['Друга'], 'translation_of_source'],
    [['sku', 'stock'], ['S', '0'], 'stock_reserved'],
  ])('%j of %j is refused: %s', (columns, cells, code) => {
    const [outcome] = compare(
      ['listing', ...columns, ...(columns.includes('sku') ? [] : ['sku'])],
      ['vase', ...cells, 'S'],
    );
    expect(outcome).toMatchObject({ verdict: 'refused', problems: [{ code }] });
  });
});

describe('what variants are chosen by', () => {
  const header = ['listing', 'title', 'options', 'variant_name', 'sku', 'price'];
  const problems = (outcomes: ReturnType<typeof compareWith>) =>
    outcomes.map((outcome) => outcome.problems.map(({ column, code }) => `${column} ${code}`));
  const glazed: SheetListing = {
    ...vase,
    options: ['Размер', 'Глазура'],
    variants: vase.variants.map((variant) => ({ ...variant, name: `${variant.name} · Синя` })),
  };

  test('is said once, and each variant has a value of each', () => {
    const [first] = compareWith(
      null,
      header,
      ['bowl', 'Bowl', 'Size / Glaze', 'S / Blue', 'B1', '10'],
      ['bowl', '', '', 'L · Blue', 'B2', '20'],
    );
    expect(first?.plan).toMatchObject({
      options: ['Size', 'Glaze'],
      variants: [{ name: 'S · Blue' }, { name: 'L · Blue' }],
    });
    expect(first?.changes[0]).toEqual({ column: 'variant_name', before: '', after: 'S · Blue' });
  });

  test('variants without names are told apart by their numbers', () => {
    const [first] = compareWith(null, header, ['bowl', 'Bowl', '', '', 'B1', '10'], ['bowl', '', '', '', 'B2', '20']);
    expect(first?.plan).toMatchObject({ options: [], variants: [{ name: 'B1' }, { name: 'B2' }] });
    const [only] = compareWith(null, header, ['bowl', 'Bowl', '', '', 'B1', '10']);
    expect(only?.plan).toMatchObject({ variants: [{ name: '' }] });
  });

  test.each([
    ['a value is missing', ['Size · Glaze', 'S', 'L · Blue'], ['variant_name variant_parts', ' other_row']],
    ['twice the same', ['Size · Glaze', 'S · Blue', 'S / Blue'], [' other_row', 'variant_name variant_twice']],
    ['the same option twice', ['Size · Size', 'S · L', ''], ['options options_wrong', ' other_row']],
    ['four of them', ['A · B · C · D', 'a · b · c · d', ''], ['options options_wrong', ' other_row']],
  ])('%s: refused', (_, [options = '', one = '', two = ''], expected) => {
    const outcomes = compareWith(
      null,
      header,
      ['bowl', 'Bowl', options, one, 'B1', '10'],
      ['bowl', '', '', two, 'B2', '20'],
    );
    expect(problems(outcomes).flat()).toEqual(expected);
  });

  test('a variant is added to a listing of two options, and found again by its values', () => {
    const outcomes = compareWith(
      glazed,
      ['listing', 'options', 'variant_name', 'price'],
      ['vase', 'Размер / Глазура', 'Голяма / Синя', '20'],
      ['vase', '', 'Голяма / Бяла', '25'],
    );
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['unchanged', 'changed']);
    expect(outcomes[1]?.plan).toMatchObject({ variants: [], added: [{ name: 'Голяма · Бяла' }] });
  });

  test.each([
    [['options'], ['Цвят', 'S'], 'options_fixed'],
    [['variant_name'], ['Малка · Бяла', 'S'], 'import.options_in_studio'],
    [['variant_name', 'price'], ['Малка · Синя', '5', 'НОВ'], 'variant_there'],
  ])('what only the studio can do is said before anything is done: %j', (columns, cells, code) => {
    const [outcome] = compareWith(glazed, ['listing', ...columns, 'sku'], ['vase', ...cells]);
    expect(outcome).toMatchObject({ verdict: 'refused', problems: [{ code }] });
  });
});
