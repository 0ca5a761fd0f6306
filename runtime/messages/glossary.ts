import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { GlossaryTerm } from '#lib/languages/checks/terms.ts';

const word = z.object({
  value: z.string(),
  alternatives: z.array(z.string()).default([]),
  forbidden: z.array(z.string()).default([]),
});
const file = z.array(z.object({ doNotTranslate: z.boolean().default(false), words: z.record(z.string(), word) }));

export type Glossary = z.output<typeof file>;

/** The glossary that every installation begins with; without the file, none. */
export async function readGlossary(root: string): Promise<Glossary> {
  const text = await readFile(path.join(root, 'prisma/seed/data/glossary.json'), 'utf8').catch(() => '[]');
  return file.parse(JSON.parse(text));
}

/** Its terms as the checks take them, from English into a locale: all of them, or those that forbid a word. */
export function termsOf(glossary: Glossary, locale: string, { all }: { readonly all: boolean }): GlossaryTerm[] {
  const terms = glossary.flatMap(({ doNotTranslate, words }) => {
    const [source, target] = [words['en'], words[locale]];
    if (!source || !(target || doNotTranslate)) return [];
    return [
      {
        source: source.value,
        target: target?.value ?? source.value,
        alternatives: target?.alternatives ?? [],
        forbidden: target?.forbidden ?? [],
        doNotTranslate,
      },
    ];
  });
  return all ? terms : terms.filter(({ forbidden }) => forbidden.length > 0);
}
