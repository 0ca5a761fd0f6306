import { type Check, question, sameSums } from '../check.ts';

export const moneyChecks: readonly Check[] = [
  question(
    'nobody is charged twice, or another amount',
    `select coalesce(o.number, c.order_id, '?') || ': ' || count(*) || ' charges of ' || string_agg(c.amount || ' ' || c.currency, ', ')
       || ' for ' || coalesce(o.total_minor || ' ' || o.currency, 'nothing') as text, c.order_id
     from faults.charge c left join (
       select id::text, number, total_minor, currency from orders
       union all select id::text, number, total_minor, currency from faults.paid_due) o on o.id = c.order_id
     group by c.order_id, o.id, o.number, o.total_minor, o.currency
     having count(*) > 1 or o.id is null or bool_or(c.amount <> o.total_minor or c.currency <> o.currency)`,
  ),
  sameSums(
    'what was charged is what paid orders and licences cost',
    `select currency as key, sum(total_minor)::bigint as amount from (
       select currency, total_minor from faults.paid_order union all select currency, total_minor from faults.paid_due where by_card) as paid group by 1`,
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
    'what is owed to each seller is its shares less what left',
    `select enterprise_id || ' ' || currency as key, -amount as amount from faults.booked where kind = 'seller_payable'`,
    `select key, sum(amount)::bigint as amount from (
       select enterprise_id || ' ' || currency as key, share - kept as amount from faults.earned
       union all select enterprise_id || ' ' || currency, -amount_minor from bank_payment where status in ('sent', 'settled')) as parts group by 1`,
  ),
  sameSums(
    'running balances are the sums of their entries',
    `select a.code as key, b.amount_minor as amount from ledger_balance b join ledger_account a on a.id = b.account_id`,
    `select a.code as key, sum(e.amount_minor)::bigint as amount from ledger_account a join ledger_entry e on e.account_id = a.id
     where a.kind in ('seller_payable', 'reserve_payable') group by 1`,
  ),
  sameSums(
    'tax and commission are those of what was paid, less what went back',
    `select kind || coalesce(' ' || jurisdiction, '') || ' ' || currency as key, -amount as amount from faults.booked where kind in ('tax_payable', 'platform_commission')`,
    `select key, sum(amount)::bigint as amount from (
       select 'tax_payable ' || country || ' ' || currency as key, tax_left as amount from faults.sold_part
       union all select 'platform_commission ' || currency, commission_left from faults.sold_part
       union all select 'tax_payable ' || d.country || ' ' || d.currency, d.tax_minor - coalesce((
         select sum(r.tax_minor) from due_return r where r.due_id = d.id and r.undone_at is null), 0) from faults.paid_due d
       union all select 'platform_commission ' || currency, commission_left from faults.due_share where released) as parts group by 1`,
  ),
  sameSums(
    'the tax on all papers is the tax in the books',
    `select jurisdiction || ' ' || currency as key, -amount as amount from faults.booked where kind = 'tax_payable'`,
    `select key, sum(amount)::bigint as amount from (
       select t.country || ' ' || i.currency as key, case i.kind when 'invoice' then t.tax_minor else -t.tax_minor end as amount
       from invoice i join invoice_tax t on t.invoice_id = i.id
       -- What goes back by the bank is booked when it is decided and credited when somebody has sent it.
       union all select d.country || ' ' || d.currency, -r.tax_minor from due_return r join faults.paid_due d on d.id = r.due_id
         join refund f on f.id = r.refund_id where f.status = 'pending' and r.undone_at is null) as said group by 1`,
  ),
  sameSums(
    'what banks are asked about is open in the books, and no refund but one that the bank has to make',
    `select kind || ' ' || currency as key, amount from faults.booked where kind in ('disputes', 'refunds')`,
    `select 'disputes ' || currency as key, sum(amount)::bigint as amount from faults.dispute where open group by 1
     union all select 'refunds ' || currency, -sum(amount_minor)::bigint from refund where status = 'pending' group by 1`,
  ),
  sameSums(
    'what is at the bank is what payouts and licensees brought and payments took',
    `select kind || ' ' || currency as key, amount from faults.booked where kind in ('bank_clearing', 'payouts_in_transit')`,
    `select 'bank_clearing ' || currency as key, sum(amount)::bigint as amount from (
       select currency, amount from faults.payout where status = 'paid'
       union all select currency, -amount_minor from bank_payment where status = 'settled'
       union all select currency, total_minor from faults.paid_due where not by_card
       union all select currency, -amount_minor from refund where payment_id is null and status = 'succeeded') as moved group by 1
     union all select 'payouts_in_transit ' || currency, -sum(amount_minor)::bigint from bank_payment where status = 'sent' group by 1`,
  ),
  sameSums(
    'what licences brought and nobody has earned yet is owed to their holders, and nobody else owes anything',
    `select kind || coalesce(' ' || enterprise_id, '') || ' ' || currency as key, -amount as amount from faults.booked
     where kind in ('licence_fee_payable', 'royalty_payable', 'buyer_receivable', 'withholding_tax_payable', 'reserve_payable')`,
    `select 'licence_fee_payable ' || enterprise_id || ' ' || currency as key, sum(owed_left)::bigint as amount from faults.due_share where not released group by 1`,
  ),
];
