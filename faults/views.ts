/** What the sandbox and the books say, in a shape that can be compared: made once a database. */
export const views = `
create schema faults;

create view faults.session as
select o.id, o.data->>'status' as status, o.data->>'payment_status' = 'paid' as paid,
  (o.data->>'amount_total')::bigint as amount, upper(o.data->>'currency') as currency,
  p.id as payment_id, p.order_id
from payment_sandbox.object o left join payment p on p.id::text = o.data->>'client_reference_id'
where o.type = 'checkout.session';

create view faults.charge as
select id, (data->>'amount')::bigint as amount, upper(data->>'currency') as currency, data->>'transfer_group' as order_id
from payment_sandbox.object where type = 'charge' and account = '' and (data->>'paid')::boolean;

create view faults.transfer as
select id, (data->>'amount')::bigint as amount, (data->>'amount')::bigint - (data->>'amount_reversed')::bigint as kept,
  upper(data->>'currency') as currency, data->'metadata'->>'sellerOrderId' as seller_order_id
from payment_sandbox.object where type = 'transfer';

create view faults.movement as
select data->>'type' as type, upper(data->>'currency') as currency, (data->>'net')::bigint as net, (data->>'fee')::bigint as fee
from payment_sandbox.object where type = 'balance_transaction' and account = '';

create view faults.booked as
select a.kind::text, a.currency, a.enterprise_id, a.jurisdiction, sum(e.amount_minor)::bigint as amount
from ledger_account a join ledger_entry e on e.account_id = a.id group by 1, 2, 3, 4;

create view faults.paid_order as
select * from orders where status in ('paid', 'completed', 'partly_refunded', 'refunded', 'disputed');

create view faults.sold_part as
select s.*, s.total_minor - s.tax_minor - s.commission_minor as share, o.country
from seller_order s join faults.paid_order o on o.id = s.order_id;
`;
