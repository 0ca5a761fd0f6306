import { type Actor, person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';
import { endedPeriods, periodOf } from './calendar.ts';
import { daysOf, openLicence, type RoyaltyLicence, royaltyLicence, type Side, termsForLicence } from './licence.ts';
import { linesSchema } from './lines.ts';
import { type MissingReport, missingReports } from './overdue.ts';

const listed = {
  ...royaltyLicence,
  statements: {
    select: { period: true, status: true, payableMinor: true, currency: true },
    orderBy: { startsOn: 'desc' },
  },
} as const satisfies Prisma.LicenceInclude;

export interface ListedLicence {
  readonly licence: Prisma.LicenceGetPayload<{ include: typeof listed }>;
  readonly side: 'holder' | 'licensee';
  /** The oldest report that is missing. */
  readonly missing: MissingReport | null;
  /** Statements that wait for this side. */
  readonly waiting: number;
}

/** The licences of a person's enterprises on one side, the newest first. */
export async function licencesOf(
  actor: Actor,
  side: 'holder' | 'licensee',
  cursor?: string,
): Promise<Page<ListedLicence>> {
  const own = [...new Set(person(actor).memberships.map((each) => each.enterpriseId))].filter((enterpriseId) =>
    may(actor, 'royalty.view', { enterpriseId }),
  );
  const after = decodeCursor(cursor, ['time', 'id']);
  const rows = await prisma().licence.findMany({
    where: {
      deal: side === 'holder' ? { holderId: { in: own } } : { licenseeId: { in: own } },
      ...(after ? { OR: [{ signedAt: { lt: after[0] } }, { signedAt: after[0], id: { lt: after[1] } }] } : {}),
    },
    include: listed,
    orderBy: [{ signedAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const today = isoDay(now());
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.signedAt, last.id]));
  const waits = side === 'holder' ? 'sent' : 'disputed';
  return {
    next: page.next,
    items: page.items.map((licence) => ({
      licence,
      side,
      missing: reports(licence.status) ? (missingReports(licence, licence.statements, today)[0] ?? null) : null,
      waiting: licence.statements.filter((each) => each.status === waits).length,
    })),
  };
}

function reports(status: string): boolean {
  return status === 'active' || status === 'suspended';
}

export type ListedStatement = Prisma.RoyaltyStatementGetPayload<{ include: { due: true } }>;

export interface RoyaltyOverview {
  readonly licence: RoyaltyLicence;
  readonly side: Side;
  readonly statements: readonly ListedStatement[];
  readonly missing: readonly MissingReport[];
  /** Key of the period that runs now. */
  readonly running: string;
}

/** A licence with its statements, the newest first, and the reports that are missing. The holder sees no drafts. */
export async function royaltyOverview(actor: Actor, number: string): Promise<RoyaltyOverview> {
  const { licence, side } = await openLicence(actor, number);
  const all = await prisma().royaltyStatement.findMany({
    where: { licenceId: licence.id },
    include: { due: true },
    orderBy: { startsOn: 'desc' },
    take: limits.pageMax,
  });
  const today = isoDay(now());
  return {
    licence,
    side,
    statements: side === 'holder' ? all.filter((each) => each.status !== 'draft') : all,
    missing: missingReports(licence, all, today),
    running: periodOf(termsForLicence(licence).calendar.every, today).key,
  };
}

/** The reports of a licence, the newest first; those that were replaced too. */
export async function reportsOfLicence(actor: Actor, number: string) {
  const { licence } = await openLicence(actor, number, 'royalty.view', 'licensee');
  return prisma().salesReport.findMany({
    where: { licenceId: licence.id },
    orderBy: [{ startsOn: 'desc' }, { createdAt: 'desc' }],
    take: limits.pageMax,
  });
}

/** The periods of a licence that have ended, the newest first. */
export function periodsOf(licence: RoyaltyLicence): string[] {
  const { start, end } = daysOf(licence);
  return endedPeriods(termsForLicence(licence).calendar.every, start, end, isoDay(now()))
    .map(({ key }) => key)
    .reverse();
}

const whole = {
  due: true,
  certificate: { select: { fileName: true } },
  disputes: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.RoyaltyStatementInclude;

/** A statement with its lines, for its two sides and staff; a draft is the licensee's alone. Throws `royalties.unknown`. */
export async function readStatement(actor: Actor, number: string, period: string) {
  const { licence, side } = await openLicence(actor, number);
  const statement = await prisma().royaltyStatement.findFirst({
    where: { licenceId: licence.id, period },
    include: whole,
  });
  if (!statement || (statement.status === 'draft' && side === 'holder')) throw new DomainError('royalties.unknown');
  const ids = licence.deal.works.flatMap(({ work }) => work.holdings.map((each) => each.enterpriseId));
  const holders = await prisma().enterprise.findMany({
    where: { id: { in: ids } },
    select: { id: true, ...withName },
  });
  return {
    licence,
    side,
    statement,
    lines: linesSchema.parse(statement.lines),
    holders: new Map(holders.map(({ id, ...named }) => [id, named])),
  };
}
