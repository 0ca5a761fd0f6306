import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import type { TranslationUnit } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { contentKinds, deliverText } from '#lib/workbench/index.ts';
import { note, tell } from './events.ts';
import { type Job, lockFor } from './job.ts';
import { settleJob } from './settle.ts';
import { requireMove } from './states.ts';

/** Fields called change:<position> say which texts are to be changed, comment:<position> what; all others are accepted. */
export const reviewJobSchema = z
  .object({ number: z.string().max(40), intent: z.enum(['all', 'some']).default('some') })
  .catchall(z.unknown());

/** What is wanted of one string. */
export interface Wanted {
  readonly comment: string;
}

/** What a review's form says is to be changed, by the position of the string. Throws `translations.say_what` beside the field. */
export function wantedIn(form: Readonly<Record<string, unknown>>): ReadonlyMap<number, Wanted> {
  const wanted = new Map<number, Wanted>();
  for (const name of Object.keys(form)) {
    const position = /^change:(\d{1,4})$/.exec(name)?.[1];
    if (position === undefined) continue;
    const typed = form[`comment:${position}`];
    const comment = typeof typed === 'string' ? typed.normalize('NFC').trim().slice(0, limits.workComment) : '';
    if (comment === '') throw new DomainError('translations.say_what', {}, `comment:${position}`);
    wanted.set(Number(position), { comment });
  }
  return wanted;
}

/**
 * The customer (or who reviews for it) answers a delivery: everything is accepted, and the translator has earned it; or some strings are to
 * be changed, with what about them, at most twice. What is accepted is published and stays so. Throws `translations.rounds_spent`.
 */
export async function reviewJob(
  actor: Actor,
  { number }: { readonly number: string },
  wanted: ReadonlyMap<number, Wanted>,
): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockFor(tx, actor, number, 'reviewer');
    const units = await tx.translationUnit.findMany({ where: { jobId: job.id, state: { not: 'accepted' } } });
    const changed = units.filter(({ position }) => wanted.has(position));
    if (changed.length === 0) return acceptAll(tx, actor, job);
    requireMove(job.status, 'changes');
    if (job.rounds >= limits.translationRounds)
      throw new DomainError('translations.rounds_spent', { most: limits.translationRounds });
    await acceptUnits(tx, actor, job.id, { position: { notIn: [...wanted.keys()] } });
    for (const unit of changed)
      await tx.translationUnit.update({
        where: { jobId_textId_field: { jobId: job.id, textId: unit.textId, field: unit.field } },
        data: { state: 'changes', comment: wanted.get(unit.position)?.comment ?? '' },
      });
    const soonest = new Date(now().getTime() + limits.translationChangeDays * day);
    await tx.translationJob.update({
      where: { id: job.id },
      data: {
        status: 'changes',
        rounds: { increment: 1 },
        reviewBy: null,
        remindedAt: null,
        deliverBy: job.deliverBy > soonest ? job.deliverBy : soonest,
      },
    });
    const counts = { changes: changed.length, accepted: units.length - changed.length };
    await note(tx, actor, job.id, 'changes', { data: counts });
    await tell(tx, job, 'translator', 'changes', { once: `${job.rounds + 1}` });
  });
}

/** Accepts all that was delivered: the translator has earned the whole. The caller holds the lock. */
export async function acceptAll(tx: Tx, actor: Actor, job: Job): Promise<void> {
  requireMove(job.status, 'accepted');
  await acceptUnits(tx, actor, job.id, {});
  await settleJob(tx, actor, job, { to: 'accepted', earnedMinor: job.netMinor });
  await note(tx, actor, job.id, actor.type === 'system' ? 'accepted_by_time' : 'accepted');
  await tell(tx, job, 'translator', 'accepted');
  if (actor.type === 'system') await tell(tx, job, 'customer', 'accepted');
}

/** Marks strings that have a wording as accepted; a job publishes them after the commit. */
export async function acceptUnits(
  tx: Tx,
  actor: Actor,
  jobId: string,
  which: { readonly position?: { readonly notIn: number[] } },
): Promise<void> {
  await tx.translationUnit.updateMany({
    where: { ...which, jobId, state: { not: 'accepted' }, target: { not: '' } },
    data: { state: 'accepted', comment: '', acceptedById: actorId(actor) },
  });
  await announce(tx, 'translation_job.accepted', { jobId });
}

/** Publishes what was accepted of a job and readers do not see yet, text by text; a crash between two of them loses nothing. */
export async function publishAccepted(jobId: string): Promise<void> {
  const waiting = await prisma().translationUnit.findMany({
    where: { jobId, state: 'accepted', publishedAt: null },
    include: { job: { select: { toLocale: true, takenById: true } } },
    orderBy: { position: 'asc' },
  });
  for (const [textId, units] of Map.groupBy(waiting, (unit) => unit.textId)) await publishText(jobId, textId, units);
}

async function publishText(
  jobId: string,
  textId: string,
  units: readonly (TranslationUnit & {
    readonly job: { readonly toLocale: string; readonly takenById: string | null };
  })[],
): Promise<void> {
  const [first] = units;
  const kind = contentKinds.find((each) => each === first?.kind);
  if (!first || !kind || !isLocale(first.job.toLocale)) return;
  const { toLocale, takenById } = first.job;
  await transaction(async (tx) => {
    const { count } = await tx.translationUnit.updateMany({
      where: { jobId, textId, field: { in: units.map(({ field }) => field) }, publishedAt: null },
      data: { publishedAt: now() },
    });
    if (count === 0) return;
    await deliverText(
      tx,
      toLocale,
      {
        textId,
        kind,
        slug: first.slug,
        fields: units.map(({ field, source, target }) => ({ field, source, value: target })),
      },
      { authorId: takenById, reviewerId: first.acceptedById },
    );
  });
}

/** Publishes what a crash left behind. Called by the clock. */
export async function catchUpAccepted(): Promise<void> {
  const jobs = await prisma().translationUnit.findMany({
    where: { state: 'accepted', publishedAt: null },
    distinct: ['jobId'],
    select: { jobId: true },
    take: limits.jobTranslations,
  });
  for (const { jobId } of jobs)
    await publishAccepted(jobId).catch((error: unknown) => log.error({ err: error, jobId }, 'translations'));
}
