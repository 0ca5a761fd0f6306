import { type Actor, actorId } from '#lib/core/actor.ts';
import type { StockMovementReason } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { choosePlaces, type PlaceOnHand, type Taken } from './place-choice.ts';

/** Some of a variant at a place, as an order holds it. */
export interface Held extends Taken {
  readonly variantId: string;
}

/** What is free of a variant at each open place. The caller has locked the variant, as everybody does who changes its stock. */
export async function placesOnHand(tx: Tx, variantId: string): Promise<PlaceOnHand[]> {
  return tx.$queryRaw<PlaceOnHand[]>`
    select p.id as "placeId", p.country, p.is_default as "isDefault", s.on_hand - s.reserved as available
    from place_stock s join stock_place p on p.id = s.place_id
    where s.variant_id = ${variantId}::uuid and p.closed_at is null`;
}

/** Locks a variant until the transaction ends; says whether it is still sold. */
async function lockVariant(tx: Tx, variantId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ sold: boolean }[]>`
    select archived_at is null as sold from variant where id = ${variantId}::uuid for no key update`;
  return row?.sold ?? false;
}

/**
 * Holds so many of a variant for a buyer in a country, at the places the rule picks; null when there is not enough. Who holds several
 * variants does so in the order of their ids, so that buyers of the same things queue instead of deadlocking.
 */
export async function holdStock(
  tx: Tx,
  variantId: string,
  quantity: number,
  country: string,
): Promise<readonly Held[] | null> {
  if (!(await lockVariant(tx, variantId))) return null;
  const taken = choosePlaces(await placesOnHand(tx, variantId), quantity, country);
  for (const part of taken ?? [])
    await tx.$executeRaw`
      update place_stock set reserved = reserved + ${part.quantity}
      where variant_id = ${variantId}::uuid and place_id = ${part.placeId}::uuid`;
  return taken?.map((part) => ({ ...part, variantId })) ?? null;
}

/** What was held is free again. */
export async function releaseStock(tx: Tx, { variantId, placeId, quantity }: Held): Promise<void> {
  await lockVariant(tx, variantId);
  await tx.$executeRaw`
    update place_stock set reserved = reserved - ${quantity}
    where variant_id = ${variantId}::uuid and place_id = ${placeId}::uuid`;
}

/** What was held is sold: it leaves the place, with a movement. */
export async function sellHeld(tx: Tx, { variantId, placeId, quantity }: Held, orderId: string): Promise<void> {
  await lockVariant(tx, variantId);
  await tx.$executeRaw`
    update place_stock set on_hand = on_hand - ${quantity}, reserved = reserved - ${quantity}
    where variant_id = ${variantId}::uuid and place_id = ${placeId}::uuid`;
  await tx.stockMovement.create({ data: { variantId, placeId, delta: -quantity, reason: 'sold', orderId } });
}

/** Sells what is held no more, from wherever it still is; false when it is not. */
export async function sellFree(tx: Tx, variantId: string, quantity: number, orderId: string): Promise<boolean> {
  await lockVariant(tx, variantId);
  const taken = choosePlaces(await placesOnHand(tx, variantId), quantity, null);
  for (const part of taken ?? [])
    await moveAtPlace(tx, null, { variantId, placeId: part.placeId, delta: -part.quantity, reason: 'sold', orderId });
  return taken !== null;
}

interface Movement {
  readonly variantId: string;
  readonly placeId: string;
  readonly delta: number;
  readonly reason: StockMovementReason;
  readonly note?: string | undefined;
  readonly orderId?: string;
}

/** Changes what is on hand at a place, with its movement. The caller has locked the variant and seen that it fits. */
export async function moveAtPlace(
  tx: Tx,
  actor: Actor | null,
  { variantId, placeId, delta, reason, note, orderId }: Movement,
): Promise<void> {
  const changed = await tx.$executeRaw`
    update place_stock set on_hand = on_hand + ${delta}
    where variant_id = ${variantId}::uuid and place_id = ${placeId}::uuid`;
  if (changed === 0) await tx.placeStock.create({ data: { variantId, placeId, onHand: delta } });
  await tx.stockMovement.create({
    data: {
      variantId,
      placeId,
      delta,
      reason,
      note: note || null,
      actorId: actor ? actorId(actor) : null,
      orderId: orderId ?? null,
    },
  });
}
