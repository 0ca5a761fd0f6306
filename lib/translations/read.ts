import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma, TranslationEvent, TranslationRating, TranslationUnit } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';
import { papersOfTranslation } from '#lib/invoicing/index.ts';
import { disputesOf } from './dispute.ts';
import { candidatesOf, type Job, jobFor, type Roles, translatesFor } from './job.ts';

export interface JobStory {
  readonly job: Job;
  readonly roles: Roles;
  /** Enterprises of the reader that may take it now. */
  readonly takers: readonly { readonly id: string; readonly displayName: string }[];
  /** What the reader may see of the texts: those who might take it, the first of them. */
  readonly units: readonly TranslationUnit[];
  readonly done: number;
  readonly count: number;
  readonly events: readonly (TranslationEvent & { readonly person: string | null })[];
  readonly rating: TranslationRating | null;
  readonly reviewer: string | null;
  readonly refund: { readonly status: string; readonly amountMinor: bigint } | null;
  /** Its invoice and credit note, for the customer and staff. */
  readonly papers: Awaited<ReturnType<typeof papersOfTranslation>>;
  /** What banks ask about its payment, for staff. */
  readonly disputes: Awaited<ReturnType<typeof disputesOf>>;
}

/** Texts that somebody who might take a job sees of it. */
const sample = 3;

/** A job as one of those at it reads it. Throws `translations.unknown` for everybody else. */
export async function readJob(actor: Actor, number: string): Promise<JobStory> {
  const { job, roles } = await jobFor(actor, number);
  const inside = roles.customer || roles.reviewer || roles.translator || roles.staff;
  const [units, count, done, events, rating, refund, takers, papers, disputes] = await Promise.all([
    prisma().translationUnit.findMany({
      where: { jobId: job.id },
      orderBy: { position: 'asc' },
      take: inside ? limits.translationJobUnits : sample,
    }),
    prisma().translationUnit.count({ where: { jobId: job.id } }),
    prisma().translationUnit.count({ where: { jobId: job.id, state: { in: ['translated', 'accepted'] } } }),
    prisma().translationEvent.findMany({
      where: { jobId: job.id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limits.pageMax,
    }),
    prisma().translationRating.findUnique({ where: { jobId: job.id } }),
    prisma().translationRefund.findUnique({ where: { jobId: job.id }, select: { status: true, amountMinor: true } }),
    candidatesOf(actor, job),
    roles.customer || roles.staff ? papersOfTranslation(job.orderId, job.id) : [],
    roles.staff ? disputesOf(job.orderId) : [],
  ]);
  const people = await prisma().user.findMany({
    where: { id: { in: [...events.map(({ actorId }) => actorId), job.reviewerId].filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => people.find((each) => each.id === id)?.name ?? null;
  // What a translator writes is the translator's until it is delivered.
  const ownDraft = roles.translator || roles.staff || !['offered', 'taken'].includes(job.status);
  return {
    job,
    roles,
    takers: await prisma().enterprise.findMany({
      where: { id: { in: takers } },
      select: { id: true, displayName: true },
    }),
    units: ownDraft ? units : units.map((unit) => ({ ...unit, target: '' })),
    done,
    count,
    events: inside ? events.map((event) => ({ ...event, person: nameOf(event.actorId) })) : [],
    rating,
    reviewer: nameOf(job.reviewerId),
    refund,
    papers,
    disputes,
  };
}

const listed = {
  include: {
    enterprise: { select: withName },
    translator: { select: withName },
    order: { select: { id: true, number: true } },
    _count: { select: { units: true } },
  },
} as const satisfies Prisma.TranslationJobDefaultArgs;
export type ListedJob = Prisma.TranslationJobGetPayload<typeof listed>;

async function page(where: Prisma.TranslationJobWhereInput, cursor?: string): Promise<Page<ListedJob>> {
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const beyond: Prisma.TranslationJobWhereInput =
    at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {};
  const rows = await prisma().translationJob.findMany({
    where: { AND: [where, beyond] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
    ...listed,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** What an enterprise had translated, the latest first. */
export async function jobsOfCustomer(actor: Actor, enterpriseId: string, cursor?: string): Promise<Page<ListedJob>> {
  authorize(actor, 'translation.review', { enterpriseId });
  return page({ enterpriseId }, cursor);
}

/** What somebody's enterprises translate or translated, and what they review for others. */
export async function jobsOfTranslator(actor: Actor, cursor?: string): Promise<Page<ListedJob>> {
  const own = translatesFor(actor);
  const reviews = actor.type === 'person' ? [{ reviewerId: actor.userId }] : [];
  if (own.length === 0 && reviews.length === 0) return { items: [], next: null };
  return page({ OR: [{ translatorId: { in: own } }, ...reviews] }, cursor);
}

/** What is offered to somebody: of the pairs that their enterprises translate, or to them alone. */
export async function jobsOffered(actor: Actor, cursor?: string): Promise<Page<ListedJob>> {
  const own = translatesFor(actor);
  const rates = await prisma().translatorRate.findMany({
    where: { enterpriseId: { in: own }, profile: { enterprise: { status: 'verified' } } },
    select: { enterpriseId: true, fromLocale: true, toLocale: true },
  });
  if (rates.length === 0) return { items: [], next: null };
  return page(
    {
      status: 'offered',
      enterpriseId: { notIn: own },
      OR: rates.map(({ enterpriseId, fromLocale, toLocale }) => ({
        fromLocale,
        toLocale,
        OR: [{ offeredToId: null }, { offeredToId: enterpriseId }],
      })),
    },
    cursor,
  );
}

/** Jobs that staff is to decide on, the longest waiting first. */
export async function disputedJobs(actor: Actor): Promise<ListedJob[]> {
  authorize(actor, 'translation.settle');
  return prisma().translationJob.findMany({
    where: { status: 'disputed' },
    orderBy: { createdAt: 'asc' },
    take: limits.pageMax,
    ...listed,
  });
}
