import type { Currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { remember } from '#lib/core/memory.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { fieldText, type Locale, type ReadableText, readField, withTranslations } from '#lib/languages/index.ts';

/** A listing as a tile shows it. */
export interface ListingTile {
  readonly id: string;
  readonly slug: string;
  readonly title: ReadableText;
  readonly maker: string;
  readonly country: string;
  readonly price: Money;
  /** The seller's own price; `price` is this, converted and approximate, where the currencies differ. */
  readonly sourcePrice: Money;
  readonly picture: {
    readonly mediaId: string;
    readonly width: number;
    readonly height: number;
    readonly alt: string;
  } | null;
  readonly soldOut: boolean;
}

const tile = {
  text: withTranslations,
  enterprise: { select: { displayName: true, country: true } },
  pictures: { orderBy: { position: 'asc' }, take: 1, include: { media: { select: { width: true, height: true } } } },
  variants: { select: { stockOnHand: true, stockReserved: true } },
} as const satisfies Prisma.ListingInclude;

type TileRow = Prisma.ListingGetPayload<{ include: typeof tile }>;

const nothing: ReadableText = {
  value: '',
  locale: 'en',
  direction: 'ltr',
  is: 'original',
  ownLanguage: false,
  transliterated: false,
  stale: false,
  original: null,
};

function available(variant: { stockOnHand: number | null; stockReserved: number }): boolean {
  return variant.stockOnHand === null || variant.stockOnHand > variant.stockReserved;
}

async function toTiles(rows: readonly TileRow[], locale: Locale, currency: Currency): Promise<ListingTile[]> {
  const rates = await currentRates();
  return rows.map((row) => {
    const title = readField(row.text, 'title', locale) ?? nothing;
    const picture = row.pictures[0];
    const sourcePrice = money(row.priceMinor, row.currency);
    return {
      id: row.id,
      slug: row.slug,
      title,
      maker: row.enterprise.displayName,
      country: row.enterprise.country,
      price: convert(sourcePrice, currency, rates),
      sourcePrice,
      picture: picture
        ? {
            mediaId: picture.mediaId,
            width: picture.media.width ?? 800,
            height: picture.media.height ?? 1000,
            alt: altText(picture.alt, locale) || title.value,
          }
        : null,
      soldOut: !row.variants.some(available),
    };
  });
}

function altText(alt: Prisma.JsonValue, locale: Locale): string {
  if (!(alt instanceof Object) || Array.isArray(alt)) return '';
  const text = alt[locale] ?? alt['en'];
  return typeof text === 'string' ? text : '';
}

const live = { status: 'live' } as const satisfies Prisma.ListingWhereInput;

/** The newest listings. */
export async function newest(locale: Locale, currency: Currency, count: number): Promise<ListingTile[]> {
  const rows = await prisma().listing.findMany({
    where: live,
    include: tile,
    orderBy: { publishedAt: 'desc' },
    take: Math.min(count, limits.pageMax),
  });
  return toTiles(rows, locale, currency);
}

/** The listings with these ids in this order; what is not live is left out. */
export async function listingTiles(ids: readonly string[], locale: Locale, currency: Currency): Promise<ListingTile[]> {
  const rows = await prisma().listing.findMany({ where: { ...live, id: { in: [...ids] } }, include: tile });
  const tiles = await toTiles(rows, locale, currency);
  return ids.flatMap((id) => tiles.find((each) => each.id === id) ?? []);
}

export type ListingFilter =
  | { category: string }
  | { country: string }
  | { enterpriseId: string }
  | { workId: string }
  | Record<string, never>;

function whereOf(filter: ListingFilter): Prisma.ListingWhereInput {
  if ('category' in filter)
    return { ...live, OR: [{ categorySlug: filter.category }, { category: { parentSlug: filter.category } }] };
  if ('country' in filter) return { ...live, enterprise: { country: filter.country } };
  return { ...live, ...filter };
}

/** Live listings of a category, a country, an enterprise or all, the most popular first. */
export async function browse(
  filter: ListingFilter,
  locale: Locale,
  currency: Currency,
  cursor?: string,
): Promise<Page<ListingTile>> {
  const after = decodeCursor(cursor, ['number', 'id']);
  const [popularity = 0, id = ''] = after ?? [];
  const rows = await prisma().listing.findMany({
    where: {
      ...whereOf(filter),
      ...(after
        ? {
            AND: [
              {
                OR: [{ popularity: { lt: popularity } }, { popularity, id: { lt: id } }],
              },
            ],
          }
        : {}),
    },
    include: tile,
    orderBy: [{ popularity: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.popularity, last.id]));
  return { items: await toTiles(page.items, locale, currency), next: page.next };
}

/** How many live listings there are under the filter. */
export async function countListings(filter: ListingFilter): Promise<number> {
  return prisma().listing.count({ where: whereOf(filter) });
}

const whole = {
  text: withTranslations,
  category: { include: { text: withTranslations } },
  enterprise: { include: { text: withTranslations } },
  pictures: { orderBy: { position: 'asc' }, include: { media: true } },
  variants: { orderBy: { position: 'asc' }, include: { text: withTranslations } },
  files: { include: { media: true } },
  work: { include: { text: withTranslations } },
} as const satisfies Prisma.ListingInclude;

export type WholeListing = Prisma.ListingGetPayload<{ include: typeof whole }>;

/** A live listing with everything its page shows; null when there is none of that name or it is not public. */
export async function readListing(slug: string): Promise<WholeListing | null> {
  return prisma().listing.findFirst({ where: { ...live, slug }, include: whole });
}

/** Any listing for those who may see it before it is public; the caller has authorised. */
export async function loadListing(id: string): Promise<WholeListing | null> {
  return prisma().listing.findUnique({ where: { id }, include: whole });
}

/** Words of a listing in a locale: each field with what it is. */
export function listingField(listing: Pick<WholeListing, 'text'>, field: string, locale: Locale): ReadableText | null {
  return readField(listing.text, field, locale);
}

export interface CategoryNode {
  readonly slug: string;
  readonly name: string;
  readonly parentSlug: string | null;
  readonly count: number;
}

/** The category tree with the number of live listings of each. */
export function categories(locale: Locale): Promise<CategoryNode[]> {
  return remember(`catalogue:categories:${locale}`, 60_000, async () => {
    const [rows, counts] = await Promise.all([
      prisma().category.findMany({ include: { text: withTranslations }, orderBy: { position: 'asc' } }),
      prisma().listing.groupBy({ by: ['categorySlug'], where: live, _count: true }),
    ]);
    return rows.map((row) => ({
      slug: row.slug,
      name: fieldText(row.text, 'name', locale),
      parentSlug: row.parentSlug,
      count: counts.find((each) => each.categorySlug === row.slug)?._count ?? 0,
    }));
  });
}

/** Countries that enterprises sell from, with how many live listings. */
export function sellingCountries(): Promise<{ country: string; count: number }[]> {
  return remember('catalogue:countries', 60_000, async () => {
    const rows = await prisma().$queryRaw<{ country: string; count: number }[]>`
      select e.country, count(*)::int as count from listing l join enterprise e on e.id = l.enterprise_id
      where l.status = 'live' group by e.country order by count(*) desc`;
    return rows;
  });
}

/** Slugs of everything public, for the sitemap, a page of a thousand at a time. */
export async function publicSlugs(afterSlug: string): Promise<{ slug: string; updatedAt: Date }[]> {
  return prisma().listing.findMany({
    where: { ...live, slug: { gt: afterSlug } },
    select: { slug: true, updatedAt: true },
    orderBy: { slug: 'asc' },
    take: 1000,
  });
}
