import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { newTicketCode, readTicketCode } from './ticket-code.ts';

/** Makes the tickets of a paid line, as many as were bought, each once however often this runs. */
export async function issueTickets(
  tx: Tx,
  line: { readonly id: string; readonly listingId: string; readonly quantity: number },
): Promise<void> {
  await tx.ticket.createMany({
    data: Array.from({ length: line.quantity }, (_, at) => ({
      orderLineId: line.id,
      listingId: line.listingId,
      number: at + 1,
      code: newTicketCode(config().AUTH_SECRET),
    })),
    skipDuplicates: true,
  });
}

const shown = {
  orderLine: true,
  listing: { include: { event: { include: { text: withTranslations } }, enterprise: true } },
} as const satisfies Prisma.TicketInclude;

export type BoughtTicket = Prisma.TicketGetPayload<{ include: typeof shown }>;

/** The tickets of order lines; the caller has found the order for whoever may see it. */
export async function ticketsOfLines(orderLineIds: readonly string[]): Promise<BoughtTicket[]> {
  return prisma().ticket.findMany({
    where: { orderLineId: { in: [...orderLineIds] } },
    include: shown,
    orderBy: [{ orderLineId: 'asc' }, { number: 'asc' }],
    take: limits.cartLines * limits.ticketsAtOnce,
  });
}

export const checkInSchema = z.object({ listingId: id, code: text(60) });
export const undoCheckInSchema = z.object({ listingId: id, ticketId: id });

async function requireDoor(tx: Tx, actor: Actor, listingId: string) {
  const listing = await tx.listing.findUnique({ where: { id: listingId } });
  if (listing?.kind !== 'ticket' || !may(actor, 'ticket.check_in', listing))
    throw new DomainError('ordering.ticket_event');
  return listing;
}

/**
 * Lets the holder of a ticket in, once: of two doors that read the same code at the same moment, one is told that it was used.
 * Throws `ordering.ticket_not_ours`, `ordering.ticket_other_event`, `ordering.ticket_void`, and `ordering.ticket_used` with the time.
 */
export async function checkIn(actor: Actor, input: z.output<typeof checkInSchema>): Promise<string> {
  const code = readTicketCode(input.code, config().AUTH_SECRET);
  return transaction(async (tx) => {
    await requireDoor(tx, actor, input.listingId);
    const ticket = code
      ? await tx.ticket.findUnique({ where: { code }, include: { orderLine: { include: { sellerOrder: true } } } })
      : null;
    if (!ticket) throw new DomainError('ordering.ticket_not_ours', {}, 'code');
    if (ticket.listingId !== input.listingId) throw new DomainError('ordering.ticket_other_event', {}, 'code');
    if (['refunded', 'cancelled'].includes(ticket.orderLine.sellerOrder.status))
      throw new DomainError('ordering.ticket_void', {}, 'code');
    const { count } = await tx.ticket.updateMany({
      where: { id: ticket.id, usedAt: null },
      data: { usedAt: now(), usedById: actorId(actor) },
    });
    if (count === 0) throw new DomainError('ordering.ticket_used', {}, 'code');
    return ticket.id;
  });
}

/** Takes back a check-in that was a mistake; what was taken back, and by whom, stays written down. */
export async function undoCheckIn(actor: Actor, input: z.output<typeof undoCheckInSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await requireDoor(tx, actor, input.listingId);
    const { count } = await tx.ticket.updateMany({
      where: { id: input.ticketId, listingId: listing.id, usedAt: { not: null } },
      data: { usedAt: null, usedById: null },
    });
    if (count > 0)
      await audit(tx, actor, { action: 'ticket.check_in_undone', subjectType: 'ticket', subjectId: input.ticketId });
  });
}

/** An enterprise's events, the next first and then those that are over, with how many tickets are sold and used. */
export async function eventsOfEnterprise(actor: Actor, enterpriseId: string) {
  authorize(actor, 'ticket.check_in', { enterpriseId });
  const events = await prisma().ticketEvent.findMany({
    where: { listing: { enterpriseId, status: { not: 'draft' } } },
    include: { text: withTranslations, listing: { include: { text: withTranslations } } },
    orderBy: { startsAt: 'desc' },
    take: limits.pageMax,
  });
  const counts = await prisma().ticket.groupBy({
    by: ['listingId'],
    where: { listingId: { in: events.map((event) => event.listingId) } },
    _count: { id: true, usedAt: true },
  });
  const at = now();
  const rows = events.map((event) => {
    const count = counts.find((each) => each.listingId === event.listingId)?._count;
    return { ...event, sold: count?.id ?? 0, used: count?.usedAt ?? 0, over: (event.endsAt ?? event.startsAt) < at };
  });
  return [...rows.filter((row) => !row.over).reverse(), ...rows.filter((row) => row.over)];
}

/** What the people at the door see of an event: the counts, and who came in last. Throws `ordering.ticket_event` for others. */
export async function eventDoor(actor: Actor, listingId: string) {
  if (!uuidPattern.test(listingId)) throw new DomainError('ordering.ticket_event');
  await requireDoor(prisma(), actor, listingId);
  const [listing, sold, used, last] = await Promise.all([
    prisma().listing.findUniqueOrThrow({
      where: { id: listingId },
      include: { text: withTranslations, enterprise: true, event: { include: { text: withTranslations } } },
    }),
    prisma().ticket.count({ where: { listingId } }),
    prisma().ticket.count({ where: { listingId, usedAt: { not: null } } }),
    prisma().ticket.findMany({
      where: { listingId, usedAt: { not: null } },
      include: { orderLine: true },
      orderBy: { usedAt: 'desc' },
      take: limits.page,
    }),
  ]);
  return { listing, sold, used, last };
}
