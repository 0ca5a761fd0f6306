import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma, Term, TermDomain, TermWord } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { defaultLocale, type Locale } from '../locales.ts';

export const termDomains = ['trade', 'rights', 'craft', 'payment'] as const satisfies readonly TermDomain[];
export const partsOfSpeech = ['noun', 'verb', 'adjective', 'phrase', 'name'] as const;

/** A term as a translator of one language sees it. */
export interface TermEntry extends Term {
  /** Its English name. */
  readonly english: string;
  /** Null where the language has none yet. */
  readonly word: TermWord | null;
}

export interface TermFilter {
  readonly domain?: TermDomain;
  /** In the English name, the definition or the language's own words. */
  readonly search?: string;
  readonly only?: 'missing';
  readonly after?: string;
}

const wordsOf = (locale: Locale) => ({
  words: { where: { locale: { in: [defaultLocale, locale] } } },
});

function entryOf(locale: Locale, { words, ...term }: Term & { words: TermWord[] }): TermEntry {
  return {
    ...term,
    english: words.find((each) => each.locale === defaultLocale)?.value ?? term.slug,
    word: words.find((each) => each.locale === locale) ?? null,
  };
}

/** Terms in the order of their slugs. The cursor is the last slug shown. */
export async function listTerms(actor: Actor, locale: Locale, filter: TermFilter): Promise<Page<TermEntry>> {
  authorize(actor, 'message.edit', { locale });
  const contains = { contains: filter.search ?? '', mode: 'insensitive' } as const satisfies Prisma.StringFilter;
  const rows = await prisma().term.findMany({
    where: {
      ...(filter.domain ? { domain: filter.domain } : {}),
      ...(filter.after ? { slug: { gt: filter.after.slice(0, limits.termWord) } } : {}),
      ...(filter.only ? { words: { none: { locale } } } : {}),
      ...(filter.search
        ? {
            OR: [
              { definition: contains },
              { words: { some: { locale: { in: [defaultLocale, locale] }, value: contains } } },
            ],
          }
        : {}),
    },
    include: wordsOf(locale),
    orderBy: { slug: 'asc' },
    take: limits.termsShown + 1,
  });
  return pageOf(
    rows.map((row) => entryOf(locale, row)),
    limits.termsShown,
    ({ slug }) => slug,
  );
}

/** How many terms there are, and how many the language has a word for. */
export async function countTerms(actor: Actor, locale: Locale): Promise<{ all: number; done: number }> {
  authorize(actor, 'message.edit', { locale });
  const [all, done] = await Promise.all([prisma().term.count(), prisma().termWord.count({ where: { locale } })]);
  return { all, done };
}

/** One term; throws `languages.unknown_term`. */
export async function viewTerm(actor: Actor, locale: Locale, slug: string): Promise<TermEntry> {
  authorize(actor, 'message.edit', { locale });
  const found = await prisma().term.findUnique({ where: { slug }, include: wordsOf(locale) });
  if (!found) throw new DomainError('languages.unknown_term');
  return entryOf(locale, found);
}

/** All terms with all their words, for a file. */
export function allTerms(): Promise<(Term & { words: TermWord[] })[]> {
  return prisma().term.findMany({ include: { words: { orderBy: { locale: 'asc' } } }, orderBy: { slug: 'asc' } });
}
