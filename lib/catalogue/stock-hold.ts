import { type Actor, actorId } from '#lib/core/actor.ts';
import type { StockMovementReason } from '#lib/db/generated/client.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { watchStock } from './low-stock.ts';
import { choosePlaces, type PlaceOnHand, type Taken } from './place-choice.ts';
import { defaultPlace } from './stock-places.ts';

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

/** Where all of a variant lies at one place there is nothing to choose. Null: it lies at several, or there is not enough. */
async function holdAtOnlyPlace(tx: Tx, variantId: string, quantity: number): Promise<Held | null> {
  const [held] = await tx.$queryRaw<Held[]>`
    with locked as (select id from variant where id = ${variantId}::uuid and archived_at is null for no key update),
    lone as (
      select (array_agg(p.id))[1] as place_id from place_stock s join stock_place p on p.id = s.place_id
      where s.variant_id = ${variantId}::uuid and p.closed_at is null having count(*) = 1)
    update place_stock s set reserved = s.reserved + ${quantity} from locked, lone
    where s.variant_id = locked.id and s.place_id = lone.place_id and s.on_hand - s.reserved >= ${quantity}
    returning s.variant_id as "variantId", s.place_id as "placeId", ${quantity}::int as quantity`;
  return held ?? null;
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
  const only = await holdAtOnlyPlace(tx, variantId, quantity);
  if (only) return [only];
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

/** What was held is sold: it leaves the places, with a movement each. */
export async function sellHeld(tx: Tx, held: readonly Held[], orderId: string): Promise<void> {
  if (held.length === 0) return;
  await tx.$executeRaw`
    with held as (
      select * from unnest(
        ${held.map(({ variantId }) => variantId)}::uuid[],
        ${held.map(({ placeId }) => placeId)}::uuid[],
        ${held.map(({ quantity }) => quantity)}::int[]) as h (variant_id, place_id, quantity)),
    locked as (select id from variant where id in (select variant_id from held) order by id for no key update),
    taken as (
      update place_stock s set on_hand = s.on_hand - held.quantity, reserved = s.reserved - held.quantity
      from locked join held on held.variant_id = locked.id
      where s.variant_id = held.variant_id and s.place_id = held.place_id)
    insert into stock_movement (variant_id, place_id, delta, reason, order_id)
    select variant_id, place_id, -quantity, 'sold', ${orderId}::uuid from held`;
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

/**
 * What an order took comes back to the places it was taken from, never more than it took there; what it took from nowhere that is known goes
 * to the enterprise's default place. A variant that does not run out, or was given up, keeps no stock.
 */
export async function returnStock(
  tx: Tx,
  actor: Actor,
  {
    variantId,
    quantity,
    orderId,
    enterpriseId,
  }: { variantId: string; quantity: number; orderId: string; enterpriseId: string },
): Promise<void> {
  const [variant] = await tx.$queryRaw<{ slug: string }[]>`
    select l.slug from variant v join listing l on l.id = v.listing_id
    where v.id = ${variantId}::uuid and v.stock_on_hand is not null and v.archived_at is null for no key update of v`;
  if (!variant) return;
  const taken = await tx.$queryRaw<Taken[]>`
    select m.place_id as "placeId", -sum(m.delta)::int as quantity from stock_movement m join stock_place p on p.id = m.place_id
    where m.order_id = ${orderId}::uuid and m.variant_id = ${variantId}::uuid and p.closed_at is null
    group by m.place_id having sum(m.delta) < 0 order by m.place_id`;
  let left = quantity;
  const back = taken.flatMap((part) => {
    const some = Math.min(left, part.quantity);
    left -= some;
    return some > 0 ? [{ placeId: part.placeId, quantity: some }] : [];
  });
  if (left > 0) back.push({ placeId: await defaultPlace(tx, enterpriseId), quantity: left });
  for (const part of back)
    await moveAtPlace(tx, actor, {
      variantId,
      placeId: part.placeId,
      delta: part.quantity,
      reason: 'returned',
      orderId,
    });
  await watchStock(tx, [variantId]);
  await announceChange(tx, { kind: 'listing', slug: variant.slug });
}
