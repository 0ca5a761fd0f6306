import type { LocaleFiles } from './files.ts';
import type { SourceFile } from './sources.ts';

/** A key that the code asks for and English does not have. */
export interface MissingKey {
  readonly key: string;
  readonly at: string;
}

const assigned = /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:getTranslations|useTranslations)\(\s*'([\w.-]+)'/g;
const named = /(?:getTranslations|useTranslations)\(\s*'([\w.-]+)'|namespace:\s*'([\w.-]+)'/g;

/**
 * Keys in quotes that the code asks of a namespace it names in the same file. Keys made at run time are not seen; a key that another
 * namespace of the file has is taken for that one's.
 */
export function missingFromCode(sources: readonly SourceFile[], english: LocaleFiles): MissingKey[] {
  return sources.flatMap(({ name, text }) => {
    const spaces = [...text.matchAll(named)].map((match) => match[1] ?? match[2] ?? '');
    return [...text.matchAll(assigned)].flatMap(([, variable = '', space = '']) => {
      const calls = text.matchAll(new RegExp(`\\b${variable}(?:\\.rich|\\.markup)?\\(\\s*'([\\w.-]+)'`, 'g'));
      return [...calls].flatMap((call) => {
        const key = call[1] ?? '';
        const known = english.entries.has(key) || spaces.some((each) => english.entries.has(`${each}.${key}`));
        return known ? [] : [{ key: `${space}.${key}`, at: `${name}:${text.slice(0, call.index).split('\n').length}` }];
      });
    });
  });
}
