import { type Check, question } from '../check.ts';

export const orderChecks: readonly Check[] = [
  question(
    'an order is paid exactly when its payment is',
    `select o.number || ' is ' || o.status || ', its payment ' || coalesce(string_agg(p.status::text, ', '), 'missing') || ', at Stripe '
       || coalesce(string_agg(case when s.paid then 'paid' else s.status end, ', '), 'no page') as text, o.id::text as order_id
     from orders o left join payment p on p.order_id = o.id left join faults.session s on s.payment_id = p.id
     group by o.id
     having (o.paid_at is not null) <> coalesce(bool_or(s.paid), false)
       or (o.paid_at is not null) <> coalesce(bool_or(p.status = 'succeeded'), false)
       or (o.paid_at is null and o.status <> 'cancelled')`,
  ),
  question(
    'a paid order stands where its money and its parts stand',
    `select number || ' is ' || status || ' and should be ' || rightly as text, id::text as order_id
     from (select o.id, o.number, o.status, case
         when o.disputed then 'disputed'
         when o.given_back + o.lost = o.total_minor and o.total_minor > 0 then 'refunded'
         when p.over = p.parts then 'cancelled'
         when o.given_back + o.lost > 0 then 'partly_refunded'
         when p.done = p.parts - p.over then 'completed'
         else 'paid' end as rightly
       from faults.paid_order o cross join lateral (
         select count(*) as parts, count(*) filter (where status in ('cancelled', 'refunded')) as over,
           count(*) filter (where status = 'completed') as done from seller_order where order_id = o.id) p) stood
     where status::text <> rightly`,
  ),
  question(
    'a part stands where its pieces, its parcels and its money stand',
    `select number || ' is ' || status || ': ' || pieces || ' pieces, ' || cancelled || ' cancelled, ' || open || ' to send, ' || sent || ' sent, '
       || parcels || ' parcels, ' || arrived || ' arrived' as text, order_id::text
     from (select s.*, l.*, h.* from seller_order s
       cross join lateral (select sum(quantity) as pieces, sum(cancelled_quantity) as cancelled, sum(sent_quantity) as sent,
         sum(case when kind = 'physical' then quantity - cancelled_quantity - sent_quantity else 0 end) as open from order_line where seller_order_id = s.id) l
       cross join lateral (select count(*) as parcels, count(delivered_at) as arrived from shipment where seller_order_id = s.id) h
       where s.order_id in (select id from faults.paid_order)) p
     where status = 'awaiting_payment'
       or (status = 'cancelled') <> (cancelled = pieces)
       or (status <> 'cancelled' and (status = 'refunded') <> (refunded_minor = total_minor and total_minor > 0))
       or (status <> 'cancelled' and (handed_over_at is null) <> (open > 0) and not (status = 'refunded' and open = 0))
       or (status in ('paid', 'accepted') and open = 0)
       or (status = 'shipped' and (parcels = 0 or arrived = parcels))
       or (status = 'delivered' and (parcels = 0 or arrived < parcels))
       or (status = 'provided' and (parcels > 0 or sent > 0))
       or (status = 'completed' and arrived < parcels)`,
  ),
  question(
    'an unpaid order has given up all its parts',
    `select s.number || ' is ' || s.status || ' in an order that nobody paid' as text, o.id::text as order_id
     from seller_order s join orders o on o.id = s.order_id where o.paid_at is null and s.status <> 'cancelled'`,
  ),
  question(
    'nothing was paid that had been given up',
    `select o.number || ' was paid after its stock had been released' as text, o.id::text as order_id from faults.paid_order o
     where exists (select 1 from order_event e where e.order_id = o.id and e.kind in ('payment_expired', 'cancelled_by_buyer', 'superseded'))`,
  ),
  question(
    'each step of an order happened once',
    `select o.number || ': ' || count(*) || ' times ' || e.kind as text, o.id::text as order_id
     from order_event e join orders o on o.id = e.order_id
     where e.kind in ('placed', 'paid', 'accepted', 'shipped', 'delivered', 'provided', 'completed', 'cancelled', 'payment_expired', 'dispute_opened', 'dispute_won', 'dispute_lost')
     group by o.id, e.kind, e.seller_order_id having count(*) > 1`,
  ),
  question(
    'what was sent is in parcels, once',
    `select s.number || ': ' || l.sent_quantity || ' sent, ' || coalesce(sum(p.quantity), 0) || ' in parcels' as text, s.order_id::text
     from order_line l join seller_order s on s.id = l.seller_order_id left join shipment_line p on p.order_line_id = l.id
     group by s.id, l.id having l.sent_quantity <> coalesce(sum(p.quantity), 0)`,
  ),
  question(
    'a return is paid for once, and what came back is counted',
    `select s.number || ': ' || l.returned_quantity || ' given back, ' || coalesce(sum(rl.quantity) filter (where r.status = 'refunded' and r.offer_minor is null), 0) || ' in returns' as text, s.order_id::text
     from order_line l join seller_order s on s.id = l.seller_order_id left join return_line rl on rl.order_line_id = l.id left join order_return r on r.id = rl.return_id
     group by s.id, l.id having l.returned_quantity <> coalesce(sum(rl.quantity) filter (where r.status = 'refunded' and r.offer_minor is null), 0)
     union all
     select s.number || ': return ' || r.id || ' is ' || r.status || ' with ' || count(f.id) || ' refunds', s.order_id::text
     from order_return r join seller_order s on s.id = r.seller_order_id left join refund f on f.cause like 'return:' || r.id || '%'
     group by s.id, r.id having count(f.id) > (r.status = 'refunded')::int`,
  ),
  question(
    'what is no thing is provided once it is paid',
    `select s.number || ' is ' || s.status || ' although it holds downloads only' as text, s.order_id::text from faults.sold_part s
     where s.status in ('paid', 'accepted') and not exists (select 1 from order_line l where l.seller_order_id = s.id and l.kind = 'physical')`,
  ),
  question(
    'buyer and sellers have their mail',
    `select o.number || ' has no ' || m.template as text, o.id::text as order_id from faults.paid_order o
       cross join (values ('order_paid'), ('seller_new_order')) m (template)
     where not exists (select 1 from email e where e.order_id = o.id and e.template = m.template and e.status = 'sent')
       -- Who has cancelled everything at once hears of that instead.
       and exists (select 1 from seller_order s where s.order_id = o.id and s.status <> 'cancelled')
     union all
     select s.number || ' has no order_shipped', s.order_id::text from seller_order s
     where exists (select 1 from shipment h where h.seller_order_id = s.id)
       and not exists (select 1 from email e where e.order_id = s.order_id and e.template = 'order_shipped' and e.status = 'sent')
     union all
     select s.number || ' has no mail of refund ' || r.id, s.order_id::text from refund r join seller_order s on s.id = r.seller_order_id
     where r.settled_at is not null and not exists (
       select 1 from email e where e.cause = 'refund:' || r.id || case r.status when 'failed' then ':refund_failed' else ':order_refunded' end and e.status = 'sent')`,
  ),
  {
    name: 'a click makes one order at most',
    differences: async (stack, worlds) => {
      const sent = new Set(
        worlds.flatMap(({ buyers }) => buyers.flatMap(({ clicks }) => clicks.map((one) => one.placementKey))),
      );
      const emails = worlds.flatMap(({ buyers }) => buyers.map(({ email }) => email));
      const rows = await stack.query<{ id: string; number: string; placement_key: string }>(
        'select id, number, placement_key from orders where email = any($1)',
        [emails],
      );
      return rows
        .filter((row) => !sent.has(row.placement_key.split('~')[0] ?? ''))
        .map((row) => ({ text: `${row.number} was placed by no click`, orderId: row.id }));
    },
  },
];
