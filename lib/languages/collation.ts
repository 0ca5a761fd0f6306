import { Prisma } from '#lib/db/generated/client.ts';
import { type Locale, localeFacts } from './locales.ts';

/** Orders that readers of Chinese look for names in: by sound, or by the number of strokes. Values of `co` in BCP 47 (UTS 35). */
export const nameOrders = ['pinyin', 'stroke'] as const;
export type NameOrder = (typeof nameOrders)[number];

export type Compare = (a: string, b: string) => number;

export function isNameOrder(value: string): value is NameOrder {
  return (nameOrders as readonly string[]).includes(value);
}

/** The orders a reader may choose between, the usual one first; empty where the language has one order alone. */
export function nameOrdersOf(reader: Locale): readonly NameOrder[] {
  return localeFacts(reader).script === 'Hans' ? nameOrders : [];
}

const comparers = new Map<string, Compare>();

/** Compares names in the order of the reader's language (ICU's collation); a chosen order counts only where the language has it. */
export function nameCollator(reader: Locale, order: NameOrder = 'pinyin'): Compare {
  const tag = nameOrdersOf(reader).includes(order) ? `${reader}-u-co-${order}` : reader;
  const known = comparers.get(tag);
  if (known) return known;
  const { compare } = new Intl.Collator(tag);
  comparers.set(tag, compare);
  return compare;
}

/** The same order for a list that PostgreSQL sorts, after `collate`; the collation of strokes is made by a migration. */
export function nameCollation(reader: Locale, order: NameOrder = 'pinyin'): Prisma.Sql {
  const choice = nameOrdersOf(reader).includes(order);
  if (choice && order === 'stroke') return Prisma.raw('"zh-u-co-stroke"');
  return Prisma.raw(`"${choice ? 'zh-Hans' : reader}-x-icu"`);
}
