import { DomainError } from '#lib/core/errors.ts';
import { pool, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { namesByLocale } from '#lib/enterprises/index.ts';
import {
  analysis,
  type DocumentPart,
  listingDocument,
  neighbours,
  type VocabularyWord,
  vocabularyWords,
} from '#lib/search/index.ts';

/** What of a listing is indexed, in one question. */
interface IndexedListing {
  readonly status: string;
  readonly displayName: string;
  readonly names: unknown;
  readonly makerLocale: string;
  readonly translations: readonly { readonly locale: string; readonly fields: unknown }[] | null;
}

/** Brings the search index in line with a listing, in the transaction that changed it: what is live is found, nothing else is. */
export async function indexListing(tx: Tx, listingId: string): Promise<void> {
  const [listing] = await tx.$queryRaw<IndexedListing[]>`
    select l.status::text, e.display_name as "displayName", e.names, e.source_locale as "makerLocale",
      (select json_agg(json_build_object('locale', w.locale, 'fields', w.fields)) from translation w where w.text_id = l.text_id) as translations
    from listing l join enterprise e on e.id = l.enterprise_id join texts t on t.id = l.text_id where l.id = ${listingId}::uuid`;
  if (!listing) throw new DomainError('catalogue.unknown');
  if (listing.status !== 'live') {
    await tx.searchDocument.deleteMany({ where: { listingId } });
    return;
  }
  const texts = (listing.translations ?? []).map(({ locale, fields }) => {
    const word = (name: string) => fieldOf(fields, name);
    return {
      locale,
      title: word('title'),
      tags: word('tags'),
      summary: word('summary'),
      body: [word('description'), word('technique')].join(' '),
    };
  });
  const document = listingDocument({
    makers: namesByLocale(listing.displayName, listing.names, listing.makerLocale),
    texts,
    labels: [],
  });
  const words = vocabularyWords(
    texts.map(({ locale, title, tags }): DocumentPart => ({ weight: 'A', text: `${title} ${tags}`, locale })),
  );
  await writeDocument(tx, { listingId, document, locales: texts.map((text) => text.locale) }, words);
}

/**
 * Writes a document where it says something else than before, and the new words of its titles into the vocabulary; all words count one
 * listing more at a listing's first time. What misspellings find a new word by is worked out by the worker (catchUpSearch).
 */
async function writeDocument(
  tx: Tx,
  { listingId, document, locales }: { listingId: string; document: string; locales: string[] },
  words: readonly VocabularyWord[],
): Promise<void> {
  const [folded, languages] = [words.map((word) => word.folded), words.map((word) => word.locale)];
  const [written] = await tx.$queryRaw<{ before: string | null }[]>`
    with old as (select analysis from search_document where listing_id = ${listingId}::uuid),
    stored as (
      insert into search_document as stored (listing_id, document, locales, analysis)
      values (${listingId}::uuid, ${document}::tsvector, ${locales}, ${analysis})
      on conflict (listing_id) do update set document = excluded.document, locales = excluded.locales, analysis = excluded.analysis, updated_at = now()
        where stored.document <> excluded.document or stored.analysis <> excluded.analysis
      returning (select analysis from old) as before),
    fresh as (
      insert into search_word (folded, locale, word, count)
      select k.folded, k.locale, k.word, 0
      from unnest(${folded}::text[], ${languages}::text[], ${words.map((word) => word.word)}::text[]) as k(folded, locale, word)
      where exists (select 1 from stored)
        and not exists (select 1 from search_word w where w.folded = k.folded and w.locale = k.locale)
      on conflict (folded, locale) do nothing)
    select before from stored`;
  if (!written || written.before) return;
  await tx.$executeRaw`
    update search_word w set count = count + 1 from (
      select w.folded, w.locale from unnest(${folded}::text[], ${languages}::text[]) as k(folded, locale)
      join search_word w on w.folded = k.folded and w.locale = k.locale order by 1, 2 for update of w) k
    where w.folded = k.folded and w.locale = k.locale`;
}

function fieldOf(fields: unknown, name: string): string {
  const value: unknown = fields instanceof Object ? Reflect.get(fields, name) : undefined;
  return typeof value === 'string' ? value : '';
}

const reindexedAtOnce = 50;
const reindexedInARun = 2_000;
const wordsInARun = 2_000;

/**
 * Puts the words that wait into the index, so that searches need not read them one by one, and indexes again what was indexed by other rules or concepts than today's,
 * as long as there is any and a run may last.
 */
export async function catchUpSearch(): Promise<void> {
  await pool().query('select search_clean_pending()');
  const bare = await prisma().searchWord.findMany({ where: { near: { isEmpty: true } }, take: wordsInARun });
  for (const { folded, locale } of bare)
    await prisma().searchWord.update({
      where: { folded_locale: { folded, locale } },
      data: { near: neighbours(folded) },
    });
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
