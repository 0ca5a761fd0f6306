import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import type { Locale } from '../locales.ts';
import type { ComparedUnit } from './compare.ts';
import type { ReadTerm } from './tbx.ts';

const listed = (words: readonly string[]) => words.join(' | ');

/** What a file of terms would change of a language's words. Terms are known by their id, and by their English name where another program made it. */
export async function compareTerms(actor: Actor, locale: Locale, terms: readonly ReadTerm[]): Promise<ComparedUnit[]> {
  authorize(actor, 'term.edit', { locale });
  const known = await prisma().term.findMany({ include: { words: { where: { locale: { in: ['en', locale] } } } } });
  const bySlug = new Map(known.map((term) => [term.slug, term]));
  const english = new Map(
    known.map((term) => [term.words.find((word) => word.locale === 'en')?.value.toLowerCase() ?? term.slug, term]),
  );
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
    };
    const refused = (problem: string): ComparedUnit[] => [{ ...row, change: 'refused', problem, details: {} }];
    if (!found) return refused('unknown_term');
    if (term.value === '' || term.value.length > limits.termWord) return refused('too_long');
    if ([term.value, ...term.alternatives].some((each) => term.forbidden.includes(each)))
      return refused('forbids_itself');
    const same =
      word?.value === term.value &&
      listed(word.alternatives) === listed(words.alternatives) &&
      listed(word.forbidden) === listed(words.forbidden);
    return same ? [] : [{ ...row, change: word ? 'changed' : 'added', problem: null, details: words }];
  });
}

/** Writes what a file of terms says, in the caller's transaction. Throws `languages.edited_meanwhile` where a word was changed since. */
export async function writeTerms(
  tx: Tx,
  actor: Actor,
  locale: Locale,
  lines: readonly { key: string; after: string; version: number; alternatives: string[]; forbidden: string[] }[],
): Promise<void> {
  authorize(actor, 'term.edit', { locale });
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
