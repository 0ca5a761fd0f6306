import { type Direction, directionOf, fallbackChain, type Locale } from './locales.ts';
import { serbianToCyrillic, serbianToLatin } from './transliteration.ts';

/** How far a translation has come; `source` marks the text as its author wrote it. */
export type TextState = 'source' | 'machine' | 'draft' | 'translated' | 'reviewed';
export type TextOrigin = 'human' | 'memory' | 'machine';

/**
 * One language version of a text people wrote. The one in state `source` carries the current revision in `sourceRevision`;
 * a translation carries the revision it was made from and is stale where the source has moved past it.
 */
export interface LocalizedText {
  readonly locale: string;
  readonly value: string;
  readonly state: TextState;
  readonly origin: TextOrigin;
  readonly sourceRevision: number;
}

/** What a reader sees, and what it is, so that a page can say so. */
export interface ReadableText {
  readonly value: string;
  /** Language of `value`, for `lang` and `dir`; after transliteration the reader's own. */
  readonly locale: string;
  readonly direction: Direction;
  readonly is: 'original' | 'reviewed' | 'translated' | 'draft' | 'machine';
  /** False where the reader gets another language than their own. */
  readonly ownLanguage: boolean;
  /** Serbian rewritten in the reader's letters. */
  readonly transliterated: boolean;
  /** The original has changed since this translation was made. */
  readonly stale: boolean;
  /** What 'show original' shows; null where this is it. */
  readonly original: { readonly locale: string; readonly value: string } | null;
}

const progress: Readonly<Record<TextState, number>> = { source: 5, reviewed: 4, translated: 3, draft: 2, machine: 1 };

/**
 * The best of `texts` for a reader of `locale`: their own language first, then the languages they probably read (the fallback chain,
 * Serbian by transliteration between its scripts), then the original, then anything. Within a language: the furthest state, and
 * of equals the fresh before the stale. Blank values count as absent; null where nothing is left.
 */
export function readable(texts: readonly LocalizedText[], locale: Locale): ReadableText | null {
  const present = texts.filter((text) => text.value.trim() !== '');
  const source = present.find((text) => text.state === 'source');

  for (const wanted of fallbackChain(locale)) {
    const found = bestIn(present, wanted, source);
    if (found) return shown(found, source, locale);
  }
  const last = source ?? present[0];
  return last ? shown(last, source, locale) : null;
}

/** Whether a translation was made from an earlier revision than the original has now. */
export function isStale(text: LocalizedText, source: LocalizedText | undefined): boolean {
  return source !== undefined && text.state !== 'source' && text.sourceRevision < source.sourceRevision;
}

function bestIn(texts: readonly LocalizedText[], locale: string, source: LocalizedText | undefined) {
  const rank = (text: LocalizedText) => progress[text.state] * 2 - (isStale(text, source) ? 1 : 0);
  return texts.filter((text) => text.locale === locale).sort((a, b) => rank(b) - rank(a))[0];
}

function shown(text: LocalizedText, source: LocalizedText | undefined, reader: Locale): ReadableText {
  const { value, locale } = inScriptOf(reader, text);
  const original = source && source !== text ? { locale: source.locale, value: source.value } : null;
  return {
    value,
    locale,
    direction: directionOf(locale),
    is: text.state === 'source' ? 'original' : text.state,
    ownLanguage: locale === reader,
    transliterated: locale !== text.locale,
    stale: isStale(text, source),
    original,
  };
}

/** Serbian in the letters its reader uses; Croats and Bosnians get Latin. */
function inScriptOf(reader: Locale, text: LocalizedText): { value: string; locale: string } {
  const readsLatin = reader === 'sr-Latn' || reader === 'hr' || reader === 'bs';
  if (text.locale === 'sr-Cyrl' && readsLatin) return { value: serbianToLatin(text.value), locale: 'sr-Latn' };
  if (text.locale === 'sr-Latn' && reader === 'sr-Cyrl')
    return { value: serbianToCyrillic(text.value), locale: 'sr-Cyrl' };
  return { value: text.value, locale: text.locale };
}
