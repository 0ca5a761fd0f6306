import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import {
  analysis,
  type DocumentPart,
  listingDocument,
  neighbours,
  type VocabularyWord,
  vocabularyWords,
} from '#lib/search/index.ts';

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
  const [written] = await tx.$queryRaw<{ isNew: boolean }[]>`
    insert into search_document (listing_id, document, locales, analysis)
    values (${listingId}::uuid, ${document}::tsvector, ${texts.map((text) => text.locale)}, ${analysis})
    on conflict (listing_id) do update set document = excluded.document, locales = excluded.locales, analysis = excluded.analysis, updated_at = now()
    returning xmax = 0 as "isNew"`;
  const words = vocabularyWords(
    texts.map(({ locale, title, tags }): DocumentPart => ({ weight: 'A', text: `${title} ${tags}`, locale })),
  );
  await addWords(tx, words, written?.isNew ? 1 : 0);
}

/** Adds words to the vocabulary; known ones count so many listings more. */
async function addWords(tx: Tx, words: readonly VocabularyWord[], more: number): Promise<void> {
  const rows = words.map((word) => ({ ...word, near: neighbours(word.folded) }));
  await tx.$executeRaw`
    insert into search_word (folded, locale, word, count, near)
    select folded, locale, word, 1, near from json_to_recordset(${JSON.stringify(rows)}::json) as found(folded text, locale text, word text, near text[])
    on conflict (folded, locale) do update set count = search_word.count + ${more}, near = excluded.near
    where ${more} > 0 or search_word.near = '{}'`;
}

const reindexedAtOnce = 50;
const reindexedInARun = 2_000;

/** Indexes again what was indexed by other rules or concepts than today's, as long as there is any and a run may last. */
export async function catchUpSearch(): Promise<void> {
  for (let done = 0; done < reindexedInARun; done += reindexedAtOnce) {
    const stale = await prisma().searchDocument.findMany({
      where: { analysis: { not: analysis } },
      select: { listingId: true },
      take: reindexedAtOnce,
    });
    for (const { listingId } of stale) await transaction((tx) => indexListing(tx, listingId));
    if (stale.length < reindexedAtOnce) return;
  }
}
