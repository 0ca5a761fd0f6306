import type { CheckCode, Problem } from '#lib/languages/checks/problem.ts';
import type { GlossaryTerm } from '#lib/languages/checks/terms.ts';
import { check } from '#lib/languages/checks.ts';
import { parseMessage } from '#lib/languages/icu.ts';
import { isLocale, localeFacts } from '#lib/languages/locales.ts';
import type { LocaleFiles } from './files.ts';

/** Something the check found. A note is told and does not fail it. */
export interface Finding {
  readonly severity: 'error' | 'note';
  readonly kind: 'file' | 'missing' | 'extra' | 'translation' | 'advice' | 'error_code' | 'literal' | 'unused';
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

interface LocaleOptions {
  /** For each string, the locales in which it may read like English. */
  readonly same?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly glossary?: readonly GlossaryTerm[];
  /** With what other places make of the same source. */
  readonly all?: boolean;
}

/** What is wrong with a locale's strings. Only a reviewed locale must be complete; a draft may fall back. */
export function localeFindings(
  source: LocaleFiles,
  target: LocaleFiles,
  { same = new Map(), glossary = [], all = false }: LocaleOptions = {},
): Finding[] {
  const { locale } = target;
  if (!isLocale(locale)) return [{ severity: 'error', kind: 'file', at: locale, text: 'is no locale of the product' }];
  const reviewed = localeFacts(locale).status === 'reviewed';
  const findings = fileFindings(target);
  if (reviewed)
    for (const key of source.entries.keys())
      if (!target.entries.has(key))
        findings.push({ severity: 'error', kind: 'missing', at: `${locale} ${key}`, text: 'has no translation' });
  const only = reviewed ? (all ? undefined : 'fault') : 'error';
  const others = only ? undefined : wordings(source, target);
  for (const [key, { file, value }] of target.entries) {
    const english = source.entries.get(key);
    if (english) {
      const problems = check(english.value, value, locale, {
        glossary,
        ...(only ? { only } : { elsewhere: elsewhere(others, key, english.value, value) }),
      });
      if (problems.length === 0) continue;
      const untold = problems.filter(({ code }) => code !== 'untranslated' || !same.get(key)?.has(locale));
      findings.push(...problemFindings(locale, key, untold));
    } else
      findings.push({
        severity: 'error',
        kind: 'extra',
        at: `${locale} ${key}`,
        text: `is in ${file}, but not in English`,
      });
  }
  return findings;
}

type Wordings = ReadonlyMap<string, readonly string[]>;

/** What a namespace makes of each of its sources; one part of the interface may well differ from another. */
function wordings(source: LocaleFiles, target: LocaleFiles): Wordings {
  const found = new Map<string, string[]>();
  for (const [key, { value }] of target.entries) {
    const english = source.entries.get(key)?.value;
    if (english === undefined) continue;
    const place = placeOf(key, english);
    const words = found.get(place);
    if (words) words.push(value);
    else found.set(place, [value]);
  }
  return found;
}

function placeOf(key: string, english: string): string {
  return `${key.slice(0, key.indexOf('.'))} ${english}`;
}

function elsewhere(all: Wordings | undefined, key: string, english: string, value: string): readonly string[] {
  const words = all?.get(placeOf(key, english)) ?? [];
  return words.length > 1 && words.some((each) => each !== value) ? words.toSpliced(words.indexOf(value), 1) : [];
}

function fileFindings({ locale, faults }: LocaleFiles): Finding[] {
  return faults.map((text) => ({ severity: 'error', kind: 'file', at: locale, text }));
}

/** What may well be meant so: a word that is a term elsewhere, a button and a heading of one name. */
const advice: ReadonlySet<CheckCode> = new Set(['glossary', 'inconsistent']);

function problemFindings(locale: string, key: string, problems: readonly Problem[]): Finding[] {
  return problems.map((problem) => ({
    severity: problem.severity === 'error' ? 'error' : 'note',
    kind: advice.has(problem.code) ? 'advice' : 'translation',
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
