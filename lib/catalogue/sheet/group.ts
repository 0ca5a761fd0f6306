import type { Locale } from '#lib/languages/index.ts';
import { attributeColumn } from '../attributes/columns.ts';
import type { AttributeValue } from '../attributes/definition.ts';
import { attributeNamed } from '../attributes/value.ts';
import type { TranslatedColumn, WordColumn } from './columns.ts';
import { type Problem, problem, type RowValues, type Shared } from './values.ts';

/** Rows of one listing: those with the same key, or a single row with only an SKU. */
export interface RowGroup {
  readonly key: string;
  readonly rows: readonly RowValues[];
}

/** Problems by the number of their row. */
export class Problems {
  readonly #byRow = new Map<number, Problem[]>();

  add(row: number, ...problems: readonly Problem[]): void {
    const before = this.#byRow.get(row);
    if (before) before.push(...problems);
    else this.#byRow.set(row, [...problems]);
  }

  of(row: number): readonly Problem[] {
    return this.#byRow.get(row) ?? [];
  }

  first(rows: readonly RowValues[]): RowValues | undefined {
    return rows.find((row) => this.of(row.number).length > 0);
  }
}

/** The rows of a file by listing, in the order in which the listings first appear. */
export function groupRows(rows: readonly RowValues[]): RowGroup[] {
  const groups = new Map<string, RowValues[]>();
  for (const row of rows) {
    const key = row.listing || (row.sku ? `sku:${row.sku}` : `row:${row.number}`);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, all]) => ({ key, rows: all }));
}

/** What the rows share; rows that say different things get a problem. */
export function sharedOf(rows: readonly RowValues[], problems: Problems): Shared {
  const one = <T>(column: string, read: (row: RowValues) => T | undefined): T | undefined => {
    const said = rows.filter((row) => read(row) !== undefined);
    const first = said[0];
    const value = first && read(first);
    for (const row of said)
      if (first && JSON.stringify(read(row)) !== JSON.stringify(value))
        problems.add(row.number, problem(column, 'rows_disagree', { row: first.number }));
    return value;
  };
  const words: Partial<Record<WordColumn, string>> = {};
  for (const column of keysOf(rows.map((row) => row.words))) {
    const value = one(column, (row) => row.words[column]);
    if (value !== undefined) words[column] = value;
  }
  const translations: Partial<Record<Locale, Partial<Record<TranslatedColumn, string>>>> = {};
  for (const locale of keysOf(rows.map((row) => row.translations)))
    for (const field of keysOf(rows.map((row) => row.translations[locale] ?? {}))) {
      const value = one(`${field}:${locale}`, (row) => row.translations[locale]?.[field]);
      if (value !== undefined) translations[locale] = { ...translations[locale], [field]: value };
    }
  const attributes: Record<string, AttributeValue> = {};
  for (const name of keysOf(rows.map((row) => row.attributes))) {
    const attribute = attributeNamed(name);
    const value = one(attribute ? attributeColumn(attribute) : name, (row) => row.attributes[name]);
    if (value !== undefined) attributes[name] = value;
  }
  return {
    words,
    translations,
    attributes,
    kind: one('kind', (row) => row.kind),
    category: one('category', (row) => row.category),
    currency: one('currency', (row) => row.currency),
    hsCode: one('hs_code', (row) => row.hsCode),
    originCountry: one('origin_country', (row) => row.originCountry),
    materials: one('materials', (row) => row.materials),
    aiAssisted: one('ai_assisted', (row) => row.aiAssisted),
    options: one('options', (row) => row.options),
  };
}

function keysOf<K extends string>(objects: readonly Readonly<Partial<Record<K, unknown>>>[]): K[] {
  return [...new Set(objects.flatMap((each) => Object.keys(each) as K[]))];
}
