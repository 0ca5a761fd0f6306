import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { id } from '#lib/core/validation.ts';
import { localTimeField, momentIn, timeZoneField } from '#lib/core/zoned-field.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { editable } from './edit.ts';
import { indexListing } from './indexing.ts';
import { requireLicensed } from './licensed/choose.ts';
import { shelve } from './shelve.ts';
import { requireListingMove } from './states.ts';

/** Times as clocks show them in the zone that comes with them. */
export const scheduleSchema = z
  .object({
    listingId: id,
    publishAt: localTimeField,
    endsAt: localTimeField,
    zone: timeZoneField,
  })
  .transform(({ listingId, publishAt, endsAt, zone }) => ({
    listingId,
    publishAt: momentIn(zone, publishAt),
    endsAt: momentIn(zone, endsAt),
  }));

/**
 * Says when a listing is shown for the first time after it was approved, and when it is put away; null: at once, never. Throws at the
 * field what cannot be (`catalogue.schedule_past`, `catalogue.schedule_order`).
 */
export async function scheduleListing(actor: Actor, input: z.output<typeof scheduleSchema>): Promise<void> {
  const { listingId, endsAt } = input;
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    // What is on sale has begun.
    const publishAt = listing.status === 'live' ? null : input.publishAt;
    const before = await tx.listingSchedule.findUnique({ where: { listingId } });
    const moved = publishAt && publishAt.getTime() !== before?.publishAt?.getTime();
    if (moved && publishAt <= now()) throw new DomainError('catalogue.schedule_past', {}, 'publishAt');
    if (endsAt && endsAt <= now()) throw new DomainError('catalogue.schedule_past', {}, 'endsAt');
    if (publishAt && endsAt && endsAt <= publishAt) throw new DomainError('catalogue.schedule_order', {}, 'endsAt');
    if (!publishAt && !endsAt) await tx.listingSchedule.deleteMany({ where: { listingId } });
    else
      await tx.listingSchedule.upsert({
        where: { listingId },
        create: { listingId, publishAt, endsAt },
        update: { publishAt, endsAt },
      });
    // A time taken off an approved listing: it is shown now.
    if (listing.status === 'scheduled' && !publishAt) await show(tx, listing.id);
  });
}

async function show(tx: Tx, listingId: string): Promise<void> {
  const listing = await tx.listing.findUniqueOrThrow({ where: { id: listingId } });
  requireListingMove(listing.status, 'live');
  await requireLicensed(tx, listingId);
  await tx.listing.update({
    where: { id: listingId },
    data: { status: 'live', publishedAt: now(), version: { increment: 1 } },
  });
  await indexListing(tx, listingId);
  await announceChange(tx, { kind: 'catalogue' });
}

/** Shows the approved listings whose time has come and puts away those whose time is over; each in a transaction of its own. */
export async function followSchedules(): Promise<void> {
  const due = await prisma().listingSchedule.findMany({
    where: {
      OR: [
        { publishAt: { lte: now() }, listing: { status: 'scheduled' } },
        { endsAt: { lte: now() }, listing: { status: { in: ['live', 'scheduled'] } } },
      ],
    },
    orderBy: { listingId: 'asc' },
    take: 500,
  });
  for (const { listingId } of due)
    await transaction((tx) => follow(tx, listingId)).catch((error: unknown) =>
      log.error({ err: error, listingId }, 'a schedule could not be followed'),
    );
}

async function follow(tx: Tx, listingId: string): Promise<void> {
  await tx.$queryRaw`select id from listing where id = ${listingId}::uuid for update`;
  const listing = await tx.listing.findUnique({ where: { id: listingId }, include: { schedule: true } });
  const { publishAt, endsAt } = listing?.schedule ?? { publishAt: null, endsAt: null };
  if (!listing) return;
  if (endsAt && endsAt <= now() && (listing.status === 'live' || listing.status === 'scheduled'))
    return shelve(tx, system('listings.schedule'), listing);
  if (listing.status === 'scheduled' && publishAt && publishAt <= now()) await show(tx, listingId);
}
