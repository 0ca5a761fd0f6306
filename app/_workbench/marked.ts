/** A string of the page as it was found: its name, its words and where it stands. */
export interface FoundString {
  readonly unit: string;
  readonly text: string;
  readonly element: Element;
  readonly range: Range | null;
}

const open = '\u2063';
const names = '\u2062';
const close = '\u2064';
const tagBase = 0xe0000;
const hidden = /[\u2062-\u2064]|[\u{e0020}-\u{e007e}]/gu;
const begun = new RegExp(`${open}([\\u{e0020}-\\u{e007e}]+)${names}`, 'gu');

function nameIn(tags: string): string {
  return [...tags].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - tagBase)).join('');
}

/** Texts without the characters that name them. */
export function withoutMarks(text: string): string {
  return text.replace(hidden, '');
}

const skipped = 'script, style, noscript, template, [data-in-place], [data-in-place] *';

/** All strings of the page: those in its text, with their ranges, and those in what is only read out or shown on hover. */
export function findStrings(root: HTMLElement): FoundString[] {
  return [...inText(root), ...inAttributes(root)];
}

interface Opened {
  readonly unit: string;
  readonly node: Text;
  readonly at: number;
}

function inText(root: HTMLElement): FoundString[] {
  const found: FoundString[] = [];
  const waiting: Opened[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(skipped)) continue;
    const text = node.data;
    begun.lastIndex = 0;
    for (let at = 0; at < text.length; at++) {
      if (text.charAt(at) === open) {
        begun.lastIndex = at;
        const match = begun.exec(text);
        if (match?.index !== at) continue;
        waiting.push({ unit: nameIn(match[1] ?? ''), node, at });
        at += match[0].length - 1;
      } else if (text.charAt(at) === close) {
        const opened = waiting.pop();
        if (opened) found.push(ranged(opened, node, at + 1));
      }
    }
  }
  return found.filter(({ text, element }) => text !== '' && element.checkVisibility());
}

function ranged({ unit, node, at }: Opened, last: Text, end: number): FoundString {
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(last, end);
  const element = node.parentElement ?? document.body;
  return { unit, text: withoutMarks(range.toString()).trim(), element, range };
}

const spoken = ['aria-label', 'placeholder', 'alt', 'title'] as const;

function inAttributes(root: HTMLElement): FoundString[] {
  return spoken.flatMap((name) =>
    [...root.querySelectorAll(`[${name}*="${open}"]`)].flatMap((element): FoundString[] => {
      const value = element.getAttribute(name) ?? '';
      begun.lastIndex = 0;
      const match = begun.exec(value);
      if (!match || element.closest(skipped) || !element.checkVisibility()) return [];
      return [{ unit: nameIn(match[1] ?? ''), text: withoutMarks(value), element, range: null }];
    }),
  );
}
