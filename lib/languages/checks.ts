import { urlChanged } from './checks/addresses.ts';
import { inconsistent } from './checks/consistency.ts';
import { edgeSpace, endPunctuation, tooLong } from './checks/ends.ts';
import { cedilla, invisible, mixedScript, traditionalHan } from './checks/letters.ts';
import { numberDiffers } from './checks/numbers.ts';
import {
  type Check,
  type CheckOptions,
  type CheckUnit,
  checkCodes,
  error,
  type Problem,
  type Side,
} from './checks/problem.ts';
import { wrongQuotes } from './checks/quotes.ts';
import { structure } from './checks/structure.ts';
import { forbiddenTerm, glossaryViolated } from './checks/terms.ts';
import { doubledWord, untranslated } from './checks/words.ts';
import { anatomy, generalText, isPlain, noAnatomy, parseMessage, plainMessage, wholeText } from './icu.ts';

/** Checks that need no more than letters: they run on a message that cannot be parsed, too. */
const literal: readonly Check[] = [edgeSpace, mixedScript, traditionalHan, cedilla, invisible];

/** Those of the rest that can find an error. */
const forbidding: readonly Check[] = [urlChanged, forbiddenTerm, tooLong];

const sound: readonly Check[] = [
  ...literal,
  endPunctuation,
  doubledWord,
  untranslated,
  numberDiffers,
  urlChanged,
  wrongQuotes,
  forbiddenTerm,
  tooLong,
];

const full: readonly Check[] = [...sound, inconsistent, glossaryViolated];

const asked = { all: full, fault: sound, error: [...literal, ...forbidding] } as const;

/**
 * What is wrong with a translation, at most one problem a code, in the order of `checkCodes`. An empty target is that and nothing
 * else; a message that can't be parsed gets no word about its placeholders. Pure, and never throws. A source that is no ICU message is
 * taken as plain text, and so is its target.
 */
export function check(source: string, target: string, locale: string, options: CheckOptions = {}): Problem[] {
  if (target.trim() === '') return source.trim() === '' ? [] : [error('empty')];
  const unit = takenApart(source, target, locale, options);
  const unreadable = unit.target.parsed?.elements === null;
  const further = unreadable ? literal : asked[options.only ?? 'all'];
  const problems = structure(unit);
  for (const each of further) {
    const found = each(unit);
    if (found.length > 0) problems.push(...found);
  }
  if (problems.length === 0) return problems;
  const wanted = options.only === 'error' ? problems.filter(({ severity }) => severity === 'error') : problems;
  return wanted.sort((a, b) => checkCodes.indexOf(a.code) - checkCodes.indexOf(b.code));
}

/** Whether a translation may be published: no check found an error. */
export function isPublishable(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}

function takenApart(source: string, target: string, locale: string, options: CheckOptions): CheckUnit {
  const sourceLocale = options.sourceLocale ?? 'en';
  const message = options.format === 'plain' ? undefined : sourceSide(source, sourceLocale, 'icu');
  const icu = message !== undefined && message.parsed?.elements !== null;
  const format = icu ? 'icu' : 'plain';
  const of = icu ? message : sourceSide(source, sourceLocale, 'plain');
  return {
    source: of,
    // A source that is asked about itself is taken apart once.
    target: target === source && locale === sourceLocale ? of : side(target, locale, format),
    glossary: options.glossary ?? [],
    elsewhere: options.elsewhere ?? [],
    maxLength: options.maxLength,
    format,
  };
}

const sources = { icu: new Map<string, Map<string, Side>>(), plain: new Map<string, Map<string, Side>>() };
const mostSources = 20_000;

/** A source is translated into many languages: it is taken apart once. */
function sourceSide(raw: string, locale: string, format: 'icu' | 'plain'): Side {
  const kept = sources[format].get(locale) ?? new Map<string, Side>();
  const known = kept.get(raw);
  if (known) return known;
  sources[format].set(locale, kept);
  if (kept.size >= mostSources) kept.clear();
  const made = side(raw, locale, format);
  kept.set(raw, made);
  return made;
}

function side(raw: string, locale: string, format: 'icu' | 'plain'): Side {
  if (format === 'icu' && isPlain(raw)) {
    const parsed = plainMessage(raw);
    return { raw, locale, message: parsed.elements, parsed, anatomy: noAnatomy, general: raw, whole: raw };
  }
  const parsed = format === 'icu' ? parseMessage(raw) : null;
  const message = parsed?.elements ?? null;
  if (message === null) {
    const text = withoutTags(raw);
    return { raw, locale, message, parsed, anatomy: null, general: text, whole: text };
  }
  return {
    raw,
    locale,
    message,
    parsed,
    anatomy: anatomy(message),
    general: withoutTags(generalText(message)),
    whole: withoutTags(wholeText(message)),
  };
}

/** Tags that the message's parser left as text: broken ones, and HTML with attributes. */
function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(/<\/?[a-z][^<>]*>/giu, '');
}
