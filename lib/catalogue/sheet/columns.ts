import { isLocale, type Locale } from '#lib/languages/index.ts';
import { attributeColumn, columnAttribute } from '../attributes/columns.ts';
import type { Attribute } from '../attributes/definition.ts';

/** Words of a listing in its own language. */
export const wordColumns = ['title', 'summary', 'description', 'technique', 'care', 'tags'] as const;
export type WordColumn = (typeof wordColumns)[number];

/** Words that a file may bring in other languages, as title:pl. */
export const translatedColumns = ['title', 'summary', 'description'] as const;
export type TranslatedColumn = (typeof translatedColumns)[number];

/** What the file says of a listing; each row is one variant of it. */
export const sheetColumns = [
  'listing',
  'kind',
  'category',
  ...wordColumns,
  'price',
  'currency',
  'sku',
  'options',
  'variant_name',
  'stock',
  'weight_grams',
  'hs_code',
  'origin_country',
  'materials',
  'ai_assisted',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];

/** The column of our own that says what was wrong with a row; passed over when the file comes back. */
export const problemColumn = 'problem';

const known: ReadonlySet<string> = new Set(sheetColumns);

/** A header as it is compared: without case, spaces and dashes. */
export function headerKey(header: string): string {
  const [name = '', tag] = header.normalize('NFKC').trim().split(':');
  const key = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return tag === undefined ? key : `${key}:${tag.trim()}`;
}

/** Field and locale of a translation's column; null for all other headers. */
export function translationColumn(key: string): { field: TranslatedColumn; locale: Locale } | null {
  const [name, tag = ''] = key.split(':');
  const field = translatedColumns.find((each) => each === name);
  return field && isLocale(tag) ? { field, locale: tag } : null;
}

/** Whether a header is one of ours. */
export function isSheetColumn(key: string): boolean {
  return known.has(key) || translationColumn(key) !== null || columnAttribute(key) !== undefined;
}

/** The header of a file with these attributes and translations into these languages. */
export function headerOf(locales: readonly string[], attributes: readonly Attribute[] = []): string[] {
  return [
    ...sheetColumns,
    ...attributes.map(attributeColumn),
    ...locales.flatMap((locale) => translatedColumns.map((field) => `${field}:${locale}`)),
  ];
}
