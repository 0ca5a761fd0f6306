import type { MessageTree } from './interface.ts';

/**
 * Strings that know where they come from: each is put between invisible characters that name it, so that a script can find it on the page.
 * The name is written in tag characters (U+E0020 to U+E007E), which no font draws, and passes through formatting unharmed.
 */
export const marks = { open: '\u2063', names: '\u2062', close: '\u2064' } as const;

const tagBase = 0xe0000;

/** A name in characters that nobody sees. */
export function hiddenName(name: string): string {
  return [...name].map((letter) => String.fromCodePoint(tagBase + (letter.codePointAt(0) ?? 0))).join('');
}

/** All strings of a tree, each with its hidden name. */
export function markedTree(tree: MessageTree, prefix = ''): MessageTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      const name = prefix ? `${prefix}.${key}` : key;
      return [
        key,
        typeof value === 'string'
          ? `${marks.open}${hiddenName(name)}${marks.names}${value}${marks.close}`
          : markedTree(value, name),
      ];
    }),
  );
}
