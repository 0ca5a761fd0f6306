/** What the sandbox and the books say, in a shape that can be compared: made once a database. */
export const views = `
create schema faults;

-- By these the questions find what belongs together: without them each takes longer with every order.
create index faults_charge_of on payment_sandbox.object ((data->>'transfer_group')) where type = 'charge';
create index faults_back_of on payment_sandbox.object ((data->>'charge'), type) where type in ('refund', 'dispute');
create index faults_transfer_of on payment_sandbox.object ((data->'metadata'->>'sellerOrderId')) where type = 'transfer';

create view faults.session as
select o.id, o.data->>'status' as status, o.data->>'payment_status' = 'paid' as paid,
  (o.data->>'amount_total')::bigint as amount, upper(o.data->>'currency') as currency,
  p.id as payment_id, p.order_id, p.licence_due_id
from payment_sandbox.object o left join payment p on p.id::text = o.data->>'client_reference_id'
where o.type = 'checkout.session';

-- A charge, and what follows it, names what it is for: an order, or a licence's due.
create view faults.charge as
select id, (data->>'amount')::bigint as amount, upper(data->>'currency') as currency, data->>'transfer_group' as order_id
from payment_sandbox.object where type = 'charge' and account = '' and (data->>'paid')::boolean;

create view faults.refund as
select o.id, o.data->>'status' as status, (o.data->>'amount')::bigint as amount, o.data->'metadata'->>'refund' as refund_id,
  c.order_id, c.currency, o.data->>'status' <> all (array['failed', 'canceled']) as stands
from payment_sandbox.object o join faults.charge c on c.id = o.data->>'charge' where o.type = 'refund';

create view faults.dispute as
select o.id, o.data->>'status' as status, (o.data->>'amount')::bigint as amount, c.order_id, c.currency,
  o.data->>'status' <> all (array['won', 'lost']) as open
from payment_sandbox.object o join faults.charge c on c.id = o.data->>'charge' where o.type = 'dispute';

create view faults.transfer as
select id, (data->>'amount')::bigint as amount, (data->>'amount')::bigint - (data->>'amount_reversed')::bigint as kept,
  upper(data->>'currency') as currency, data->'metadata'->>'sellerOrderId' as seller_order_id, data->'metadata'->>'transferId' as transfer_id
from payment_sandbox.object where type = 'transfer';

create view faults.reversal as
select id, (data->>'amount')::bigint as amount, data->>'transfer' as transfer, data->'metadata'->>'reversal' as reversal_id
from payment_sandbox.object where type = 'transfer_reversal';

create view faults.payout as
select id, data->>'status' as status, (data->>'amount')::bigint as amount, upper(data->>'currency') as currency
from payment_sandbox.object where type = 'payout' and account = '';

create view faults.movement as
select data->>'type' as type, upper(data->>'currency') as currency, (data->>'net')::bigint as net, (data->>'fee')::bigint as fee
from payment_sandbox.object where type = 'balance_transaction' and account = '';

-- What waits for money that the platform does not have at Stripe at all: banks took it back, and fees, and it is with sellers.
create view faults.uncovered as
select t.id, coalesce(t.seller_order_id, t.licence_share_id) as part_id, t.amount_minor as amount from transfer t where t.status = 'failed' and t.hold = 'money_settling'
  and t.amount_minor > coalesce((select sum(m.net) from faults.movement m where m.currency = t.currency), 0);

create view faults.booked as
select a.kind::text, a.currency, a.enterprise_id, a.jurisdiction, sum(e.amount_minor)::bigint as amount
from ledger_account a join ledger_entry e on e.account_id = a.id group by 1, 2, 3, 4;

-- Orders that were paid, with what of that went back by refunds and by banks that decided for the buyer.
create view faults.paid_order as
select o.*,
  coalesce((select sum(amount) from faults.refund r where r.order_id = o.id::text and r.stands), 0)::bigint as given_back,
  coalesce((select sum(amount) from faults.dispute d where d.order_id = o.id::text and d.status = 'lost'), 0)::bigint as lost,
  exists (select 1 from faults.dispute d where d.order_id = o.id::text and d.open) as disputed
from orders o where exists (select 1 from payment p where p.order_id = o.id and p.status = 'succeeded');

-- Their parts, with what of each is left: of the price, the tax, the commission, and the seller's share.
create view faults.sold_part as
select s.*, o.country, o.disputed, e.payout_rail::text as rail,
  s.tax_minor - s.refunded_tax_minor as tax_left, s.commission_minor - s.refunded_commission_minor as commission_left,
  (s.total_minor - s.refunded_minor) - (s.tax_minor - s.refunded_tax_minor) - (s.commission_minor - s.refunded_commission_minor) as share
from seller_order s join faults.paid_order o on o.id = s.order_id join enterprise e on e.id = s.enterprise_id;

-- What of each part left for its seller and stayed there, as Stripe says.
create view faults.kept as
select s.id, coalesce((select sum(kept) from faults.transfer t where t.seller_order_id = s.id::text), 0)::bigint as kept,
  coalesce((select sum(r.amount_minor) from transfer_reversal r join transfer t on t.id = r.transfer_id
    where t.seller_order_id = s.id and r.status = 'owed'), 0)::bigint as owes
from seller_order s;

-- What licences were paid for, with what of that went back.
create view faults.paid_due as
select d.*, l.number, l.status as licence_status, l.activated_at, e.country, d.amount_minor + d.tax_minor - d.withholding_minor as total_minor,
  exists (select 1 from payment p where p.licence_due_id = d.id and p.status = 'succeeded') as by_card,
  coalesce((select sum(amount) from faults.refund r where r.order_id = d.id::text and r.stands), 0)::bigint
    + coalesce((select sum(r.amount_minor) from refund r where r.licence_due_id = d.id and r.payment_id is null), 0)::bigint as given_back,
  coalesce((select sum(amount) from faults.dispute f where f.order_id = d.id::text and f.status = 'lost'), 0)::bigint as lost,
  exists (select 1 from faults.dispute f where f.order_id = d.id::text and f.open) as disputed
from licence_due d join licence l on l.id = d.licence_id join deal on deal.id = l.deal_id join enterprise e on e.id = deal.licensee_id
where d.paid_at is not null;

-- Each holder's share of them: what is left of what it is owed, of the commission, and what is its own once it is released.
create view faults.due_share as
select s.id, s.due_id, s.enterprise_id, s.currency, d.number, d.disputed, d.released_at is not null as released, e.payout_rail::text as rail,
  l.owed_left, l.commission_left, case when d.released_at is null then 0 else l.owed_left - l.commission_left end as share,
  coalesce((select sum(f.kept) from faults.transfer f join transfer t on t.stripe_id = f.id where t.licence_share_id = s.id), 0)::bigint as kept,
  coalesce((select sum(r.amount_minor) from transfer_reversal r join transfer t on t.id = r.transfer_id
    where t.licence_share_id = s.id and r.status = 'owed'), 0)::bigint as owes
from licence_share s join faults.paid_due d on d.id = s.due_id join enterprise e on e.id = s.enterprise_id
cross join lateral (
  select s.share_minor - s.withholding_minor - coalesce(sum(b.share_minor - b.withholding_minor), 0)::bigint as owed_left,
    s.commission_minor - coalesce(sum(b.commission_minor), 0)::bigint as commission_left
  from due_return_share b join due_return r on r.id = b.return_id where b.share_id = s.id and r.undone_at is null) l;

-- The same of orders and of licences, for sellers have both.
create view faults.earned as
select s.id, s.number, s.enterprise_id, s.currency, s.rail, s.share, k.kept, k.owes, s.handed_over_at is null or s.disputed as waits, s.order_id::text
from faults.sold_part s join faults.kept k using (id)
union all
select id, number, enterprise_id, currency, rail, share, kept, owes, disputed, due_id::text from faults.due_share;
`;
