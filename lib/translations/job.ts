import { type Actor, actorId } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';

const worked = {
  include: {
    order: true,
    enterprise: { select: { id: true, slug: true, ...withName } },
    translator: { select: { id: true, slug: true, ...withName } },
    offeredTo: { select: { id: true, slug: true, ...withName } },
  },
} as const satisfies Prisma.TranslationJobDefaultArgs;
export type Job = Prisma.TranslationJobGetPayload<typeof worked>;

/** Who somebody is at a job: several at once where they are. */
export interface Roles {
  /** May cancel, extend, dispute. */
  readonly customer: boolean;
  /** May review: people of the customer, and whoever it named. */
  readonly reviewer: boolean;
  readonly translator: boolean;
  /** Might take it. */
  readonly candidate: boolean;
  readonly staff: boolean;
}

/** The enterprises through which a person translates. */
export function translatesFor(actor: Actor): string[] {
  if (actor.type !== 'person') return [];
  const ids = [...new Set(actor.memberships.map(({ enterpriseId }) => enterpriseId))];
  return ids.filter((enterpriseId) => may(actor, 'translation.work', { enterpriseId }));
}

/** Which of a person's enterprises may take a job that is offered: it is verified, translates the pair, and is not the customer. */
export async function candidatesOf(actor: Actor, job: Job): Promise<string[]> {
  if (job.status !== 'offered') return [];
  const own = translatesFor(actor).filter((each) => each !== job.enterpriseId);
  const fitting = own.filter((each) => job.offeredToId === null || each === job.offeredToId);
  if (fitting.length === 0) return [];
  const found = await prisma().translatorProfile.findMany({
    where: {
      enterpriseId: { in: fitting },
      enterprise: { status: 'verified' },
      rates: { some: { fromLocale: job.fromLocale, toLocale: job.toLocale } },
    },
    select: { enterpriseId: true },
  });
  return found.map(({ enterpriseId }) => enterpriseId);
}

export async function rolesAt(actor: Actor, job: Job): Promise<Roles> {
  const { enterpriseId, reviewerId, translatorId } = job;
  const person = actorId(actor);
  return {
    customer: may(actor, 'translation.order', { enterpriseId }),
    reviewer:
      may(actor, 'translation.review', { enterpriseId }) ||
      (person !== null && reviewerId !== null && person === reviewerId),
    translator: translatorId !== null && may(actor, 'translation.work', { enterpriseId: translatorId }),
    candidate: (await candidatesOf(actor, job)).length > 0,
    staff: may(actor, 'translation.settle'),
  };
}

/** A job by its number, which nobody else changes until the transaction ends. Throws `translations.unknown`. */
export async function lockJob(tx: Tx, number: string): Promise<Job> {
  await tx.$queryRaw`select id from translation_job where number = ${number} for update`;
  const job = await tx.translationJob.findUnique({ where: { number }, ...worked });
  if (!job) throw new DomainError('translations.unknown');
  return job;
}

/** The job as one of those at it knows it; for everybody else there is none. Throws `translations.unknown`. */
export async function jobFor(actor: Actor, number: string): Promise<{ job: Job; roles: Roles }> {
  const job = await prisma().translationJob.findUnique({ where: { number }, ...worked });
  if (!job) throw new DomainError('translations.unknown');
  const roles = await rolesAt(actor, job);
  if (!Object.values(roles).some(Boolean)) throw new DomainError('translations.unknown');
  return { job, roles };
}

/**
 * Locks a job for somebody who is one of `who` at it. Throws `translations.unknown` for those who are nobody at it, and
 * `identity.not_allowed` for those who are somebody else.
 */
export async function lockFor(tx: Tx, actor: Actor, number: string, who: keyof Roles): Promise<Job> {
  const job = await lockJob(tx, number);
  const roles = await rolesAt(actor, job);
  if (roles[who]) return job;
  const known = Object.values(roles).some(Boolean);
  throw new DomainError(known ? 'identity.not_allowed' : 'translations.unknown');
}
