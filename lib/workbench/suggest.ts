import { z } from 'zod';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { forget } from '#lib/core/memory.ts';
import { id } from '#lib/core/validation.ts';
import type { WorkSuggestion } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale, refuseBroken } from '#lib/languages/index.ts';
import { hold } from './held.ts';
import { problemsWith, put, refuseLocked, refuseLong, refuseUnseen, saveSchema } from './save.ts';
import { wordCount } from './standing.ts';

export const suggestSchema = saveSchema.omit({ seen: true });
export const voteSchema = z.object({ suggestionId: id, value: z.union([z.literal(1), z.literal(-1), z.literal(0)]) });
export const decideSchema = z.object({ suggestionId: id, seen: saveSchema.shape.seen });

/** Offers a wording. The same, offered again, is a vote for it. Throws what `saveString` throws, and `workbench.full`. */
export async function suggestString(actor: Actor, input: z.output<typeof suggestSchema>): Promise<void> {
  const { locale, unit, value } = input;
  authorize(actor, 'message.suggest', { locale });
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    refuseLocked(actor, held);
    refuseLong(held, value);
    refuseBroken(problemsWith(held, value));
    if (value === held.target) throw new DomainError('workbench.same', {}, 'value');
    const open = await tx.workSuggestion.findMany({ where: { locale, unit, state: 'open' } });
    const same = open.find((each) => each.value === value);
    if (same) {
      if (same.authorId !== userId) await castVote(tx, same.id, userId, 1);
      return;
    }
    if (open.length >= limits.workSuggestions) throw new DomainError('workbench.full');
    await tx.workSuggestion.create({ data: { locale, unit, value, authorId: userId } });
    await tx.workEvent.create({
      data: {
        locale,
        unit,
        kind: 'suggested',
        value,
        previous: held.target,
        words: wordCount(held.source),
        actorId: userId,
      },
    });
  });
}

async function castVote(tx: Tx, suggestionId: string, userId: string, value: number): Promise<void> {
  await tx.workVote.upsert({
    where: { suggestionId_userId: { suggestionId, userId } },
    create: { suggestionId, userId, value },
    update: { value },
  });
}

/** A suggestion that is still open, locked; its language is where its reader must have the right. */
async function openSuggestion(tx: Tx, suggestionId: string): Promise<WorkSuggestion & { locale: Locale }> {
  await tx.$queryRaw`select id from work_suggestion where id = ${suggestionId}::uuid for update`;
  const found = await tx.workSuggestion.findUnique({ where: { id: suggestionId } });
  if (!found || !isLocale(found.locale)) throw new DomainError('workbench.unknown');
  if (found.state !== 'open') throw new DomainError('workbench.decided');
  return { ...found, locale: found.locale };
}

/** For or against somebody else's suggestion; 0 takes a vote back. Throws `workbench.own_vote`, `workbench.decided`. */
export async function voteOnSuggestion(actor: Actor, input: z.output<typeof voteSchema>): Promise<void> {
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const suggestion = await openSuggestion(tx, input.suggestionId);
    authorize(actor, 'message.suggest', { locale: suggestion.locale });
    if (suggestion.authorId === userId) throw new DomainError('workbench.own_vote');
    if (input.value === 0) await tx.workVote.deleteMany({ where: { suggestionId: suggestion.id, userId } });
    else await castVote(tx, suggestion.id, userId, input.value);
  });
}

/** Publishes a suggestion as its author's work. Throws what `saveString` throws, and `workbench.decided`. */
export async function acceptSuggestion(actor: Actor, input: z.output<typeof decideSchema>): Promise<void> {
  const locale = await transaction(async (tx) => {
    const found = await openSuggestion(tx, input.suggestionId);
    authorize(actor, 'message.publish', { locale: found.locale });
    const held = await hold(tx, found.locale, found.unit);
    refuseLocked(actor, held);
    refuseUnseen(held, input.seen);
    refuseBroken(problemsWith(held, found.value));
    await put(tx, held, found.value, { authorId: found.authorId, actor, kind: 'accepted' });
    await decide(tx, found.id, 'accepted', actor);
    return found.locale;
  });
  forget(`messages:${locale}`);
}

/** Puts a suggestion aside; its author may take it back as well. Throws `workbench.decided`. */
export async function declineSuggestion(actor: Actor, input: { readonly suggestionId: string }): Promise<void> {
  await transaction(async (tx) => {
    const found = await openSuggestion(tx, input.suggestionId);
    const own = found.authorId === actorId(actor);
    authorize(actor, own ? 'message.suggest' : 'message.publish', { locale: found.locale });
    await decide(tx, found.id, 'declined', actor);
    await tx.workEvent.create({
      data: { locale: found.locale, unit: found.unit, kind: 'declined', value: found.value, actorId: actorId(actor) },
    });
  });
}

async function decide(tx: Tx, suggestionId: string, state: 'accepted' | 'declined', actor: Actor): Promise<void> {
  await tx.workSuggestion.update({
    where: { id: suggestionId },
    data: { state, decidedBy: actorId(actor), decidedAt: new Date() },
  });
}
