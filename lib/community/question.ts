import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Question } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { tellOfQuestion } from './mails.ts';
import { publicName } from './names.ts';

export const askSchema = z.object({
  listingId: id,
  body: text(limits.question),
  locale: z.string().refine(isLocale, { error: 'choose' }),
});

/** Refuses more questions than anybody waits for: at one listing, and in all. */
async function refuseFlood(tx: Tx, userId: string, listingId: string): Promise<void> {
  // One at a time for a person: counted and asked in one go.
  await tx.$queryRaw`select id from users where id = ${userId}::uuid for update`;
  const open = { askerId: userId, answeredAt: null, hiddenAt: null };
  const [here, all] = [
    await tx.question.count({ where: { ...open, listingId } }),
    await tx.question.count({ where: open }),
  ];
  if (here >= limits.openQuestions || all >= limits.openQuestionsInAll)
    throw new DomainError('community.too_many_questions');
}

/**
 * A signed-in person asks an enterprise about a live listing; its people are told. It becomes public when it is answered. Throws
 * `community.unknown_listing`, `community.own_question` and `community.too_many_questions`.
 */
export async function askQuestion(actor: Actor, input: z.output<typeof askSchema>): Promise<Question> {
  authorize(actor, 'question.ask');
  const { userId, memberships } = person(actor);
  return transaction(async (tx) => {
    const listing = await tx.listing.findFirst({ where: { id: input.listingId, status: 'live' } });
    if (!listing) throw new DomainError('community.unknown_listing');
    if (memberships.some((each) => each.enterpriseId === listing.enterpriseId))
      throw new DomainError('community.own_question');
    await refuseFlood(tx, userId, listing.id);
    const asker = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const question = await tx.question.create({
      data: {
        listingId: listing.id,
        askerId: userId,
        authorName: publicName(asker.name, asker.country),
        country: asker.country,
        locale: input.locale,
        body: input.body,
        createdAt: now(),
      },
    });
    await tellOfQuestion(tx, question);
    return question;
  });
}

/** A question that nobody else changes meanwhile. Throws `community.unknown`. */
export async function lockedQuestion(tx: Tx, questionId: string): Promise<Question> {
  await tx.$queryRaw`select id from question where id = ${questionId}::uuid for update`;
  const question = await tx.question.findUnique({ where: { id: questionId } });
  if (!question) throw new DomainError('community.unknown');
  return question;
}
