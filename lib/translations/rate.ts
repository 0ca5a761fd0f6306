import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { integer, optionalText } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { note } from './events.ts';
import { lockFor } from './job.ts';

export const rateSchema = z.object({
  number: z.string().max(40),
  stars: integer(1, 5),
  words: optionalText(limits.translationReason),
});

/** A customer says how a job went that was accepted, or that staff divided; once. Throws `translations.rated_already`. */
export async function rateJob(actor: Actor, { number, stars, words }: z.output<typeof rateSchema>): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockFor(tx, actor, number, 'customer');
    if (job.status !== 'accepted' && job.status !== 'settled')
      throw new DomainError('translations.not_now', { status: job.status });
    if (await tx.translationRating.findUnique({ where: { jobId: job.id } }))
      throw new DomainError('translations.rated_already');
    await tx.translationRating.create({ data: { jobId: job.id, stars, words, authorId: actorId(actor) } });
    await note(tx, actor, job.id, 'rated', { data: { stars } });
  });
}
