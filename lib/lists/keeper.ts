import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import type { SavedList } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** Who keeps lists: a person, or a browser by the secret in its cookie. Everything here is looked up by its keeper, so nobody meets another's. */
export type Keeper = { readonly userId: string } | { readonly guestKey: string };

/** A browser that knows this secret. */
export function guestKeeper(secret: string): Keeper {
  return { guestKey: hashToken(secret) };
}

/** The keeper that an actor is; null for a browser that keeps nothing yet. */
export function keeperOf(actor: Actor, secret: string | null): Keeper | null {
  if (actor.type === 'person') return { userId: actor.userId };
  return secret ? guestKeeper(secret) : null;
}

/** Holds back the keeper's other windows until this is through: names and numbers of lists are looked at and written in one go. */
export async function oneAtATime(tx: Tx, keeper: Keeper): Promise<void> {
  const key = `saved_list:${'userId' in keeper ? keeper.userId : keeper.guestKey}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** The list, locked, so that only one at a time adds to it or orders it. Throws `lists.unknown`. */
export async function lockedList(tx: Tx, keeper: Keeper, listId: string): Promise<SavedList> {
  await tx.$queryRaw`select id from saved_list where id = ${listId}::uuid for update`;
  const list = await tx.savedList.findFirst({ where: { ...keeper, id: listId, removedAt: null } });
  if (!list) throw new DomainError('lists.unknown');
  return list;
}

/** The list without a name, made at first use, locked. */
export async function firstList(tx: Tx, keeper: Keeper): Promise<SavedList> {
  await tx.savedList.createMany({ data: [keeper], skipDuplicates: true });
  const { id } = await tx.savedList.findFirstOrThrow({ where: { ...keeper, name: null }, select: { id: true } });
  return lockedList(tx, keeper, id);
}
