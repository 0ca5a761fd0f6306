import { type Check, question, sameSums } from '../check.ts';

export const moneyChecks: readonly Check[] = [
  question(
    'nobody is charged twice, or another amount',
    `select coalesce(o.number, c.order_id, '?') || ': ' || count(*) || ' charges of ' || string_agg(c.amount || ' ' || c.currency, ', ')
       || ' for ' || coalesce(o.total_minor || ' ' || o.currency, 'nothing') as text, c.order_id
     from faults.charge c left join orders o on o.id::text = c.order_id group by c.order_id, o.id
     having count(*) > 1 or o.id is null or bool_or(c.amount <> o.total_minor or c.currency <> o.currency)`,
  ),
  sameSums(
    'what was charged is what paid orders cost',
    `select currency as key, sum(total_minor)::bigint as amount from faults.paid_order group by 1`,
    `select currency as key, sum(amount)::bigint as amount from faults.charge group by 1`,
  ),
  question(
    'the trial balance is zero',
    `select currency || ' is off by ' || sum(amount_minor) as text, null as order_id from ledger_entry group by currency having sum(amount_minor) <> 0`,
  ),
  sameSums(
    "the books' Stripe account is Stripe's balance",
    `select currency as key, sum(amount)::bigint as amount from faults.booked where kind = 'stripe_clearing' group by 1`,
    `select currency as key, sum(net)::bigint as amount from faults.movement group by 1`,
  ),
  sameSums(
    "the books' fees are Stripe's fees",
    `select currency as key, sum(amount)::bigint as amount from faults.booked where kind = 'platform_fees' group by 1`,
    `select currency as key, sum(fee)::bigint as amount from faults.movement group by 1`,
  ),
  sameSums(
    'what is owed to each seller is its shares less its transfers',
    `select enterprise_id || ' ' || currency as key, -amount as amount from faults.booked where kind = 'seller_payable'`,
    `select s.enterprise_id || ' ' || s.currency as key, sum(s.share - coalesce(t.kept, 0))::bigint as amount
     from faults.sold_part s left join (select seller_order_id, sum(kept) as kept from faults.transfer group by 1) t on t.seller_order_id = s.id::text group by 1`,
  ),
  sameSums(
    'running balances are the sums of their entries',
    `select a.code as key, b.amount_minor as amount from ledger_balance b join ledger_account a on a.id = b.account_id`,
    `select a.code as key, sum(e.amount_minor)::bigint as amount from ledger_account a join ledger_entry e on e.account_id = a.id
     where a.kind in ('seller_payable', 'reserve_payable') group by 1`,
  ),
  sameSums(
    'tax and commission are those of the paid orders',
    `select kind || coalesce(' ' || jurisdiction, '') || ' ' || currency as key, -amount as amount from faults.booked where kind in ('tax_payable', 'platform_commission')`,
    `select 'tax_payable ' || country || ' ' || currency as key, sum(tax_minor)::bigint as amount from faults.sold_part group by 1
     union all select 'platform_commission ' || currency, sum(commission_minor)::bigint from faults.sold_part group by 1`,
  ),
  question(
    'each seller is sent its share once it has handed over, once',
    `select s.number || ' (' || s.status || '): ' || count(t.id) || ' transfers of ' || coalesce(sum(t.amount), 0) || ', due ' || s.share
       || ', recorded as ' || coalesce(min(r.status::text), 'nothing') as text, s.order_id::text
     from (select s.*, coalesce(e.payout_rail = 'stripe_connect' and s.handed_over_at is not null, false) as is_due,
         s.total_minor - s.tax_minor - s.commission_minor as share from seller_order s join enterprise e on e.id = s.enterprise_id) s
       left join faults.transfer t on t.seller_order_id = s.id::text left join transfer r on r.seller_order_id = s.id
     group by s.id, s.number, s.status, s.share, s.order_id, s.is_due
     having count(t.id) <> s.is_due::int or coalesce(sum(t.amount), 0) <> case when s.is_due then s.share else 0 end
       or (s.is_due and min(r.status::text) is distinct from 'paid')`,
  ),
];
