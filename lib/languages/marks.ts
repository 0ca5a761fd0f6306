import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { anatomy, parseMessage } from './icu.ts';
import { pluralCategories } from './plurals.ts';

export interface MessagePart {
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
  /** What a translation must carry over as it stands: placeholders, tags, the words of plural and select. */
  readonly code: boolean;
}

/** A message cut into words and code, in order and without loss. What cannot be parsed is all words. */
export function messageParts(message: string): MessagePart[] {
  let elements: readonly MessageFormatElement[];
  try {
    elements = parse(message, { captureLocation: true, requiresOtherClause: false });
  } catch {
    return [{ at: 0, text: message, code: false }];
  }
  const words = elements.flatMap(wordSpans).sort((a, b) => a[0] - b[0]);
  const parts: MessagePart[] = [];
  let at = 0;
  for (const [start, end] of words) {
    if (start > at) parts.push({ at, text: message.slice(at, start), code: true });
    if (end > start) parts.push({ at: start, text: message.slice(start, end), code: false });
    at = Math.max(at, end);
  }
  if (at < message.length) parts.push({ at, text: message.slice(at), code: true });
  return parts;
}

/**
 * What a translator may want to insert, each once: placeholders and tags as they are written, and every plural with all the branches
 * that the language of the translation needs.
 */
export function insertable(message: string, locale: string): string[] {
  const parsed = parseMessage(message);
  if (parsed.elements === null) return [];
  const plurals = anatomy(parsed.elements).plurals.map(({ name, type }) => {
    const branches = pluralCategories(locale, type).required.map((category) => `${category} {#}`);
    return `{${name}, ${type === 'ordinal' ? 'selectordinal' : 'plural'}, ${branches.join(' ')}}`;
  });
  const codes = messageParts(message).flatMap((part) =>
    part.code ? (part.text.match(/\{[\w.-]+\}|<\/?\w+>|#/g) ?? []) : [],
  );
  return [...new Set([...codes, ...plurals])];
}

/** Where the words are: literal text, also inside branches and tags. */
function wordSpans(element: MessageFormatElement): [number, number][] {
  if (isLiteralElement(element))
    return element.location ? [[element.location.start.offset, element.location.end.offset]] : [];
  if (isTagElement(element)) return element.children.flatMap(wordSpans);
  if (isPluralElement(element) || isSelectElement(element))
    return Object.values(element.options).flatMap(({ value }) => value.flatMap(wordSpans));
  return [];
}
