import { z } from 'zod';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { secretToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Keeper, lockedList, oneAtATime } from './keeper.ts';

export const createListSchema = z.object({ name: text(limits.listName) });
export const listIdSchema = z.object({ listId: id });
export const renameListSchema = z.object({ listId: id, name: text(limits.listName) });

async function refuseTaken(tx: Tx, keeper: Keeper, name: string, except?: string): Promise<void> {
  const taken = await tx.savedList.findFirst({
    where: {
      ...keeper,
      name: { equals: name, mode: 'insensitive' },
      removedAt: null,
      ...(except ? { id: { not: except } } : {}),
    },
  });
  if (taken) throw new DomainError('lists.name_taken', {}, 'name');
}

/** Begins a list. Throws `lists.name_taken` and `lists.too_many`. */
export async function createList(keeper: Keeper, input: z.output<typeof createListSchema>): Promise<string> {
  return transaction(async (tx) => {
    await oneAtATime(tx, keeper);
    await refuseTaken(tx, keeper, input.name);
    const count = await tx.savedList.count({ where: { ...keeper, removedAt: null } });
    if (count >= limits.lists) throw new DomainError('lists.too_many', { limit: limits.lists }, 'name');
    const { id } = await tx.savedList.create({ data: { ...keeper, name: input.name }, select: { id: true } });
    return id;
  });
}

/** Gives a list another name; the one everybody begins with has none. Throws `lists.unknown` and `lists.name_taken`. */
export async function renameList(keeper: Keeper, input: z.output<typeof renameListSchema>): Promise<void> {
  await transaction(async (tx) => {
    await oneAtATime(tx, keeper);
    const list = await lockedList(tx, keeper, input.listId);
    if (list.name === null) throw new DomainError('lists.first_stays');
    await refuseTaken(tx, keeper, input.name, list.id);
    await tx.savedList.update({ where: { id: list.id }, data: { name: input.name, updatedAt: now() } });
  });
}

/** Takes a list away with its link; for a day it can be taken back. The first one stays (`lists.first_stays`). */
export async function removeList(keeper: Keeper, input: z.output<typeof listIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const list = await lockedList(tx, keeper, input.listId);
    if (list.name === null) throw new DomainError('lists.first_stays');
    await tx.savedList.update({ where: { id: list.id }, data: { removedAt: now(), shareToken: null } });
  });
}

/** Takes a removed list back. Throws `lists.unknown` when it is gone for good. */
export async function restoreList(keeper: Keeper, input: z.output<typeof listIdSchema>): Promise<void> {
  const { count } = await prisma().savedList.updateMany({
    where: { ...keeper, id: input.listId },
    data: { removedAt: null },
  });
  if (count === 0) throw new DomainError('lists.unknown');
}

/** Makes a list readable by everybody who has its link; shared already, the link stays. */
export async function shareList(keeper: Keeper, input: z.output<typeof listIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const list = await lockedList(tx, keeper, input.listId);
    if (list.shareToken) return;
    await tx.savedList.update({ where: { id: list.id }, data: { shareToken: secretToken() } });
  });
}

/** Ends a list's link; shared again it gets another one. */
export async function withdrawShare(keeper: Keeper, input: z.output<typeof listIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const list = await lockedList(tx, keeper, input.listId);
    await tx.savedList.update({ where: { id: list.id }, data: { shareToken: null } });
  });
}
