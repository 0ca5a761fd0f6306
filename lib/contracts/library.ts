import { z } from 'zod';
import bg from './data/bg.json' with { type: 'json' };
import en from './data/en.json' with { type: 'json' };
import library from './data/library.json' with { type: 'json' };
import pl from './data/pl.json' with { type: 'json' };
import zh from './data/zh-CN.json' with { type: 'json' };
import type { ContractLanguage } from './languages.ts';

const slotSchema = z.object({
  slot: z.string(),
  /** Stays where it is; the others may be put in another order. */
  fixed: z.boolean().default(false),
  /** May be left out. */
  optional: z.boolean().default(false),
  /** The first whose conditions hold is taken; none: the slot says nothing. */
  clauses: z.array(z.object({ id: z.string(), when: z.record(z.string(), z.string()).default({}) })).min(1),
});
export type Slot = z.output<typeof slotSchema>;

const wordingSchema = z.object({
  title: z.string().min(1),
  words: z.record(z.string(), z.string()),
  laws: z.record(z.string(), z.string()),
  clauses: z.record(z.string(), z.object({ title: z.string().min(1), text: z.string().min(1) })),
});
export type Wording = z.output<typeof wordingSchema>;

/** Places of a contract in their first order, each with the clauses that may stand there and when. */
export const slots: readonly Slot[] = z.array(slotSchema).parse(library);

/** What the clauses say, by language. */
export const wordings: Readonly<Record<ContractLanguage, Wording>> = {
  'zh-CN': wordingSchema.parse(zh),
  en: wordingSchema.parse(en),
  bg: wordingSchema.parse(bg),
  pl: wordingSchema.parse(pl),
};

export const laws = Object.keys(wordings.en.laws);

/** A text with its names filled in. Throws RangeError for a name that nobody gave a value. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}}`);
    return value;
  });
}

/** Names of values that a clause needs. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '');
}
