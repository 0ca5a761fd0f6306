import { namesByLocale } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { analysis, type DocumentPart, listingDocument, neighbours, vocabularyWords } from '#lib/search/index.ts';
import type { EnterpriseData, ListingData } from './format.ts';
import { stableId } from './ids.ts';
import type { Rows } from './rows.ts';

/** What of a listing's words can be found, by language. */
export function listingTexts(listing: ListingData) {
  return Object.keys(listing.title).map((tag) => {
    const at = tag as Locale;
    return {
      locale: at,
      title: listing.title[at] ?? '',
      tags: (listing.tags[at] ?? []).join(', '),
      summary: listing.summary[at] ?? '',
      body: [listing.description[at], listing.technique[at]].filter(Boolean).join(' '),
    };
  });
}

/** Search documents of all listings of the world, and the words they use. */
export function addSearchDocuments(rows: Rows, enterprises: readonly EnterpriseData[]): void {
  const live = new Set(
    rows
      .of('listing')
      .filter((row) => row['status'] === 'live')
      .map((row) => row['id']),
  );
  const counts = new Map<string, { folded: string; locale: string; word: string; count: number }>();
  for (const enterprise of enterprises) {
    for (const listing of enterprise.listings.filter((each) => live.has(stableId('listing', each.slug)))) {
      const found = listingTexts(listing);
      const document = listingDocument({
        makers: namesByLocale(enterprise.displayName, enterprise.names, enterprise.sourceLocale),
        texts: found,
        labels: [],
      });
      rows.add('search_document', {
        listing_id: stableId('listing', listing.slug),
        document,
        analysis,
        locales: found.map((text) => text.locale),
      });
      const parts = found.map(
        ({ locale, title, tags }): DocumentPart => ({ weight: 'A', text: `${title} ${tags}`, locale }),
      );
      for (const { folded, locale, word } of vocabularyWords(parts)) {
        const key = `${locale} ${folded}`;
        const known = counts.get(key);
        if (known) known.count += 1;
        else counts.set(key, { folded, locale, word, count: 1 });
      }
    }
  }
  rows.add('search_word', ...[...counts.values()].map((word) => ({ ...word, near: neighbours(word.folded) })));
}
