import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { localeFolders, namespaceOf, parsed, readLocale, type Tree } from './files.ts';

export interface Renamed {
  /** Locales whose files changed. */
  readonly locales: readonly string[];
  /** Why nothing was done. */
  readonly refusal: string | null;
}

/**
 * Gives a string another key in every language's files, keeps its place there, and writes down both names in messages/renames.json, so that
 * every installation moves its edits, their history, suggestions and comments (lib/workbench/renames.ts). Within one namespace's file the
 * order stays; into another namespace it goes to the end of the file of that name.
 */
export async function rename(folder: string, from: string, to: string): Promise<Renamed> {
  const english = await readLocale(folder, 'en');
  if (!english.entries.has(from)) return refused(`${from} is no string of English.`);
  if (english.entries.has(to)) return refused(`${to} is a string already.`);
  if ([...english.entries.keys()].some((key) => key.startsWith(`${to}.`)))
    return refused(`${to} is a group of strings.`);
  if (!/^[a-z_]+(\.[A-Za-z0-9_-]+)+$/.test(to)) return refused(`${to} is no name for a string.`);
  const changed: string[] = [];
  for (const locale of await localeFolders(folder)) if (await inLocale(folder, locale, from, to)) changed.push(locale);
  await inFile(path.join(folder, 'notes.json'), (notes) => moved(notes, from, to));
  await inFile(path.join(folder, 'renames.json'), (renames) => ({ ...chained(renames, from, to), [from]: to }));
  return { locales: changed, refusal: null };
}

function refused(refusal: string): Renamed {
  return { locales: [], refusal };
}

async function inLocale(folder: string, locale: string, from: string, to: string): Promise<boolean> {
  const { entries, trees } = await readLocale(folder, locale);
  const entry = entries.get(from);
  if (!entry) return false;
  const [oldPath, newPath] = [from, to].map((name) => name.split('.').slice(1));
  const namespace = to.split('.')[0] ?? '';
  const sameFile = namespaceOf(entry.file) === namespace;
  const file = sameFile ? entry.file : `${namespace}.json`;
  const tree = trees.get(entry.file) ?? {};
  const without = take(tree, oldPath ?? [], sameFile ? (newPath ?? []) : null, entry.value);
  await save(path.join(folder, locale, entry.file), without);
  if (!sameFile) await save(path.join(folder, locale, file), put(trees.get(file) ?? {}, newPath ?? [], entry.value));
  return true;
}

/** The tree without the string; with it under its new name in the same place, where both names are siblings, else at its end. */
function take(tree: Tree, from: readonly string[], to: readonly string[] | null, value: string): Tree {
  const [name = '', ...rest] = from;
  const siblings = to !== null && from.length === to.length && from.slice(0, -1).every((part, at) => part === to[at]);
  const result: Tree = {};
  for (const [key, inner] of Object.entries(tree)) {
    if (key !== name) result[key] = inner;
    else if (rest.length === 0) {
      if (siblings) result[to.at(-1) ?? ''] = value;
    } else if (typeof inner === 'object') {
      const below = take(inner, rest, siblings ? to.slice(1) : null, value);
      if (Object.keys(below).length > 0) result[key] = below;
    }
  }
  return to !== null && !siblings ? put(result, to, value) : result;
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: string): Tree {
  if (rest.length === 0) return { ...tree, [name]: value };
  const below = tree[name];
  return { ...tree, [name]: put(typeof below === 'object' ? below : {}, rest, value) };
}

function moved(tree: Tree, from: string, to: string): Tree {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key === from ? to : key, value]));
}

/** What had been renamed to the old name now leads to the new one; a name that comes back is no old name any more. */
function chained(renames: Tree, from: string, to: string): Tree {
  return Object.fromEntries(
    Object.entries(renames)
      .filter(([old]) => old !== to)
      .map(([old, current]) => [old, current === from ? to : current]),
  );
}

async function inFile(file: string, change: (tree: Tree) => Tree): Promise<void> {
  const tree = parsed(await readFile(file, 'utf8').catch(() => '{}')) ?? {};
  await save(file, change(tree));
}

async function save(file: string, tree: Tree): Promise<void> {
  await writeFile(file, `${JSON.stringify(tree, null, 2)}\n`);
}
