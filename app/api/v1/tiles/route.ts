import { localeFrom, notKept } from '#app/_lists/own-site.ts';
import type { SeenTile } from '#app/_lists/seen-row.tsx';
import { preferences } from '#app/_session/preferences.ts';
import { formatMoney } from '#lib/core/money.ts';
import { tilesBySlugs } from '#lib/lists/index.ts';

/** Tiles of the listings a browser remembers, in its reader's language and currency. Nothing of it is stored here. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const locale = localeFrom(asked.get('locale'));
  const { currency } = await preferences(locale);
  const slugs = (asked.get('slugs') ?? '').split(',').filter((slug) => /^[\p{L}\p{N}-]{1,160}$/u.test(slug));
  const tiles = await tilesBySlugs(slugs, locale, currency);
  const shown: SeenTile[] = tiles.map((tile) => ({
    slug: tile.slug,
    title: tile.title.value,
    lang: tile.title.locale,
    maker: tile.maker,
    price: tile.soldOut ? '' : formatMoney(tile.price, locale),
    picture: tile.picture?.name ?? null,
  }));
  return Response.json({ tiles: shown }, { headers: notKept });
}
