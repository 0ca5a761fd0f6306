/** A stretch of one text as it stands in another: what both have, what only the first has (gone), what only the second has (new). */
export interface TextChange {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** More comparisons than this (a table of cells) are not worth it: the texts count as wholly different where they differ. */
const maxCells = 4_000_000;

/**
 * Words with the space before them and the stops behind, so that words are all that texts are compared by, in any script, and what is
 * written behind a text changes nothing of it.
 */
function tokens(text: string): string[] {
  const found: string[] = [];
  let space = '';
  for (const { segment, isWordLike } of new Intl.Segmenter('und', { granularity: 'word' }).segment(text)) {
    if (segment.trim() === '') {
      space += segment;
      continue;
    }
    if (isWordLike || found.length === 0) found.push(space + segment);
    else found[found.length - 1] += space + segment;
    space = '';
  }
  return space === '' ? found : [...found, space];
}

/** Places that two lists have in common, in order: a longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const head = Array.from({ length: start }, (_, at): [number, number] => [at, at]);
  const tail = Array.from({ length: end }, (_, at): [number, number] => [a.length - end + at, b.length - end + at]);
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...head, ...middle.map(([x, y]): [number, number] => [x + start, y + start]), ...tail];
}

function between(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  if ((a.length + 1) * width > maxCells) return [];
  const longest = new Uint16Array((a.length + 1) * width);
  const cell = (x: number, y: number) => longest[x * width + y] ?? 0;
  for (let x = a.length - 1; x >= 0; x--)
    for (let y = b.length - 1; y >= 0; y--)
      longest[x * width + y] = a[x] === b[y] ? cell(x + 1, y + 1) + 1 : Math.max(cell(x + 1, y), cell(x, y + 1));
  const pairs: [number, number][] = [];
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    if (a[x] === b[y]) pairs.push([x++, y++]);
    else if (cell(x + 1, y) >= cell(x, y + 1)) x++;
    else y++;
  }
  return pairs;
}

/** How one text became another, word by word. The parts that are same or gone give the first, those that are same or new the second. */
export function textChanges(before: string, after: string): TextChange[] {
  const [a, b] = [tokens(before), tokens(after)];
  const changes: { kind: TextChange['kind']; text: string }[] = [];
  const add = (kind: TextChange['kind'], parts: readonly string[]) => {
    const text = parts.join('');
    const last = changes.at(-1);
    if (text === '') return;
    if (last?.kind === kind) last.text += text;
    else changes.push({ kind, text });
  };
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of [...common(a, b), [a.length, b.length] as const]) {
    add('gone', a.slice(x, nextX));
    add('new', b.slice(y, nextY));
    add('same', a.slice(nextX, nextX + 1));
    [x, y] = [nextX + 1, nextY + 1];
  }
  return changes;
}

/**
 * Two changes of one text in one: each stays where the other did not change the same words. Null where both changed the same words
 * differently, so that a person has to choose.
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const [o, a, b] = [tokens(base), tokens(mine), tokens(theirs)];
  const inMine = new Map(common(o, a));
  const inTheirs = new Map(common(o, b));
  const merged: string[] = [];
  let [x, y, z] = [0, 0, 0];
  for (let at = 0; at <= o.length; at++) {
    const [nextY, nextZ] = at === o.length ? [a.length, b.length] : [inMine.get(at), inTheirs.get(at)];
    // A word that all three have ends a stretch that at most one side may have changed.
    if (nextY === undefined || nextZ === undefined) continue;
    const [was, own, other] = [o.slice(x, at), a.slice(y, nextY), b.slice(z, nextZ)].map((part) => part.join(''));
    if (own === other || other === was) merged.push(own ?? '');
    else if (own === was) merged.push(other ?? '');
    else return null;
    if (at < o.length) merged.push(o[at] ?? '');
    [x, y, z] = [at + 1, nextY + 1, nextZ + 1];
  }
  return merged.join('');
}
