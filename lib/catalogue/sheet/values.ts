import type { z } from 'zod';
import { isCurrency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import type { Locale } from '#lib/languages/index.ts';
import { columnAttribute } from '../attributes/columns.ts';
import type { AttributeValue } from '../attributes/definition.ts';
import { parseAttribute } from '../attributes/value.ts';
import { saveListingSchema } from '../edit.ts';
import { materials } from '../form-fields.ts';
import { type TranslatedColumn, translationColumn, type WordColumn, wordColumns } from './columns.ts';
import type { SheetRow } from './map.ts';
import { optionNames } from './option-parts.ts';

/** What is wrong with a row. `column` is empty where it is the row as a whole. */
export interface Problem {
  readonly column: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export function problem(column: string, code: string, params: Problem['params'] = {}): Problem {
  return { column, code, params };
}

/** Kinds that a file can begin; others are known, but made in the studio. */
export const importableKinds = ['physical', 'download'] as const;

/** What the rows of a listing say together: the first that says anything of a column counts, and the others must agree. */
export interface Shared {
  readonly words: Readonly<Partial<Record<WordColumn, string>>>;
  readonly translations: Readonly<Partial<Record<Locale, Partial<Record<TranslatedColumn, string>>>>>;
  readonly kind: string | undefined;
  readonly category: string | undefined;
  readonly currency: string | undefined;
  readonly hsCode: string | undefined;
  readonly originCountry: string | undefined;
  readonly materials: readonly string[] | undefined;
  readonly aiAssisted: boolean | undefined;
  /** What its variants are chosen by, in order. */
  readonly options: readonly string[] | undefined;
  /** By name. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** What a row says, read and checked by itself. Undefined: the cell is empty or its column is not there, which changes nothing. */
export interface RowValues extends Shared {
  readonly number: number;
  readonly listing: string;
  readonly sku: string | undefined;
  readonly variantName: string | undefined;
  /** As written: what it is depends on the listing's currency. */
  readonly price: string | undefined;
  readonly stock: number | undefined;
  readonly weightGrams: number | undefined;
  readonly problems: readonly Problem[];
}

const words: Readonly<Record<WordColumn, z.ZodType<string>>> = {
  title: saveListingSchema.shape.title,
  summary: saveListingSchema.shape.summary,
  description: saveListingSchema.shape.description,
  technique: saveListingSchema.shape.technique,
  care: saveListingSchema.shape.care,
  tags: saveListingSchema.shape.tags,
};

/** The longest that a word may be, for its sentence. */
export const wordLimits = {
  title: 140,
  summary: 240,
  description: 8_000,
  technique: 200,
  care: 200,
  tags: 300,
} as const satisfies Record<WordColumn, number>;

const yes = new Set(['yes', 'true', '1', 'да', '是', 'tak', 'ano', 'da']);
const no = new Set(['no', 'false', '0', 'не', '否', 'nie', 'ne']);
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);

export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountries.has(code) && regions.of(code) !== undefined;
}

/** Reads the cells of a row. What cannot be read becomes a problem, and the others are still read. */
export function readValues(row: SheetRow, categories: ReadonlySet<string>): RowValues {
  const problems: Problem[] = [...row.problems];
  const raw = (column: string) => row.values[column]?.trim() || undefined;
  const checked = <T>(column: string, read: (text: string) => T | Problem): T | undefined => {
    const text = raw(column);
    if (text === undefined) return undefined;
    const result = read(text);
    if (!isProblem(result)) return result;
    problems.push(result);
    return undefined;
  };
  const values = {
    number: row.number,
    listing: checked('listing', (text) => (text.length > 120 ? tooLong('listing', 120) : text.normalize('NFC'))) ?? '',
    sku: checked('sku', (text) => (text.length > limits.sku ? tooLong('sku', limits.sku) : text.normalize('NFC'))),
    variantName: checked('variant_name', (text) => word('variant_name', text, words.technique, 200)),
    price: raw('price'),
    stock: checked('stock', (text) => count('stock', text)),
    weightGrams: checked('weight_grams', (text) => count('weight_grams', text)),
    words: readWords(checked),
    translations: readTranslations(row, checked),
    kind: checked('kind', (text) => oneOf('kind', text.toLowerCase(), saveKinds.has(text.toLowerCase()))),
    category: checked('category', (text) => oneOf('category', text, categories.has(text))),
    currency: checked('currency', (text) => oneOf('currency', text.toUpperCase(), isCurrency(text.toUpperCase()))),
    hsCode: checked('hs_code', hsCode),
    originCountry: checked('origin_country', (text) =>
      oneOf('origin_country', text.toUpperCase(), isCountry(text.toUpperCase())),
    ),
    materials: checked('materials', readMaterials),
    aiAssisted: checked('ai_assisted', yesOrNo),
    options: checked('options', readOptions),
    attributes: readAttributeColumns(row, checked),
  };
  return { ...values, problems };
}

const saveKinds: ReadonlySet<string> = new Set(['physical', 'download', 'stream', 'service', 'ticket', 'licence']);

type Checked = <T>(column: string, read: (text: string) => T | Problem) => T | undefined;

function isProblem(value: unknown): value is Problem {
  return value instanceof Object && 'code' in value && 'column' in value;
}

function readWords(checked: Checked): RowValues['words'] {
  const read: Partial<Record<WordColumn, string>> = {};
  for (const column of wordColumns) {
    const text = checked(column, (given) => word(column, given, words[column], wordLimits[column]));
    if (text !== undefined) read[column] = text;
  }
  return read;
}

function readTranslations(row: SheetRow, checked: Checked): RowValues['translations'] {
  const read: Partial<Record<Locale, Partial<Record<TranslatedColumn, string>>>> = {};
  for (const column of Object.keys(row.values)) {
    const place = translationColumn(column);
    if (!place) continue;
    const text = checked(column, (given) => word(column, given, words[place.field], wordLimits[place.field]));
    if (text !== undefined) read[place.locale] = { ...read[place.locale], [place.field]: text };
  }
  return read;
}

function readAttributeColumns(row: SheetRow, checked: Checked): RowValues['attributes'] {
  const read: Record<string, AttributeValue> = {};
  for (const column of Object.keys(row.values)) {
    const attribute = columnAttribute(column);
    if (!attribute) continue;
    const value = checked(column, (text) => {
      const parsed = parseAttribute(attribute, text);
      return parsed.problem ? problem(column, parsed.problem.code, parsed.problem.params) : parsed.value;
    });
    if (value !== undefined && value !== null) read[attribute.name] = value;
  }
  return read;
}

function tooLong(column: string, limit: number): Problem {
  return problem(column, 'too_long', { limit });
}

/** Text as the editor keeps it. */
function word(column: string, text: string, schema: z.ZodType<string>, limit: number): string | Problem {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : tooLong(column, limit);
}

/** Text of the database as a file would bring it, so that a difference is one that somebody made. */
export function asKept(text: string): string {
  const parsed = words.description.safeParse(text);
  return parsed.success ? parsed.data : text;
}

function oneOf(column: string, value: string, known: boolean): string | Problem {
  return known ? value : problem(column, `${column}_unknown`, { value: value.slice(0, 60) });
}

function count(column: string, text: string): number | Problem {
  const compact = text.replace(/\s/gu, '').replace(/\.0+$/, '');
  if (/^-\d+$/.test(compact)) return problem(column, 'negative');
  if (!/^\d{1,9}$/.test(compact)) return problem(column, 'not_a_number');
  const value = Number(compact);
  return value > 1_000_000 ? problem(column, 'too_large', { limit: 1_000_000 }) : value;
}

function hsCode(text: string): string | Problem {
  const parsed = saveListingSchema.shape.hsCode.safeParse(text.replace(/[.\s]/g, ''));
  return parsed.success && parsed.data ? parsed.data : problem('hs_code', 'hs_code');
}

function readMaterials(text: string): string[] | Problem {
  const given = [
    ...new Set(
      text
        .split(/[,;|、，；]/u)
        .map((each) => each.trim().toLowerCase())
        .filter((each) => each !== ''),
    ),
  ];
  const ours: readonly string[] = materials;
  const unknown = given.find((each) => !ours.includes(each));
  return unknown === undefined ? given : problem('materials', 'materials_unknown', { value: unknown.slice(0, 60) });
}

function readOptions(text: string): string[] | Problem {
  const names = optionNames(text.normalize('NFC'));
  const right =
    names.length <= limits.options &&
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && name.length <= limits.optionWord);
  return right ? names : problem('options', 'options_wrong', { limit: limits.options });
}

function yesOrNo(text: string): boolean | Problem {
  const folded = text.toLowerCase();
  if (yes.has(folded)) return true;
  return no.has(folded) ? false : problem('ai_assisted', 'yes_or_no');
}
