import { createHash } from 'node:crypto';
import { z } from 'zod';
import { freeze, hierarchies } from '#lib/rights/index.ts';
import type { Choices } from './choices.ts';
import { factsOf } from './facts.ts';
import { formats } from './formats.ts';
import { type ContractLanguage, contractLanguages, type InLanguages } from './languages.ts';
import { filled, wordings } from './library.ts';
import { chooseClauses } from './select.ts';
import type { ContractSubject, Names } from './subject.ts';
import { valuesOf } from './values.ts';

const inLanguages = z.partialRecord(z.enum(contractLanguages), z.string());

/** The text of a contract as it stands, in all its languages: what is shown, printed, compared and signed. */
export const contractTextSchema = z.object({
  version: z.literal(1),
  number: z.string(),
  languages: z.array(z.enum(contractLanguages)),
  governing: z.enum(contractLanguages),
  title: inLanguages,
  clauses: z.array(z.object({ slot: z.string(), id: z.string().nullable(), title: inLanguages, text: inLanguages })),
  annex: z.object({
    title: inLanguages,
    text: inLanguages,
    /** What each dimension of the scope meant on the day it was drawn. */
    lists: z.array(z.object({ title: inLanguages, text: inLanguages })),
  }),
});
export type ContractText = z.output<typeof contractTextSchema>;
export type ContractClause = ContractText['clauses'][number];

function each(languages: readonly ContractLanguage[], words: (language: ContractLanguage) => string): InLanguages {
  return Object.fromEntries(languages.map((language) => [language, words(language)]));
}

function annexOf({ terms }: ContractSubject, languages: readonly ContractLanguage[], names: NamesBy) {
  const { rights, territories, languages: spoken } = freeze(terms.scope, hierarchies);
  const word = (key: string) => each(languages, (language) => wordings[language].words[key] ?? '');
  const list = (codes: readonly string[], language: ContractLanguage, name: (code: string) => string) =>
    codes
      .map(name)
      .sort(formats.order(language))
      .join(language === 'zh-CN' ? '、' : ', ');
  const few = spoken.filter((code) => !['zxx', 'mis'].includes(code));
  const whole = spoken.length === hierarchies.languages.leaves.length;
  return {
    title: word('annex'),
    text: word('annex_text'),
    lists: [
      { title: word('annex_rights'), text: each(languages, (by) => list(rights, by, names[by].right)) },
      { title: word('annex_territories'), text: each(languages, (by) => list(territories, by, names[by].territory)) },
      {
        title: word('annex_languages'),
        text: whole ? word('all_languages') : each(languages, (by) => list(few, by, names[by].language)),
      },
    ],
  };
}

export type NamesBy = Readonly<Record<ContractLanguage, Names>>;

/** Draws a contract: clauses by the facts, values by the terms. The same subject and choices give the same text to the letter. */
export function drawContract(subject: ContractSubject, choices: Choices, names: NamesBy): ContractText {
  const { languages, governing, special } = choices;
  const values = Object.fromEntries(
    languages.map((language) => [language, valuesOf(subject, choices, language, names[language])]),
  );
  const clauses = chooseClauses(factsOf(subject, choices), choices).map(({ slot, id }) =>
    id === null
      ? { slot, id, title: each(languages, (by) => wordings[by].words['special'] ?? ''), text: special }
      : {
          slot,
          id,
          title: each(languages, (by) => wordings[by].clauses[id]?.title ?? ''),
          text: each(languages, (by) => filled(wordings[by].clauses[id]?.text ?? '', values[by] ?? {})),
        },
  );
  return contractTextSchema.parse({
    version: 1,
    number: subject.number,
    languages,
    governing,
    title: each(languages, (by) => wordings[by].title),
    clauses,
    annex: annexOf(subject, languages, names),
  });
}

/** SHA-256 of a text, hex. The schema's order of keys is the one that is hashed. */
export function textHash(text: ContractText): string {
  return createHash('sha256')
    .update(JSON.stringify(contractTextSchema.parse(text)))
    .digest('hex');
}
