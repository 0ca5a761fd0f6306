import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { money } from '#lib/core/money.ts';
import { id, integer } from '#lib/core/validation.ts';
import { localTimeField, momentIn, timeZoneField } from '#lib/core/zoned-field.ts';
import type { PriceReduction } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { editable } from './edit.ts';
import { priceFor, pricesOf, type Reduced, reducedBy, reducedFrom, reducedIn } from './price.ts';

/** A share off all retail prices, from a time to a time as clocks show them in the zone; empty: from now, until it is ended. */
export const reduceSchema = z
  .object({
    listingId: id,
    percent: integer(1, 90),
    startsAt: localTimeField,
    endsAt: localTimeField,
    zone: timeZoneField,
  })
  .transform(({ startsAt, endsAt, zone, ...rest }) => ({
    ...rest,
    startsAt: momentIn(zone, startsAt),
    endsAt: momentIn(zone, endsAt),
  }));

/** Thirty days before a reduction count for the price it is measured by (Directive 98/6/EC, art. 6a). */
const priorDays = 30;

/**
 * Reduces the prices of a listing for a time. While it lasts buyers see what was the lowest price of the thirty days before. A reduction in
 * force may become another; it is still measured by the price before the first. Throws at the field what cannot be
 * (`catalogue.schedule_past`, `catalogue.schedule_order`), and `catalogue.not_reducible` for licences, whose price is negotiated.
 */
export async function reducePrice(actor: Actor, input: z.output<typeof reduceSchema>): Promise<void> {
  const { listingId, percent, endsAt } = input;
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.kind === 'licence') throw new DomainError('catalogue.not_reducible');
    const startsAt = input.startsAt && input.startsAt > now() ? input.startsAt : now();
    if (endsAt && endsAt <= now()) throw new DomainError('catalogue.schedule_past', {}, 'endsAt');
    if (endsAt && endsAt <= startsAt) throw new DomainError('catalogue.schedule_order', {}, 'endsAt');
    const reduction = { basisPoints: percent * 100, startsAt, endsAt };
    await tx.priceReduction.upsert({
      where: { listingId },
      create: { listingId, ...reduction },
      update: reduction,
    });
    await follow(tx, listingId);
  });
}

/** Ends a reduction, or takes back one that has not begun. */
export async function endReduction(actor: Actor, listingId: string): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    await tx.priceReduction.deleteMany({ where: { listingId: listing.id } });
    await follow(tx, listing.id);
  });
}

/** A listing's reduction: in force, or to come. */
export function reductionOf(listingId: string): Promise<PriceReduction | null> {
  return prisma().priceReduction.findUnique({ where: { listingId } });
}

/** A reduction as buyers of a variant are told of it, in their currency. */
export interface ShownReduction extends Reduced {
  readonly endsAt: Date | null;
}

/** What a live variant cost before it was reduced; null where it is not. */
export async function shownReduction(variantId: string, currency: Currency): Promise<ShownReduction | null> {
  const variant = await prisma().variant.findFirst({
    where: {
      id: variantId,
      priorPriceMinor: { not: null },
      listing: { status: 'live', reducedBasisPoints: { gt: 0 } },
    },
    include: { prices: { where: { currency } }, listing: { include: { reduction: true } } },
  });
  if (!variant || variant.priorPriceMinor === null) return null;
  const { listing } = variant;
  const whole = pricesOf(variant, listing.currency).base;
  const before = money(variant.priorPriceMinor, listing.currency);
  const stated = priceFor({ prices: pricesOf(variant, listing.currency), currency, quantity: 1, wholesale: false });
  const rates = await currentRates();
  const shown = reducedIn(reducedFrom(before, reducedBy(whole, listing.reducedBasisPoints)), {
    whole,
    own: stated.price.currency === currency && currency !== listing.currency ? stated.price : null,
    converted: (price) => convert(price, currency, rates),
  });
  return shown && { ...shown, endsAt: listing.reduction?.endsAt ?? null };
}

/** Begins the reductions whose time has come and ends those whose time is over; each in a transaction of its own. */
export async function followReductions(): Promise<void> {
  const at = now();
  const due = await prisma().priceReduction.findMany({
    where: { OR: [{ startsAt: { lte: at }, listing: { reducedBasisPoints: 0 } }, { endsAt: { lte: at } }] },
    orderBy: { listingId: 'asc' },
    take: 500,
  });
  for (const { listingId } of due)
    await transaction(async (tx) => {
      await tx.$queryRaw`select id from listing where id = ${listingId}::uuid for update`;
      await tx.priceReduction.deleteMany({ where: { listingId, endsAt: { lte: at } } });
      await follow(tx, listingId);
    }).catch((error: unknown) => log.error({ err: error, listingId }, 'a reduction could not be followed'));
}

/** Brings a listing, locked by the caller, in line with its reduction. */
async function follow(tx: Tx, listingId: string): Promise<void> {
  const listing = await tx.listing.findUniqueOrThrow({ where: { id: listingId }, include: { reduction: true } });
  const { reduction } = listing;
  const off = reduction && reduction.startsAt <= now() ? reduction.basisPoints : 0;
  if (off === listing.reducedBasisPoints) return;
  if (listing.reducedBasisPoints === 0) await keepPriorPrices(tx, listingId);
  await tx.listing.update({ where: { id: listingId }, data: { reducedBasisPoints: off } });
  if (off === 0) await tx.variant.updateMany({ where: { listingId }, data: { priorPriceMinor: null } });
  if (listing.status === 'live') await announceChange(tx, { kind: 'listing', slug: listing.slug });
}

/** The lowest price of the thirty days, the one that stood at their beginning among them. */
async function keepPriorPrices(tx: Tx, listingId: string): Promise<void> {
  const from = new Date(now().getTime() - priorDays * day);
  await tx.$executeRaw`
    update variant v set prior_price_minor = least(v.price_minor,
      (select min(m.price_minor) from price_moment m where m.variant_id = v.id and m.at >= ${from}),
      (select m.price_minor from price_moment m where m.variant_id = v.id and m.at < ${from} order by m.at desc, m.id desc limit 1))
    where v.listing_id = ${listingId}::uuid`;
}
