import type { LocaleFiles } from './files.ts';
import type { SourceFile } from './sources.ts';

/** A key that the code asks for and English does not have. */
export interface MissingKey {
  readonly key: string;
  readonly at: string;
}

const namespaces =
  /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:getTranslations|useTranslations|translator)\(\s*(?:[^()'`]*,\s*)?'([\w.-]+)'/g;

/**
 * Keys in quotes that the code asks of a namespace it names in the same file. Keys made at run time are not seen, and no key is reported that
 * another translator of the same name may have meant.
 */
export function missingFromCode(sources: readonly SourceFile[], english: LocaleFiles): MissingKey[] {
  return sources.flatMap(({ name, text }) => {
    const spaces = new Map<string, string[]>();
    for (const [, variable = '', space = ''] of text.matchAll(namespaces))
      spaces.set(variable, [...(spaces.get(variable) ?? []), space]);
    return [...spaces].flatMap(([variable, all]) => {
      const calls = text.matchAll(new RegExp(`\\b${variable}(?:\\.rich|\\.markup)?\\(\\s*'([\\w.-]+)'`, 'g'));
      return [...calls].flatMap((call) => {
        const keys = all.map((space) => `${space}.${call[1] ?? ''}`);
        const known = keys.some((key) => english.entries.has(key));
        const line = text.slice(0, call.index).split('\n').length;
        return known ? [] : [{ key: keys[0] ?? '', at: `${name}:${line}` }];
      });
    });
  });
}
