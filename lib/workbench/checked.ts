import { type CheckOptions, check, type Locale, type Problem } from '#lib/languages/index.ts';

interface Asked {
  readonly unit: string;
  readonly source: string;
  readonly target: string;
  readonly locale: Locale;
  readonly sourceLocale?: string;
  readonly format?: 'icu' | 'plain';
  readonly maxLength?: number | undefined;
  /** It may read like its source. */
  readonly same?: boolean;
}

const known = new Map<string, readonly Problem[]>();
const mostKnown = 60_000;

/** What the checks say, kept by the very words: a list of ten thousand strings is checked once and then remembered. */
export function problemsOf(asked: Asked): readonly Problem[] {
  const { source, target, locale, sourceLocale = 'en', format = 'icu', maxLength } = asked;
  const kept = (found: readonly Problem[]) =>
    asked.same ? found.filter(({ code }) => code !== 'untranslated') : found;
  const key = `${locale}\u0000${sourceLocale}\u0000${format}\u0000${maxLength ?? ''}\u0000${source}\u0000${target}`;
  const found = known.get(key);
  if (found) return kept(found);
  const options: CheckOptions = { sourceLocale, format, ...(maxLength === undefined ? {} : { maxLength }) };
  const problems = check(source, target, locale, options);
  if (known.size >= mostKnown) known.clear();
  known.set(key, problems);
  return kept(problems);
}
