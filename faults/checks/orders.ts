import { type Check, question } from '../check.ts';

const paid = `('paid', 'completed', 'partly_refunded', 'refunded', 'disputed')`;

export const orderChecks: readonly Check[] = [
  question(
    'an order is paid exactly when its payment is',
    `select o.number || ' is ' || o.status || ', its payment ' || coalesce(string_agg(p.status::text, ', '), 'missing') || ', at Stripe '
       || coalesce(string_agg(case when s.paid then 'paid' else s.status end, ', '), 'no page') as text, o.id::text as order_id
     from orders o left join payment p on p.order_id = o.id left join faults.session s on s.payment_id = p.id
     group by o.id
     having (o.status in ${paid}) <> coalesce(bool_or(s.paid), false)
       or (o.status in ${paid}) <> coalesce(bool_or(p.status = 'succeeded'), false)
       or (o.status not in ${paid} and o.status <> 'cancelled')`,
  ),
  question(
    'the parts of an order stand where the order stands',
    `select s.number || ' is ' || s.status || ' in an order that is ' || o.status as text, o.id::text as order_id
     from seller_order s join orders o on o.id = s.order_id
     where (o.status = 'cancelled') <> (s.status = 'cancelled') or s.status = 'awaiting_payment'`,
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
     where e.kind in ('placed', 'paid', 'accepted', 'shipped', 'delivered', 'provided', 'payment_expired')
     group by o.id, e.kind, e.seller_order_id having count(*) > 1`,
  ),
  question(
    'a parcel that left has one shipment',
    `select s.number || ' has ' || count(h.id) || ' shipments' as text, s.order_id::text from seller_order s left join shipment h on h.seller_order_id = s.id
     where s.status in ('shipped', 'delivered') group by s.id having count(h.id) <> 1`,
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
     union all
     select s.number || ' has no order_shipped', s.order_id::text from seller_order s
     where s.status in ('shipped', 'delivered')
       and not exists (select 1 from email e where e.order_id = s.order_id and e.template = 'order_shipped' and e.status = 'sent')`,
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
