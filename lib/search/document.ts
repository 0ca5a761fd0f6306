import { type DocumentPart, toTsvector } from './tsvector.ts';

/** What of a listing can be found, by language. */
export interface Findable {
  /** What its maker is called, in each language. */
  readonly makers: readonly { readonly locale: string; readonly text: string }[];
  readonly texts: readonly {
    readonly locale: string;
    readonly title: string;
    readonly tags: string;
    readonly summary: string;
    readonly body: string;
  }[];
  /** Names of category and country in each language. */
  readonly labels: readonly { readonly locale: string; readonly text: string }[];
}

/** The search document of a listing as text of a tsvector: title A, maker B, tags, summary and labels C, body D. */
export function listingDocument(listing: Findable): string {
  const parts: DocumentPart[] = listing.makers.map(({ locale, text }) => ({ weight: 'B', text, locale }));
  for (const { locale, title, tags, summary, body } of listing.texts) {
    parts.push(
      { weight: 'A', text: title, locale },
      { weight: 'C', text: tags, locale },
      { weight: 'C', text: summary, locale },
      { weight: 'D', text: body, locale },
    );
  }
  for (const { locale, text } of listing.labels) parts.push({ weight: 'C', text, locale });
  return toTsvector(parts.filter((part) => part.text !== ''));
}
