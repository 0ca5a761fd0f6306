import { availableOf, type ListingTile, listingTiles } from '#lib/catalogue/index.ts';
import type { Currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { SavedItem, SavedList } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { type Compare, defaultLocale, type Locale, nameCollator } from '#lib/languages/index.ts';
import type { Keeper } from './keeper.ts';
import { priceMove } from './rules.ts';

/** One saved thing as its reader sees it now. */
export interface SavedView {
  readonly id: string;
  readonly listingId: string;
  readonly note: string;
  readonly savedAt: Date;
  /** As it was called when it was saved. */
  readonly title: string;
  readonly titleLang: string;
  /** Null where it is not offered any more. */
  readonly tile: ListingTile | null;
  /** What it cost when it was saved, where that differs from now. */
  readonly before: Money | null;
  readonly moved: 'lower' | 'higher' | 'same';
  /** What can be put into the cart without choosing. */
  readonly onlyVariant: string | null;
}

/** A list with how much is in it and its newest pictures. */
export interface ListCard {
  readonly id: string;
  readonly name: string | null;
  readonly shared: boolean;
  readonly count: number;
  readonly pictures: readonly string[];
  readonly updatedAt: Date;
}

type SavedName = Pick<ListCard, 'name'>;

const kept = { removedAt: null } as const;
const order = [{ position: 'asc' }, { id: 'asc' }] as const;

/** The keeper's lists: the first one, which has no name, then the others by their names as `compare` orders them. */
export async function listsOf(
  keeper: Keeper | null,
  compare: Compare = nameCollator(defaultLocale),
): Promise<ListCard[]> {
  if (!keeper) return [];
  const lists = await prisma().savedList.findMany({
    where: { ...keeper, ...kept },
    orderBy: [{ name: { sort: 'asc', nulls: 'first' } }],
    take: limits.pageMax,
    include: {
      _count: { select: { items: { where: kept } } },
      items: {
        where: { ...kept, listing: { status: 'live' } },
        orderBy: [...order],
        take: 4,
        select: { listing: { select: { pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
      },
    },
  });
  const byName = (a: SavedName, b: SavedName) =>
    a.name === null || b.name === null ? Number(a.name !== null) - Number(b.name !== null) : compare(a.name, b.name);
  return lists.sort(byName).map((list) => ({
    id: list.id,
    name: list.name,
    shared: list.shareToken !== null,
    count: list._count.items,
    pictures: list.items.flatMap(({ listing }) => listing.pictures.map((picture) => picture.mediaId)),
    updatedAt: list.updatedAt,
  }));
}

/** One of the keeper's lists; null when it is none of theirs. */
export async function listOf(keeper: Keeper | null, listId: string): Promise<SavedList | null> {
  return keeper && prisma().savedList.findFirst({ where: { ...keeper, ...kept, id: listId } });
}

/** The list that a link leads to, for everybody; null when the link was withdrawn or never was. */
export async function sharedList(token: string): Promise<SavedList | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return prisma().savedList.findFirst({ where: { shareToken: token, ...kept } });
}

/** For each listing with exactly one variant that can be bought: that variant. */
async function onlyVariants(listingIds: readonly string[]): Promise<Map<string, string>> {
  const variants = await prisma().variant.findMany({
    where: { listingId: { in: [...listingIds] }, archivedAt: null, listing: { status: 'live' } },
    select: { id: true, listingId: true, stockOnHand: true, stockReserved: true },
  });
  const byListing = Map.groupBy(variants, (variant) => variant.listingId);
  return new Map(
    [...byListing].flatMap(([listingId, [only, ...others]]) =>
      only && others.length === 0 && (only.stockOnHand === null || availableOf(only) > 0) ? [[listingId, only.id]] : [],
    ),
  );
}

async function viewsOf(items: readonly SavedItem[], locale: Locale, currency: Currency): Promise<SavedView[]> {
  const ids = items.map((item) => item.listingId);
  const [tiles, only, rates] = await Promise.all([
    listingTiles(ids, locale, currency),
    onlyVariants(ids),
    currentRates(),
  ]);
  return items.map((item) => {
    const tile = tiles.find((each) => each.id === item.listingId) ?? null;
    const then = money(item.priceMinor, item.currency);
    // In the maker's own currency: a day's exchange rate is no change of price.
    const moved = tile ? priceMove(convert(then, tile.sourcePrice.currency, rates), tile.sourcePrice) : 'same';
    return {
      id: item.id,
      listingId: item.listingId,
      note: item.note,
      savedAt: item.savedAt,
      title: item.title,
      titleLang: item.titleLang,
      tile,
      before: moved === 'same' ? null : convert(then, currency, rates),
      moved,
      onlyVariant: only.get(item.listingId) ?? null,
    };
  });
}

/** A page of what is on a list, in its owner's order, with prices and stock as they are now. The caller has found the list. */
export async function itemsOf(
  list: SavedList,
  locale: Locale,
  currency: Currency,
  cursor?: string,
): Promise<Page<SavedView>> {
  const [position, id] = decodeCursor(cursor, ['number', 'id']) ?? [];
  const rows = await prisma().savedItem.findMany({
    where: {
      listId: list.id,
      ...kept,
      ...(position !== undefined && id ? { OR: [{ position: { gt: position } }, { position, id: { gt: id } }] } : {}),
    },
    orderBy: [...order],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.position, last.id]));
  return { items: await viewsOf(page.items, locale, currency), next: page.next };
}

/** Which of these listings the keeper has on any list. */
export async function savedAmong(keeper: Keeper | null, listingIds: readonly string[]): Promise<string[]> {
  if (!keeper || listingIds.length === 0) return [];
  const rows = await prisma().savedItem.findMany({
    where: { list: { ...keeper, ...kept }, ...kept, listingId: { in: listingIds.slice(0, limits.marks) } },
    select: { listingId: true },
    distinct: ['listingId'],
  });
  return rows.map((row) => row.listingId);
}

/** Live listings by the names in their addresses, in that order; what is gone is left out. */
export async function tilesBySlugs(
  slugs: readonly string[],
  locale: Locale,
  currency: Currency,
): Promise<ListingTile[]> {
  const asked = slugs.slice(0, limits.seen);
  const rows = await prisma().listing.findMany({
    where: { slug: { in: asked }, status: 'live' },
    select: { id: true, slug: true },
  });
  const ids = asked.flatMap((slug) => rows.find((row) => row.slug === slug)?.id ?? []);
  return listingTiles(ids, locale, currency);
}
