import { preferences } from '#app/_session/preferences.ts';
import { listingTiles } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText } from '#lib/core/money.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { findListings } from '#lib/search/index.ts';

/** Public search: live listings that answer `q` for a reader of `locale`, with counts by category and country. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const q = (query.get('q') ?? '').slice(0, limits.searchQuery).replaceAll('\u0000', '');
  const filter = { category: query.get('category') ?? undefined, country: query.get('country') ?? undefined };
  const { currency } = await preferences(locale);
  const found = await findListings(q, locale, filter, query.get('after') ?? undefined);
  const tiles = await listingTiles(found.items, locale, currency);
  return Response.json({
    total: found.total,
    next: found.next,
    categories: found.categories,
    countries: found.countries,
    items: tiles.map((tile) => ({
      slug: tile.slug,
      title: tile.title.value,
      language: tile.title.locale,
      maker: tile.maker,
      country: tile.country,
      price: { amount: decimalText(tile.sourcePrice), currency: tile.sourcePrice.currency },
    })),
  });
}
