import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import type { Named } from '#lib/enterprises/index.ts';
import { announceWork } from '../end.ts';
import { type Terms, termsSchema } from '../terms.ts';
import { lockedWork, viewWork } from './open.ts';

export const showLicencesSchema = z.object({ workId: id, licences: z.array(id).max(limits.shownLicences).default([]) });

/** A licence that was given in a work, as its holder chooses from. */
export interface GivenLicence {
  readonly id: string;
  readonly number: string;
  /** Null where the parties chose not to be shown. */
  readonly licensee: Named | null;
  readonly terms: Terms;
  readonly from: string;
  readonly until: string | null;
}

const withParties = { deal: { include: { licensee: true } } } as const satisfies Prisma.LicenceInclude;
type Row = Prisma.LicenceGetPayload<{ include: typeof withParties }>;

function given({ id: licenceId, number, showParties, deal, terms, startsOn, endsOn }: Row): GivenLicence {
  return {
    id: licenceId,
    number,
    licensee: showParties ? deal.licensee : null,
    terms: termsSchema.parse(terms),
    from: isoDay(startsOn),
    until: endsOn && isoDay(endsOn),
  };
}

/** Licences that the work's owners gave; a sublicence is between those who made it. */
const ofWork = (workId: string) => ({
  deal: { works: { some: { workId } }, underId: null },
  status: { in: ['active', 'expired'] } as Prisma.EnumLicenceStatusFilter,
});

/** The licences of a work that its holder may show: in force, or ended as they should. */
export async function licencesToShow(actor: Actor, workId: string): Promise<GivenLicence[]> {
  await viewWork(actor, workId);
  const rows = await prisma().licence.findMany({
    where: ofWork(workId),
    include: withParties,
    orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
    take: limits.pageMax,
  });
  return rows.map(given);
}

/** Chooses which licences a work's page shows, instead of those it did. Throws `rights.unknown` for a foreign one. */
export async function showLicences(actor: Actor, input: z.output<typeof showLicencesSchema>): Promise<void> {
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, input.workId);
    const known = await tx.licence.count({ where: { ...ofWork(work.id), id: { in: input.licences } } });
    if (known !== new Set(input.licences).size) throw new DomainError('rights.unknown');
    await tx.shownLicence.deleteMany({ where: { workId: work.id } });
    await tx.shownLicence.createMany({
      data: [...new Set(input.licences)].map((licenceId) => ({ workId: work.id, licenceId })),
    });
    await announceWork(tx, work.id);
  });
}

/** What a work's page shows of past and present licences. */
export async function shownLicences(workId: string): Promise<GivenLicence[]> {
  const rows = await prisma().shownLicence.findMany({
    where: { workId, licence: ofWork(workId) },
    include: { licence: { include: withParties } },
    orderBy: { licence: { startsOn: 'desc' } },
    take: limits.shownLicences,
  });
  return rows.map(({ licence }) => given(licence));
}
