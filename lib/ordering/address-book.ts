import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { SavedAddress } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Address, addressSchema } from './address.ts';

export const savedAddressSchema = z.object({ addressId: id });
/** Without an id: a new one. */
export const saveAddressSchema = z
  .object({
    addressId: z.union([z.literal('').transform(() => null), id]).default(null),
    makeDefault: z.literal('on').optional(),
  })
  .and(addressSchema);

export type { SavedAddress };

/** The fields of an address out of its row. */
export function addressOf(row: SavedAddress): Address {
  const { name, line1, line2, district, city, region, postalCode, country, phone } = row;
  return { name, line1, line2, district, city, region, postalCode, country, phone };
}

/** The person's address book, the usual one first; a guest has none. */
export async function addressBook(actor: Actor): Promise<SavedAddress[]> {
  if (actor.type !== 'person') return [];
  return prisma().savedAddress.findMany({
    where: { userId: actor.userId },
    orderBy: [{ isDefault: 'desc' }, { createdAt: 'desc' }],
    take: limits.savedAddresses,
  });
}

/** One of the person's own addresses. Throws `ordering.unknown_address` for everybody else's. */
export async function readAddress(actor: Actor, addressId: string): Promise<SavedAddress> {
  const { userId } = person(actor);
  const found = await prisma().savedAddress.findFirst({ where: { id: addressId, userId } });
  if (!found) throw new DomainError('ordering.unknown_address');
  return found;
}

/** The book is locked by its owner's row, so that two tabs do not make two usual addresses or one too many. */
async function lockBook(tx: Tx, actor: Actor): Promise<string> {
  const { userId } = person(actor);
  authorize(actor, 'address.edit', { buyerId: userId });
  await tx.$queryRaw`select id from users where id = ${userId}::uuid for no key update`;
  return userId;
}

/** Adds an address or changes one. The first is the usual one. Throws `ordering.address_book_full`, `ordering.unknown_address`. */
export async function saveAddress(actor: Actor, input: z.output<typeof saveAddressSchema>): Promise<string> {
  const { addressId, makeDefault, ...address } = input;
  return transaction(async (tx) => {
    const userId = await lockBook(tx, actor);
    const count = await tx.savedAddress.count({ where: { userId } });
    if (!addressId && count >= limits.savedAddresses)
      throw new DomainError('ordering.address_book_full', { limit: limits.savedAddresses });
    const usual = makeDefault === 'on' || count === 0;
    if (usual) await tx.savedAddress.updateMany({ where: { userId, isDefault: true }, data: { isDefault: false } });
    const data = { ...address, ...(usual ? { isDefault: true } : {}) };
    if (!addressId) return (await tx.savedAddress.create({ data: { ...data, userId } })).id;
    const { count: changed } = await tx.savedAddress.updateMany({ where: { id: addressId, userId }, data });
    if (changed === 0) throw new DomainError('ordering.unknown_address');
    return addressId;
  });
}

/** Keeps the address of a checkout unless the book has it already, or is full: no reason to stop an order. */
export async function rememberAddress(actor: Actor, address: Address): Promise<void> {
  const book = await addressBook(actor);
  const known = book.some(
    (row) => JSON.stringify(addressOf(row)) === JSON.stringify(addressOf({ ...row, ...address })),
  );
  if (!known && book.length < limits.savedAddresses) await saveAddress(actor, { ...address, addressId: null });
}

/** Takes an address out of the book and returns it, so that it can be put back. Where it was the usual one, the newest is that now. */
export async function removeAddress(actor: Actor, input: z.output<typeof savedAddressSchema>): Promise<Address> {
  return transaction(async (tx) => {
    const userId = await lockBook(tx, actor);
    const found = await tx.savedAddress.findFirst({ where: { id: input.addressId, userId } });
    if (!found) throw new DomainError('ordering.unknown_address');
    await tx.savedAddress.delete({ where: { id: found.id } });
    const next = found.isDefault
      ? await tx.savedAddress.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' } })
      : null;
    if (next) await tx.savedAddress.update({ where: { id: next.id }, data: { isDefault: true } });
    return addressOf(found);
  });
}

/** The checkout begins with this one. */
export async function makeDefaultAddress(actor: Actor, input: z.output<typeof savedAddressSchema>): Promise<void> {
  await transaction(async (tx) => {
    const userId = await lockBook(tx, actor);
    await tx.savedAddress.updateMany({ where: { userId, isDefault: true }, data: { isDefault: false } });
    const { count } = await tx.savedAddress.updateMany({
      where: { id: input.addressId, userId },
      data: { isDefault: true },
    });
    if (count === 0) throw new DomainError('ordering.unknown_address');
  });
}
