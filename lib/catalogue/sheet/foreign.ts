import { slug } from '#lib/languages/index.ts';
import { materials } from '../form-fields.ts';
import { between } from './option-parts.ts';

/** A cell by its header, empty where the file has none such. */
type Read = (key: string) => string;
type Values = Readonly<Record<string, string>>;

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
export function shopifyRow(read: Read): Values | null {
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
  return {
    listing: first('handle', 'url_handle'),
    kind: sent === 'false' ? 'download' : '',
    title,
    description: plainText(html),
    tags: read('tags'),
    price,
    sku: first('variant_sku', 'sku'),
    // The names stand on the first row of a listing only.
    options: chosen
      .map(({ name }) => name)
      .filter((name) => name !== '')
      .join(between),
    variant_name: chosen.map(({ value }) => value).join(between),
    stock: first('variant_inventory_qty', 'inventory_quantity'),
    weight_grams: first('variant_grams', 'weight_value_(grams)'),
    hs_code: first('harmonized_system_code', 'hs_code'),
    origin_country: first('country/region_of_origin', 'country_of_origin'),
  };
}

/** A row of Etsy's, which knows no key of its own: a listing with one SKU is called by that, else by its title. */
export function etsyRow(read: Read): Values | null {
  const title = read('title');
  const skus = read('sku')
    .split(',')
    .map((sku) => sku.trim())
    .filter((sku) => sku !== '');
  const [sku = ''] = skus.length === 1 ? skus : [];
  const words = (list: string) =>
    list
      .split(',')
      .map((word) => word.trim().replaceAll('_', ' '))
      .filter((word) => word !== '');
  const ours: readonly string[] = materials;
  return {
    listing: sku || slug(title, 'en', 80),
    title,
    description: plainEntities(read('description')),
    tags: words(read('tags')).join(', '),
    price: read('price'),
    currency: read('currency_code'),
    sku,
    stock: read('quantity'),
    materials: words(read('materials'))
      .map((word) => word.toLowerCase())
      .filter((word) => ours.includes(word))
      .join(', '),
  };
}

/** Etsy writes line ends and quotes of a description as a page has them. */
function plainEntities(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}
