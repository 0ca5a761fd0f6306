import type { Currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import { pool, prisma } from '#lib/db/index.ts';
import { type Named, nameColumn, nameFor } from '#lib/enterprises/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { type Locale, type LocalizedText, type ReadableText, readVersions } from '#lib/languages/index.ts';
import { type PictureView, pictureView } from './picture-view.ts';
import { type Reduced, reducedBy, reducedFrom, reducedIn } from './price.ts';
import type { Rating } from './rating.ts';

/** A listing as a tile shows it. */
export interface ListingTile {
  readonly id: string;
  readonly slug: string;
  readonly title: ReadableText;
  /** As the reader's language calls it. */
  readonly maker: string;
  readonly country: string;
  readonly price: Money;
  /** The seller's price in the listing's currency; `price` is this, converted and approximate, where there is none in the reader's. */
  readonly sourcePrice: Money;
  /** The price is reduced: from what, by how much; `source` is what it was in the listing's currency. */
  readonly reduced: (Reduced & { readonly source: Money }) | null;
  readonly picture: PictureView | null;
  readonly soldOut: boolean;
  /** A licence without a price to begin at. */
  readonly onRequest: boolean;
  readonly rating: Rating;
}

interface TileRow {
  readonly id: string;
  readonly slug: string;
  readonly kind: ListingKind;
  readonly price_minor: string;
  readonly currency: string;
  readonly maker: Named;
  readonly country: string;
  readonly picture: Parameters<typeof pictureView>[0] | null;
  readonly source_locale: string;
  readonly available: boolean;
  /** The makers' own lowest price in the currency asked for, where every variant has one. */
  readonly own_minor: string | null;
  readonly reduced: number;
  /** While it is reduced, the lowest price of the thirty days before, of the variant that costs least. */
  readonly prior_minor: string | null;
  readonly rating_sum: number;
  readonly rating_count: number;
  readonly titles: readonly LocalizedText[];
}

/** Everything of a page of tiles in one question: a list needs the titles alone of texts that are fifty times as long. */
const tileRows = `
  select l.id, l.slug, l.kind, l.price_minor, l.currency, l.rating_sum, l.rating_count, ${nameColumn} as maker, e.country,
    picture.shown as picture, t.source_locale, own.minor as own_minor, l.reduced_basis_points as reduced,
    case when l.reduced_basis_points > 0 then (select v.prior_price_minor from variant v where v.listing_id = l.id and v.archived_at is null order by v.price_minor limit 1)
    end as prior_minor,
    exists (select 1 from variant v where v.listing_id = l.id and v.archived_at is null and (v.stock_on_hand is null or v.stock_on_hand > v.stock_reserved)) as available,
    (select json_agg(json_build_object('locale', tr.locale, 'value', coalesce(tr.title, ''), 'state', tr.state, 'origin', tr.origin,
      'sourceRevision', case tr.state when 'source' then t.revision else tr.source_revision end))
      from translation tr where tr.text_id = l.text_id) as titles
  from unnest($1::uuid[]) with ordinality as asked(id, place)
  join listing l on l.id = asked.id and l.status = 'live'
  join enterprise e on e.id = l.enterprise_id
  join texts t on t.id = l.text_id
  left join lateral (
    select json_build_object('mediaId', p.media_id, 'alt', p.alt, 'focalX', p.focal_x, 'focalY', p.focal_y, 'cropX', p.crop_x, 'cropY', p.crop_y,
      'cropWidth', p.crop_width, 'cropHeight', p.crop_height,
      'media', json_build_object('width', m.width, 'height', m.height, 'placeholder', m.placeholder)) as shown
    from listing_picture p join media m on m.id = p.media_id
    where p.listing_id = l.id order by p.position limit 1
  ) picture on true
  left join lateral (
    select case when bool_and(p.id is not null) then min(p.price_minor) end as minor
    from variant v left join variant_price p on p.variant_id = v.id and p.list = 'retail' and p.min_quantity = 1 and p.currency = $2
    where v.listing_id = l.id and v.archived_at is null and l.currency <> $2
  ) own on true
  order by asked.place`;

const untitled: ReadableText = {
  value: '',
  locale: 'en',
  direction: 'ltr',
  is: 'original',
  ownLanguage: false,
  transliterated: false,
  stale: false,
  original: null,
};

/** The listings with these ids in this order; what is not live is left out. */
export async function listingTiles(ids: readonly string[], locale: Locale, currency: Currency): Promise<ListingTile[]> {
  if (ids.length === 0) return [];
  const [{ rows }, rates] = await Promise.all([
    pool().query<TileRow>({ name: 'listing-tiles', text: tileRows, values: [ids, currency] }),
    currentRates(),
  ]);
  return rows.map((row) => {
    const title = readVersions(row.titles, locale) ?? untitled;
    const whole = money(BigInt(row.price_minor), row.currency);
    const sourcePrice = reducedBy(whole, row.reduced);
    const own = row.own_minor === null ? null : money(BigInt(row.own_minor), currency);
    const before = row.prior_minor === null ? null : money(BigInt(row.prior_minor), row.currency);
    const reduced = before && reducedFrom(before, sourcePrice);
    const shown = reducedIn(reduced, { whole, own, converted: (price) => convert(price, currency, rates) });
    return {
      id: row.id,
      slug: row.slug,
      title,
      maker: nameFor(row.maker, locale),
      country: row.country,
      price: own ? reducedBy(own, row.reduced) : convert(sourcePrice, currency, rates),
      sourcePrice,
      reduced: shown && before && { ...shown, source: before },
      picture:
        row.picture && pictureView(row.picture, { sourceLocale: row.source_locale, locale, otherwise: title.value }),
      soldOut: !row.available,
      onRequest: row.kind === 'licence' && sourcePrice.minor === 0n,
      rating: { sum: row.rating_sum, count: row.rating_count },
    };
  });
}

/** The newest listings. */
export async function newest(locale: Locale, currency: Currency, count: number): Promise<ListingTile[]> {
  const rows = await prisma().listing.findMany({
    where: { status: 'live' },
    select: { id: true },
    orderBy: { publishedAt: 'desc' },
    take: Math.min(count, limits.pageMax),
  });
  return listingTiles(
    rows.map((row) => row.id),
    locale,
    currency,
  );
}

export type ListingFilter =
  | { category: string }
  | { country: string }
  | { enterpriseId: string }
  | { workId: string }
  | Record<string, never>;

function whereOf(filter: ListingFilter): Prisma.ListingWhereInput {
  const live = { status: 'live' } as const;
  if ('category' in filter)
    return { ...live, OR: [{ categorySlug: filter.category }, { category: { parentSlug: filter.category } }] };
  if ('country' in filter) return { ...live, enterprise: { country: filter.country } };
  return { ...live, ...filter };
}

/** Live listings of a category, a country, an enterprise or all, the newest first. */
export async function browseNew(
  filter: ListingFilter,
  locale: Locale,
  currency: Currency,
  cursor?: string,
): Promise<Page<ListingTile>> {
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().listing.findMany({
    where: {
      ...whereOf(filter),
      publishedAt: { not: null },
      ...(at && id ? { AND: [{ OR: [{ publishedAt: { lt: at } }, { publishedAt: at, id: { lt: id } }] }] } : {}),
    },
    select: { id: true, publishedAt: true },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.publishedAt ?? '', last.id]));
  const ids = page.items.map((row) => row.id);
  return { items: await listingTiles(ids, locale, currency), next: page.next };
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
      ...(after ? { AND: [{ OR: [{ popularity: { lt: popularity } }, { popularity, id: { lt: id } }] }] } : {}),
    },
    select: { id: true, popularity: true },
    orderBy: [{ popularity: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.popularity, last.id]));
  const ids = page.items.map((row) => row.id);
  return { items: await listingTiles(ids, locale, currency), next: page.next };
}

/** How many live listings there are under the filter. */
export async function countListings(filter: ListingFilter): Promise<number> {
  return prisma().listing.count({ where: whereOf(filter) });
}
