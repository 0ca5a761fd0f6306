import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  type PluralOrSelectOption,
} from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { type Message, wellFormedMessage } from './icu.ts';
import type { PseudoLocale } from './locales.ts';

const accented: ReadonlyMap<string, string> = new Map(
  'AÅ BƁ CÇ DÐ EÉ FƑ GĜ HĤ IÎ JĴ KĶ LĻ MṀ NÑ OÖ PÞ QǪ RŔ SŠ TŢ UÛ VṼ WŴ XẊ YÝ ZŽ aå bƀ cç dð eé fƒ gĝ hĥ iî jĵ kķ lļ mɱ nñ oö pþ qǫ rŕ sš tţ uû vṽ wŵ xẋ yý zž'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)] as const),
);

const filler = 'one two three four five six seven eight nine ten eleven twelve';

/**
 * An English message as a pseudo-locale shows it, ICU syntax, placeholders and tags kept. en-XA: accented letters in brackets, 40 %
 * longer (short strings up to double), so that clipping, missing keys and hard-coded words are seen. ar-XB: the words between
 * right-to-left override marks, so that they run from right to left. Throws `languages.icu_syntax`.
 */
export function pseudo(message: string, locale: PseudoLocale): string {
  const elements = wellFormedMessage(message);
  return locale === 'en-XA' ? accentedMessage(elements) : printAST(mapLiterals(elements, rightToLeft));
}

/** The same over a tree of messages as `messages/en/*.json` holds it. */
export function pseudoTree<T>(tree: T, locale: PseudoLocale): T;
export function pseudoTree(tree: unknown, locale: PseudoLocale): unknown {
  if (typeof tree === 'string') return pseudo(tree, locale);
  if (Array.isArray(tree)) return tree.map((each) => pseudoTree(each, locale));
  if (tree === null || typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, pseudoTree(value, locale)]));
}

function accentedMessage(elements: Message): string {
  const body = printAST(mapLiterals(elements, accent));
  const length = letterCount(elements);
  if (length === 0) return body;
  const extra = Math.ceil(length * (length <= 10 ? 1 : 0.4));
  return `[${body} ${filler
    .repeat(Math.ceil(extra / filler.length))
    .slice(0, extra)
    .trim()}]`;
}

function accent(text: string): string {
  return [...text].map((letter) => accented.get(letter) ?? letter).join('');
}

function rightToLeft(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}'’-]*/gu, (word) => `\u202e${word}\u202c`);
}

function letterCount(elements: Message): number {
  return elements.reduce((sum, element) => sum + letterCountOf(element), 0);
}

function letterCountOf(element: MessageFormatElement): number {
  if (isLiteralElement(element)) return element.value.trim().length;
  if (isTagElement(element)) return letterCount(element.children);
  if (!(isPluralElement(element) || isSelectElement(element))) return 0;
  return Math.max(0, ...Object.values(element.options).map(({ value }) => letterCount(value)));
}

function mapLiterals(elements: Message, change: (text: string) => string): MessageFormatElement[] {
  return elements.map((element) => {
    if (isLiteralElement(element)) return { ...element, value: change(element.value) };
    if (isTagElement(element)) return { ...element, children: mapLiterals(element.children, change) };
    if (isPluralElement(element)) return { ...element, options: mapOptions(element.options, change) };
    if (isSelectElement(element)) return { ...element, options: mapOptions(element.options, change) };
    return element;
  });
}

function mapOptions(options: Record<string, PluralOrSelectOption>, change: (text: string) => string) {
  return Object.fromEntries(
    Object.entries(options).map(
      ([key, option]) => [key, { ...option, value: mapLiterals(option.value, change) }] as const,
    ),
  );
}
