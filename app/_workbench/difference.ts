export interface DifferencePart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

const most = 600;

/** Words, spaces and marks; each Chinese character is one, so that a change within a sentence is seen. */
function pieces(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\p{M}\p{N}_]+|\s+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];
}

/** What changed from one text to another, word by word. Texts of many words are shown as replaced altogether. */
export function difference(before: string, after: string): DifferencePart[] {
  const [old, next] = [pieces(before), pieces(after)];
  if (old.length > most || next.length > most)
    return before === after ? [part('same', after)] : [part('removed', before), part('added', after)];
  const parts: DifferencePart[] = [];
  let [i, j] = [0, 0];
  const common = longestCommon(old, next);
  while (i < old.length || j < next.length) {
    const [a, b] = [old[i], next[j]];
    if (a !== undefined && a === b) {
      push(parts, 'same', a);
      i += 1;
      j += 1;
    } else if (b === undefined || (a !== undefined && length(common, i + 1, j) >= length(common, i, j + 1))) {
      push(parts, 'removed', a ?? '');
      i += 1;
    } else {
      push(parts, 'added', b);
      j += 1;
    }
  }
  return parts;
}

function longestCommon(old: readonly string[], next: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = next.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row)
        row[j] =
          old[i] === next[j]
            ? length(table, i + 1, j + 1) + 1
            : Math.max(length(table, i + 1, j), length(table, i, j + 1));
    }
  return table;
}

function length(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function push(parts: DifferencePart[], kind: DifferencePart['kind'], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === kind) parts[parts.length - 1] = part(kind, last.text + text);
  else parts.push(part(kind, text));
}

function part(kind: DifferencePart['kind'], text: string): DifferencePart {
  return { kind, text };
}
