import { type Actor, ownEnterprises } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { LicenceStatus, Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import type { Named } from '#lib/enterprises/index.ts';
import { type Terms, termsSchema, withoutMoney } from '#lib/rights/index.ts';
import { giverOf, type RoyaltyTerms, termsForLicence } from '#lib/royalties/index.ts';
import { type LivingLicence, livingLicence } from './licence.ts';
import { holdersOfDue } from './release.ts';

/** A payment of a licence with the part of it that is somebody's. */
export interface PassedDue {
  readonly id: string;
  readonly kind: string;
  readonly period: string | null;
  readonly dueOn: Date;
  readonly paidAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly minor: bigint;
  readonly currency: string;
}

/** What of a licence between others has passed to an enterprise, as its new holder reads it: nothing of the other works and their money. */
export interface PassedPart {
  readonly number: string;
  readonly status: LicenceStatus;
  /** Whether it was ever in use, and so has a certificate. */
  readonly certified: boolean;
  readonly licensee: Named;
  readonly works: readonly LivingLicence['deal']['works'][number][];
  /** The scope, without money and without what is left out of other works. */
  readonly terms: Terms;
  /** What its works earn by; what is agreed once for all works (advance, guarantee, portions) is left out. */
  readonly royalties: RoyaltyTerms;
  readonly dues: readonly PassedDue[];
}

/** The enterprises for which a person may look at licences. */
function lookingFor(actor: Actor): string[] {
  return ownEnterprises(actor).filter((enterpriseId) => may(actor, 'licence.view', { enterpriseId }));
}

/** Licences of which something has passed to one of these enterprises, of which none is a side. */
function passedTo(own: string[]): Prisma.LicenceWhereInput {
  return {
    grants: { some: { holderId: { in: own } } },
    deal: { holderId: { notIn: own }, licenseeId: { notIn: own } },
  };
}

/** For the people of an enterprise to which works of a licence have passed. For anyone else there is none: `licensing.unknown`. */
export async function readPassed(actor: Actor, number: string): Promise<PassedPart> {
  const own = lookingFor(actor);
  const licence = await prisma().licence.findFirst({ where: { number, ...passedTo(own) }, include: livingLicence });
  const works = licence?.deal.works.filter(({ workId }) => own.includes(giverOf(workId, licence))) ?? [];
  if (!licence || works.length === 0) throw new DomainError('licensing.unknown');
  const ids = works.map(({ workId }) => workId);
  const holders = new Set(ids.map((workId) => giverOf(workId, licence)));
  const { leftOut = {}, ...terms } = withoutMoney(termsSchema.parse(licence.terms));
  const { portions: _, ...royalties } = termsForLicence(licence);
  return {
    number: licence.number,
    status: licence.status,
    certified: licence.activatedAt !== null,
    licensee: licence.deal.licensee,
    works,
    terms: {
      ...terms,
      leftOut: Object.fromEntries(Object.entries(leftOut).filter(([workId]) => ids.includes(workId))),
    },
    royalties: { ...royalties, guarantee: null, advance: { ...royalties.advance, minor: '0' } },
    dues: await duesOf(licence, holders),
  };
}

async function duesOf(licence: LivingLicence, holders: ReadonlySet<string>): Promise<PassedDue[]> {
  const dues = await prisma().licenceDue.findMany({
    where: { licenceId: licence.id },
    include: { shares: true, statement: { select: { period: true } } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: limits.licenceDues,
  });
  const parts = await Promise.all(
    dues.map(async ({ shares, statement, ...due }): Promise<PassedDue> => {
      const written = shares.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor] as const);
      const split = written.length > 0 ? written : [...(await holdersOfDue(prisma(), licence, due))];
      const minor = split.reduce((sum, [id, part]) => (holders.has(id) ? sum + part : sum), 0n);
      const { id, kind, dueOn, paidAt, cancelledAt, currency } = due;
      return { id, kind, dueOn, paidAt, cancelledAt, currency, minor, period: statement?.period ?? null };
    }),
  );
  return parts.filter(({ minor }) => minor > 0n);
}

/** Numbers of licences of which works have passed to a person's enterprises, the newest first. */
export async function passedLicences(actor: Actor): Promise<string[]> {
  const own = lookingFor(actor);
  const found = await prisma().licence.findMany({
    where: passedTo(own),
    include: livingLicence,
    orderBy: [{ signedAt: 'desc' }, { id: 'desc' }],
    take: limits.page,
  });
  return found
    .filter((licence) => licence.deal.works.some(({ workId }) => own.includes(giverOf(workId, licence))))
    .map(({ number }) => number);
}
