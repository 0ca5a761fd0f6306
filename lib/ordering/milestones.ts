import { z } from 'zod';
import { type Actor, actorId, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { acceptDays, makeDue, milestonePart } from '#lib/payouts/index.ts';
import { orderAccessToken } from './open-payment.ts';
import { isBuyer } from './read.ts';
import { canMove, requireMove, sellerOrderTransitions } from './states.ts';

const position = z.coerce.number({ error: 'invalid' }).int().min(0).max(limits.milestones);

export const deliverMilestoneSchema = z.object({ orderLineId: id, position });
export const acceptMilestoneSchema = z.object({ orderLineId: id, position, key: z.string().max(100).default('') });

const withOrder = {
  commission: {
    include: {
      milestones: { orderBy: { position: 'asc' } },
      changes: { orderBy: { number: 'asc' } },
      orderLine: { include: { sellerOrder: { include: { order: true, enterprise: true } } } },
    },
  },
} as const satisfies Prisma.CommissionMilestoneInclude;

type Milestone = Prisma.CommissionMilestoneGetPayload<{ include: typeof withOrder }>;

/** A milestone with its seller order locked, so that steps of one commission follow each other. Throws `ordering.unknown`. */
export async function lockMilestone(tx: Tx, orderLineId: string, at: number): Promise<Milestone> {
  await tx.$queryRaw`
    select s.id from seller_order s join order_line l on l.seller_order_id = s.id where l.id = ${orderLineId}::uuid for update of s`;
  const milestone = await tx.commissionMilestone.findUnique({
    where: { orderLineId_position: { orderLineId, position: at } },
    include: withOrder,
  });
  if (!milestone) throw new DomainError('ordering.unknown');
  return milestone;
}

/** Writes what happened to a milestone into the order's timeline. */
export async function noteMilestone(
  tx: Tx,
  actor: Actor,
  { commission, ...milestone }: Milestone,
  kind: string,
): Promise<void> {
  const { sellerOrder } = commission.orderLine;
  await tx.orderEvent.create({
    data: {
      orderId: sellerOrder.orderId,
      sellerOrderId: sellerOrder.id,
      kind,
      actorId: actorId(actor),
      data: { milestone: milestonePart(milestone.orderLineId, milestone.position) },
    },
  });
}

/** Tells the buyer that a part is there to be looked at. */
async function tellBuyer(tx: Tx, milestone: Milestone): Promise<void> {
  const { sellerOrder } = milestone.commission.orderLine;
  const { order, enterprise } = sellerOrder;
  // Each delivery is told, also of what was changed.
  const again = milestone.commission.changes.filter((each) => each.position === milestone.position).length;
  await queueMail(tx, {
    cause: `milestone:${milestonePart(milestone.orderLineId, milestone.position)}:delivered${again > 0 ? `:${again}` : ''}`,
    template: 'milestone_delivered',
    recipient: order.email,
    locale: locale(order.locale),
    params: {
      name: milestone.nameForBuyer,
      maker: nameFor(enterprise, locale(order.locale)),
      days: acceptDays,
      link: `${config().SITE_URL}/${order.locale}/orders/${order.number}?key=${orderAccessToken(order.placementKey)}`,
    },
    orderId: order.id,
  });
}

async function deliver(tx: Tx, actor: Actor, milestone: Milestone): Promise<void> {
  await tx.commissionMilestone.update({
    where: { orderLineId_position: { orderLineId: milestone.orderLineId, position: milestone.position } },
    data: { deliveredAt: now() },
  });
  await tx.commissionChange.updateMany({
    where: { orderLineId: milestone.orderLineId, position: milestone.position, answeredAt: null },
    data: { answeredAt: now() },
  });
  await noteMilestone(tx, actor, milestone, 'milestone_delivered');
  await tellBuyer(tx, milestone);
}

/**
 * The seller has delivered the next part of commissioned work: the buyer has fourteen days to look at it. With the last part the order
 * is handed over, unless goods belong to it. An order not yet accepted is accepted by that. Throws `ordering.milestone_order`.
 */
export async function deliverMilestone(actor: Actor, input: z.output<typeof deliverMilestoneSchema>): Promise<void> {
  await transaction(async (tx) => {
    const milestone = await lockMilestone(tx, input.orderLineId, input.position);
    const { sellerOrder } = milestone.commission.orderLine;
    authorize(actor, 'seller_order.fulfil', sellerOrder);
    const changed = milestone.commission.changes.some(
      (each) => each.position === milestone.position && !each.answeredAt,
    );
    const open = ['paid', 'accepted', 'shipped', 'delivered', ...(changed ? ['provided'] : [])];
    if (!open.includes(sellerOrder.status) || milestone.deliveredAt) throw new DomainError('ordering.not_possible_now');
    const before = milestone.commission.milestones.filter((each) => each.position < milestone.position);
    if (before.some((each) => !each.deliveredAt)) throw new DomainError('ordering.milestone_order');
    await deliver(tx, actor, milestone);
    let { status } = sellerOrder;
    if (status === 'paid') {
      requireMove(sellerOrderTransitions, status, 'accepted');
      await tx.sellerOrder.update({ where: { id: sellerOrder.id }, data: { status: 'accepted', acceptedAt: now() } });
      status = 'accepted';
    }
    const left = await tx.orderLine.count({
      where: {
        sellerOrderId: sellerOrder.id,
        OR: [{ kind: 'physical' }, { commission: { milestones: { some: { deliveredAt: null } } } }],
      },
    });
    if (left > 0 || !canMove(sellerOrderTransitions, status, 'provided')) return;
    await tx.sellerOrder.update({ where: { id: sellerOrder.id }, data: { status: 'provided', handedOverAt: now() } });
    await makeDue(tx, sellerOrder.id);
  });
}

/** Marks all that is left of a seller order's commissions as delivered. */
export async function deliverMilestones(tx: Tx, sellerOrderId: string): Promise<void> {
  const rest = await tx.commissionMilestone.findMany({
    where: { deliveredAt: null, commission: { orderLine: { sellerOrderId } } },
    include: withOrder,
    orderBy: [{ orderLineId: 'asc' }, { position: 'asc' }],
  });
  for (const milestone of rest) await deliver(tx, system('hand over'), milestone);
}

/** The part is accepted: what it earned is due. */
async function release(tx: Tx, actor: Actor, milestone: Milestone, byTime: boolean): Promise<void> {
  const { sellerOrder } = milestone.commission.orderLine;
  await tx.commissionMilestone.update({
    where: { orderLineId_position: { orderLineId: milestone.orderLineId, position: milestone.position } },
    data: { releasedAt: now(), byTime },
  });
  await noteMilestone(tx, actor, milestone, byTime ? 'milestone_accepted_by_time' : 'milestone_accepted');
  await makeDue(tx, sellerOrder.id, milestonePart(milestone.orderLineId, milestone.position));
  const people = await tx.membership.findMany({
    where: { enterpriseId: sellerOrder.enterpriseId, role: { in: ['owner', 'orders', 'finance'] } },
    include: { user: true },
  });
  for (const user of new Map(people.map((each) => [each.userId, each.user])).values()) {
    const reader = locale(user.locale);
    await queueMail(tx, {
      cause: `milestone:${milestonePart(milestone.orderLineId, milestone.position)}:accepted:${user.id}`,
      template: 'milestone_accepted',
      recipient: user.email,
      locale: reader,
      params: {
        name: milestone.nameForSeller,
        number: sellerOrder.number,
        amount: formatMoney(money(milestone.amountMinor, milestone.currency), reader),
        link: `${config().SITE_URL}/${reader}/studio/orders/${sellerOrder.number}`,
      },
    });
  }
}

function mayBeReleased({ deliveredAt, releasedAt, commission }: Milestone): boolean {
  const { status } = commission.orderLine.sellerOrder;
  return deliveredAt !== null && releasedAt === null && status !== 'refunded' && status !== 'cancelled';
}

/** The buyer accepts a part that was delivered, once. Throws `ordering.unknown` for anybody else. */
export async function acceptMilestone(actor: Actor, input: z.output<typeof acceptMilestoneSchema>): Promise<void> {
  await transaction(async (tx) => {
    const milestone = await lockMilestone(tx, input.orderLineId, input.position);
    const { order } = milestone.commission.orderLine.sellerOrder;
    if (!isBuyer(actor, order, input.key || undefined)) throw new DomainError('ordering.unknown');
    if (milestone.releasedAt) return;
    if (!mayBeReleased(milestone)) throw new DomainError('ordering.not_possible_now');
    await release(tx, actor, milestone, false);
  });
}

/** Accepts for buyers what they have not answered for fourteen days; what is disputed waits. */
export async function acceptOverdueMilestones(): Promise<void> {
  const overdue = await prisma().commissionMilestone.findMany({
    where: {
      releasedAt: null,
      deliveredAt: { lte: new Date(now().getTime() - acceptDays * day) },
      commission: {
        orderLine: {
          sellerOrder: {
            status: { notIn: ['refunded', 'cancelled'] },
            order: { payments: { none: { disputes: { some: { closedAt: null } } } } },
          },
        },
      },
    },
    orderBy: { deliveredAt: 'asc' },
    select: { orderLineId: true, position: true },
    take: limits.transfersAtOnce,
  });
  for (const { orderLineId, position: at } of overdue) {
    await transaction(async (tx) => {
      const milestone = await lockMilestone(tx, orderLineId, at);
      if (mayBeReleased(milestone)) await release(tx, system('accept milestones'), milestone, true);
    });
  }
}
