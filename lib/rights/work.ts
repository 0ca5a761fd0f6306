import { isoDay } from '#lib/core/clock.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import type { Holding } from './authority.ts';
import { columnsOf, type ScopeRow, scopeOf } from './columns.ts';
import { type Exclusivity, type Grant, type GrantState, type Licensed, ownersControl } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import type { Scope } from './scope.ts';

const whole = {
  text: withTranslations,
  enterprise: { include: { text: withTranslations } },
  pictures: { orderBy: { position: 'asc' }, include: { media: true } },
  identifiers: true,
  samples: { orderBy: { position: 'asc' }, include: { media: true } },
} as const satisfies Prisma.WorkInclude;

export type WholeWork = Prisma.WorkGetPayload<{ include: typeof whole }>;

/** A verified work with everything its page shows; null when there is none. */
export async function readWork(slug: string): Promise<WholeWork | null> {
  return prisma().work.findFirst({ where: { slug, status: 'verified' }, include: whole });
}

const mostWorks = 200;

/** A work by its id, in any state: for those who see the listing that names it. */
export async function workOf(id: string): Promise<WholeWork | null> {
  return prisma().work.findUnique({ where: { id }, include: whole });
}

/** Verified works, the most popular first. */
export async function verifiedWorks(filter: { enterpriseId?: string } = {}): Promise<WholeWork[]> {
  return prisma().work.findMany({
    where: { status: 'verified', ...filter },
    include: whole,
    orderBy: [{ popularity: 'desc' }, { id: 'asc' }],
    take: mostWorks,
  });
}

const owners: Giver = { holderId: ownersControl, underId: null };

/** A holding with where it is stored and whose it is. */
export interface BookedHolding extends Holding {
  readonly id: string;
  readonly enterpriseId: string;
}

/** Who gives: the owners of the works, or (`underId`) their licensee out of one licence, of which it is the holder. */
export interface Giver {
  readonly holderId: string;
  readonly underId: string | null;
}

/** What a giver controls of a work, and the live grants under its control, as the rules want them. */
export interface Books {
  readonly holdings: readonly BookedHolding[];
  readonly grants: readonly Grant[];
}

/**
 * The books of several works at once, by work: the owners', or those of whoever gives sublicences. Whoever asks about one scope need not have
 * the grants that share no right, country or day with it.
 */
export async function booksOf(
  tx: Tx,
  workIds: readonly string[],
  about?: Scope,
  { holderId, underId }: Giver = owners,
): Promise<ReadonlyMap<string, Books>> {
  const given = underId
    ? Prisma.sql`h.enterprise_id = ${holderId}::uuid and h.grant_id in (select id from rights_grant where licence_id = ${underId}::uuid)`
    : Prisma.sql`(h.kind = 'ownership' or h.enterprise_id = w.enterprise_id)`;
  const holdings = await tx.$queryRaw<
    (ScopeRow & {
      id: string;
      work_id: string;
      enterprise_id: string;
      kind: Holding['kind'];
      exclusivity: Licensed;
      sublicensable: boolean;
      status: Holding['status'];
    })[]
  >`
    select h.id, h.work_id, h.enterprise_id, h.kind::text, h.exclusivity::text, h.sublicensable, h.status::text, h.rights::text, h.territories::text, h.languages::text,
      h.starts_on::text as start, h.ends_on::text as end
    from holding h join work w on w.id = h.work_id
    where h.work_id = any(${[...workIds]}::uuid[]) and ${given}`;
  const grants = await tx.$queryRaw<
    (ScopeRow & {
      work_id: string;
      licensee_id: string;
      exclusivity: Exclusivity;
      state: GrantState;
      lapses_at: Date | null;
    })[]
  >`
    select work_id, licensee_id, exclusivity::text, state::text, lapses_at, rights::text, territories::text, languages::text, lower(term)::text as start, upper(term)::text as end
    from rights_grant where work_id = any(${[...workIds]}::uuid[]) and live and control_id = ${underId ? holderId : ownersControl}::uuid
      and (lapses_at is null or lapses_at > now()) ${about ? near(about) : Prisma.empty}`;
  return new Map(
    workIds.map((id) => [
      id,
      {
        holdings: holdings
          .filter((row) => row.work_id === id)
          .map((row) => ({
            id: row.id,
            enterpriseId: row.enterprise_id,
            kind: row.kind,
            exclusivity: row.exclusivity,
            sublicensable: row.sublicensable,
            status: row.status,
            scope: scopeOf(row, hierarchies),
          })),
        grants: grants
          .filter((row) => row.work_id === id)
          .map((row) => ({
            exclusivity: row.exclusivity,
            licensee: row.licensee_id,
            state: row.state,
            lapsesAt: row.lapses_at?.toISOString(),
            scope: scopeOf(row, hierarchies),
          })),
      },
    ]),
  );
}

function near(scope: Scope): Prisma.Sql {
  const { rights, territories, term } = columnsOf(scope, hierarchies);
  return Prisma.sql`and rights && ${rights}::int[] and territories && ${territories}::int[] and term && ${term}::daterange`;
}

/** Rights and countries a work's page shows: what the trade asks for first. */
export const shownRights = [
  'apparel',
  'stationery',
  'toys',
  'home',
  'print',
  'ebook',
  'broadcast',
  'svod',
  'game',
  'exhibition',
] as const;
export const shownTerritories = [
  'CN',
  'HK',
  'MO',
  'TW',
  'PL',
  'CZ',
  'SK',
  'HU',
  'BG',
  'RO',
  'HR',
  'SI',
  'RS',
  'GR',
  'EE',
  'LV',
  'LT',
  'AL',
  'BA',
  'ME',
  'MK',
] as const;

/** The same day so many years later (29 February becomes 1 March). */
export function inYears(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return isoDay(date);
}

/** The last day of a term that ends at the beginning of this one: the day that readers take an end to be. */
export function lastDayBefore(end: string): string {
  const date = new Date(`${end}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return isoDay(date);
}

/** Whole works in the order of their ids, as a page of found ones shows them. */
export async function worksOf(ids: readonly string[]): Promise<WholeWork[]> {
  const works = await prisma().work.findMany({ where: { id: { in: [...ids] }, status: 'verified' }, include: whole });
  return ids.flatMap((id) => works.find((work) => work.id === id) ?? []);
}
