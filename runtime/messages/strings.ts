import type { Problem } from '#lib/languages/checks/problem.ts';
import { check } from '#lib/languages/checks.ts';
import { parseMessage } from '#lib/languages/icu.ts';
import { isLocale, localeFacts } from '#lib/languages/locales.ts';
import type { LocaleFiles } from './files.ts';

/** Something the check found. A note is told and does not fail it. */
export interface Finding {
  readonly severity: 'error' | 'note';
  readonly kind: 'file' | 'missing' | 'extra' | 'translation' | 'error_code' | 'literal' | 'unused';
  /** Where: a locale's key, or a file and its line. */
  readonly at: string;
  readonly text: string;
}

/** What is wrong with the English strings themselves. */
export function sourceFindings(source: LocaleFiles): Finding[] {
  const broken = [...source.entries].flatMap(([key, { value }]): Finding[] => {
    const message = parseMessage(value);
    const reason =
      message.elements === null
        ? `${message.reason} at ${message.offset}`
        : message.tagsBroken
          ? 'its tags do not pair'
          : undefined;
    if (reason) return [{ severity: 'error', kind: 'translation', at: `en ${key}`, text: `icu_syntax: ${reason}` }];
    return problemFindings('en', key, check(value, value, 'en'));
  });
  return [...fileFindings(source), ...broken];
}

/** What is wrong with a locale's strings. Only a reviewed locale must be complete; a draft may fall back. */
export function localeFindings(
  source: LocaleFiles,
  target: LocaleFiles,
  same: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Finding[] {
  const { locale } = target;
  if (!isLocale(locale)) return [{ severity: 'error', kind: 'file', at: locale, text: 'is no locale of the product' }];
  const reviewed = localeFacts(locale).status === 'reviewed';
  const missing = [...source.entries.keys()].filter((key) => !target.entries.has(key));
  const findings = fileFindings(target);
  if (reviewed)
    findings.push(
      ...missing.map(
        (key): Finding => ({ severity: 'error', kind: 'missing', at: `${locale} ${key}`, text: 'has no translation' }),
      ),
    );
  for (const [key, { file, value }] of target.entries) {
    const english = source.entries.get(key);
    if (english)
      findings.push(
        ...problemFindings(
          locale,
          key,
          check(english.value, value, locale, reviewed ? {} : { only: 'error' }).filter(
            ({ code }) => code !== 'untranslated' || !same.get(key)?.has(locale),
          ),
        ),
      );
    else
      findings.push({
        severity: 'error',
        kind: 'extra',
        at: `${locale} ${key}`,
        text: `is in ${file}, but not in English`,
      });
  }
  return findings;
}

function fileFindings({ locale, faults }: LocaleFiles): Finding[] {
  return faults.map((text) => ({ severity: 'error', kind: 'file', at: locale, text }));
}

function problemFindings(locale: string, key: string, problems: readonly Problem[]): Finding[] {
  return problems.map((problem) => ({
    severity: problem.severity === 'error' ? 'error' : 'note',
    kind: 'translation',
    at: `${locale} ${key}`,
    text: said(problem),
  }));
}

/** A problem in a line. */
export function said({ code, details }: Problem): string {
  const words = Object.entries(details).flatMap(([name, value]) =>
    String(value) === '' ? [] : [`${name} ${Array.isArray(value) ? value.join(', ') : value}`],
  );
  return words.length > 0 ? `${code}: ${words.join('; ')}` : code;
}
