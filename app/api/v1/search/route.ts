import { preferences } from '#app/_session/preferences.ts';
import { readAddress, shopSearch } from '#app/_shop/search-address.ts';
import { searchListings, titledListings } from '#lib/catalogue/index.ts';
import { decimalText } from '#lib/core/money.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { didYouMean } from '#lib/search/index.ts';

/** Public search: live listings that answer `q` for a reader of `locale`, narrowed as the search page's address is, with counts by facet. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const { currency, country } = await preferences(locale);
  const address = readAddress(query);
  const found = await searchListings(shopSearch(address, country), locale, currency);
  return Response.json({
    total: found.total,
    next: found.next,
    suggestion: found.total === 0 && address.query ? await didYouMean(address.query, locale) : null,
    facets: found.facets,
    items: (await titledListings(found.items, locale)).map(({ price, ...listing }) => ({
      ...listing,
      price: { amount: decimalText(price), currency: price.currency },
    })),
  });
}
