import { z } from 'zod';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { SavedItem, SavedList } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { type Locale, readField, withTranslations } from '#lib/languages/index.ts';
import { firstList, type Keeper, lockedList } from './keeper.ts';
import { shifted } from './rules.ts';

export const saveSchema = z.object({ listingId: id, listId: id.optional() });
export const itemSchema = z.object({ itemId: id });
export const noteSchema = z.object({ itemId: id, note: optionalText(limits.listNote) });
export const moveSchema = z.object({ itemId: id, listId: id });
export const shiftSchema = z.object({ itemId: id, way: z.enum(['up', 'down'], { error: 'choose' }) });

/** How long what was removed can be taken back. */
export const undoFor = day;

async function touch(tx: Tx, ...lists: string[]): Promise<void> {
  await tx.savedList.updateMany({ where: { id: { in: lists } }, data: { updatedAt: now() } });
}

/** What was removed last of a listing comes back where it was, with its note: pressing the heart twice changes nothing. */
async function broughtBack(tx: Tx, keeper: Keeper, listingId: string): Promise<boolean> {
  const removed = { list: { ...keeper, removedAt: null }, listingId, removedAt: { not: null } };
  const last = await tx.savedItem.findFirst({ where: removed, orderBy: { removedAt: 'desc' } });
  if (!last?.removedAt || now().getTime() - last.removedAt.getTime() > undoFor) return false;
  await tx.savedItem.updateMany({ where: { ...removed, removedAt: last.removedAt }, data: { removedAt: null } });
  return true;
}

async function addItem(tx: Tx, list: SavedList, listingId: string, reader: Locale): Promise<void> {
  const listing = await tx.listing.findFirst({
    where: { id: listingId, status: 'live' },
    include: { text: withTranslations },
  });
  if (!listing) throw new DomainError('lists.unknown_listing');
  const where = { listId: list.id, removedAt: null };
  if ((await tx.savedItem.count({ where })) >= limits.listItems)
    throw new DomainError('lists.full', { limit: limits.listItems });
  const { _min } = await tx.savedItem.aggregate({ where: { listId: list.id }, _min: { position: true } });
  const title = readField(listing.text, 'title', reader);
  await tx.savedItem.upsert({
    where: { listId_listingId: { listId: list.id, listingId } },
    create: {
      listId: list.id,
      listingId,
      position: (_min.position ?? 0) - 1,
      title: title?.value ?? '',
      titleLang: title?.locale ?? reader,
      priceMinor: listing.priceMinor,
      currency: listing.currency,
      savedAt: now(),
    },
    update: { removedAt: null },
  });
  await touch(tx, list.id);
}

/** Saves a live listing, on top of a list or of the first one; what is there stays as it is. Throws `lists.unknown_listing`, `lists.full`. */
export async function saveListing(keeper: Keeper, reader: Locale, input: z.output<typeof saveSchema>): Promise<void> {
  await transaction(async (tx) => {
    if (input.listId) return addItem(tx, await lockedList(tx, keeper, input.listId), input.listingId, reader);
    const list = await firstList(tx, keeper);
    const there = { list: { ...keeper, removedAt: null }, listingId: input.listingId, removedAt: null };
    if ((await tx.savedItem.count({ where: there })) > 0) return;
    if (!(await broughtBack(tx, keeper, input.listingId))) await addItem(tx, list, input.listingId, reader);
  });
}

/** Takes a listing off all lists of the keeper; saved again within a day it comes back to where it was. */
export async function unsaveListing(keeper: Keeper, listingId: string): Promise<void> {
  await transaction((tx) =>
    tx.savedItem.updateMany({ where: { list: keeper, listingId, removedAt: null }, data: { removedAt: now() } }),
  );
}

/** An item of the keeper's with its list locked. Throws `lists.unknown`. */
async function lockedItem(tx: Tx, keeper: Keeper, itemId: string): Promise<SavedItem> {
  const found = await tx.savedItem.findFirst({ where: { id: itemId, list: keeper }, select: { listId: true } });
  if (!found) throw new DomainError('lists.unknown');
  await lockedList(tx, keeper, found.listId);
  const item = await tx.savedItem.findFirst({ where: { id: itemId, listId: found.listId } });
  if (!item) throw new DomainError('lists.unknown');
  return item;
}

/** Takes one thing off one list; for a day it can be taken back. */
export async function removeItem(keeper: Keeper, input: z.output<typeof itemSchema>): Promise<SavedItem> {
  return transaction(async (tx) => {
    const item = await lockedItem(tx, keeper, input.itemId);
    return tx.savedItem.update({ where: { id: item.id }, data: { removedAt: item.removedAt ?? now() } });
  });
}

/** Takes a removed thing back to where it was. */
export async function restoreItem(keeper: Keeper, input: z.output<typeof itemSchema>): Promise<SavedItem> {
  return transaction(async (tx) => {
    const item = await lockedItem(tx, keeper, input.itemId);
    return tx.savedItem.update({ where: { id: item.id }, data: { removedAt: null } });
  });
}

/** Writes what somebody wants to remember of a thing; nobody else reads it. */
export async function noteItem(keeper: Keeper, input: z.output<typeof noteSchema>): Promise<SavedItem> {
  return transaction(async (tx) => {
    const item = await lockedItem(tx, keeper, input.itemId);
    return tx.savedItem.update({ where: { id: item.id }, data: { note: input.note } });
  });
}

/** Puts a thing on top of another list; where that has it already, the two become one and no note is lost. Returns the list it left. */
export async function moveItem(keeper: Keeper, input: z.output<typeof moveSchema>): Promise<string> {
  return transaction(async (tx) => {
    const item = await lockedItem(tx, keeper, input.itemId);
    if (item.listId === input.listId) return item.listId;
    const to = await lockedList(tx, keeper, input.listId);
    const there = await tx.savedItem.findUnique({
      where: { listId_listingId: { listId: to.id, listingId: item.listingId } },
    });
    const notes = there?.removedAt === null ? [there.note, item.note] : [item.note];
    if (there) await tx.savedItem.delete({ where: { id: there.id } });
    const { _min } = await tx.savedItem.aggregate({ where: { listId: to.id }, _min: { position: true } });
    const note = [...new Set(notes.filter(Boolean))].join('\n').slice(0, limits.listNote);
    await tx.savedItem.update({
      where: { id: item.id },
      data: { listId: to.id, position: (_min.position ?? 0) - 1, note },
    });
    await touch(tx, item.listId, to.id);
    return item.listId;
  });
}

/** Moves a thing a place up or down in its list. Returns the list. */
export async function shiftItem(keeper: Keeper, input: z.output<typeof shiftSchema>): Promise<string> {
  return transaction(async (tx) => {
    const item = await lockedItem(tx, keeper, input.itemId);
    const shown = await tx.savedItem.findMany({
      where: { listId: item.listId, removedAt: null },
      select: { id: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    const ids = shifted(
      shown.map((each) => each.id),
      item.id,
      input.way,
    );
    await tx.$executeRaw`
      update saved_item i set position = o.place from unnest(${ids}::uuid[]) with ordinality as o(id, place) where i.id = o.id`;
    return item.listId;
  });
}
