import { attributeWords, saidOf, type WholeListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** What a listing says by its category, as pairs of name and value in the reader's language. */
export async function attributeFacts(
  listing: Pick<WholeListing, 'attributes' | 'category'>,
  locale: Locale,
): Promise<[string, string][]> {
  const words = await attributeWords(locale);
  return saidOf(listing.attributes, listing.category).map(({ attribute, value }) => [
    words.name(attribute),
    words.value(attribute, value),
  ]);
}
