import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { countryCode, integer, optionalText, text } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { moveStock } from '../stock.ts';
import { changeKind, kindForm } from './change.ts';
import { dayAfter, momentOf, timeZones } from './zoned.ts';

const clock = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time' });
const clockOrNone = z.union([z.literal(''), clock], { error: 'time' }).default('');

export const saveEventSchema = z.object({
  ...kindForm,
  venue: text(limits.shortText),
  address: text(limits.shortText),
  country: countryCode,
  date: z.iso.date({ error: 'date' }),
  starts: clock,
  ends: clockOrNone,
  doors: clockOrNone,
  timeZone: z.enum(timeZones, { error: 'choose' }),
  terms: optionalText(limits.eventTerms),
  /** Left out where each category of seats has its own. */
  seats: integer(0, limits.stock).optional(),
});

/** Whether tickets are still sold: until it begins. */
export function salesOpen(event: { readonly startsAt: Date }, at: Date): boolean {
  return at < event.startsAt;
}

interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly doorsAt: Date | null;
}

/** The moments of an event as typed; what ends before it begins ends on the next day. Throws at the field that cannot be. */
export function eventTimes(
  typed: { date: string; starts: string; ends: string; doors: string; timeZone: string },
  at: Date,
): Times {
  const moment = (field: 'starts' | 'ends' | 'doors', date: string) => {
    const found = momentOf(date, typed[field], typed.timeZone);
    if (!found) throw new DomainError('catalogue.no_such_time', {}, field);
    return found;
  };
  const startsAt = moment('starts', typed.date);
  if (startsAt <= at) throw new DomainError('catalogue.event_past', {}, 'date');
  const nextDay = typed.ends !== '' && typed.ends <= typed.starts;
  const doorsAt = typed.doors === '' ? null : moment('doors', typed.date);
  if (doorsAt && doorsAt > startsAt) throw new DomainError('catalogue.doors_late', {}, 'doors');
  return {
    startsAt,
    endsAt: typed.ends === '' ? null : moment('ends', nextDay ? dayAfter(typed.date) : typed.date),
    doorsAt,
  };
}

/** Saves when and where an event is, and how many seats there are where they are all the same: those count at once. */
export async function saveEvent(actor: Actor, input: z.output<typeof saveEventSchema>): Promise<Listing> {
  const times = eventTimes(input, now());
  const { venue, address, terms, country, timeZone, seats } = input;
  return changeKind(
    actor,
    input,
    'ticket',
    async (_tx, _listing, working) => ({
      ...working,
      offer: {
        kind: 'ticket',
        venue,
        address,
        terms,
        country,
        timeZone,
        startsAt: times.startsAt.toISOString(),
        endsAt: times.endsAt?.toISOString() ?? null,
        doorsAt: times.doorsAt?.toISOString() ?? null,
      },
    }),
    (tx, _listing, { variants }) => setSeats(tx, actor, variants, seats),
  );
}

async function setSeats(
  tx: Tx,
  actor: Actor,
  variants: readonly { readonly id: string }[],
  seats: number | undefined,
): Promise<void> {
  const [only, ...others] = variants;
  if (seats === undefined || !only || others.length > 0) return;
  const sold = await tx.variant.count({ where: { id: only.id, archivedAt: null } });
  if (sold > 0) await moveStock(tx, actor, only, { onHand: seats, reason: 'adjusted', field: 'seats' });
}

/** The kept pages of events that have begun in the last minutes still sell tickets: forgets them. Run by the clock. */
export async function closeBegunEvents(): Promise<void> {
  const at = now();
  const begun = await prisma().ticketEvent.findMany({
    where: { startsAt: { lte: at, gt: new Date(at.getTime() - 3 * 60_000) }, listing: { status: 'live' } },
    select: { listing: { select: { slug: true } } },
    take: limits.pageMax,
  });
  if (begun.length === 0) return;
  await transaction(async (tx) => {
    for (const { listing } of begun) await announceChange(tx, { kind: 'listing', slug: listing.slug });
  });
}
