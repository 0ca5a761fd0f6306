import type { Anatomy, Message, ParsedMessage } from '../icu.ts';
import type { GlossaryTerm } from './terms.ts';

/** What a check can find; each has an explanation under `checks.<code>` in the interface's messages. */
export const checkCodes = [
  'empty',
  'icu_syntax',
  'placeholder_missing',
  'placeholder_extra',
  'plural_missing',
  'plural_extra',
  'select_differs',
  'tag_mismatch',
  'edge_space',
  'end_punctuation',
  'doubled_word',
  'untranslated',
  'mixed_script',
  'traditional_han',
  'cedilla',
  'number_differs',
  'url_changed',
  'invisible',
  'quotes',
  'inconsistent',
  'glossary',
  'forbidden_term',
  'too_long',
] as const;

export type CheckCode = (typeof checkCodes)[number];

/** An error can't be published; a warning can, by whoever reviews. */
export type Severity = 'error' | 'warning';

export interface Problem {
  readonly code: CheckCode;
  readonly severity: Severity;
  /** What the explanation names: the placeholders, the words, the numbers concerned. */
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
  /** The whole target put right, where a machine can. */
  readonly fix?: string;
}

export interface CheckOptions {
  /** Language of the source; 'en' where left out. */
  readonly sourceLocale?: string;
  /** 'icu' (the default): both texts are ICU messages. 'plain': prose people wrote, perhaps with HTML; braces mean nothing. */
  readonly format?: 'icu' | 'plain';
  readonly glossary?: readonly GlossaryTerm[];
  /** What other places make of the very same source. */
  readonly elsewhere?: readonly string[];
  /**
   * What is wanted, so that nothing else is asked: 'error' leaves out warnings; 'fault' leaves out advice, which is of words that may
   * well be meant so (`glossary`, `inconsistent`).
   */
  readonly only?: 'error' | 'fault';
  /** Most characters (grapheme clusters) the target may have. */
  readonly maxLength?: number;
}

/** A source and its target, taken apart once for all checks. */
export interface CheckUnit {
  readonly source: Side;
  readonly target: Side;
  readonly glossary: readonly GlossaryTerm[];
  readonly elsewhere: readonly string[];
  readonly maxLength: number | undefined;
  readonly format: 'icu' | 'plain';
}

export interface Side {
  readonly raw: string;
  readonly locale: string;
  /** Null where the text is plain or no well-formed message. */
  readonly message: Message | null;
  readonly parsed: ParsedMessage | null;
  /** What a translation must carry over; null where there is no message. */
  readonly anatomy: Anatomy | null;
  /** What a reader gets in the general case, placeholders as marks; the raw text where there is no message. */
  readonly general: string;
  /** All text of all branches. */
  readonly whole: string;
}

export type Check = (unit: CheckUnit) => Problem[];

export function error(code: CheckCode, details: Problem['details'] = {}, fix?: string): Problem {
  return problem(code, 'error', details, fix);
}

export function warning(code: CheckCode, details: Problem['details'] = {}, fix?: string): Problem {
  return problem(code, 'warning', details, fix);
}

function problem(code: CheckCode, severity: Severity, details: Problem['details'], fix: string | undefined): Problem {
  return fix === undefined ? { code, severity, details } : { code, severity, details, fix };
}
