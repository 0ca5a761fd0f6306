import { remember } from '#lib/core/memory.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { fieldText, type Locale, type ReadableText, readField, withTranslations } from '#lib/languages/index.ts';
import { withKind } from './kinds/read.ts';
import { withOptions } from './names.ts';

const live = { status: 'live' } as const satisfies Prisma.ListingWhereInput;

const whole = {
  text: withTranslations,
  category: { include: { text: withTranslations } },
  enterprise: { include: { text: withTranslations } },
  pictures: { orderBy: { position: 'asc' }, include: { media: true } },
  samples: { orderBy: { position: 'asc' }, include: { media: true } },
  variants: { where: { archivedAt: null }, orderBy: { position: 'asc' }, include: { prices: true } },
  options: { where: { archivedAt: null }, ...withOptions },
  files: { include: { media: true } },
  work: { include: { text: withTranslations } },
  ...withKind,
} as const satisfies Prisma.ListingInclude;

export type WholeListing = Prisma.ListingGetPayload<{ include: typeof whole }>;

/** A live listing with everything its page shows; null when there is none of that name or it is not public. */
export async function readListing(slug: string): Promise<WholeListing | null> {
  return prisma().listing.findFirst({ where: { ...live, slug }, include: whole });
}

/** Any listing for those who may see it before it is public; the caller has authorised. */
export async function loadListing(id: string, tx: Tx = prisma()): Promise<WholeListing | null> {
  return tx.listing.findUnique({ where: { id }, include: whole });
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

/** Listings that one sitemap names: each stands there in every language. */
const sitemapListings = 2_000;

/** Slugs of public listings for one sitemap, those after a slug. */
export async function publicSlugs(afterSlug: string): Promise<string[]> {
  const rows = await prisma().listing.findMany({
    where: { ...live, slug: { gt: afterSlug } },
    select: { slug: true },
    orderBy: { slug: 'asc' },
    take: sitemapListings,
  });
  return rows.map(({ slug }) => slug);
}

/** The slugs after which the second sitemap of listings and those that follow begin. */
export async function sitemapMarks(size: number = sitemapListings): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ slug: string }[]>`
    select slug from (
      select slug, row_number() over (order by slug) as place, count(*) over () as all_of_them
      from listing where status = 'live') as listed
    where place % ${size} = 0 and place < all_of_them order by slug`;
  return rows.map(({ slug }) => slug);
}
