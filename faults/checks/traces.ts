import { type Check, question } from '../check.ts';

export const traceChecks: readonly Check[] = [
  {
    name: 'no stock is lost',
    differences: async (stack, worlds) => {
      const opening = new Map(
        worlds.flatMap(({ sellers }) =>
          sellers.flatMap(({ variants }) => variants.map(({ id, stock }) => [id, stock])),
        ),
      );
      const rows = await stack.query<{ id: string; on_hand: number; reserved: number; sold: string; moved: string }>(
        `select v.id, v.stock_on_hand as on_hand, v.stock_reserved as reserved,
           (select coalesce(sum(l.quantity - l.cancelled_quantity - coalesce((select sum(rl.quantity) from return_line rl join order_return r on r.id = rl.return_id
               where rl.order_line_id = l.id and r.restocked), 0)), 0)
             from order_line l join faults.sold_part s on s.id = l.seller_order_id where l.variant_id = v.id) as sold,
           (select coalesce(-sum(m.delta), 0) from stock_movement m where m.variant_id = v.id and m.order_id is not null) as moved
         from variant v where v.id = any($1::uuid[]) and v.stock_on_hand is not null`,
        [[...opening.keys()]],
      );
      return rows
        .filter((row) => {
          const right = row.on_hand + Number(row.sold) === opening.get(row.id) && row.reserved === 0;
          return !right || row.sold !== row.moved;
        })
        .map((row) => ({
          text: `${row.id}: ${opening.get(row.id)} at the opening, ${row.on_hand} on hand, ${row.reserved} held, ${row.sold} sold, ${row.moved} moved`,
          orderId: null,
        }));
    },
  },
  question(
    'what was acknowledged is stored and worked on',
    `select e.id || ' (' || e.type || ') is not worked on' as text, null as order_id from stripe_event e where e.processed_at is null
     union all
     select d.event || ' was acknowledged and is not there', null from payment_sandbox.delivery d
     where d.delivered is not null and not exists (select 1 from stripe_event e where e.id = d.event)
     union all
     select id || ' was never sent by Stripe', null from stripe_event e
     where not exists (select 1 from payment_sandbox.object o where o.id = e.id)`,
  ),
  question(
    'an event is done when what it tells of is done',
    // Beyond two minutes it is a clock that has jumped between two processes.
    `select e.id || ' was done ' || (o.paid_at - e.processed_at) || ' before ' || o.number || ' was paid' as text, o.id::text as order_id
     from stripe_event e join payment p on p.checkout_session_id = e.object_id join orders o on o.id = p.order_id
     where e.type = 'checkout.session.completed' and o.paid_at > e.processed_at and o.paid_at < e.processed_at + interval '2 minutes'`,
  ),
  question(
    'no call took effect that is not on record with its answer',
    `select k.key || ' took effect; on record: ' || case when c.idempotency_key is null then 'nothing' else 'no answer' end as text, null as order_id
     from payment_sandbox.idempotency k left join stripe_call c on c.idempotency_key = k.key
     left join faults.session s on s.id = k.body::jsonb->>'id'
     where (k.route in ('POST /v1/checkout/sessions', 'POST /v1/transfers', 'POST /v1/refunds') or k.route like 'POST /v1/transfers/%/reversals') and k.status = 200
       and (c.idempotency_key is null
         -- A payment page whose address nobody was given is closed by its time, unpaid; refunds and reversals are found again by our mark on them.
         or (c.response_id is null and k.route not like '%/re%' and not (coalesce(s.status = 'expired', false) and not s.paid)))`,
  ),
  question(
    'no job was given up',
    `select name || ' failed for good: ' || left(coalesce(output::text, ''), 300) as text, null as order_id from pgboss.job
     where state = 'failed' and name not in (select name from pgboss.schedule)`,
  ),
];
