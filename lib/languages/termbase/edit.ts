import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { forget } from '#lib/core/memory.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { defaultLocale, isLocale, type Locale } from '../locales.ts';
import { slug as slugOf } from '../romanisation.ts';
import { partsOfSpeech, termDomains } from './read.ts';

const localeTag = z
  .string()
  .refine(isLocale, { error: 'invalid' })
  .transform((tag) => tag as Locale);

/** Words, one a line. */
const wordList = optionalText(limits.termWord * limits.termWords).transform((value) => [
  ...new Set(
    value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]);

export const termWordSchema = z
  .object({
    termId: id,
    locale: localeTag,
    value: text(limits.termWord),
    alternatives: wordList,
    forbidden: wordList,
    note: optionalText(limits.shortText),
    /** The version that the editor saw; 0 where the language had no word. */
    version: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  })
  .refine(({ value, alternatives, forbidden }) => ![value, ...alternatives].some((word) => forbidden.includes(word)), {
    path: ['forbidden'],
    error: 'languages.term_forbids_itself',
  })
  .refine(({ alternatives }) => alternatives.length <= limits.termWords, { path: ['alternatives'], error: 'too_long' })
  .refine(({ forbidden }) => forbidden.length <= limits.termWords, { path: ['forbidden'], error: 'too_long' });

/** Says what a term is called in a language. Throws `languages.edited_meanwhile`, `languages.unknown_term`. */
export async function saveTermWord(actor: Actor, input: z.output<typeof termWordSchema>): Promise<void> {
  const { termId, locale, version, ...words } = input;
  authorize(actor, 'term.edit', { locale });
  await transaction(async (tx) => {
    const [term] = await tx.$queryRaw<object[]>`select id from term where id = ${termId}::uuid for update`;
    if (!term) throw new DomainError('languages.unknown_term');
    const before = await tx.termWord.findUnique({ where: { termId_locale: { termId, locale } } });
    if ((before?.version ?? 0) !== version) throw new DomainError('languages.edited_meanwhile', {}, 'value');
    const data = { ...words, version: version + 1, authorId: actorId(actor), updatedAt: new Date() };
    await tx.termWord.upsert({
      where: { termId_locale: { termId, locale } },
      create: { termId, locale, ...data },
      update: data,
    });
  });
  forget('glossary:');
}

export const newTermSchema = z.object({
  locale: localeTag,
  english: text(limits.termWord),
  value: text(limits.termWord),
  definition: text(limits.termDefinition),
  domain: z.enum(termDomains, { error: 'choose' }),
  partOfSpeech: z.enum(partsOfSpeech, { error: 'choose' }),
  doNotTranslate: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
});

/** Adds a concept with its names in English and in one language. Throws `languages.term_exists`. Returns its slug. */
export async function addTerm(actor: Actor, input: z.output<typeof newTermSchema>): Promise<string> {
  const { locale, english, value, ...term } = input;
  authorize(actor, 'term.edit', { locale });
  const slug = slugOf(english, defaultLocale, limits.termWord);
  if (slug === '') throw new DomainError('validation.invalid', {}, 'english');
  const authorId = actorId(actor);
  const words = new Map([
    [defaultLocale, english],
    [locale, value],
  ]);
  try {
    await transaction((tx) =>
      tx.term.create({
        data: {
          slug,
          ...term,
          words: { create: [...words].map(([tag, word]) => ({ locale: tag, value: word, authorId })) },
        },
      }),
    );
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002'))
      throw new DomainError('languages.term_exists', { term: english }, 'english');
    throw error;
  }
  forget('glossary:');
  return slug;
}
