import { isLiteralElement, isPluralElement } from '@formatjs/icu-messageformat-parser';
import { placeholderMark } from '../icu.ts';
import { type Check, type CheckUnit, error, type Side, warning } from './problem.ts';

const leading = /^[\s\u200b]*/u;
const trailing = /[\s\u200b]*$/u;

/** Space before or after the text that the source does not have, or the reverse: strings are joined by their neighbours. */
export const edgeSpace: Check = ({ source, target }) => {
  if (!hasEdge(source.raw) && !hasEdge(target.raw)) return [];
  const before = (text: string) => leading.exec(text)?.[0].replaceAll('\u200b', '') ?? '';
  const after = (text: string) => trailing.exec(text)?.[0].replaceAll('\u200b', '') ?? '';
  const same = before(source.raw) === before(target.raw) && after(source.raw) === after(target.raw);
  return same ? [] : [error('edge_space', {}, before(source.raw) + target.raw.trim() + after(source.raw))];
};

function hasEdge(text: string): boolean {
  return text.length !== text.trim().length || text.startsWith('\u200b') || text.endsWith('\u200b');
}

type Ending = '.' | '?' | '!' | ':' | ';' | '…' | ',';

const endings: ReadonlyMap<string, Ending> = new Map<string, Ending>([
  ['.', '.'],
  ['。', '.'],
  ['．', '.'],
  ['｡', '.'],
  ['?', '?'],
  ['？', '?'],
  ['!', '!'],
  ['！', '!'],
  [':', ':'],
  ['：', ':'],
  [';', ';'],
  ['；', ';'],
  ['…', '…'],
  [',', ','],
  ['，', ','],
]);

const chinese: Readonly<Record<Ending, string>> = {
  '.': '。',
  '?': '？',
  '!': '！',
  ':': '：',
  ';': '；',
  '…': '……',
  ',': '，',
};

/** Greek asks with a semicolon and separates with a raised dot (U+037E and U+0387 are the same characters decomposed). */
const greek: Readonly<Record<Ending, string>> = {
  '.': '.',
  '?': ';',
  '!': '!',
  ':': ':',
  ';': '·',
  '…': '…',
  ',': ',',
};

const marks = '.。．｡?？!！:：;；…,，·\u0387\u037e';
const finalMarks = new RegExp(`[${marks}]+$`, 'u');
const closers = /[\s"'”“’»«」』）)\]》>\u200b-\u200f\u202a-\u202e]+$/u;
const none: ReadonlySet<Ending> = new Set();

/** The kinds of punctuation a text ends in, quotes and brackets after it not counted. */
function endingsOf(text: string, locale: string): ReadonlySet<Ending> {
  const bare = closers.test(text.slice(-1)) ? text.replace(closers, '') : text;
  if (!marks.includes(bare.slice(-1))) return none;
  const run = (finalMarks.exec(bare)?.[0] ?? '').replace(/\.{3,}/g, '…');
  return new Set([...run].map((mark) => endingOf(mark, locale)).filter((ending) => ending !== undefined));
}

function endingOf(mark: string, locale: string): Ending | undefined {
  if (locale === 'el' && (mark === ';' || mark === '\u037e')) return '?';
  if (mark === '·' || mark === '\u0387') return locale === 'el' ? ';' : undefined;
  return endings.get(mark);
}

/** Languages that write ordinals with a full stop, so that a number at the end may carry one. */
const dottedOrdinals = new Set(['sr-Latn', 'sr-Cyrl', 'hr', 'bs', 'sl', 'pl', 'cs', 'sk', 'hu', 'et', 'lv', 'de']);

export const endPunctuation: Check = (unit) => {
  const { source, target } = unit;
  const wants = endingsOf(source.general, source.locale);
  const has = endingsOf(target.general, target.locale);
  if (wants === has) return [];
  if (wants.size === has.size && [...wants].every((ending) => has.has(ending))) return [];
  if (isOrdinal(target) || isOrdinal(source) || endsByItself(source, target, wants, has)) return [];
  return [
    warning(
      'end_punctuation',
      { expected: localMarks(wants, target.locale), found: [...has].join('') },
      withEnding(unit, wants),
    ),
  ];
};

/** Abbreviations at the end of a label carry a full stop that ends no sentence. */
const abbreviated: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:no|nos|etc|approx|incl|max|min|qty|vs)\.$/iu,
  bg: /(?<!\p{L})(?:г|бр|лв|ч|мин|стр|ул|кв|вкл|макс)\.$/iu,
  mk: /(?<!\p{L})(?:г|бр|ден|стр|мин)\.$/iu,
  pl: /(?<!\p{L})(?:r|szt|jedn|godz|min|str|tys|ul|maks|itd|np)\.$/iu,
  cs: /(?<!\p{L})(?:r|ks|hod|min|str|tis|atd|max|č)\.$/iu,
  sk: /(?<!\p{L})(?:r|ks|hod|min|str|tis|atď|max|č)\.$/iu,
};

/**
 * Where a mark is no mark: an abbreviation's full stop on one side, a Bulgarian date, which ends in “г.” whatever follows it, and
 * a Chinese 等 where English trails off.
 */
function endsByItself(source: Side, target: Side, wants: ReadonlySet<Ending>, has: ReadonlySet<Ending>): boolean {
  const both = new Set([...wants, ...has]);
  const fullStop = both.size === 1 && both.has('.');
  const short = ({ general, locale }: Side) => abbreviated[locale]?.test(general.trim()) ?? false;
  if (fullStop && (short(source) || short(target))) return true;
  if (fullStop && target.locale === 'bg' && has.size === 0 && target.general.trim().endsWith(placeholderMark))
    return true;
  return target.locale.startsWith('zh') && wants.has('…') && /等[。]?$/u.test(target.general.trim());
}

function isOrdinal({ general, locale, message }: Side): boolean {
  if (!dottedOrdinals.has(locale)) return false;
  const last = message?.at(-1);
  return /\d\.$/.test(general.trim()) || (last !== undefined && isPluralElement(last) && last.pluralType === 'ordinal');
}

function localMarks(wanted: ReadonlySet<Ending>, locale: string): string {
  return [...wanted].map((ending) => localMark(ending, locale)).join('');
}

function localMark(ending: Ending, locale: string): string {
  if (locale.startsWith('zh')) return chinese[ending];
  return locale === 'el' ? greek[ending] : ending;
}

/** Only where the last thing of the target is plain text: a mark after a plural's brace would stand outside its branches. */
function withEnding({ target }: CheckUnit, wants: ReadonlySet<Ending>): string | undefined {
  const last = target.message?.at(-1);
  if (last !== undefined && !isLiteralElement(last)) return undefined;
  const space = trailing.exec(target.raw)?.[0] ?? '';
  const text = target.raw.slice(0, target.raw.length - space.length);
  const closing = closers.exec(text)?.[0] ?? '';
  const bare = text.slice(0, text.length - closing.length).replace(finalMarks, '');
  return bare + localMarks(wants, target.locale) + closing + space;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as a reader counts them, placeholders and tags of a message not among them. */
export const tooLong: Check = ({ target, maxLength }) => {
  if (maxLength === undefined) return [];
  const length = [...graphemes.segment(target.general.replaceAll('\ufffc', ''))].length;
  return length > maxLength ? [error('too_long', { length, maxLength })] : [];
};
