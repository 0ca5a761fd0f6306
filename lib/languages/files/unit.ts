import { DomainError } from '#lib/core/errors.ts';

export const unitStates = ['missing', 'machine', 'draft', 'translated', 'reviewed'] as const;
export type UnitState = (typeof unitStates)[number];

/** A string and its translation, as every format carries it. */
export interface FileUnit {
  /** Names the string: `shop.home.title`, `text.<id>.<field>`, or a term's slug. */
  readonly key: string;
  readonly source: string;
  /** Empty where there is none yet. */
  readonly target: string;
  readonly state: UnitState;
  /** What whoever translates should know. */
  readonly note: string;
}

/** What else a string says of itself to the checks. */
export interface UnitLimits {
  readonly maxLength?: number | undefined;
  /** The developers say that it may read like its source. */
  readonly same?: boolean;
}

/** A unit that was read, and the line of the file in which it begins (of a table: its row). */
export interface ReadUnit extends Omit<FileUnit, 'state' | 'note'> {
  readonly line: number;
}

export interface FileLanguages {
  readonly source: string;
  readonly target: string;
}

/** What reading gave: the languages a file says it is in (null where it says none), and its units. */
export interface ReadFile {
  readonly languages: { readonly source: string | null; readonly target: string | null };
  readonly units: readonly ReadUnit[];
}

/** Takes units one by one, so that a large file is never held as a whole. */
export interface UnitSink {
  languages(source: string | null, target: string | null, line: number): void;
  unit(unit: ReadUnit): void;
}

/** The file cannot be read further than this line. `reason` is a code of `translation_files.reason`. */
export function damaged(line: number, reason: string): DomainError {
  return new DomainError('translation_files.damaged', { line, reason }, 'file');
}
