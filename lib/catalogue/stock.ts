import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, optionalText } from '#lib/core/validation.ts';
import type { StockMovementReason } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { watchStock } from './low-stock.ts';
import { lessAt } from './place-choice.ts';
import { moveAtPlace, placesOnHand } from './stock-hold.ts';
import { defaultPlace } from './stock-places.ts';

/** Why a person changes the stock; sales and returns are recorded by themselves. */
export const stockReasons = ['received', 'damaged', 'counted', 'gift', 'other'] as const;

export const adjustStockSchema = z
  .object({
    variantId: id,
    /** Empty: the enterprise's default place. */
    placeId: z.union([z.literal('').transform(() => null), id]).optional(),
    /** By so many (a delta), or to so many (a count). */
    way: z.enum(['by', 'to'], { error: 'choose' }),
    amount: integer(-limits.stock, limits.stock),
    reason: z.enum(stockReasons, { error: 'choose' }),
    note: optionalText(limits.shortText),
  })
  .superRefine((input, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (input.way === 'to' && input.amount < 0) wrong('amount', 'too_small');
    if (input.reason === 'other' && input.note === '') wrong('note', 'required');
  });

export const transferStockSchema = z
  .object({
    variantId: id,
    from: id,
    to: id,
    quantity: integer(1, limits.stock),
    note: optionalText(limits.shortText),
  })
  .refine((input) => input.from !== input.to, { path: ['to'], error: 'catalogue.same_place' });

export const lowStockSchema = z.object({
  variantId: id,
  lowStockBelow: z.union([z.literal('').transform(() => null), integer(1, limits.stock)]),
});

interface Stocked {
  readonly id: string;
  readonly stockOnHand: number | null;
  readonly stockReserved: number;
  readonly enterpriseId: string;
}

interface Move {
  readonly onHand: number;
  readonly reason: StockMovementReason;
  readonly note?: string;
  /** The input that an error belongs to. */
  readonly field: string;
}

/**
 * Sets what is on hand in all, with movements that say by how much and why: more is at the default place, less is taken from it and
 * then from the fullest. The row is locked here, and what buyers have reserved is read with it. Throws `catalogue.stock_reserved`.
 */
export async function moveStock(tx: Tx, actor: Actor, { id }: Pick<Stocked, 'id'>, move: Move): Promise<void> {
  const variant = await lockStock(tx, id);
  const { onHand, reason, note, field } = move;
  if (onHand < variant.stockReserved)
    throw new DomainError('catalogue.stock_reserved', { reserved: variant.stockReserved }, field);
  requirePossible(onHand, field);
  const delta = onHand - (variant.stockOnHand ?? 0);
  if (delta > 0) {
    const placeId = await defaultPlace(tx, variant.enterpriseId);
    await moveAtPlace(tx, actor, { variantId: id, placeId, delta, reason, note });
  }
  for (const { placeId, quantity } of delta < 0 ? (lessAt(await placesOnHand(tx, id), -delta) ?? []) : [])
    await moveAtPlace(tx, actor, { variantId: id, placeId, delta: -quantity, reason, note });
  if (delta !== 0) await watchStock(tx, [id]);
}

async function lockStock(tx: Tx, id: string): Promise<Stocked> {
  const [row] = await tx.$queryRaw<Stocked[]>`
    select v.id, v.stock_on_hand as "stockOnHand", v.stock_reserved as "stockReserved", l.enterprise_id as "enterpriseId"
    from variant v join listing l on l.id = v.listing_id
    where v.id = ${id}::uuid and v.archived_at is null for no key update of v`;
  if (!row) throw new DomainError('catalogue.unknown');
  return row;
}

function requirePossible(onHand: number, field: string): void {
  if (onHand > limits.stock) throw new DomainError('catalogue.stock_too_large', { limit: limits.stock }, field);
}

/** A variant's listing, for those who may change its stock. Throws `catalogue.unknown`. */
async function stockOwner(tx: Tx, actor: Actor, variantId: string) {
  const variant = await tx.variant.findUnique({ where: { id: variantId }, include: { listing: true } });
  if (!variant || variant.stockOnHand === null || variant.archivedAt) throw new DomainError('catalogue.unknown');
  authorize(actor, 'stock.adjust', variant.listing);
  return variant.listing;
}

/** An open place of an enterprise, which stays open until the transaction ends. Throws `catalogue.unknown_place`. */
async function openPlace(tx: Tx, enterpriseId: string, placeId: string, field: string): Promise<string> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id from stock_place where id = ${placeId}::uuid and enterprise_id = ${enterpriseId}::uuid and closed_at is null for share`;
  if (rows.length === 0) throw new DomainError('catalogue.unknown_place', {}, field);
  return placeId;
}

async function atPlace(tx: Tx, variantId: string, placeId: string): Promise<{ onHand: number; reserved: number }> {
  const row = await tx.placeStock.findUnique({ where: { variantId_placeId: { variantId, placeId } } });
  return row ?? { onHand: 0, reserved: 0 };
}

/**
 * Adds to, takes from or counts anew what is on hand at a place (the default one where none is named), for a reason that stays in the
 * history. Live at once, whatever state the listing is in. Throws `catalogue.stock_reserved`: what buyers have reserved there stays.
 */
export async function adjustStock(actor: Actor, input: z.output<typeof adjustStockSchema>): Promise<void> {
  const { variantId, way, amount, reason, note } = input;
  await transaction(async (tx) => {
    const listing = await stockOwner(tx, actor, variantId);
    await lockStock(tx, variantId);
    const placeId = input.placeId
      ? await openPlace(tx, listing.enterpriseId, input.placeId, 'placeId')
      : await defaultPlace(tx, listing.enterpriseId);
    const { onHand, reserved } = await atPlace(tx, variantId, placeId);
    const delta = way === 'to' ? amount - onHand : amount;
    if (onHand + delta < reserved) throw new DomainError('catalogue.stock_reserved', { reserved }, 'amount');
    requirePossible(onHand + delta, 'amount');
    if (delta === 0) return;
    await moveAtPlace(tx, actor, { variantId, placeId, delta, reason, note });
    await watchStock(tx, [variantId]);
    if (listing.status === 'live') await announceChange(tx, { kind: 'listing', slug: listing.slug });
  });
}

/** Takes pieces from one place to another; what can be bought stays as it is. Throws `catalogue.not_enough_there`. */
export async function transferStock(actor: Actor, input: z.output<typeof transferStockSchema>): Promise<void> {
  const { variantId, quantity, note } = input;
  await transaction(async (tx) => {
    const { enterpriseId } = await stockOwner(tx, actor, variantId);
    await lockStock(tx, variantId);
    const from = await openPlace(tx, enterpriseId, input.from, 'from');
    const to = await openPlace(tx, enterpriseId, input.to, 'to');
    const { onHand, reserved } = await atPlace(tx, variantId, from);
    if (onHand - reserved < quantity)
      throw new DomainError('catalogue.not_enough_there', { available: onHand - reserved }, 'quantity');
    // In first: on the way there are never fewer than before, so that nothing is sold out for a moment.
    await moveAtPlace(tx, actor, { variantId, placeId: to, delta: quantity, reason: 'transferred', note });
    await moveAtPlace(tx, actor, { variantId, placeId: from, delta: -quantity, reason: 'transferred', note });
  });
}

/** Sets from when the enterprise is told that a variant runs low; none: never. */
export async function setLowStock(actor: Actor, input: z.output<typeof lowStockSchema>): Promise<void> {
  await transaction(async (tx) => {
    await stockOwner(tx, actor, input.variantId);
    await tx.variant.update({
      where: { id: input.variantId },
      data: { lowStockBelow: input.lowStockBelow, lowStockToldAt: null },
    });
    await watchStock(tx, [input.variantId]);
  });
}
