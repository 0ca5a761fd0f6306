import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { defaultLocale, type Locale } from '../locales.ts';
import { slug as slugOf } from '../romanisation.ts';
import { newTermSchema } from '../termbase/edit.ts';
import type { ComparedUnit } from './compare.ts';
import type { ReadTerm } from './tbx.ts';

const listed = (words: readonly string[]) => words.join(' | ');

/** What a term that the glossary has not must say to become one: what the form for a new term asks as well. */
const newTerm = newTermSchema.omit({ locale: true, doNotTranslate: true }).extend({ doNotTranslate: z.boolean() });
type NewTerm = z.output<typeof newTerm> & { readonly slug: string };

/** The term that a row would make, or the columns that are not right for one. */
function termOfRow({ english, value, about }: ReadTerm): NewTerm | readonly string[] {
  const read = newTerm.safeParse({ english, value, ...about, doNotTranslate: about.kept });
  if (!read.success)
    return [...new Set(read.error.issues.map(({ path }) => columnOf[String(path[0])] ?? String(path[0])))];
  const slug = slugOf(english, defaultLocale, limits.termWord);
  return slug === '' ? ['english'] : { ...read.data, slug };
}

const columnOf: Readonly<Record<string, string>> = { partOfSpeech: 'part_of_speech', value: 'word' };

/**
 * What a file of terms would change of a language's words. Terms are known by their id, and by their English name where another program made
 * it; one that is known by neither is new.
 */
export async function compareTerms(actor: Actor, locale: Locale, terms: readonly ReadTerm[]): Promise<ComparedUnit[]> {
  authorize(actor, 'term.edit', { locale });
  const known = await prisma().term.findMany({ include: { words: { where: { locale: { in: ['en', locale] } } } } });
  const bySlug = new Map(known.map((term) => [term.slug, term]));
  const english = new Map(
    known.map((term) => [term.words.find((word) => word.locale === 'en')?.value.toLowerCase() ?? term.slug, term]),
  );
  const seen = new Set<string>();
  return terms.flatMap((term): ComparedUnit[] => {
    const found = bySlug.get(term.slug) ?? english.get(term.english.toLowerCase());
    const word = found?.words.find((each) => each.locale === locale);
    const words = {
      alternatives: term.alternatives.slice(0, limits.termWords),
      forbidden: term.forbidden.slice(0, limits.termWords),
    };
    const row = {
      key: found?.slug ?? term.slug,
      line: term.line,
      source: term.english,
      before: word?.value ?? '',
      after: term.value.slice(0, limits.termWord),
      version: word?.version ?? 0,
      warnings: [],
    };
    const refused = (problem: string, details = {}): ComparedUnit[] => [
      { ...row, change: 'refused', problem, details },
    ];
    if (term.value === '' || term.value.length > limits.termWord) return refused('too_long');
    if ([term.value, ...term.alternatives].some((each) => term.forbidden.includes(each)))
      return refused('forbids_itself');
    const made = found ? null : termOfRow(term);
    if (made && !('slug' in made)) return refused('new_term', { missing: made });
    const key = made?.slug ?? row.key;
    if (seen.has(key)) return refused('twice');
    seen.add(key);
    if (made && bySlug.has(made.slug)) return refused('term_exists');
    if (made) return [{ ...row, key, change: 'added', problem: null, details: { ...words, term: made } }];
    const same =
      word?.value === term.value &&
      listed(word.alternatives) === listed(words.alternatives) &&
      listed(word.forbidden) === listed(words.forbidden);
    return same ? [] : [{ ...row, change: word ? 'changed' : 'added', problem: null, details: words }];
  });
}

export const termDetails = z.object({
  alternatives: z.array(z.string()),
  forbidden: z.array(z.string()),
  term: newTerm.extend({ slug: z.string() }).optional(),
});

interface TermLine extends z.output<typeof termDetails> {
  readonly key: string;
  readonly after: string;
  readonly version: number;
}

/** Makes the terms that were new when the file was compared. Throws `languages.term_exists` where one is there by now. */
async function addTerms(tx: Tx, actor: Actor, terms: readonly NewTerm[]): Promise<void> {
  if (terms.length === 0) return;
  const slugs = terms.map(({ slug }) => slug);
  const { count } = await tx.term.createMany({
    data: terms.map(({ english: _, value: __, ...term }) => term),
    skipDuplicates: true,
  });
  if (count !== terms.length) throw new DomainError('languages.term_exists', { term: terms[0]?.english ?? '' });
  const made = await tx.term.findMany({ where: { slug: { in: slugs } }, select: { id: true, slug: true } });
  const ids = new Map(made.map(({ id, slug }) => [slug, id]));
  const authorId = actorId(actor);
  await tx.termWord.createMany({
    data: terms.flatMap(({ slug, english }) => {
      const termId = ids.get(slug);
      return termId ? [{ termId, locale: defaultLocale, value: english, authorId }] : [];
    }),
  });
}

/** Writes what a file of terms says, in the caller's transaction. Throws `languages.edited_meanwhile` where a word was changed since. */
export async function writeTerms(tx: Tx, actor: Actor, locale: Locale, lines: readonly TermLine[]): Promise<void> {
  authorize(actor, 'term.edit', { locale });
  await addTerms(
    tx,
    actor,
    lines.flatMap(({ term }) => term ?? []),
  );
  const taken = await tx.$executeRaw`
    insert into term_word (term_id, locale, value, alternatives, forbidden, version, author_id)
    select t.id, ${locale}, g.after, g.alternatives, g.forbidden, g.version + 1, ${actorId(actor)}::uuid
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as g (key text, after text, version int, alternatives text[], forbidden text[])
    join term t on t.slug = g.key order by t.id
    on conflict (term_id, locale) do update set value = excluded.value, alternatives = excluded.alternatives,
      forbidden = excluded.forbidden, version = excluded.version, author_id = excluded.author_id, updated_at = now()
    where term_word.version = excluded.version - 1`;
  if (taken !== lines.length) throw new DomainError('languages.edited_meanwhile');
}
