import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { StockPlace } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';

export const savePlaceSchema = z.object({
  enterpriseId: id,
  /** Empty: a new one. */
  placeId: z.union([z.literal('').transform(() => null), id]).default(null),
  name: text(limits.placeName),
  country: z.string().refine((code) => deliveryCountries.includes(code), { error: 'choose' }),
  address: optionalText(limits.shortText * 2).transform((lines) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, limits.addressLines),
  ),
});

export const placeSchema = z.object({ placeId: id });

export interface PlaceView extends StockPlace {
  readonly onHand: number;
  readonly reserved: number;
}

/** An enterprise's open places with how much is at each, the default first. */
export async function placesOf(actor: Actor, enterpriseId: string): Promise<PlaceView[]> {
  authorize(actor, 'listing.view', { enterpriseId });
  const places = await prisma().stockPlace.findMany({
    where: { enterpriseId, closedAt: null },
    orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }],
    take: limits.stockPlaces,
  });
  const sums = await prisma().placeStock.groupBy({
    by: ['placeId'],
    where: { placeId: { in: places.map((place) => place.id) } },
    _sum: { onHand: true, reserved: true },
  });
  return places.map((place) => {
    const sum = sums.find((each) => each.placeId === place.id)?._sum;
    return { ...place, onHand: sum?.onHand ?? 0, reserved: sum?.reserved ?? 0 };
  });
}

/** The place that is meant where none is named; made when there is none yet. */
export async function defaultPlace(tx: Tx, enterpriseId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select default_stock_place(${enterpriseId}::uuid) as id`;
  if (!row) throw new Error('an enterprise has a default place');
  return row.id;
}

/** An open place of the actor's enterprise, locked until the transaction ends. Throws `catalogue.unknown_place`. */
async function ownPlace(tx: Tx, actor: Actor, placeId: string): Promise<StockPlace> {
  await tx.$queryRaw`select id from stock_place where id = ${placeId}::uuid for update`;
  const place = await tx.stockPlace.findUnique({ where: { id: placeId } });
  if (!place || place.closedAt) throw new DomainError('catalogue.unknown_place');
  authorize(actor, 'stock.places', place);
  return place;
}

/** Adds a place or changes it. The first of an enterprise is its default. Throws `catalogue.too_many_places`. */
export async function savePlace(actor: Actor, input: z.output<typeof savePlaceSchema>): Promise<void> {
  const { enterpriseId, placeId, name, country, address: addressLines } = input;
  authorize(actor, 'stock.places', { enterpriseId });
  await transaction(async (tx) => {
    if (placeId) {
      await ownPlace(tx, actor, placeId);
      await tx.stockPlace.update({ where: { id: placeId }, data: { name, country, addressLines } });
      return;
    }
    await defaultPlace(tx, enterpriseId);
    const open = await tx.stockPlace.count({ where: { enterpriseId, closedAt: null } });
    if (open >= limits.stockPlaces) throw new DomainError('catalogue.too_many_places', { limit: limits.stockPlaces });
    await tx.stockPlace.create({ data: { enterpriseId, name, country, addressLines } });
  });
}

/** What names no place is at this one from now on. */
export async function makeDefaultPlace(actor: Actor, input: z.output<typeof placeSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { id: placeId, enterpriseId } = await ownPlace(tx, actor, input.placeId);
    // Rows in one order, so that two who choose different places queue.
    await tx.$queryRaw`select id from stock_place where enterprise_id = ${enterpriseId}::uuid order by id for update`;
    await tx.stockPlace.updateMany({ where: { enterpriseId, isDefault: true }, data: { isDefault: false } });
    await tx.stockPlace.update({ where: { id: placeId }, data: { isDefault: true } });
  });
}

/** Gives up a place that is empty; its history stays. Throws `catalogue.place_not_empty`, `catalogue.place_is_default`. */
export async function closePlace(actor: Actor, input: z.output<typeof placeSchema>): Promise<void> {
  await transaction(async (tx) => {
    const place = await ownPlace(tx, actor, input.placeId);
    if (place.isDefault) throw new DomainError('catalogue.place_is_default');
    const { _sum } = await tx.placeStock.aggregate({ where: { placeId: place.id }, _sum: { onHand: true } });
    if (_sum.onHand) throw new DomainError('catalogue.place_not_empty', { count: _sum.onHand });
    await tx.stockPlace.update({ where: { id: place.id }, data: { closedAt: new Date() } });
  });
}
