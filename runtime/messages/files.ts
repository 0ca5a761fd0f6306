import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Tree {
  [key: string]: string | Tree;
}

/** A string of a locale: where it is written and what it says. */
export interface Entry {
  readonly file: string;
  readonly value: string;
}

export interface LocaleFiles {
  readonly locale: string;
  /** File name to its tree, both in the order they are written. */
  readonly trees: ReadonlyMap<string, Tree>;
  /** `namespace.key` to its string. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What is wrong with the files themselves: no JSON, a key in two files, a value that is no string. */
  readonly faults: readonly string[];
}

/** The namespace of a file: errors-rights.json is part of `errors`. */
export function namespaceOf(file: string): string {
  return path.basename(file, '.json').split('-', 1)[0] ?? file;
}

/** The names of the locales that have a folder. */
export async function localeFolders(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true });
  return found.filter((each) => each.isDirectory()).map((each) => each.name);
}

/** All strings of a locale; nothing where it has no folder. */
export async function readLocale(folder: string, locale: string): Promise<LocaleFiles> {
  const names = (await readdir(path.join(folder, locale)).catch(() => []))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const trees = new Map<string, Tree>();
  const entries = new Map<string, Entry>();
  const faults: string[] = [];
  for (const file of names) {
    // Thousands of small files: to wait for each would take longer than to read it.
    const tree = parsed(readFileSync(path.join(folder, locale, file), 'utf8'));
    if (!tree) {
      faults.push(`${locale}/${file} is not a JSON object`);
      continue;
    }
    trees.set(file, tree);
    const namespace = namespaceOf(file);
    eachLeaf(tree, namespace, (full, value) => {
      const other = entries.get(full);
      if (typeof value !== 'string')
        faults.push(`${locale}/${file}: ${full.slice(namespace.length + 1)} is not a string`);
      else if (other) faults.push(`${locale}/${file}: ${full} is in ${other.file} as well`);
      else entries.set(full, { file, value });
    });
  }
  return { locale, trees, entries, faults };
}

function isTree(value: unknown): value is Tree {
  return value instanceof Object && !Array.isArray(value);
}

/** Text as a JSON object, or null. */
export function parsed(text: string): Tree | null {
  try {
    const value: unknown = JSON.parse(text);
    return isTree(value) ? value : null;
  } catch {
    return null;
  }
}

/** Dotted keys with what stands there, in the order they are written. */
export function leaves(tree: Tree): [string, unknown][] {
  const found: [string, unknown][] = [];
  eachLeaf(tree, '', (key, value) => found.push([key, value]));
  return found;
}

/** No generator: a hundred thousand strings go through here. */
function eachLeaf(tree: Tree, prefix: string, take: (key: string, value: unknown) => void): void {
  for (const name of Object.keys(tree)) {
    const value = tree[name];
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (isTree(value)) eachLeaf(value, key, take);
    else take(key, value);
  }
}

/** For each string, the locales in which it may read like English: what messages/notes.json says under `same`. */
export async function sameAsEnglish(folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const notes = parsed(await readFile(path.join(folder, 'notes.json'), 'utf8').catch(() => '{}')) ?? {};
  return new Map(
    Object.entries(notes).map(([unit, note]) => {
      const same = isTree(note) ? Reflect.get(note, 'same') : undefined;
      return [unit, new Set(Array.isArray(same) ? same.map(String) : [])];
    }),
  );
}
