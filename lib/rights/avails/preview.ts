import { isDeepStrictEqual } from 'node:util';
import { authorityOf, type Holding } from '../authority.ts';
import { availability, placesTaken } from '../availability.ts';
import { conflict } from '../conflict.ts';
import { type Exclusivity, type Grant, isLicensed } from '../grant.ts';
import { type AvailsRow, noRights } from './columns.ts';
import { type DeclaredRow, isOffer, type RowProblem, readDeclared } from './read.ts';

/** What one row of a file would do. */
export interface RowEffect {
  readonly number: number;
  /** The work it is about; null where none is known. */
  readonly workId: string | null;
  /** As the file calls it. */
  readonly title: string;
  readonly does: Exclusivity | 'known' | 'skipped' | 'nothing' | 'problem';
  readonly problem: RowProblem | null;
  readonly declared: DeclaredRow | null;
}

/** A licence that may be handed on: what it holds, and what was given under its holder's control. */
export interface Under {
  readonly number: string;
  readonly holdingId: string;
  readonly holding: Holding;
}

export interface DeclaredBefore extends Grant {
  /** Whom it was given to outside the platform; of what is signed here nothing is known. */
  readonly outside: string;
  /** The licence under which it was given; empty for what the owner gave. */
  readonly under: string;
}

/** A work of the enterprise, or one that it holds a licence in, with its books: those of the owner's control, and those of its own. */
export interface ImportWork {
  readonly id: string;
  readonly names: readonly string[];
  readonly holdings: readonly Holding[];
  readonly grants: readonly DeclaredBefore[];
  readonly under: readonly Under[];
  /** What it gave itself as a licensee. */
  readonly ownGrants: readonly DeclaredBefore[];
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
    if (row.OtherTerms === noRights) return { ...base, does: 'nothing' };
    const work = workOfRow(row, works);
    if (work === undefined) return { ...base, does: 'problem', problem: { code: 'unknown_work' } };
    const own = { ...base, workId: work.id };
    const declared = readDeclared(row);
    if ('code' in declared) return { ...own, does: 'problem', problem: declared };
    const books = booksFor(declared, work);
    if ('code' in books) return { ...own, declared, does: 'problem', problem: books };
    // Grants of different controls are never compared (see `Grant`).
    const control = `${work.id} ${declared.under === '' ? 'owner' : 'licensee'}`;
    const before = accepted.get(control) ?? [];
    const problem = problemOf(declared, number, books, before);
    if (problem) return { ...own, declared, does: 'problem', problem };
    if (isKnown(declared, books)) return { ...own, declared, does: 'known' };
    accepted.set(control, [...before, { number, grant: asGrant(declared, number) }]);
    return { ...own, declared, does: declared.exclusivity };
  });
}

type Books = Pick<ImportWork, 'holdings' | 'grants'>;

/** The books that a row is about: the owner's, or under a licence the licensee's own. */
function booksFor({ under }: DeclaredRow, work: ImportWork): Books | RowProblem {
  if (under === '') return work.holdings.length > 0 ? work : { code: 'under_needed' };
  const held = work.under.filter(({ number }) => number.toLowerCase() === under.toLowerCase());
  if (held.length === 0) return { code: 'under_unknown', value: under };
  return { holdings: held.map(({ holding }) => holding), grants: work.ownGrants };
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

function isKnown({ exclusivity, scope, outside, under }: DeclaredRow, { grants }: Books): boolean {
  return grants.some(
    (held) =>
      held.state === 'declared' &&
      held.exclusivity === exclusivity &&
      held.outside === outside &&
      held.under.toLowerCase() === under.toLowerCase() &&
      isDeepStrictEqual(held.scope, scope),
  );
}

function problemOf(
  declared: DeclaredRow,
  number: number,
  work: Books,
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
  const places = placesTaken(answer);
  return { code: 'conflict', places };
}
