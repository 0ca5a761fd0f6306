import { preferences } from '#app/_session/preferences.ts';
import { suggest } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney } from '#lib/core/money.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';

/** What a reader who types `q` may mean, for the search box. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const typed = (query.get('q') ?? '').slice(0, limits.searchQuery).trim();
  const { currency } = await preferences(locale);
  const { words, categories, makers, listings } = await suggest(typed, locale, currency);
  return Response.json({
    words,
    categories,
    makers,
    listings: listings.map((tile) => ({
      slug: tile.slug,
      title: tile.title.value,
      maker: tile.maker,
      price: formatMoney(tile.price, locale),
      picture: tile.picture ? `/media/${tile.picture.mediaId}/320.webp` : null,
    })),
  });
}
