import { createHash } from 'node:crypto';
import { type CheckOptions, check, type GlossaryTerm, type Locale, type Problem } from '#lib/languages/index.ts';

interface Asked {
  readonly source: string;
  readonly target: string;
  readonly locale: Locale;
  readonly sourceLocale?: string;
  readonly format?: 'icu' | 'plain';
  readonly maxLength?: number | undefined;
  /** It may read like its source. */
  readonly same?: boolean;
  readonly glossary?: readonly GlossaryTerm[];
  /** What other strings make of the same source. */
  readonly elsewhere?: readonly string[];
}

const known = new Map<string, readonly Problem[]>();
const mostKnown = 60_000;

const names = new WeakMap<readonly GlossaryTerm[], string>();

/** A glossary by what it says: it is read anew every minute, and seldom another then. */
function nameOf(glossary: readonly GlossaryTerm[]): string {
  const name = names.get(glossary) ?? createHash('sha256').update(JSON.stringify(glossary)).digest('base64url');
  names.set(glossary, name);
  return name;
}

/** What the checks say, kept by the very words: a list of ten thousand strings is checked once and then remembered. */
export function problemsOf(asked: Asked): readonly Problem[] {
  const {
    source,
    target,
    locale,
    sourceLocale = 'en',
    format = 'icu',
    maxLength,
    glossary = [],
    elsewhere = [],
  } = asked;
  const kept = (found: readonly Problem[]) =>
    asked.same ? found.filter(({ code }) => code !== 'untranslated') : found;
  const key = [locale, sourceLocale, format, maxLength ?? '', nameOf(glossary), source, target, ...elsewhere].join(
    '\u0000',
  );
  const found = known.get(key);
  if (found) return kept(found);
  const options: CheckOptions = {
    sourceLocale,
    format,
    glossary,
    elsewhere,
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  const problems = check(source, target, locale, options);
  if (known.size >= mostKnown) known.clear();
  known.set(key, problems);
  return kept(problems);
}
