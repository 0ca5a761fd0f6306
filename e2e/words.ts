import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../messages');

type Tree = Record<string, unknown>;

/** One file laid on another: a namespace may be written in several. */
function merged(under: Tree, over: Tree): Tree {
  const result = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = value instanceof Object && below instanceof Object ? merged({ ...below }, { ...value }) : value;
  }
  return result;
}

/** The interface's own words in a locale, so that a journey reads what its person reads: words('bg')('studio.editor.save'). */
export function words(locale: string): (key: string) => string {
  let tree: Tree = {};
  for (const file of readdirSync(path.join(folder, locale))) {
    const [namespace = ''] = file.replace('.json', '').split('-');
    tree = merged(tree, { [namespace]: JSON.parse(readFileSync(path.join(folder, locale, file), 'utf8')) });
  }
  return (key) => {
    const value = key.split('.').reduce<unknown>((at, part) => (at as Tree | undefined)?.[part], tree);
    if (typeof value !== 'string') throw new Error(`no message ${key} in ${locale}`);
    return value;
  };
}
