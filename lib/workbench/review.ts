import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { transaction } from '#lib/db/index.ts';
import { refuseBroken } from '#lib/languages/index.ts';
import { hold } from './held.ts';
import { noteWork, problemsWith, refuseLocked, refuseUnseen, saveSchema } from './save.ts';
import { mayDecide, targetHash, wordCount } from './standing.ts';
import { noteOtherFields, writeContent } from './write-content.ts';

export const reviewSchema = saveSchema.omit({ value: true }).extend({ verdict: z.enum(['reviewed', 'draft']) });

/**
 * A reviewer says that a wording is right, or sends it back to be worked on. Throws `workbench.own_work` where it is their own and others
 * work on the language, `workbench.nothing_there`, `workbench.edited_meanwhile`, `workbench.locked`.
 */
export async function reviewString(actor: Actor, input: z.output<typeof reviewSchema>): Promise<void> {
  const { locale, unit, seen, verdict } = input;
  authorize(actor, 'message.review', { locale });
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    refuseLocked(actor, held);
    refuseUnseen(held, seen);
    if (held.target === '') throw new DomainError('workbench.nothing_there');
    if (verdict === 'reviewed') refuseBroken(problemsWith(held, held.target));
    const author = held.notes?.targetHash === targetHash(held.target) ? held.notes.authorId : null;
    const others = await tx.translatorGrant.count({ where: { locale, userId: { not: userId } } });
    if (!mayDecide(userId, author, others)) throw new DomainError('workbench.own_work');
    if (held.content) await noteOtherFields(tx, locale, held.content.textId);
    // A reviewer who says that it is right says so of the source as it is now.
    const source = verdict === 'reviewed' || !held.stale ? held.source : (held.notes?.source ?? '');
    await noteWork(tx, held, {
      state: verdict,
      source,
      targetHash: targetHash(held.target),
      authorId: author,
      reviewerId: userId,
    });
    if (held.content) await writeContent(tx, locale, held.content, { [held.content.field]: held.target }, author);
    await tx.workEvent.create({
      data: {
        locale,
        unit,
        kind: verdict === 'reviewed' ? 'reviewed' : 'declined',
        value: held.target,
        previous: held.target,
        words: wordCount(held.source),
        actorId: userId,
      },
    });
  });
}
