import { z } from 'zod';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { hold } from './held.ts';
import { noteWork } from './save.ts';
import { unitSchema } from './unit.ts';

export const lockSchema = unitSchema.extend({ locked: z.boolean() });
export const assignSchema = unitSchema.extend({ userId: id.nullable() });
export const noteSchema = unitSchema.extend({ description: optionalText(limits.workNote) });

/** A locked string is changed by managers alone. */
export async function lockString(actor: Actor, { locale, unit, locked }: z.output<typeof lockSchema>): Promise<void> {
  authorize(actor, 'message.manage', { locale });
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    await noteWork(tx, held, { lockedById: locked ? person(actor).userId : null });
    await tx.workEvent.create({
      data: { locale, unit, kind: locked ? 'locked' : 'unlocked', actorId: actorId(actor) },
    });
  });
}

/** Gives a string to somebody of the language's team, or to nobody. Everybody may take one; managers give them to others. */
export async function assignString(
  actor: Actor,
  { locale, unit, userId }: z.output<typeof assignSchema>,
): Promise<void> {
  const self = person(actor).userId;
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    const own = userId === self || (userId === null && held.notes?.assigneeId === self);
    authorize(actor, own ? 'message.suggest' : 'message.manage', { locale });
    const inTeam = userId === null || (await tx.translatorGrant.count({ where: { locale, userId } })) > 0;
    if (!inTeam && userId !== self) throw new DomainError('workbench.not_in_team');
    await noteWork(tx, held, { assigneeId: userId });
    await tx.workEvent.create({ data: { locale, unit, kind: 'assigned', value: userId, actorId: self } });
  });
}

/** Says to translators of every language what a string is about. */
export async function describeString(actor: Actor, input: z.output<typeof noteSchema>): Promise<void> {
  const { locale, unit, description } = input;
  authorize(actor, 'message.manage', { locale });
  if (description === '') await prisma().workNote.deleteMany({ where: { unit } });
  else {
    const data = { description, authorId: actorId(actor), updatedAt: new Date() };
    await prisma().workNote.upsert({ where: { unit }, create: { unit, ...data }, update: data });
  }
}
