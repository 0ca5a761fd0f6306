import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, optionalText } from '#lib/core/validation.ts';
import type { StockMovementReason } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { watchStock } from './low-stock.ts';

/** Why a person changes the stock; sales and returns are recorded by themselves. */
export const stockReasons = ['received', 'damaged', 'counted', 'gift', 'other'] as const;

export const adjustStockSchema = z
  .object({
    variantId: id,
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

export const lowStockSchema = z.object({
  variantId: id,
  lowStockBelow: z.union([z.literal('').transform(() => null), integer(1, limits.stock)]),
});

interface Stocked {
  readonly id: string;
  readonly stockOnHand: number | null;
  readonly stockReserved: number;
}

interface Move {
  readonly onHand: number;
  readonly reason: StockMovementReason;
  readonly note?: string;
  /** The input that an error belongs to. */
  readonly field: string;
}

/**
 * Sets what is on hand, with a movement that says by how much and why. The row is locked by the caller's update, and what buyers have
 * reserved is read with it. Throws `catalogue.stock_reserved`.
 */
export async function moveStock(tx: Tx, actor: Actor, { id }: Pick<Stocked, 'id'>, move: Move): Promise<void> {
  const variant = await lockStock(tx, id);
  await writeStock(tx, actor, variant, move);
}

async function lockStock(tx: Tx, id: string): Promise<Stocked> {
  const [row] = await tx.$queryRaw<Stocked[]>`
    select id, stock_on_hand as "stockOnHand", stock_reserved as "stockReserved" from variant
    where id = ${id}::uuid and archived_at is null for update`;
  if (!row) throw new DomainError('catalogue.unknown');
  return row;
}

async function writeStock(tx: Tx, actor: Actor, variant: Stocked, { onHand, reason, note, field }: Move) {
  if (onHand < variant.stockReserved)
    throw new DomainError('catalogue.stock_reserved', { reserved: variant.stockReserved }, field);
  if (onHand > limits.stock) throw new DomainError('catalogue.stock_too_large', { limit: limits.stock }, field);
  const delta = onHand - (variant.stockOnHand ?? 0);
  if (delta === 0) return;
  await tx.variant.update({ where: { id: variant.id }, data: { stockOnHand: onHand } });
  await tx.stockMovement.create({
    data: { variantId: variant.id, delta, reason, note: note || null, actorId: actorId(actor) },
  });
  await watchStock(tx, [variant.id]);
}

/** A variant's listing, for those who may change its stock. Throws `catalogue.unknown`. */
async function stockOwner(tx: Tx, actor: Actor, variantId: string) {
  const variant = await tx.variant.findUnique({ where: { id: variantId }, include: { listing: true } });
  if (!variant || variant.stockOnHand === null || variant.archivedAt) throw new DomainError('catalogue.unknown');
  authorize(actor, 'stock.adjust', variant.listing);
  return variant.listing;
}

/**
 * Adds to, takes from or counts anew what is on hand, for a reason that stays in the history. Live at once, whatever state the listing
 * is in. Throws `catalogue.stock_reserved`: what buyers have reserved stays.
 */
export async function adjustStock(actor: Actor, input: z.output<typeof adjustStockSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await stockOwner(tx, actor, input.variantId);
    const variant = await lockStock(tx, input.variantId);
    const onHand = input.way === 'to' ? input.amount : (variant.stockOnHand ?? 0) + input.amount;
    await writeStock(tx, actor, variant, { onHand, reason: input.reason, note: input.note, field: 'amount' });
    if (listing.status === 'live') await announceChange(tx, { kind: 'listing', slug: listing.slug });
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
