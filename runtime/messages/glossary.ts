import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GlossaryTerm } from '#lib/languages/checks/terms.ts';

interface Word {
  readonly value: string;
  readonly alternatives?: readonly string[];
  readonly forbidden?: readonly string[];
}

/** Terms as the file has them; what loads it into a database looks at every field (prisma/seed). */
export type Glossary = readonly {
  readonly doNotTranslate?: boolean;
  readonly words: Readonly<Record<string, Word>>;
}[];

/** The glossary that every installation begins with; without the file, none. */
export async function readGlossary(root: string): Promise<Glossary> {
  const text = await readFile(path.join(root, 'prisma/seed/data/glossary.json'), 'utf8').catch(() => '[]');
  const terms: Glossary = JSON.parse(text);
  return terms;
}

/** Its terms as the checks take them, from English into a locale: all of them, or those that forbid a word. */
export function termsOf(glossary: Glossary, locale: string, { all }: { readonly all: boolean }): GlossaryTerm[] {
  const terms = glossary.flatMap(({ doNotTranslate = false, words }) => {
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
