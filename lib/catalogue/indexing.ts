import type { Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { analysis, type DocumentPart, listingDocument, vocabularyWords } from '#lib/search/index.ts';

/** Brings the search index in line with a listing, in the transaction that changed it: what is live is found, nothing else is. */
export async function indexListing(tx: Tx, listingId: string): Promise<void> {
  const listing = await tx.listing.findUniqueOrThrow({
    where: { id: listingId },
    include: { text: withTranslations, enterprise: true },
  });
  if (listing.status !== 'live') {
    await tx.searchDocument.deleteMany({ where: { listingId } });
    return;
  }
  const texts = listing.text.translations.map(({ locale, fields }) => {
    const word = (name: string) =>
      fields instanceof Object && !Array.isArray(fields) && typeof fields[name] === 'string' ? fields[name] : '';
    return {
      locale,
      title: word('title'),
      tags: word('tags'),
      summary: word('summary'),
      body: [word('description'), word('technique')].join(' '),
    };
  });
  const document = listingDocument({
    maker: listing.enterprise.displayName,
    sourceLocale: listing.text.sourceLocale,
    texts,
    labels: [],
  });
  await tx.$executeRaw`
    insert into search_document (listing_id, document, locales, analysis)
    values (${listingId}::uuid, ${document}::tsvector, ${texts.map((text) => text.locale)}, ${analysis})
    on conflict (listing_id) do update set document = excluded.document, locales = excluded.locales, analysis = excluded.analysis, updated_at = now()`;
  const parts = texts.map(
    ({ locale, title, tags }): DocumentPart => ({ weight: 'A', text: `${title} ${tags}`, locale }),
  );
  const words = vocabularyWords(parts);
  await tx.$executeRaw`
    insert into search_word (folded, locale, word, count)
    select * from unnest(${words.map((word) => word.folded)}::text[], ${words.map((word) => word.locale)}::text[], ${words.map((word) => word.word)}::text[], ${words.map(() => 1)}::int[])
    on conflict (folded, locale) do update set count = search_word.count + 1`;
}
