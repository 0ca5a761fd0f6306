import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../messages');

/** The interface's own words in a locale, so that a journey reads what its person reads: words('bg')('studio.editor.save'). */
export function words(locale: string): (key: string) => string {
  const tree: Record<string, unknown> = {};
  for (const file of readdirSync(path.join(folder, locale))) {
    const [namespace = ''] = file.replace('.json', '').split('-');
    tree[namespace] = {
      ...(tree[namespace] as object),
      ...JSON.parse(readFileSync(path.join(folder, locale, file), 'utf8')),
    };
  }
  return (key) => {
    const value = key
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], tree);
    if (typeof value !== 'string') throw new Error(`no message ${key} in ${locale}`);
    return value;
  };
}
