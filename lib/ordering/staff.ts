import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { containing, prisma, transaction } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { subjectFor } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { cancellable, cancelSome } from './cancel.ts';
import { complete } from './fulfil.ts';
import { everything, giveBack, leftOf } from './refund.ts';
import { chosen, lockSellerOrder, requireUndisputed } from './seller-order.ts';
import { canHandle, canMove, sellerOrderTransitions } from './states.ts';

const listed = {
  sellerOrders: { include: { enterprise: { select: withName }, refunds: true } },
  payments: { select: { paymentIntentId: true, chargeId: true, status: true } },
} as const satisfies Prisma.OrderInclude;
export type StaffOrder = Prisma.OrderGetPayload<{ include: typeof listed }>;

/** How many makers of a name their orders are looked for. */
const makersOfName = 20;

/** What is searched for: a part of a number, an address, one of Stripe's ids, or a maker by any of its names. Each has its index. */
async function found(search: string): Promise<Prisma.OrderWhereInput> {
  const words = search.trim().slice(0, limits.searchQuery);
  if (words === '') return {};
  // The column ignores case by itself; asking for it again would leave its index aside.
  if (words.includes('@')) return { email: words };
  if (/^(pi|ch|py|cs|re|pyr)_/.test(words))
    return {
      payments: {
        some: {
          OR: [
            { paymentIntentId: words },
            { chargeId: words },
            { checkoutSessionId: words },
            { refunds: { some: { stripeId: words } } },
          ],
        },
      },
    };
  if (uuidPattern.test(words)) return { OR: [{ id: words }, { payments: { some: { id: words } } }] };
  const numbered = { number: { contains: words, mode: 'insensitive' } } as const;
  if (/[\d-]/.test(words)) return numbered;
  // What has neither digits nor hyphens is somebody's name, or one of a number's groups that has letters alone.
  const named = containing(words);
  const makers = await prisma().$queryRaw<{ id: string }[]>`
    select id from enterprise
    where display_name ilike ${named} or legal_name_latin ilike ${named} or jsonb_path_query_array(names, '$.*')::text ilike ${named}
    limit ${makersOfName}`;
  const group = /^[a-z]{3,4}$/i.test(words)
    ? await prisma().order.findMany({ where: numbered, select: { id: true }, take: limits.page })
    : [];
  const ofMakers = { sellerOrders: { some: { enterpriseId: { in: makers.map(({ id: maker }) => maker) } } } };
  const ofGroup = { id: { in: group.map(({ id: order }) => order) } };
  if (group.length === 0) return ofMakers;
  return makers.length === 0 ? ofGroup : { OR: [ofGroup, ofMakers] };
}

/** Orders for staff, the newest first. */
export async function ordersForStaff(
  actor: Actor,
  { search = '', cursor }: { search?: string | undefined; cursor?: string | undefined },
): Promise<Page<StaffOrder>> {
  authorize(actor, 'order.view');
  const [at, last] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const before = at && last ? { OR: [{ placedAt: { lt: at } }, { placedAt: at, id: { lt: last } }] } : {};
  const rows = await prisma().order.findMany({
    where: { AND: [await found(search), before] },
    include: listed,
    orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (each) => encodeCursor([each.placedAt, each.id]));
}

const whole = {
  sellerOrders: {
    orderBy: { number: 'asc' },
    include: {
      enterprise: true,
      lines: { orderBy: { id: 'asc' } },
      shipments: true,
      transfers: { include: { reversals: true } },
      refunds: { orderBy: { createdAt: 'asc' } },
      returns: { include: { lines: true } },
    },
  },
  payments: { orderBy: { createdAt: 'asc' }, include: { disputes: true } },
  events: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.OrderInclude;
export type StaffOrderInFull = Prisma.OrderGetPayload<{ include: typeof whole }>;

/** One line of an order's whole history. */
export type Happening =
  | { readonly at: Date; readonly kind: 'event'; readonly event: StaffOrderInFull['events'][number] }
  | { readonly at: Date; readonly kind: 'mail'; readonly mail: Mail }
  | { readonly at: Date; readonly kind: 'books'; readonly transaction: Booked };

/** A mail with its subject in the language of whoever looks. */
type Mail = Omit<Prisma.EmailGetPayload<{ select: typeof mailed }>, 'params' | 'template'> & {
  readonly subject: string;
};
type Booked = Prisma.LedgerTransactionGetPayload<{ include: typeof withEntries }>;
const mailed = {
  id: true,
  template: true,
  params: true,
  recipient: true,
  locale: true,
  status: true,
  createdAt: true,
  sentAt: true,
} as const;
const withEntries = { entries: { include: { account: true }, orderBy: { id: 'asc' } } } as const;

/** An order with everything that happened to it: steps, mails (by their subject in the reader's language), bookings. Throws `ordering.unknown`. */
export async function orderForStaff(
  actor: Actor,
  number: string,
  reader: Locale,
): Promise<{ order: StaffOrderInFull; history: Happening[]; people: ReadonlyMap<string, string> }> {
  authorize(actor, 'order.view');
  const order = await prisma().order.findUnique({ where: { number }, include: whole });
  if (!order) throw new DomainError('ordering.unknown');
  const [mails, booked, people] = await Promise.all([
    prisma().email.findMany({ where: { orderId: order.id }, select: mailed, take: limits.pageMax }),
    prisma().ledgerTransaction.findMany({ where: { orderId: order.id }, include: withEntries, take: limits.pageMax }),
    prisma().user.findMany({
      where: { id: { in: order.events.flatMap((event) => event.actorId ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const letters = await Promise.all(
    mails.map(async ({ template, params, ...mail }) => ({
      ...mail,
      subject: await subjectFor(reader, { template, params }),
    })),
  );
  const history: Happening[] = [
    ...order.events.map((event) => ({ at: event.createdAt, kind: 'event' as const, event })),
    ...letters.map((mail) => ({ at: mail.createdAt, kind: 'mail' as const, mail })),
    ...booked.map((transaction) => ({ at: transaction.postedAt, kind: 'books' as const, transaction })),
  ];
  history.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { order, history, people: new Map(people.map((each) => [each.id, each.name])) };
}

export const staffActs = ['cancel', 'refund', 'complete'] as const;
export const staffActSchema = z.object({
  sellerOrderId: id,
  act: z.enum(staffActs, { error: 'choose' }),
  reason: text(limits.refundNote, 10),
  requestKey: z.uuid({ error: 'invalid' }),
});

/**
 * Staff cancels, refunds all that is left of, or completes a part of an order; the record keeps who and why. The buyer reads the reason of
 * a cancellation or refund.
 */
export async function actForStaff(actor: Actor, input: z.output<typeof staffActSchema>): Promise<string> {
  const { act, reason } = input;
  return transaction(async (tx) => {
    authorize(actor, 'order.manage');
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    const { number } = sellerOrder.order;
    if (act !== 'complete') requireUndisputed(sellerOrder);
    if (act === 'cancel') {
      if (!canMove(sellerOrderTransitions, sellerOrder.status, 'cancelled'))
        throw new DomainError('ordering.dispatched_already');
      const rest = chosen(sellerOrder.lines, null, cancellable);
      await cancelSome(tx, actor, sellerOrder, rest, { reason: 'cancelled_by_staff', note: reason });
    }
    if (act === 'refund') {
      if (leftOf(sellerOrder) === 0n) throw new DomainError('ordering.refund_too_much');
      const cause = `staff:${sellerOrder.id}:${input.requestKey}`;
      const wanted = everything(sellerOrder);
      await giveBack(tx, actor, sellerOrder, { cause, reason: 'staff', note: reason, wanted });
    }
    if (act === 'complete') {
      if (!canHandle(sellerOrder.status, 'completed'))
        throw new DomainError('ordering.not_possible_now', { from: sellerOrder.status, to: 'completed' });
      await complete(tx, actor, sellerOrder);
    }
    await audit(tx, actor, {
      action: `seller_order.${act}`,
      subjectType: 'seller_order',
      subjectId: sellerOrder.id,
      reason,
    });
    return number;
  });
}
