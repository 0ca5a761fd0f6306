import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { localeFacts, locales } from '#lib/languages/locales.ts';
import { localeFolders, readLocale, sameAsEnglish } from './files.ts';
import { jsxTextFindings } from './jsx.ts';
import { checkLocales, type LocaleFound, type Share } from './locales.ts';
import { errorCodeFindings, literalFindings, readSources, unusedFindings } from './sources.ts';
import { type Finding, sourceFindings } from './strings.ts';

/** The locales that must be complete, whether or not they have a folder. */
const reviewed = locales.filter((tag) => localeFacts(tag).status === 'reviewed');

const worthAThread = 200;

/** Everything the check finds in a repository: its messages/, and the code of app, lib and runtime; `all` with advice on words. */
export async function findings(root: string, { all = false } = {}): Promise<Finding[]> {
  const folder = path.join(root, 'messages');
  const tags = [...new Set([...reviewed, ...(await localeFolders(folder))])].filter((tag) => tag !== 'en');
  // Reviewed locales are checked for everything and take longest: they are dealt out first, one to each core in turn.
  const ordered = [...tags].sort(
    (a, b) => Number(reviewed.some((tag) => tag === b)) - Number(reviewed.some((tag) => tag === a)),
  );
  // A few strings are checked sooner than another thread begins; of many, it begins before this one has read anything.
  const files = await readdir(path.join(folder, 'en')).catch(() => []);
  const many = files.length * ordered.length > worthAThread;
  const cores = many ? Math.max(1, Math.min(ordered.length, availableParallelism())) : 1;
  const shares = Array.from({ length: cores }, (_, core) => ordered.filter((_tag, at) => at % cores === core));
  // This thread has English and the code to look at as well: it takes the smallest share.
  const [own = [], ...others] = shares.toReversed();
  const elsewhere = others.map((share) => checkedApart({ root, folder, tags: share, all }));
  const inTagsLater = jsxTextFindings(root);
  const [source, same, sources] = await Promise.all([
    readLocale(folder, 'en'),
    sameAsEnglish(folder),
    readSources(root, ['app', 'lib', 'runtime']),
  ]);
  const here = await checkLocales({ root, folder, tags: own, all }, source);
  const ofSource = [
    ...errorCodeFindings(
      sources.filter(({ name }) => !name.startsWith('runtime/')),
      source,
    ),
    ...literalFindings(sources),
    ...unusedFindings(sources, source),
  ];
  const ofEnglish = sourceFindings(source);
  const [inTags, ...found] = await Promise.all([inTagsLater, ...elsewhere]);
  const byTag = new Map([...here, ...found.flat()].map((each) => [each.tag, each.findings]));
  for (const unit of same.keys())
    if (!source.entries.has(unit))
      ofEnglish.push({ severity: 'error', kind: 'extra', at: `notes.json ${unit}`, text: 'is no string of English' });
  return [...ofEnglish, ...tags.flatMap((tag) => byTag.get(tag) ?? []), ...inTags, ...ofSource];
}

/** Beside this thread. Most of what a check makes is garbage at once: with more room for what is young it is swept less often. */
function checkedApart(share: Share): Promise<LocaleFound[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./locale-worker.ts', import.meta.url), {
      workerData: share,
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const titles: Readonly<Record<Finding['kind'], string>> = {
  file: 'Files that cannot be read as they are',
  missing: 'Missing translations',
  extra: 'Keys that English does not have',
  translation: 'Translations that the checks object to',
  advice: 'Other words than the glossary or than elsewhere',
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
