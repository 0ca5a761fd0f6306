import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLocale } from '#lib/languages/index.ts';
import { type Findable, listingDocument } from './document.ts';
import { matches, parseQuery, parseVector, rank, type Vector } from './evaluator.ts';
import { searchQuery } from './query.ts';
import { correctedQuery, type VocabularyWord, vocabularyWords } from './spelling.ts';
import type { DocumentPart } from './tsvector.ts';

const listing = z.object({
  id: z.string(),
  locale: z.string(),
  title: z.string(),
  description: z.string(),
  maker: z.string(),
  tags: z.array(z.string()),
  titles: z.record(z.string(), z.string()),
});

const suite = z.object({
  suite: z.literal('search'),
  listings: z.array(listing),
  cases: z.array(
    z.object({
      id: z.string(),
      query: z.string(),
      locale: z.string(),
      finds: z.array(z.string()),
      not: z.array(z.string()),
    }),
  ),
});

export interface CaseMismatch {
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
}

interface Index {
  readonly vectors: ReadonlyMap<string, Vector>;
  readonly vocabulary: readonly VocabularyWord[];
}

/**
 * Runs a file of the suite `search`: indexes its listings as the catalogue does, asks each query, and once more as corrected where
 * nothing was found. All of `finds` must come, ahead of any other listing unless the query had to be corrected, and none of `not`.
 */
export function run(file: string): { count: number; mismatches: CaseMismatch[] } {
  const { listings, cases } = suite.parse(JSON.parse(readFileSync(file, 'utf8')));
  const index: Index = {
    vectors: new Map(listings.map((each) => [each.id, parseVector(listingDocument(findable(each)))] as const)),
    vocabulary: vocabularyWords(listings.flatMap((each) => textsOf(each).map(titleAndTags))),
  };
  const mismatches = cases.flatMap(({ id, query, locale, finds, not }) => {
    const { found, corrected } = answer(index, query, locale);
    const first = corrected ? found : found.slice(0, finds.length);
    const right = finds.every((each) => first.includes(each)) && !not.some((each) => found.includes(each));
    return right ? [] : [{ id, expected: { finds, not }, got: found }];
  });
  return { count: cases.length, mismatches };
}

function textsOf(each: z.infer<typeof listing>): Findable['texts'] {
  const other = Object.entries(each.titles).map(([locale, title]) => ({
    locale,
    title,
    tags: '',
    summary: '',
    body: '',
  }));
  const { locale, title, description } = each;
  return [{ locale, title, tags: each.tags.join(', '), summary: '', body: description }, ...other];
}

function titleAndTags({ title, tags, locale }: Findable['texts'][number]): DocumentPart {
  return { weight: 'A', text: `${title} ${tags}`, locale };
}

function findable(each: z.infer<typeof listing>): Findable {
  return { makers: [{ locale: each.locale, text: each.maker }], texts: textsOf(each), labels: [] };
}

function answer(index: Index, query: string, locale: string): { found: string[]; corrected: boolean } {
  const found = ranked(index, query, locale);
  if (found.length > 0 || !isLocale(locale)) return { found, corrected: false };
  const better = correctedQuery(query, index.vocabulary, locale);
  return better === null ? { found, corrected: false } : { found: ranked(index, better, locale), corrected: true };
}

/** As findListings orders the first pages. */
function ranked({ vectors }: Index, text: string, locale: string): string[] {
  const query = searchQuery(text, locale);
  if (query === null) return [];
  const match = parseQuery(query.match);
  const direct = parseQuery(query.direct);
  return [...vectors]
    .filter(([, vector]) => matches(vector, match))
    .map(([id, vector]) => ({ id, score: 4 * rank(vector, direct) + rank(vector, match) }))
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
    .map(({ id }) => id);
}
