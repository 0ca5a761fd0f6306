import { isDeepStrictEqual } from 'node:util';
import { authorityOf, type Holding } from '../authority.ts';
import { availability, notWhollyFree } from '../availability.ts';
import { conflict } from '../conflict.ts';
import { type Exclusivity, type Grant, isLicensed } from '../grant.ts';
import type { AvailsRow } from './columns.ts';
import { type DeclaredRow, isOffer, type RowProblem, readDeclared } from './read.ts';

/** What one row of a file would do. */
export interface RowEffect {
  readonly number: number;
  /** The work it is about; null where none is known. */
  readonly workId: string | null;
  /** As the file calls it. */
  readonly title: string;
  readonly does: Exclusivity | 'known' | 'skipped' | 'problem';
  readonly problem: RowProblem | null;
  readonly declared: DeclaredRow | null;
}

export interface DeclaredBefore extends Grant {
  /** Whom it was given to outside the platform; of what is signed here nothing is known. */
  readonly outside: string;
}

/** A work of the enterprise with its books. */
export interface ImportWork {
  readonly id: string;
  readonly names: readonly string[];
  readonly holdings: readonly Holding[];
  readonly grants: readonly DeclaredBefore[];
}

const holder = 'the holder';

/** A declared grant, as the rules compare it: whoever has it outside is a licensee by that name. */
function asGrant({ exclusivity, scope, outside }: DeclaredRow, row: number): Grant {
  const licensee = isLicensed(exclusivity)
    ? `outside ${outside === '' ? `row ${row}` : outside.toLowerCase()}`
    : holder;
  return { exclusivity, scope, licensee, state: 'declared' };
}

/** What each row of a file would do, each after those before it. Nothing is written. */
export function previewRows(
  rows: readonly { number: number; row: AvailsRow }[],
  works: readonly ImportWork[],
): RowEffect[] {
  const accepted = new Map<string, { number: number; grant: Grant }[]>();
  return rows.map(({ number, row }): RowEffect => {
    const title = row.TitleInternalAlias ?? row.TitleDisplayUnlimited ?? row.ContentID ?? row.AltID ?? '';
    const base = { number, title, workId: null, problem: null, declared: null };
    if (isOffer(row)) return { ...base, does: 'skipped' };
    const work = workOfRow(row, works);
    if (work === undefined) return { ...base, does: 'problem', problem: { code: 'unknown_work' } };
    const own = { ...base, workId: work.id };
    const declared = readDeclared(row);
    if ('code' in declared) return { ...own, does: 'problem', problem: declared };
    const before = accepted.get(work.id) ?? [];
    const problem = problemOf(declared, number, work, before);
    if (problem) return { ...own, declared, does: 'problem', problem };
    if (isKnown(declared, work)) return { ...own, declared, does: 'known' };
    accepted.set(work.id, [...before, { number, grant: asGrant(declared, number) }]);
    return { ...own, declared, does: declared.exclusivity };
  });
}

/** By our own name for it, by its identifiers, then by its title. */
function workOfRow(row: AvailsRow, works: readonly ImportWork[]): ImportWork | undefined {
  const called = [row.ContentID, row.AltID, row.TitleInternalAlias, row.TitleDisplayUnlimited];
  for (const name of called) {
    const found = name && works.find(({ names }) => names.includes(plain(name)));
    if (found) return found;
  }
  return undefined;
}

/** Names compare without case, and identifiers without their dashes. */
export function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-–:]/g, '');
}

function isKnown({ exclusivity, scope, outside }: DeclaredRow, { grants }: ImportWork): boolean {
  return grants.some(
    (held) =>
      held.state === 'declared' &&
      held.exclusivity === exclusivity &&
      held.outside === outside &&
      isDeepStrictEqual(held.scope, scope),
  );
}

function problemOf(
  declared: DeclaredRow,
  number: number,
  work: ImportWork,
  before: readonly { number: number; grant: Grant }[],
): RowProblem | null {
  if (!work.holdings.some((holding) => authorityOf(holding, declared) === 'ok')) return { code: 'not_controlled' };
  if (isKnown(declared, work)) return null;
  const asked = asGrant(declared, number);
  const blocked = before.find(({ grant }) => conflict(grant, asked) === 'conflict');
  if (blocked) return { code: 'conflict_row', row: blocked.number };
  const held = work.grants.map((grant) =>
    grant.outside === '' ? grant : { ...grant, licensee: `outside ${grant.outside.toLowerCase()}` },
  );
  const answer = availability(asked, held);
  if (answer.state === 'free') return null;
  const places = [...new Set([...notWhollyFree(answer).keys()].map((key) => key.split('|')[1] ?? ''))].sort();
  return { code: 'conflict', places };
}
