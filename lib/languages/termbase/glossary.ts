import { remember } from '#lib/core/memory.ts';
import type { TermDomain } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { type GlossaryHit, type GlossaryTerm, glossaryHits, longestHits } from '../checks/terms.ts';
import { defaultLocale, type Locale } from '../locales.ts';

const keepMs = 60_000;

/** A term as the checks read it, with what people are told of it. */
export interface PairedTerm extends GlossaryTerm {
  readonly slug: string;
  readonly domain: TermDomain;
  readonly partOfSpeech: string;
  readonly definition: string;
}

async function load(from: Locale, to: Locale, db: Tx): Promise<readonly PairedTerm[]> {
  const terms = await db.term.findMany({
    include: { words: { where: { locale: { in: [from, to] } } } },
    orderBy: { slug: 'asc' },
  });
  return terms.flatMap(({ slug, domain, partOfSpeech, definition, doNotTranslate, words }) => {
    const source = words.find(({ locale }) => locale === from);
    const target = words.find(({ locale }) => locale === to);
    if (!source || !(target || doNotTranslate)) return [];
    const alternatives = target?.alternatives ?? [];
    const about = {
      slug,
      domain,
      partOfSpeech,
      definition,
      doNotTranslate,
      alternatives,
      forbidden: target?.forbidden ?? [],
    };
    return [{ ...about, source: source.value, target: target?.value ?? source.value }];
  });
}

/** The glossary between two languages, as checks and machines use it. Kept for a minute; within a transaction read by its connection. */
export function glossaryBetween(from: Locale, to: Locale, db: Tx = prisma()): Promise<readonly PairedTerm[]> {
  return remember(`glossary:${from}:${to}`, keepMs, () => load(from, to, db));
}

export interface TermHit extends GlossaryHit {
  readonly term: PairedTerm;
}

/**
 * The terms of the glossary in a text, in any inflection, where they stand; the longest at each place and none inside another.
 */
export async function termHits(text: string, to: Locale, from: Locale = defaultLocale): Promise<TermHit[]> {
  return longestHits(glossaryHits(text, from, await glossaryBetween(from, to)));
}
