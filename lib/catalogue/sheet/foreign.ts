import { limits } from '#lib/core/limits.ts';
import { slug } from '#lib/languages/index.ts';
import { combinations } from '../combinations.ts';
import { materials } from '../form-fields.ts';
import { headerKey } from './columns.ts';
import { between, optionCell } from './option-parts.ts';
import { type Problem, problem } from './values.ts';

/** A cell by its header, empty where the file has none such. */
type Read = (key: string) => string;
type Values = Readonly<Record<string, string>>;

/** A row of another shop's by our columns, once for each variant that it tells of. */
export interface ForeignRow {
  readonly values: readonly Values[];
  /** What keeps its variants from being taken. */
  readonly problems: readonly Problem[];
}

/** Shopify's product export, as it was until 2024 (Handle) and as it is since (URL handle). */
export function isShopify(keys: readonly string[]): boolean {
  const has = (...any: string[]) => any.some((key) => keys.includes(key));
  return (
    has('handle', 'url_handle') && has('title') && has('variant_price', 'price') && has('option1_value', 'variant_sku')
  );
}

/** Etsy's "Download listing data". */
export function isEtsy(keys: readonly string[]): boolean {
  return ['title', 'description', 'price', 'currency_code', 'quantity'].every((key) => keys.includes(key));
}

/** What another shop's file does not bring and somebody has to add: how many there are of each variant, and pictures, which are only addresses there. */
export function notInFile(read: {
  readonly form: string | null;
  readonly header: readonly string[];
  readonly unused: readonly string[];
}): ('etsy_variants' | 'pictures_stay')[] {
  if (read.form === null || read.form === 'own') return [];
  const variations = read.form === 'etsy' && read.header.some((name) => headerKey(name) === 'variation_1_values');
  const pictures = read.unused.some((name) => headerKey(name).includes('image'));
  return [...(variations ? (['etsy_variants'] as const) : []), ...(pictures ? (['pictures_stay'] as const) : [])];
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** Prose of a page's HTML: paragraphs stay, everything else that is markup goes. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<li\b[^>]*>/gi, '\n– ')
    .replace(/<br\s*\/?>|<\/(?:li|tr)>/gi, '\n')
    .replace(/<\/(?:p|div|h[1-6]|ul|ol|table)>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A row of Shopify's; null for the rows that only add a picture. */
export function shopifyRow(read: Read): ForeignRow | null {
  const first = (...keys: string[]) => keys.map(read).find((value) => value !== '') ?? '';
  const price = first('variant_price', 'price');
  const title = read('title');
  if (price === '' && title === '') return null;
  const options = [1, 2, 3].map((place) => ({
    name: read(`option${place}_name`),
    value: read(`option${place}_value`),
  }));
  // What has nothing to choose has one option there, with one value.
  const chosen = options.filter(({ value }) => value !== '' && value !== 'Default Title');
  const sent = first('variant_requires_shipping', 'requires_shipping').toLowerCase();
  const html = first('body_(html)', 'description');
  const values = {
    listing: first('handle', 'url_handle'),
    kind: sent === 'false' ? 'download' : '',
    title,
    description: plainText(html),
    tags: read('tags'),
    price,
    sku: first('variant_sku', 'sku'),
    // The names stand on the first row of a listing only.
    options: optionCell(chosen.map(({ name }) => name).filter((name) => name !== '')),
    variant_name: chosen.map(({ value }) => value).join(between),
    stock: first('variant_inventory_qty', 'inventory_quantity'),
    weight_grams: first('variant_grams', 'weight_value_(grams)'),
    hs_code: first('harmonized_system_code', 'hs_code'),
    origin_country: first('country/region_of_origin', 'country_of_origin'),
  };
  return { values: [values], problems: [] };
}

/**
 * A row of Etsy's, which knows no key of its own: a listing with one SKU is called by that, else by its title. Its variations make a
 * variant of each combination of their values. It has one quantity for all of them, so that a variant of several has none here; SKUs
 * are those of the variants where there are as many.
 */
export function etsyRow(read: Read): ForeignRow {
  const title = plainEntities(read('title'));
  const skus = listed(read('sku'));
  const ours: readonly string[] = materials;
  const stock = read('quantity');
  const { options, names, problems } = etsyVariants(read);
  const alone = names.length === 1;
  const shared = {
    listing: (skus.length === 1 && skus[0]) || slug(title, 'en', 80),
    title,
    description: plainEntities(read('description')),
    tags: words(read('tags')).join(', '),
    price: read('price'),
    currency: read('currency_code'),
    materials: words(read('materials'))
      .map((word) => word.toLowerCase())
      .filter((word) => ours.includes(word))
      .join(', '),
    options: optionCell(options),
  };
  const values = names.map((name, at) => ({
    ...shared,
    variant_name: name,
    sku: (skus.length === names.length && skus[at]) || '',
    stock: alone ? stock : '',
  }));
  return { values, problems };
}

/** What a row of Etsy's is chosen by, and what its variants are called: one without a name where there is nothing to choose. */
function etsyVariants(read: Read): { options: string[]; names: string[]; problems: Problem[] } {
  const variations = [1, 2]
    .map((place) => {
      const [type, name, values] = ['type', 'name', 'values'].map((each) => read(`variation_${place}_${each}`));
      const called = plainEntities(name || (type ?? '').replaceAll('_', ' ')).trim();
      return { name: called, values: [...new Set(listed(values ?? '').map(plainEntities))] };
    })
    .filter(({ values }) => values.length > 0);
  const options = variations.map(({ name }) => name).filter((name) => name !== '');
  const none = { options: [], names: [''] };
  const count = variations.reduce((product, { values }) => product * values.length, 1);
  if (variations.some(({ values }) => values.length > limits.optionValues))
    return { ...none, problems: [problem('options', 'catalogue.too_many_values', { limit: limits.optionValues })] };
  if (count > limits.variants)
    return {
      ...none,
      problems: [problem('options', 'catalogue.too_many_variants', { count, limit: limits.variants })],
    };
  const names = combinations(variations.map(({ values }) => values)).map((parts) => parts.join(between));
  return { options, names, problems: [] };
}

/** Parts of a cell between commas. */
function listed(cell: string): string[] {
  return cell
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Search words and materials, which Etsy writes with underscores. */
function words(cell: string): string[] {
  return listed(cell).map((word) => word.replaceAll('_', ' '));
}

/** Etsy writes line ends and quotes of words as a page has them. */
function plainEntities(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}
