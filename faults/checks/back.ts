import { type Check, question } from '../check.ts';
import type { World } from '../model.ts';

/** What must hold of money that goes back, and of money that goes on. */
export const backChecks: readonly Check[] = [
  question(
    'nobody is given back more than they paid',
    `select number || ' cost ' || total_minor || ', ' || given_back || ' went back by refunds and ' || lost || ' by banks' as text, id::text as order_id
     from faults.paid_order where given_back + lost > total_minor`,
  ),
  question(
    'each refund is made once, as it was promised',
    `select o.number || ': refund ' || r.id || ' of ' || r.amount_minor || ' is ' || r.status || ', at Stripe '
       || coalesce(string_agg(f.amount || ' ' || f.status, ', '), 'nothing') as text, o.id::text as order_id
     from refund r join payment p on p.id = r.payment_id join orders o on o.id = p.order_id left join faults.refund f on f.refund_id = r.id::text
     group by o.id, r.id
     having r.status = 'pending' or count(*) filter (where f.stands) <> (r.status = 'succeeded')::int or count(f.id) > 1
       or bool_or(f.amount <> r.amount_minor)
     union all
     select 'refund ' || f.id || ' is nobody''s', f.order_id from faults.refund f where not exists (select 1 from refund r where r.id::text = f.refund_id)`,
  ),
  question(
    'what went back is taken from the parts, as much and no more',
    `select o.number || ': ' || sum(s.refunded_minor) || ' taken from its parts, ' || o.given_back || ' refunded, ' || o.lost || ' lost to a bank' as text, o.id::text as order_id
     from faults.paid_order o join seller_order s on s.order_id = o.id
     group by o.id, o.number, o.given_back, o.lost having sum(s.refunded_minor) <> o.given_back + o.lost`,
  ),
  question(
    'each dispute is known with its outcome',
    `select o.number || ': dispute ' || d.id || ' is ' || d.status || ', here ' || coalesce(string_agg(x.status || case when x.closed_at is null then ' (open)' else '' end, ', '), 'unknown') as text,
       o.id::text as order_id
     from faults.dispute d join orders o on o.id::text = d.order_id left join dispute x on x.stripe_id = d.id
     group by o.id, d.id, d.status, d.open having count(x.id) <> 1 or bool_or(x.status <> d.status or (x.closed_at is null) <> d.open)`,
  ),
  question(
    'each transfer is on record once, as it was made',
    `select 'transfer ' || t.id || ' of ' || t.amount || ', kept ' || t.kept || '; here ' || coalesce(r.status || ' ' || r.amount_minor || ' less ' || r.reversed_minor, 'nothing') as text,
       s.order_id::text from faults.transfer t left join transfer r on r.stripe_id = t.id left join seller_order s on s.id::text = t.seller_order_id
     where r.id is null or r.id::text <> t.transfer_id or r.amount_minor <> t.amount or r.amount_minor - r.reversed_minor <> t.kept
       or r.status::text not in ('paid', 'partly_reversed', 'reversed')
     union all
     select 'transfer ' || r.id || ' is ' || r.status || ' and not at Stripe', s.order_id::text from transfer r left join seller_order s on s.id = r.seller_order_id
     where r.rail = 'stripe_connect' and r.status in ('paid', 'partly_reversed', 'reversed') and not exists (select 1 from faults.transfer t where t.id = r.stripe_id)`,
  ),
  question(
    'each reversal is made once, or is owed',
    `select 'reversal ' || v.id || ' of ' || v.amount_minor || ' is ' || v.status || ', at Stripe ' || coalesce(string_agg(f.amount::text, ', '), 'nothing') as text, s.order_id::text
     from transfer_reversal v join transfer t on t.id = v.transfer_id left join seller_order s on s.id = t.seller_order_id left join faults.reversal f on f.reversal_id = v.id::text
     group by v.id, s.id having count(f.id) <> (v.status = 'done')::int or bool_or(f.amount <> v.amount_minor) or v.status = 'pending'`,
  ),
  question(
    'nobody is sent more of a part than it earned',
    `select number || ' earned ' || share || ' and has ' || kept || ', owing ' || owes as text, order_id
     from faults.earned where rail = 'stripe_connect' and kept > greatest(share, 0) + owes`,
  ),
  question(
    'each seller is sent all that is due and nothing that is not, but for what it owes',
    // What is not handed over, asked about by a bank, or not there at Stripe waits; what a reversal could not take back is kept from what is due.
    `select e.enterprise_id || ' ' || e.currency || ': ' || (e.share - e.kept) || ' is owed, ' || e.waiting || ' of it waits, ' || e.owes || ' could not be taken back (' || e.parts || ')' as text, e.order_id
     from (select s.enterprise_id, s.currency, sum(s.share) as share, sum(s.kept) as kept, sum(s.owes) as owes,
         coalesce(string_agg(s.number || ' ' || s.share - s.kept, ', ') filter (where s.share <> s.kept), 'no part') as parts, min(s.order_id) filter (where s.share > s.kept) as order_id,
         coalesce(sum(s.share - s.kept) filter (where s.waits), 0) + coalesce(sum(u.amount) filter (where not s.waits), 0) as waiting
       from faults.earned s left join (select part_id as id, sum(amount) as amount from faults.uncovered group by 1) u using (id)
       where s.rail = 'stripe_connect' group by 1, 2) e
     where e.share - e.kept > greatest(e.waiting, 0) or e.waiting - (e.share - e.kept) > e.owes`,
  ),
  {
    name: 'a form refunds once, and what was answered is there',
    differences: async (stack, worlds) => {
      const sent = new Map(worlds.flatMap(({ refunds }: World) => [...refunds]));
      const rows = await stack.query<{ cause: string }>(`select cause from refund where cause like '%form:%'`);
      const keys = rows.map(({ cause }) => cause.split(':').at(-1) ?? '');
      const made = new Set(keys);
      const again = keys.filter((key, at) => keys.indexOf(key) < at).map((key) => `refund ${key} was made again`);
      const unasked = [...made].filter((key) => !sent.has(key)).map((key) => `refund ${key} was asked for by nobody`);
      const lost = [...sent].filter(([key, { answered }]) => answered && !made.has(key));
      return [...again, ...unasked, ...lost.map(([key]) => `refund ${key} was promised and is not there`)].map(
        (text) => ({
          text,
          orderId: null,
        }),
      );
    },
  },
];
