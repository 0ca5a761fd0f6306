import { cookies } from 'next/headers';
import { secretToken } from '#lib/core/ids.ts';
import { guestKeeper, type Keeper, keeperOf, mergeGuestLists } from '#lib/lists/index.ts';
import { currentActor } from './actor.ts';

const name = 'keeper';
/** As long as lists of browsers are kept (lib/lists/tidy.ts). */
const maxAge = 180 * 24 * 3600;

async function secret(): Promise<string | null> {
  const value = (await cookies()).get(name)?.value ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}

/** Whose lists are shown: the person's, or this browser's; null where nothing was ever saved. */
export async function currentKeeper(): Promise<Keeper | null> {
  return keeperOf(await currentActor(), await secret());
}

/** The same for who is about to save: a browser gets a secret, or keeps the one it has for as long again. */
export async function newKeeper(): Promise<Keeper> {
  const actor = await currentActor();
  if (actor.type === 'person') return { userId: actor.userId };
  const own = (await secret()) ?? secretToken();
  (await cookies()).set(name, own, { httpOnly: true, sameSite: 'lax', path: '/', maxAge });
  return guestKeeper(own);
}

/** What this browser kept goes over to the person who signs in. */
export async function takeGuestLists(userId: string): Promise<void> {
  const own = await secret();
  if (!own) return;
  await mergeGuestLists({ userId }, own);
  (await cookies()).delete(name);
}
