/** One string before and after; empty where it was not there. */
export interface Difference {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** Words and what stands between them. */
function wordsOf(text: string): string[] {
  return text.match(/\{[^{}]*\}|[\p{L}\p{N}]+|\s+|./gsu) ?? [];
}

/** A text with what was taken out as [-…-] and what was put in as {+…+}, in words, between what begins and ends alike. */
export function markedWords(before: string, after: string): string {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const removed = old.slice(head, old.length - tail).join('');
  const added = now.slice(head, now.length - tail).join('');
  const mark = `${removed === '' ? '' : `[-${removed}-]`}${added === '' ? '' : `{+${added}+}`}`;
  return now.slice(0, head).join('') + mark + now.slice(now.length - tail).join('');
}

/** Strings that differ, as a person reads them: new ones, and changed ones word by word. */
export function readableDiff(differences: readonly Difference[]): string {
  return differences
    .map(({ key, before, after }) =>
      before === '' ? `+ ${key}\n    ${after}` : `~ ${key}\n    ${markedWords(before, after)}`,
    )
    .join('\n');
}

/** What differs between two sets of strings. Keys that only the first has are left alone. */
export function differencesOf(
  before: ReadonlyMap<string, string>,
  after: Iterable<readonly [string, string]>,
): Difference[] {
  return [...after].flatMap(([key, value]) => {
    const was = before.get(key) ?? '';
    return was === value ? [] : [{ key, before: was, after: value }];
  });
}
