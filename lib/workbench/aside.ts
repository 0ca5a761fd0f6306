import type { Locale } from '#lib/languages/index.ts';
import type { Checked } from './check.ts';
import { problemsOf } from './checked.ts';
import { type ContentKind, contentPath } from './content.ts';
import { fromGlossary, fromMachine, fromMemory } from './helpers.ts';
import type { OpenString } from './open.ts';
import { screensOf } from './screens.ts';
import type { Standing } from './standing.ts';
import { mostCharacters } from './unit.ts';

/** A text that is translated elsewhere than on the public page: its wording is kept by whoever asks. */
export interface StringAside {
  readonly unit: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly source: string;
  readonly sourceLocale: string;
  readonly locale: Locale;
  readonly target: string;
  readonly standing: Standing;
  readonly note: string;
  /** Whether it may be written now. */
  readonly open: boolean;
}

/** Everything the editor shows of it: what memory, glossary and machine say, and nothing of what others said of the text in public. */
export async function openAside(string: StringAside): Promise<OpenString> {
  const { unit, source, sourceLocale, locale, target, standing, note, open } = string;
  const asked = { unit, source, from: sourceLocale, to: locale };
  const [screens, memory, terms, machine] = await Promise.all([
    screensOf(unit),
    fromMemory(asked),
    fromGlossary(asked),
    fromMachine(asked),
  ]);
  return {
    unit,
    kind: 'content',
    source,
    sourceLocale,
    parts: [{ at: 0, text: source, code: false }],
    insertable: [],
    target,
    standing,
    staleSource: null,
    locked: !open,
    assignee: null,
    author: null,
    maxLength: null,
    most: mostCharacters({ kind: 'content' }),
    note,
    description: '',
    path: contentPath(string),
    screens,
    memory,
    terms,
    machine,
    suggestions: [],
    history: [],
    comments: [],
    team: [],
    ownWork: false,
    may: { publish: open, review: false, manage: false },
  };
}

/** What the checks say of a wording for it. */
export function checkAside(
  { source, sourceLocale, locale }: Pick<StringAside, 'source' | 'sourceLocale' | 'locale'>,
  value: string,
): Checked {
  if (value.trim() === '') return { problems: [], preview: [], others: [] };
  const problems = problemsOf({ source, sourceLocale, target: value, locale, format: 'plain' });
  return { problems, preview: [], others: [] };
}
