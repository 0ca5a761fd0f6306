import { type Check, question } from '../check.ts';

/** What must hold of licences, of what is paid for them, and of what of that goes back. */
export const licenceChecks: readonly Check[] = [
  question(
    'a due is paid exactly when its payment is, once',
    `select l.number || ': ' || d.kind || ' is ' || case when d.paid_at is null then 'unpaid' else 'paid' end || ', its payments ' || coalesce(p.states, 'none')
       || ', at Stripe ' || coalesce(p.pages, 'no page') || ', by the bank ' || b.times as text, d.id::text as order_id
     from licence_due d join licence l on l.id = d.licence_id
     cross join lateral (select string_agg(p.status::text, ', ') as states, string_agg(case when s.paid then 'paid' else s.status end, ', ') as pages,
         count(*) filter (where p.status = 'succeeded') as succeeded, count(*) filter (where s.paid) as paid,
         count(*) filter (where p.status not in ('succeeded', 'failed', 'expired')) as waiting
       from payment p left join faults.session s on s.payment_id = p.id where p.licence_due_id = d.id) p
     cross join lateral (select count(*) as times from licence_event e where e.licence_id = d.licence_id and e.kind = 'due_paid'
       and e.data->>'dueId' = d.id::text and e.data ? 'bank') b
     where p.succeeded <> p.paid or p.waiting > 0 or p.paid + b.times <> (d.paid_at is not null)::int`,
  ),
  question(
    'each step of a licence happened once',
    `select l.number || ': ' || count(*) || ' times ' || e.kind as text, e.data->>'dueId' as order_id
     from licence_event e join licence l on l.id = e.licence_id
     where e.kind in ('scheduled', 'activated', 'due_paid', 'terminated', 'dispute_opened', 'dispute_won', 'dispute_lost')
     group by l.id, e.kind, e.data->>'dueId' having count(*) > 1
     union all
     select l.number || ' owes ' || count(*) || ' times what opens it', min(d.id::text) from licence_due d join licence l on l.id = d.licence_id
     where d.kind in ('advance', 'flat_fee') group by l.id having count(*) > 1`,
  ),
  question(
    'a licence is in use only if what opens it was paid, and its holders earn that only then',
    `select l.number || ' is ' || l.status || ' and was ' || case when l.activated_at is null then 'never ' else '' end || 'in use, what opens it is '
       || case when d.paid_at is null then 'unpaid' else 'paid' end as text, d.id::text as order_id
     from licence l join licence_due d on d.licence_id = l.id and d.kind in ('advance', 'flat_fee')
     where (l.activated_at is not null and d.paid_at is null) or (l.status in ('active', 'suspended')) <> (l.activated_at is not null and l.ended_at is null)
       or (l.ended_at is not null) <> (l.status in ('terminated', 'expired'))
       or (d.released_at is not null and l.status = 'signed')
       or (l.activated_at is not null) <> exists (select 1 from licence_event e where e.licence_id = l.id and e.kind = 'activated')
     union all
     -- The database numbers both by its own clock, whatever the clocks of the processes say.
     select l.number || ': its holders earned what was paid before it was in use', d.id::text
     from licence_due d join licence l on l.id = d.licence_id
     join licence_event e on e.licence_id = l.id and e.kind = 'activated'
     join ledger_transaction t on t.cause = 'due:' || d.id || ':released' and t.id < e.id`,
  ),
  {
    name: 'a licence that is paid for and that nothing keeps back is in use',
    differences: async (stack, worlds) => {
      const free = worlds.flatMap(({ licences }) => licences.filter(({ seenTo }) => seenTo));
      const rows = await stack.query<{ id: string; number: string }>(
        `select d.id, d.number from faults.paid_due d where d.number = any($1) and d.licence_status = 'signed' and d.kind in ('advance', 'flat_fee')
           and d.given_back + d.lost < d.total_minor
           and not exists (select 1 from licence_due o where o.licence_id = d.licence_id and o.kind = 'charged_back' and o.paid_at is null)`,
        [free.map(({ number }) => number)],
      );
      return rows.map(({ id, number }) => ({ text: `${number} waits for nothing`, orderId: id }));
    },
  },
  question(
    'nothing is asked for a licence that has ended, and what is paid for it all the same goes back',
    `select l.number || ' has ended and asks for ' || d.kind as text, d.id::text as order_id
     from licence l join licence_due d on d.licence_id = l.id join licence_life f on f.licence_id = l.id
     where l.ended_at is not null and d.paid_at is null and d.cancelled_at is null and d.due_on > f.terminates_on and (d.kind <> 'charged_back' or l.activated_at is null)
     union all
     select d.number || ' gives back what was paid after its end: ' || d.given_back + d.lost || ' of ' || d.total_minor, d.id::text
     from faults.paid_due d join licence_event o on o.licence_id = d.licence_id and o.kind = 'terminated'
       join licence_event p on p.licence_id = d.licence_id and p.kind = 'due_paid' and p.data->>'dueId' = d.id::text and p.id > o.id
       join licence_life f on f.licence_id = d.licence_id and d.due_on > f.terminates_on
     where d.kind <> 'charged_back' and not d.disputed and d.given_back + d.lost < d.total_minor
       -- What no bank takes back waits for people, and is nobody's.
       and (d.released_at is not null or not exists (select 1 from refund r where r.cause = 'due:' || d.id || ':ended' and r.status = 'failed'))`,
  ),
  question(
    'nobody is given back more than a licence cost, and what went back is taken from all sides, as much and no more',
    `select d.number || ' cost ' || d.total_minor || ', ' || d.given_back || ' went back by refunds and ' || d.lost || ' by banks, ' || b.taken || ' was taken' as text, d.id::text as order_id
     from faults.paid_due d cross join lateral (select coalesce(sum(net_minor + tax_minor - withholding_minor), 0) as taken,
       coalesce(sum(net_minor), 0) as net from due_return r where r.due_id = d.id and r.undone_at is null) b
     where d.given_back + d.lost > d.total_minor or b.taken <> d.given_back + d.lost
       or b.net <> (select coalesce(sum(s.share_minor), 0) from due_return_share s join due_return r on r.id = s.return_id where r.due_id = d.id and r.undone_at is null)
     union all
     select number || ' is owed ' || owed_left || ' of a share, ' || commission_left || ' of it commission', due_id::text from faults.due_share
     where owed_left < 0 or commission_left < 0 or commission_left > owed_left`,
  ),
  question(
    'each refund of a licence is made once, as it was promised',
    `select d.number || ': refund ' || r.id || ' of ' || r.amount_minor || ' is ' || r.status || ', at Stripe '
       || coalesce(string_agg(f.amount || ' ' || f.status, ', '), 'nothing') as text, d.id::text as order_id
     from refund r join faults.paid_due d on d.id = r.licence_due_id left join faults.refund f on f.refund_id = r.id::text
     where r.payment_id is not null group by r.id, d.id, d.number
     having count(*) filter (where f.stands) <> (r.status = 'succeeded')::int or count(f.id) > 1 or bool_or(f.amount <> r.amount_minor)`,
  ),
  question(
    'each dispute about a licence is known with its outcome, and what was lost of one in use is asked for again',
    `select d.number || ': dispute ' || f.id || ' is ' || f.status || ', here ' || coalesce(string_agg(x.status || case when x.closed_at is null then ' (open)' else '' end, ', '), 'unknown') as text,
       d.id::text as order_id
     from faults.dispute f join faults.paid_due d on d.id::text = f.order_id left join dispute x on x.stripe_id = f.id
     group by d.id, d.number, f.id, f.status, f.open having count(x.id) <> 1 or bool_or(x.status <> f.status or (x.closed_at is null) <> f.open)
     union all
     select d.number || ': of ' || r.net_minor || ' that a bank took ' || coalesce(sum(a.amount_minor), 0) || ' is asked for again', d.id::text
     from due_return r join faults.paid_due d on d.id = r.due_id left join licence_due a on a.dispute_id = r.dispute_id
     where r.dispute_id is not null group by r.id, d.id, d.number, d.activated_at
     having count(a.id) > 1 or coalesce(sum(a.amount_minor), 0) not in (0, r.net_minor) or (d.activated_at is not null and count(a.id) = 0)`,
  ),
  question(
    'both sides have the papers and the mail of what was paid and of what went back',
    `select d.number || ' has ' || i.invoices || ' invoices of ' || d.kind as text, d.id::text as order_id from faults.paid_due d
     cross join lateral (select count(*) as invoices from invoice i where i.licence_due_id = d.id and i.kind = 'invoice' and i.corrects_id is null) i where i.invoices <> 1
     union all
     select d.number || ' has no credit note of ' || r.net_minor, d.id::text from due_return r join faults.paid_due d on d.id = r.due_id left join refund f on f.id = r.refund_id
     where r.undone_at is null and (r.dispute_id is not null or f.status = 'succeeded') and not exists (select 1 from invoice i where i.due_return_id = r.id)
     union all
     select d.number || ' has ' || m.sent || ' mails of ' || d.kind, d.id::text from faults.paid_due d
     cross join lateral (select count(*) as sent from email e where e.cause like 'licence:' || d.licence_id || ':money:paid:' || d.id || ':%' and e.status = 'sent') m where m.sent <> 2`,
  ),
];
