import { getTranslations } from 'next-intl/server';
import { preferences } from '#app/_session/preferences.ts';
import { suggest } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney } from '#lib/core/money.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { worksNamed } from '#lib/rights/index.ts';
import { nameBegins } from '#lib/search/index.ts';

/** What a reader who types `q` may mean, for the search box. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const typed = (query.get('q') ?? '').slice(0, limits.searchQuery).trim();
  const { currency } = await preferences(locale);
  const [{ words, categories, makers, listings }, works, kind] = await Promise.all([
    suggest(typed, locale, currency),
    worksNamed((name) => nameBegins(name, typed), locale, 3),
    getTranslations({ locale, namespace: 'rights.kind' }),
  ]);
  return Response.json({
    words,
    categories,
    makers,
    works: works.map((work) => ({ slug: work.slug, title: work.title, kind: kind(work.kind), maker: work.maker })),
    listings: listings.map((tile) => ({
      slug: tile.slug,
      title: tile.title.value,
      maker: tile.maker,
      price: formatMoney(tile.price, locale),
      picture: tile.picture ? `/media/${tile.picture.mediaId}/320.webp` : null,
    })),
  });
}
