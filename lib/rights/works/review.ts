import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Prisma, Work } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations, writtenText } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { announceWork } from '../end.ts';
import { type DeskWork, lockedWork, viewWork } from './open.ts';
import { requireWhole } from './shares.ts';
import { missingOfWork, requireWorkMove } from './states.ts';
import { stepsOf } from './steps.ts';
import { type ChainProblem, chainProblem } from './title.ts';

export const workIdSchema = z.object({ workId: id });
export const decideWorkSchema = z
  .object({
    workId: id,
    review: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
    decision: z.enum(['approved', 'changes_requested', 'refused'], { error: 'choose' }),
    reason: optionalText(limits.message),
  })
  .refine(({ decision, reason }) => decision === 'approved' || reason.length >= 10, {
    path: ['reason'],
    error: 'reason_needed',
  });

/** Names of what a work lacks before staff looks at it; empty: it can be submitted. */
export function missingOf(work: DeskWork): string[] {
  const word = (field: string) => writtenText(work.text, field);
  return missingOfWork({
    title: word('title'),
    summary: word('summary'),
    description: word('description'),
    creators: work.creators,
    pictures: work.pictures.length,
    holders: work.holdings.length,
    steps: work.titleSteps.length,
    stepsBare: work.titleSteps.filter(({ documents }) => documents.length === 0).length,
  });
}

/** What breaks a work's chain of title; null: it reaches every holder. */
export function chainOfWork(work: DeskWork): ChainProblem | null {
  return chainProblem(
    stepsOf(work.titleSteps),
    work.holdings.map(({ enterprise }) => [enterprise.displayName, enterprise.legalName, enterprise.legalNameLatin]),
  );
}

/**
 * Lays a work before staff. Throws `rights.work_incomplete`, `rights.shares_not_whole`, and `rights.chain_not_reached` where the chain of title
 * does not end with its holders.
 */
export async function submitWork(actor: Actor, { workId }: z.output<typeof workIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockedWork(tx, actor, workId);
    requireWorkMove(locked.status, 'in_review');
    const work = await viewWork(actor, workId);
    const missing = missingOf(work);
    if (missing.length > 0) throw new DomainError('rights.work_incomplete', { count: missing.length });
    requireWhole(
      work.holdings.map(({ shareOf, shareIn }) => ({ of: shareOf, in: shareIn })),
      'share0',
    );
    const problem = chainOfWork(work);
    if (problem?.kind === 'not_reached')
      throw new DomainError('rights.chain_not_reached', { holders: problem.holders });
    if (problem)
      throw new DomainError(`rights.chain_${problem.kind}`, { party: 'party' in problem ? problem.party : '' });
    await tx.workReview.create({
      data: { workId, number: (work.reviews[0]?.number ?? 0) + 1, submittedById: actorId(actor), submittedAt: now() },
    });
    await moveWork(tx, locked, 'in_review');
  });
}

async function moveWork(tx: Tx, work: Work, to: Work['status']): Promise<void> {
  requireWorkMove(work.status, to);
  await tx.work.update({ where: { id: work.id }, data: { status: to, version: { increment: 1 } } });
}

/** Takes a work back from staff, or one that was withdrawn back to the desk. */
export async function reopenWork(actor: Actor, { workId }: z.output<typeof workIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, workId);
    await tx.workReview.updateMany({ where: { workId, decision: 'pending' }, data: { decision: 'withdrawn' } });
    await moveWork(tx, work, 'draft');
  });
}

/** Takes a verified work off: nobody can ask for it any more. Throws `rights.work_under_licence` while a deal or a licence of it runs. */
export async function withdrawWork(actor: Actor, { workId }: z.output<typeof workIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, workId);
    const running = await tx.deal.count({
      where: {
        works: { some: { workId } },
        OR: [
          { status: { in: ['asked', 'offered', 'agreed'] } },
          { licences: { some: { status: { in: ['signed', 'active', 'suspended'] } } } },
        ],
      },
    });
    if (running > 0) throw new DomainError('rights.work_under_licence');
    await moveWork(tx, work, 'withdrawn');
    await audit(tx, actor, { action: 'work.withdraw', subjectType: 'work', subjectId: workId });
    await announceWork(tx, workId);
  });
}

const queued = {
  work: { include: { text: withTranslations, enterprise: true, pictures: { orderBy: { position: 'asc' }, take: 1 } } },
} as const satisfies Prisma.WorkReviewInclude;
export type QueuedWork = Prisma.WorkReviewGetPayload<{ include: typeof queued }>;

/** Works whose title waits for staff, the longest waiting first. */
export async function workQueue(actor: Actor, cursor?: string): Promise<Page<QueuedWork>> {
  authorize(actor, 'work.verify');
  const [at, after] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().workReview.findMany({
    where: {
      decision: 'pending',
      ...(at && after ? { OR: [{ submittedAt: { gt: at } }, { submittedAt: at, id: { gt: after } }] } : {}),
    },
    include: queued,
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.submittedAt, last.id]));
}

/** How many works wait. */
export async function workQueueLength(actor: Actor): Promise<number> {
  authorize(actor, 'work.verify');
  return prisma().workReview.count({ where: { decision: 'pending' } });
}

/**
 * Staff decides on a work's title, with a reason where it is not verified; its people are told in their language. Throws
 * `rights.decided_already` for the second of two, `rights.enterprise_not_verified`, and `rights.shares_not_whole` from the database's last word.
 */
export async function decideWork(actor: Actor, input: z.output<typeof decideWorkSchema>): Promise<void> {
  authorize(actor, 'work.verify');
  await transaction(async (tx) => {
    await tx.$executeRaw`select lock_rights_of_work(${input.workId}::uuid)`;
    const review = await tx.workReview.findFirst({ where: { workId: input.workId, decision: 'pending' } });
    if (review?.number !== input.review) throw new DomainError('rights.decided_already');
    const work = await tx.work.findUniqueOrThrow({ where: { id: input.workId }, include: { enterprise: true } });
    if (input.decision === 'approved' && work.enterprise.status !== 'verified')
      throw new DomainError('rights.enterprise_not_verified');
    await tx.workReview.update({
      where: { id: review.id },
      data: { decision: input.decision, decidedById: actorId(actor), decidedAt: now(), reason: input.reason || null },
    });
    const to = { approved: 'verified', changes_requested: 'draft', refused: 'withdrawn' } as const;
    await moveWork(tx, work, to[input.decision]);
    await audit(tx, actor, {
      action: `work.${input.decision}`,
      subjectType: 'work',
      subjectId: work.id,
      reason: input.reason || undefined,
    });
    await tellOfDecision(tx, work.id, review.id, input);
    await announceWork(tx, work.id);
  }).catch((error: unknown) => {
    if (hasSqlState(error, '23514')) throw new DomainError('rights.shares_not_whole', { percent: '—' });
    throw error;
  });
}

async function tellOfDecision(
  tx: Tx,
  workId: string,
  reviewId: string,
  { decision, reason }: { readonly decision: string; readonly reason: string },
): Promise<void> {
  const work = await tx.work.findUniqueOrThrow({
    where: { id: workId },
    include: { text: withTranslations, enterprise: { include: { memberships: { include: { user: true } } } } },
  });
  const told = work.enterprise.memberships.filter(({ role }) => ['owner', 'editor', 'signatory'].includes(role));
  for (const user of new Map(told.map((each) => [each.userId, each.user])).values()) {
    const reader = locale(user.locale);
    const page = decision === 'approved' ? `w/${work.slug}` : `studio/works/${work.id}`;
    await queueMail(tx, {
      cause: `work:${reviewId}:${user.id}`,
      template: 'work_decided',
      recipient: user.email,
      locale: reader,
      params: {
        title: fieldText(work.text, 'title', reader),
        link: `${config().SITE_URL}/${reader}/${page}`,
        decision,
        reason,
      },
    });
  }
}
