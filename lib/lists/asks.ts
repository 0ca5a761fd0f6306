import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { SavedAsk } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { type Locale, locale as localeOf } from '#lib/languages/index.ts';
import {
  askAddress,
  isAsking,
  type RightsSearch,
  readAsk,
  scopeOfAsk,
  searchRights,
  wholeFree,
} from '#lib/rights/index.ts';
import { frequencies } from './search.ts';

const frequency = z.enum(frequencies, { error: 'choose' });

export const saveAskSchema = z.object({
  name: text(limits.listName),
  address: z.string().max(limits.searchAddress, { error: 'too_long' }),
  frequency,
});
export const askIdSchema = z.object({ askId: id });
export const changeAskSchema = z.object({ askId: id, name: text(limits.listName), frequency });

/** What an address asks, as the search wants it; null where that has become meaningless. */
function searchOf(address: string): RightsSearch | null {
  const ask = readAsk(new URLSearchParams(address));
  const { exclusivity, kinds, countries, side } = ask;
  try {
    return { ask: { exclusivity, scope: scopeOfAsk(ask) }, kinds, countries, side };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Which works have all of an ask free now. */
export async function freeFor(address: string): Promise<string[]> {
  const search = searchOf(address);
  return search ? wholeFree(search, limits.askWorks) : [];
}

async function countFree(address: string): Promise<number> {
  const search = searchOf(address);
  return search ? (await searchRights(search)).whole : 0;
}

/**
 * Keeps an ask; the same one again takes the new name and frequency. What is free already is no news. Throws `rights.ask_of_nothing`,
 * `rights.too_many_asks`, and what the scope throws.
 */
export async function saveAsk(actor: Actor, input: z.output<typeof saveAskSchema>, reader: Locale): Promise<SavedAsk> {
  authorize(actor, 'ask.save');
  const { userId } = person(actor);
  const ask = readAsk(new URLSearchParams(input.address));
  if (!isAsking(ask)) throw new DomainError('rights.ask_of_nothing');
  scopeOfAsk(ask);
  const address = askAddress(ask);
  const free = await freeFor(address);
  return transaction(async (tx) => {
    // One at a time for a person: counted and kept in one go.
    await tx.$queryRaw`select id from users where id = ${userId}::uuid for update`;
    const where = { userId_address: { userId, address } };
    const there = await tx.savedAsk.findUnique({ where });
    if (!there && (await tx.savedAsk.count({ where: { userId } })) >= limits.savedAsks)
      throw new DomainError('rights.too_many_asks', { limit: limits.savedAsks });
    const kept = { name: input.name, frequency: input.frequency, locale: reader };
    return tx.savedAsk.upsert({
      where,
      create: { userId, address, ...kept, free, lastCheckedAt: now() },
      update: { ...kept, ...(there?.frequency === 'off' ? { free, lastCheckedAt: now() } : {}) },
    });
  });
}

/** Renames an ask or sets how often it writes; what was free while it was silent is no news. Throws `lists.unknown`. */
export async function changeAsk(actor: Actor, input: z.output<typeof changeAskSchema>): Promise<void> {
  authorize(actor, 'ask.save');
  const where = { id: input.askId, userId: person(actor).userId };
  const before = await prisma().savedAsk.findFirst({ where });
  if (!before) throw new DomainError('lists.unknown');
  const woken = before.frequency === 'off' && input.frequency !== 'off';
  await prisma().savedAsk.updateMany({
    where,
    data: {
      name: input.name,
      frequency: input.frequency,
      ...(woken ? { free: await freeFor(before.address), lastCheckedAt: now() } : {}),
    },
  });
}

/** Forgets an ask and says what it was, so that it can be kept again. Throws `lists.unknown`. */
export async function removeAsk(actor: Actor, input: z.output<typeof askIdSchema>): Promise<SavedAsk> {
  authorize(actor, 'ask.save');
  return transaction(async (tx) => {
    const found = await tx.savedAsk.findFirst({ where: { id: input.askId, userId: person(actor).userId } });
    if (!found) throw new DomainError('lists.unknown');
    await tx.savedAsk.delete({ where: { id: found.id } });
    return found;
  });
}

export type KeptAsk = SavedAsk & { readonly freeNow: number };

/** A person's asks, the newest first, with how many works are free for each now; there are never more than a page of them. */
export async function asksOf(actor: Actor): Promise<KeptAsk[]> {
  const asks = await prisma().savedAsk.findMany({
    where: { userId: person(actor).userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.savedAsks,
  });
  return Promise.all(asks.map(async (ask) => ({ ...ask, freeNow: await countFree(ask.address) })));
}

/** The language an ask is answered in. */
export function readerOf(ask: Pick<SavedAsk, 'locale'>): Locale {
  return localeOf(ask.locale);
}
