import path from 'node:path';
import { localeFacts, locales } from '#lib/languages/locales.ts';
import { localeFolders, readLocale } from './files.ts';
import { jsxTextFindings } from './jsx.ts';
import { errorCodeFindings, literalFindings, readSources, unusedFindings } from './sources.ts';
import { type Finding, localeFindings, sourceFindings } from './strings.ts';

/** The locales that must be complete, whether or not they have a folder. */
const reviewed = locales.filter((tag) => localeFacts(tag).status === 'reviewed');

/** Everything the check finds in a repository: its messages/, and the code of app, lib and runtime. */
export async function findings(root: string): Promise<Finding[]> {
  const folder = path.join(root, 'messages');
  const tags = [...new Set([...reviewed, ...(await localeFolders(folder))])].filter((tag) => tag !== 'en');
  const [source, sources, inTags, ...targets] = await Promise.all([
    readLocale(folder, 'en'),
    readSources(root, ['app', 'lib', 'runtime']),
    jsxTextFindings(root),
    ...tags.map((tag) => readLocale(folder, tag)),
  ]);
  return [
    ...sourceFindings(source),
    ...targets.flatMap((target) => localeFindings(source, target)),
    ...errorCodeFindings(
      sources.filter(({ name }) => !name.startsWith('runtime/')),
      source,
    ),
    ...inTags,
    ...literalFindings(sources),
    ...unusedFindings(sources, source),
  ];
}

const titles: Readonly<Record<Finding['kind'], string>> = {
  file: 'Files that cannot be read as they are',
  missing: 'Missing translations',
  extra: 'Keys that English does not have',
  translation: 'Translations that the checks object to',
  error_code: 'Error codes without a sentence',
  literal: 'Words in the code',
  unused: 'Strings that seem to be used nowhere',
};

/** The findings as a person reads them, grouped by kind. */
export function report(found: readonly Finding[]): string {
  const errors = found.filter((each) => each.severity === 'error');
  const notes = found.filter((each) => each.severity === 'note');
  const group = (some: readonly Finding[]) =>
    [...Map.groupBy(some, (each) => each.kind)].map(
      ([kind, each]) =>
        `${titles[kind]} (${each.length})\n${each.map(({ at, text }) => `  ${at}  ${text}`).join('\n')}`,
    );
  const parts = [
    ...(notes.length > 0 ? ['Notes', ...group(notes)] : []),
    ...(errors.length > 0 ? ['Errors', ...group(errors)] : []),
  ];
  return [
    ...parts,
    errors.length > 0
      ? `${errors.length} errors, ${notes.length} notes.`
      : `The messages are sound; ${notes.length} notes.`,
  ].join('\n\n');
}
