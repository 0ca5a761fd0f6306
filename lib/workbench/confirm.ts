import type { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { transaction } from '#lib/db/index.ts';
import { refuseBroken } from '#lib/languages/index.ts';
import { hold } from './held.ts';
import { noteWork, problemsWith, refuseLocked, refuseUnseen, saveSchema } from './save.ts';
import { mayDecide, targetHash, wordCount } from './standing.ts';
import { noteOtherFields, writeContent } from './write-content.ts';

export const confirmSchema = saveSchema.omit({ value: true });

/**
 * Says of a stale translation that it is right all the same. It stays its author's work; what was reviewed stays so only where the actor
 * may decide on it, and otherwise waits for review again. Throws what `reviewString` throws.
 */
export async function confirmString(actor: Actor, input: z.output<typeof confirmSchema>): Promise<void> {
  const { locale, unit, seen } = input;
  authorize(actor, 'message.publish', { locale });
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    refuseLocked(actor, held);
    refuseUnseen(held, seen);
    if (!held.stale || held.standing === 'missing') return;
    refuseBroken(problemsWith(held, held.target));
    const author = held.notes?.targetHash === targetHash(held.target) ? held.notes.authorId : null;
    const others = await tx.translatorGrant.count({ where: { locale, userId: { not: userId } } });
    const decides = may(actor, 'message.review', { locale }) && mayDecide(userId, author, others);
    if (held.content) await noteOtherFields(tx, locale, held.content.textId);
    await noteWork(tx, held, {
      state: held.standing === 'reviewed' && !decides ? 'translated' : held.standing,
      source: held.source,
      targetHash: targetHash(held.target),
      authorId: author,
      reviewerId: held.standing === 'reviewed' && decides ? userId : null,
    });
    if (held.content) await writeContent(tx, locale, held.content, { [held.content.field]: held.target }, author);
    await tx.workEvent.create({
      data: {
        locale,
        unit,
        kind: 'confirmed',
        value: held.target,
        previous: held.target,
        words: wordCount(held.source),
        actorId: userId,
      },
    });
  });
}
