import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { pool, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { locale, writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { isBuyer, orderAccessToken } from '#lib/ordering/index.ts';
import { siteLink } from './mails.ts';
import { reviewRefusal } from './rules.ts';

const kind = 'review_invitation';
/** Days in somebody's hands before we ask, and the age after which we no longer do. */
const daysToLook = 5;
const daysTooOld = 60;
const atOnce = 100;

/** When a part is in the buyer's hands: as the parcel's end says, else as long after it was sent as delivery may take. */
const arrived = `case when s.status = 'provided' then s.handed_over_at
  else coalesce((select max(h.delivered_at) from shipment h where h.seller_order_id = s.id), s.handed_over_at + make_interval(days => coalesce(s.delivery_days_max, 14))) end`;

/** Orders of which every part has been in the buyer's hands for some days, and whose buyer was never asked. */
async function dueOrders(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `select o.id from orders o
     where o.status in ('paid', 'completed', 'partly_refunded') and o.paid_at > $1::timestamptz - make_interval(days => 180)
       and not exists (select from review_invitation i where i.order_id = o.id)
       and (select bool_and(coalesce(part.arrived < $1::timestamptz - make_interval(days => ${daysToLook}), false)) and max(part.arrived) > $1::timestamptz - make_interval(days => ${daysTooOld})
         from (select ${arrived} as arrived from seller_order s where s.order_id = o.id and s.status not in ('cancelled', 'refunded')) part)
     order by o.paid_at limit ${atOnce}`,
    [now()],
  );
  return rows.map((row) => row.id);
}

/** Asks the buyers of orders that have arrived for reviews: once an order, in the buyer's language. Called by the clock. */
export async function inviteReviews(): Promise<void> {
  for (const orderId of await dueOrders()) await transaction((tx) => invite(tx, orderId));
}

async function invite(tx: Tx, orderId: string): Promise<void> {
  const { count } = await tx.reviewInvitation.createMany({ data: { orderId, invitedAt: now() }, skipDuplicates: true });
  if (count === 0) return;
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { sellerOrders: { include: { lines: { include: { review: true } } } } },
  });
  if (await tx.mailRefusal.findUnique({ where: { email_kind: { email: order.email, kind } } })) return;
  const open = order.sellerOrders.flatMap((part) =>
    part.lines.filter(
      (line) =>
        reviewRefusal({
          order: order.status,
          sellerOrder: part.status,
          own: false,
          reviewed: line.review !== null,
        }) === null,
    ),
  );
  const [first, ...rest] = open;
  if (!first) return;
  const reader = locale(order.locale);
  const key = `?key=${orderAccessToken(order.placementKey)}`;
  const path = `/orders/${order.number}`;
  await queueMail(tx, {
    cause: `order:${orderId}:review_invitation`,
    template: 'review_invitation',
    recipient: order.email,
    locale: reader,
    params: {
      number: order.number,
      things: new Intl.ListFormat(writtenAs(reader)).format(open.map((line) => line.titleForBuyer)),
      link: siteLink(reader, rest.length === 0 ? `${path}/review/${first.id}${key}` : `${path}${key}`),
      stop: { page: siteLink(reader, `${path}/invitations${key}`) },
    },
    orderId,
  });
}

export const invitationsSchema = z.object({
  number: z.string().regex(/^[\w-]{1,40}$/),
  key: z.string().max(200).optional(),
  wanted: z.enum(['yes', 'no'], { error: 'choose' }),
});

async function orderOf(actor: Actor, number: string, key: string | undefined) {
  const order = await prisma().order.findUnique({ where: { number } });
  if (!order || !isBuyer(actor, order, key)) throw new DomainError('ordering.unknown');
  return order;
}

/** Whether the buyer of an order wants to be asked for reviews, and under which address. Throws `ordering.unknown`. */
export async function invitationsWanted(
  actor: Actor,
  number: string,
  key: string | undefined,
): Promise<{ email: string; wanted: boolean }> {
  const { email } = await orderOf(actor, number, key);
  const refusal = await prisma().mailRefusal.findUnique({ where: { email_kind: { email, kind } } });
  return { email, wanted: refusal === null };
}

/** The buyer of an order, or whoever has the link of its mail, says whether it wants to be asked. Throws `ordering.unknown`. */
export async function setInvitations(actor: Actor, input: z.output<typeof invitationsSchema>): Promise<void> {
  const { email } = await orderOf(actor, input.number, input.key);
  if (input.wanted === 'yes') await prisma().mailRefusal.deleteMany({ where: { email, kind } });
  else await prisma().mailRefusal.createMany({ data: { email, kind, refusedAt: now() }, skipDuplicates: true });
}
