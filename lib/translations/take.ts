import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { note, tell, tellBoth } from './events.ts';
import { candidatesOf, lockFor, lockJob, rolesAt } from './job.ts';
import { settleJob } from './settle.ts';
import { requireMove } from './states.ts';

const number = z.string().max(40);
export const takeSchema = z.object({ number, enterpriseId: id });
export const giveBackSchema = z.object({ number, reason: text(limits.translationReason, 3) });

/**
 * A translator takes a job: of two at once exactly one gets it, for the row is locked and its state is read after that. Throws
 * `translations.taken_already`, `translations.not_yours` where the enterprise may not take it.
 */
export async function takeJob(actor: Actor, input: z.output<typeof takeSchema>): Promise<void> {
  authorize(actor, 'translation.work', { enterpriseId: input.enterpriseId });
  await transaction(async (tx) => {
    const job = await lockJob(tx, input.number);
    if (job.status !== 'offered') {
      const known = Object.values(await rolesAt(actor, job)).some(Boolean);
      throw new DomainError(known || job.translatorId !== null ? 'translations.taken_already' : 'translations.unknown');
    }
    if (!(await candidatesOf(actor, job)).includes(input.enterpriseId)) throw new DomainError('translations.not_yours');
    if (job.takeBy < now()) throw new DomainError('translations.taken_already');
    requireMove(job.status, 'taken');
    await tx.translationJob.update({
      where: { id: job.id },
      data: {
        status: 'taken',
        translatorId: input.enterpriseId,
        takenById: person(actor).userId,
        takenAt: now(),
        remindedAt: null,
      },
    });
    await note(tx, actor, job.id, 'taken');
    await tell(tx, { ...job, translatorId: input.enterpriseId }, 'customer', 'taken', { once: `${now().getTime()}` });
  });
}

/**
 * A translator gives a job back, earning nothing: it is offered again while there is time to take it, and to everybody who translates the
 * pair; otherwise the customer has its money back.
 */
export async function giveBackJob(actor: Actor, { number, reason }: z.output<typeof giveBackSchema>): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockFor(tx, actor, number, 'translator');
    if (job.status !== 'taken') throw new DomainError('translations.not_now', { status: job.status });
    const again = job.takeBy > now() && job.offeredToId === null;
    if (again) {
      requireMove(job.status, 'offered');
      await tx.translationUnit.updateMany({
        where: { jobId: job.id },
        data: { target: '', state: 'open', comment: '' },
      });
      await tx.translationJob.update({
        where: { id: job.id },
        data: { status: 'offered', translatorId: null, takenById: null, takenAt: null },
      });
    } else await settleJob(tx, actor, job, { to: 'cancelled', earnedMinor: 0n });
    await note(tx, actor, job.id, 'given_back', { words: reason });
    if (again) await tell(tx, job, 'customer', 'given_back', { once: `${now().getTime()}`, words: reason });
    else await tellBoth(tx, job, 'cancelled', { words: reason });
  });
}
