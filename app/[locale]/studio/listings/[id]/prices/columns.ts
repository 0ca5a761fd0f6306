import {
  type PriceColumn,
  priceColumnKey,
  priceColumnsOf,
  readPriceColumn,
  sortPriceColumns,
  type WholeListing,
} from '#lib/catalogue/index.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';

export interface ColumnSearch {
  /** Columns that are shown and have no price yet, by their keys. */
  readonly columns?: string;
  readonly list?: string;
  readonly currency?: string;
  readonly from?: string;
}

export interface ShownColumns {
  readonly columns: readonly PriceColumn[];
  /** The keys of all of them, as the address carries them on. */
  readonly keys: string;
  readonly problem: 'invalid' | 'base' | 'full' | null;
}

/** The columns of the table of prices: those that have prices, those asked for before, and the one asked for now. */
export function shownColumns(listing: WholeListing, search: ColumnSearch): ShownColumns {
  const base = currency(listing.currency);
  const asked = search.list ? readPriceColumn(`${search.list}.${search.currency}.${search.from?.trim()}`) : null;
  const isBase = asked?.list === 'retail' && asked.from === 1 && asked.currency === base;
  const before = (search.columns ?? '').split('~').flatMap((key) => readPriceColumn(key) ?? []);
  const all = new Map(
    [...priceColumnsOf(listing), ...before, ...(asked && !isBase ? [asked] : [])]
      .filter(({ list, from, currency: code }) => list !== 'retail' || from !== 1 || code !== base)
      .map((column) => [priceColumnKey(column), column]),
  );
  const sorted = sortPriceColumns([...all.values()], base);
  const columns = sorted.slice(0, limits.priceColumns);
  const problem = search.list && !asked ? 'invalid' : isBase ? 'base' : sorted.length > columns.length ? 'full' : null;
  return { columns, keys: columns.map(priceColumnKey).join('~'), problem };
}
