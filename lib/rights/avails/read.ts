import { DomainError } from '#lib/core/errors.ts';
import { type Exclusivity, exclusivities } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import { type Dimension, freeze, type Scope, type WrittenScope } from '../scope.ts';
import { type AvailsColumn, type AvailsRow, available, availsColumns, licenceTypes, openEnd } from './columns.ts';

/** What is wrong with a row, for a sentence. */
export interface RowProblem {
  readonly code:
    | 'unknown_work'
    | 'unknown_territory'
    | 'unknown_right'
    | 'unknown_language'
    | 'date'
    | 'term_order'
    | 'empty'
    | 'exclusivity'
    | 'not_controlled'
    | 'under_unknown'
    | 'under_needed'
    | 'conflict'
    | 'conflict_row';
  readonly value?: string;
  /** Countries where it conflicts; never with whom. */
  readonly places?: readonly string[];
  /** The row of the file that it conflicts with. */
  readonly row?: number;
}

/** A row that declares, read. */
export interface DeclaredRow {
  readonly exclusivity: Exclusivity;
  readonly written: WrittenScope;
  readonly scope: Scope;
  /** Whom it was given to outside the platform, as the file says it. */
  readonly outside: string;
  /** The licence by which the rights are held; empty where they are owned. */
  readonly under: string;
}

const everyLanguage = ['all', 'zxx', 'mis'];
const needed = ['Territory', 'Start', 'End', 'OtherTerms'] as const satisfies readonly AvailsColumn[];

/** The rows of a file by their columns, with the number each has in the file; or the column that is missing. */
export function rowsOfRecords(
  records: readonly (readonly string[])[],
): { number: number; row: AvailsRow }[] | AvailsColumn {
  const header = (records[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const missing = needed.find((column) => !header.includes(column.toLowerCase()));
  if (missing) return missing;
  const at = availsColumns.map((column) => [column, header.indexOf(column.toLowerCase())] as const);
  return records.slice(1).flatMap((cells, index) => {
    const row: AvailsRow = {};
    for (const [column, position] of at) {
      const value = position < 0 ? '' : (cells[position] ?? '').trim();
      if (value !== '') row[column] = value;
    }
    return Object.keys(row).length === 0 ? [] : [{ number: index + 2, row }];
  });
}

/** Whether a row only says what is free. */
export function isOffer(row: AvailsRow): boolean {
  const terms = row.OtherTerms?.toLowerCase() ?? '';
  return terms === '' || terms.startsWith(available);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The code of a dimension that a word of the file means, whatever its case; null for none. */
function codeOf(dimension: Dimension, word: string): string | null {
  const { leaves, groups } = hierarchies[dimension];
  return [...leaves, ...groups].find((code) => code.toLowerCase() === word.toLowerCase().replaceAll(' ', '_')) ?? null;
}

function rightOf(word: string): string | null {
  const bySheet = Object.entries(licenceTypes).find(([, type]) => type.toLowerCase() === word.toLowerCase());
  return bySheet?.[0] ?? codeOf('rights', word);
}

/** What a row declares, or the first thing that is wrong with it. */
export function readDeclared(row: AvailsRow): DeclaredRow | RowProblem {
  const exclusivity = exclusivities.find((each) => each === row.OtherTerms?.toLowerCase().replace(/[ -]/g, '_'));
  if (exclusivity === undefined) return { code: 'exclusivity', value: row.OtherTerms ?? '' };
  const words = list(row.LicenseRightsDescription ?? row.LicenseType);
  const rights = words.map(rightOf);
  const places = list(row.Territory);
  const within = places.filter((word) => !word.startsWith('-'));
  const territories = within.map((word) => codeOf('territories', word));
  const without = places.filter((word) => word.startsWith('-')).map((word) => codeOf('territories', word.slice(1)));
  const languages = list(row.StoreLanguage).map((word) => codeOf('languages', word));
  const [right, territory, language] = [rights, territories, languages].map((codes) => codes.indexOf(null));
  if (words.length === 0 || right !== -1) return { code: 'unknown_right', value: words[right ?? 0] ?? '' };
  if (territories.length === 0 || territory !== -1)
    return { code: 'unknown_territory', value: within[territory ?? 0] ?? '' };
  if (without.includes(null))
    return {
      code: 'unknown_territory',
      value: places.filter((word) => word.startsWith('-'))[without.indexOf(null)] ?? '',
    };
  if (language !== -1) return { code: 'unknown_language', value: list(row.StoreLanguage)[language ?? 0] ?? '' };
  const known = (codes: readonly (string | null)[]) => codes.filter((code) => code !== null);
  const written: WrittenScope = {
    rights: { include: known(rights) },
    territories: { include: known(territories), ...(without.length > 0 ? { except: known(without) } : {}) },
    languages: { include: languages.length > 0 ? known(languages) : everyLanguage },
    term: { start: row.Start ?? '', end: row.End?.toLowerCase() === openEnd.toLowerCase() ? null : (row.End ?? '') },
  };
  try {
    return {
      exclusivity,
      written,
      scope: freeze(written, hierarchies),
      outside: row.ServiceProvider ?? '',
      under: row.Under ?? '',
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'rights.term_order') return { code: 'term_order' };
    if (error.code === 'rights.empty_scope') return { code: 'empty' };
    return { code: 'date', value: String(error.params['date'] ?? '') };
  }
}
