import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { check, isPublishable } from '#lib/languages/checks.ts';
import { type LocaleFiles, leaves, readLocale, type Tree } from './files.ts';
import { said } from './strings.ts';

/** Keys of English that the locale lacks, as {namespace: {key: english}}. */
export function missingKeys(source: LocaleFiles, target: LocaleFiles): Record<string, Record<string, string>> {
  const missing: Record<string, Record<string, string>> = {};
  for (const [full, { value }] of source.entries) {
    if (target.entries.has(full)) continue;
    const dot = full.indexOf('.');
    const [namespace, key] = [full.slice(0, dot), full.slice(dot + 1)];
    missing[namespace] = { ...missing[namespace], [key]: value };
  }
  return missing;
}

export interface Filled {
  readonly taken: number;
  /** A line for each translation that was not taken, with the reason. */
  readonly refused: readonly string[];
}

/**
 * Puts translations into messages/<locale>/*.json, each into the file of its English string and in the order of English. What the checks
 * call an error is refused and told; the rest is taken. Keys may be dotted or nested.
 */
export async function fill(folder: string, locale: string, given: Tree): Promise<Filled> {
  const [source, target] = await Promise.all([readLocale(folder, 'en'), readLocale(folder, locale)]);
  const taken = new Map<string, string>();
  const refused: string[] = [];
  for (const [full, value] of leaves(given)) {
    const english = source.entries.get(full)?.value;
    if (english === undefined) refused.push(`${full}: there is no such key in English`);
    else if (typeof value !== 'string') refused.push(`${full}: is not a string`);
    else {
      const problems = check(english, value.normalize('NFC'), locale);
      if (isPublishable(problems)) taken.set(full, value.normalize('NFC'));
      else
        refused.push(
          `${full}: ${problems
            .filter((each) => each.severity === 'error')
            .map(said)
            .join(' · ')}`,
        );
    }
  }
  if (taken.size > 0) await write(folder, source, target, taken);
  return { taken: taken.size, refused };
}

async function write(
  folder: string,
  source: LocaleFiles,
  target: LocaleFiles,
  taken: ReadonlyMap<string, string>,
): Promise<void> {
  await mkdir(path.join(folder, target.locale), { recursive: true });
  for (const file of source.trees.keys()) {
    const tree: Tree = {};
    let changed = false;
    for (const [full, entry] of source.entries) {
      if (entry.file !== file) continue;
      const value = taken.get(full) ?? target.entries.get(full)?.value;
      changed ||= taken.has(full);
      if (value !== undefined) put(tree, full.slice(full.indexOf('.') + 1).split('.'), value);
    }
    if (changed) await writeFile(path.join(folder, target.locale, file), `${JSON.stringify(tree, null, 2)}\n`);
  }
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const below = tree[name];
  const inner = typeof below === 'object' ? below : {};
  tree[name] = inner;
  put(inner, rest, value);
}
