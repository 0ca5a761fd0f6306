import {
  isArgumentElement,
  isDateElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  isTimeElement,
  type MessageFormatElement,
  type PluralElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import { languagesError } from './errors.ts';

export type Message = readonly MessageFormatElement[];

/**
 * What parsing gave. A message whose only fault is its tags (unclosed, wrongly nested) keeps `tagsBroken` and elements in which
 * tags are text; any other fault has no elements and says what (`reason`, the parser's name of it) and where (`offset`, UTF-16 units).
 */
export type ParsedMessage =
  | { readonly elements: Message; readonly tagsBroken: boolean }
  | { readonly elements: null; readonly reason: string; readonly offset: number };

/** Without one of these a message is its own text, and needs no parser: most of an interface does. */
const syntax = /[{}<']/;

/** Whether a message is its own text. */
export function isPlain(text: string): boolean {
  return !syntax.test(text);
}

/** What parsing a text gives that is its own. */
export function plainMessage(text: string): ParsedMessage & { readonly elements: Message } {
  return { elements: text === '' ? [] : [{ type: TYPE.literal, value: text }], tagsBroken: false };
}

/** Parses an ICU MessageFormat string as the application's formatter does: skeletons read, `other` required, simple tags. */
export function parseMessage(text: string): ParsedMessage {
  if (isPlain(text)) return plainMessage(text);
  const strict = attempt(text, false);
  if (strict.elements !== null) return strict;
  const lenient = attempt(text, true);
  return lenient.elements === null ? lenient : { ...lenient, tagsBroken: true };
}

function attempt(text: string, ignoreTag: boolean): ParsedMessage {
  try {
    return {
      // Taking the places out again would cost as much as finding them.
      elements: parse(text, {
        ignoreTag,
        shouldParseSkeletons: true,
        requiresOtherClause: true,
        captureLocation: true,
      }),
      tagsBroken: false,
    };
  } catch (error) {
    return { elements: null, reason: error instanceof Error ? error.message : 'UNKNOWN', offset: offsetOf(error) };
  }
}

/** The parser hangs the place of the fault on its error as `location`, which its types leave out. */
function offsetOf(error: unknown): number {
  if (!(error instanceof Error && 'location' in error)) return 0;
  const { location } = error;
  if (!(location instanceof Object && 'start' in location)) return 0;
  const { start } = location;
  return start instanceof Object && 'offset' in start && typeof start.offset === 'number' ? start.offset : 0;
}

/** The elements of a message that must be well formed, tags included; throws `languages.icu_syntax`. */
export function wellFormedMessage(text: string): Message {
  const parsed = parseMessage(text);
  if (parsed.elements === null)
    throw languagesError('languages.icu_syntax', { reason: parsed.reason, offset: parsed.offset });
  if (parsed.tagsBroken) throw languagesError('languages.icu_syntax', { reason: 'TAGS', offset: 0 });
  return parsed.elements;
}

export type PlaceholderKind = 'value' | 'number' | 'date' | 'time' | 'select' | 'plural' | 'selectordinal';

export interface PluralUse {
  readonly name: string;
  readonly type: 'cardinal' | 'ordinal';
  /** The selectors as written: CLDR categories and exact ones like `=0`. */
  readonly selectors: readonly string[];
  /** Whether the branch `other` shows the number, by # or by name. */
  readonly showsNumber: boolean;
}

export interface Anatomy {
  readonly placeholders: ReadonlyMap<string, ReadonlySet<PlaceholderKind>>;
  readonly plurals: readonly PluralUse[];
  /** The keys of every select by its argument, those of several selects on one argument together. */
  readonly selects: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of tags in order of opening, once for each occurrence. */
  readonly tags: readonly string[];
}

/** What is to be carried over from a message that is its own text: nothing. */
export const noAnatomy: Anatomy = { placeholders: new Map(), plurals: [], selects: new Map(), tags: [] };

/** Everything a translation of the message must carry over. */
export function anatomy(message: Message): Anatomy {
  const placeholders = new Map<string, Set<PlaceholderKind>>();
  const selects = new Map<string, Set<string>>();
  const plurals: PluralUse[] = [];
  const tags: string[] = [];

  for (const element of everyElement(message)) {
    const kind = kindOf(element);
    if (kind !== undefined && 'value' in element) added(placeholders, element.value).add(kind);
    if (isPluralElement(element)) plurals.push(pluralUse(element));
    if (isSelectElement(element))
      for (const key of Object.keys(element.options)) added(selects, element.value).add(key);
    if (isTagElement(element)) tags.push(element.value);
  }
  return { placeholders, plurals, selects, tags };
}

/** Stands for a placeholder in the text a message leaves. */
export const placeholderMark = '\ufffc';

/** The message as a reader gets it in the general case: branches `other`, tags gone, placeholders as `placeholderMark`. */
export function generalText(message: Message): string {
  return message.map(generalPiece).join('');
}

/** All literal text of the message, every branch, each between two `placeholderMark`s; tags gone. For checks of the letters. */
export function wholeText(message: Message): string {
  return message.map(wholePiece).join('');
}

function generalPiece(element: MessageFormatElement): string {
  if (isLiteralElement(element)) return element.value;
  if (isTagElement(element)) return generalText(element.children);
  if (isPluralElement(element) || isSelectElement(element)) return generalText(element.options.other?.value ?? []);
  return placeholderMark;
}

function wholePiece(element: MessageFormatElement): string {
  if (isLiteralElement(element)) return element.value;
  if (isTagElement(element)) return wholeText(element.children);
  if (!(isPluralElement(element) || isSelectElement(element))) return placeholderMark;
  const branches = Object.values(element.options).map(({ value }) => wholeText(value));
  return `${placeholderMark}${branches.join(placeholderMark)}${placeholderMark}`;
}

/** All elements of a message, those inside branches and tags too. */
export function* everyElement(message: Message): Generator<MessageFormatElement> {
  for (const element of message) {
    yield element;
    if (isTagElement(element)) yield* everyElement(element.children);
    if (isPluralElement(element) || isSelectElement(element)) {
      for (const { value } of Object.values(element.options)) yield* everyElement(value);
    }
  }
}

function kindOf(element: MessageFormatElement): PlaceholderKind | undefined {
  if (isArgumentElement(element)) return 'value';
  if (isNumberElement(element)) return 'number';
  if (isDateElement(element)) return 'date';
  if (isTimeElement(element)) return 'time';
  if (isSelectElement(element)) return 'select';
  if (isPluralElement(element)) return element.pluralType === 'ordinal' ? 'selectordinal' : 'plural';
  return undefined;
}

function pluralUse(element: PluralElement): PluralUse {
  const inside = [...everyElement(element.options.other?.value ?? [])];
  return {
    name: element.value,
    type: element.pluralType === 'ordinal' ? 'ordinal' : 'cardinal',
    selectors: Object.keys(element.options),
    showsNumber: inside.some(
      (each) => isPoundElement(each) || ('value' in each && each.value === element.value && !isLiteralElement(each)),
    ),
  };
}

function added<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const found = sets.get(key) ?? new Set<T>();
  sets.set(key, found);
  return found;
}
