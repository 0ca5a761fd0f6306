import { type LocaleFiles, readLocale, sameAsEnglish } from './files.ts';
import { readGlossary, termsOf } from './glossary.ts';
import { type Finding, localeFindings } from './strings.ts';

/** Some of the locales, and what they are checked with. */
export interface Share {
  readonly root: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly all: boolean;
}

export interface LocaleFound {
  readonly tag: string;
  readonly findings: readonly Finding[];
}

/** What is wrong with these locales, one after the other on this thread. English is read unless it is there. */
export async function checkLocales({ root, folder, tags, all }: Share, english?: LocaleFiles): Promise<LocaleFound[]> {
  const source = english ?? (await readLocale(folder, 'en'));
  const [same, glossary] = await Promise.all([sameAsEnglish(folder), readGlossary(root)]);
  const found: LocaleFound[] = [];
  for (const tag of tags) {
    const options = { same, glossary: termsOf(glossary, tag, { all }), all };
    found.push({ tag, findings: localeFindings(source, await readLocale(folder, tag), options) });
  }
  return found;
}
