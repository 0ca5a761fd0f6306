import type { Currency } from '#lib/core/currency.ts';
import { makersNamed } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { bestListings, completeWords, nameBegins } from '#lib/search/index.ts';
import { categories } from './read.ts';
import { type ListingTile, listingTiles } from './tiles.ts';

export interface Suggested {
  /** Whole queries. */
  readonly words: readonly string[];
  readonly categories: readonly { slug: string; name: string }[];
  readonly makers: readonly { slug: string; name: string; country: string }[];
  readonly listings: readonly ListingTile[];
}

/** What a reader who is typing may mean: words to go on with, categories, makers, and the best listings. */
export async function suggest(typed: string, locale: Locale, currency: Currency): Promise<Suggested> {
  const fits = (name: string) => nameBegins(name, typed);
  const [words, tree, makers] = await Promise.all([
    completeWords(typed, locale, 5),
    categories(locale),
    makersNamed(fits, locale, 3),
  ]);
  const ids = await bestListings(words[0] ?? typed, locale, 4);
  return {
    words,
    categories: tree
      .filter((category) => category.count > 0 && fits(category.name))
      .slice(0, 3)
      .map(({ slug, name }) => ({ slug, name })),
    makers,
    listings: await listingTiles(ids, locale, currency),
  };
}
