import { z } from 'zod';
import type { ShopSearch } from '#lib/catalogue/index.ts';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Prisma, SavedSearch } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';

export const frequencies = ['instant', 'daily', 'weekly', 'off'] as const;

const words = z.array(z.string().max(60)).max(40).default([]);

/** What a saved search asks the catalogue: read back from the database as carefully as from a form. */
export const askedSchema = z.object({
  query: z.string().max(limits.searchQuery),
  filter: z.object({
    categories: words,
    countries: words,
    kinds: words,
    materials: words,
    prices: z.array(z.number().int()).max(40).default([]),
    attributes: z
      .array(z.array(z.string().max(160)).max(40))
      .max(limits.searchAttributes)
      .default([]),
    handmade: z.boolean().default(false),
    assisted: z.boolean().default(false),
    inStock: z.boolean().default(false),
    reduced: z.boolean().default(false),
    deliveredTo: z.string().length(2).optional(),
  }),
});

/** Exactly what a saved search keeps of a search of the shop. */
export function askedOf({ query, filter }: ShopSearch): z.output<typeof askedSchema> {
  return askedSchema.parse({ query, filter });
}

export const saveSearchSchema = z.object({
  name: text(limits.listName),
  address: z.string().max(limits.searchAddress, { error: 'too_long' }),
  frequency: z.enum(frequencies, { error: 'choose' }),
});
export const searchIdSchema = z.object({ searchId: id });
export const changeSearchSchema = z.object({
  searchId: id,
  name: text(limits.listName),
  frequency: z.enum(frequencies, { error: 'choose' }),
});

export interface Reading {
  readonly asked: z.output<typeof askedSchema>;
  readonly locale: string;
  readonly currency: string;
}

/** Keeps a search; the same one again takes the new name and frequency. Throws `lists.too_many_searches` and `lists.search_of_nothing`. */
export async function saveSearch(
  actor: Actor,
  input: z.output<typeof saveSearchSchema>,
  reading: Reading,
): Promise<SavedSearch> {
  authorize(actor, 'search.save');
  const { userId } = person(actor);
  if (input.address === '' || !isLocale(reading.locale) || !isCurrency(reading.currency))
    throw new DomainError('lists.search_of_nothing');
  return transaction(async (tx) => {
    // One at a time for a person: counted and kept in one go.
    await tx.$queryRaw`select id from users where id = ${userId}::uuid for update`;
    const where = { userId_address: { userId, address: input.address } };
    const there = await tx.savedSearch.findUnique({ where });
    if (!there && (await tx.savedSearch.count({ where: { userId } })) >= limits.savedSearches)
      throw new DomainError('lists.too_many_searches', { limit: limits.savedSearches });
    const { name, frequency, address } = input;
    const kept = { name, frequency, ...reading, asked: reading.asked as Prisma.InputJsonObject };
    return tx.savedSearch.upsert({
      where,
      create: { userId, address, ...kept, lastCheckedAt: now() },
      update: { ...kept, ...(there?.frequency === 'off' ? { lastCheckedAt: now() } : {}) },
    });
  });
}

/** Renames a saved search or sets how often it sends mail. Throws `lists.unknown`. */
export async function changeSearch(actor: Actor, input: z.output<typeof changeSearchSchema>): Promise<void> {
  authorize(actor, 'search.save');
  const where = { id: input.searchId, userId: person(actor).userId };
  const before = await prisma().savedSearch.findFirst({ where });
  if (!before) throw new DomainError('lists.unknown');
  const { name, frequency } = input;
  await prisma().savedSearch.updateMany({
    where,
    data: { name, frequency, ...(before.frequency === 'off' ? { lastCheckedAt: now() } : {}) },
  });
}

/** Forgets a saved search and says what it was, so that it can be kept again. Throws `lists.unknown`. */
export async function removeSearch(actor: Actor, input: z.output<typeof searchIdSchema>): Promise<SavedSearch> {
  authorize(actor, 'search.save');
  return transaction(async (tx) => {
    const found = await tx.savedSearch.findFirst({ where: { id: input.searchId, userId: person(actor).userId } });
    if (!found) throw new DomainError('lists.unknown');
    await tx.savedSearch.delete({ where: { id: found.id } });
    return found;
  });
}

/** A person's saved searches, the newest first; there are never more than a page of them. */
export async function searchesOf(actor: Actor): Promise<SavedSearch[]> {
  return prisma().savedSearch.findMany({
    where: { userId: person(actor).userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.savedSearches,
  });
}
