import { setTimeout as sleep } from 'node:timers/promises';
import { minute } from '#lib/core/clock.ts';
import type { Stack } from './stack.ts';

/** Jobs of the worker's clock that bring in order what was left behind. */
const catchUps = [
  'orders.expire',
  'payments.catch_up',
  'refunds.catch_up',
  'licences.start',
  'licences.settle',
  'licences.refunds',
  'licences.release',
  'licences.papers',
  'licences.end',
  'payouts.send',
  'reversals.catch_up',
  'invoices.catch_up',
];
/** As long as less and less is left, it is only a slow machine. */
const patienceMs = 40_000;

interface Open {
  readonly what: string;
  readonly count: number;
}

/** What still waits to be done, by kind. The clock's own jobs are asked for by name and do not count. */
async function open(stack: Stack): Promise<Open[]> {
  const rows = await stack.query<{ what: string; count: string }>(`
    select 'announcements in the outbox' as what, count(*)::text from outbox_message
    union all select 'jobs of ' || name || ' (' || state || ')', count(*)::text from pgboss.job
      where state in ('created', 'retry', 'active') and name not in (select name from pgboss.schedule) and name not like '\\_\\_%' group by name, state
    union all select 'webhooks to be delivered (' || coalesce(note, '') || ')', count(*)::text from payment_sandbox.delivery
      where next is not null group by note
    union all select 'stored events not worked on', count(*)::text from stripe_event where processed_at is null
    union all select 'payment pages whose time is over', count(*)::text from faults.session where status = 'open'
    union all select 'refunds and payouts on their way at Stripe', count(*)::text from payment_sandbox.object where due is not null and type in ('refund', 'payout')
    union all select 'refunds on their way', count(*)::text from refund where status = 'pending' and payment_id is not null
    union all select 'reversals on their way', count(*)::text from transfer_reversal where status = 'pending'
    union all select 'transfers that are ' || status || ' ' || coalesce(hold, '') || ' ' || coalesce(failure_code, ''), count(*)::text from transfer
      where status in ('due', 'sending', 'failed') and rail = 'stripe_connect' and hold is distinct from 'dispute'
        and id not in (select id from faults.uncovered) group by status, hold, failure_code
    union all select 'payments of licences whose page is over', count(*)::text from payment where status in ('open', 'processing') and licence_due_id is not null
    union all select 'orders whose time to pay is over', count(*)::text from orders where status in ('awaiting_payment', 'payment_failed')`);
  return rows.map(({ what, count }) => ({ what, count: Number(count) })).filter(({ count }) => count > 0);
}

/**
 * Waits are over, and jobs on which nobody works are taken up again (begun before the present worker stood, or lost with a connection):
 * pg-boss does both by itself, but after minutes. A webhook that has failed often would be tried again as late.
 */
async function hurry(stack: Stack): Promise<void> {
  await stack.query(
    `update pgboss.job set state = 'retry', start_after = now()
     where state = 'retry' and start_after > now() or state = 'active' and (started_on < $1 or started_on < now() - interval '15 seconds')`,
    [stack.worker.since],
  );
  // What buyers paid arrives in the platform's balance after days.
  await stack.query(
    `update payment_sandbox.object set data = jsonb_set(data, '{available_on}', data->'created')
     where type = 'balance_transaction' and data->'available_on' > data->'created'`,
  );
  // A transfer that Stripe has refused would be tried again after hours.
  await stack.query('update transfer set next_try_at = null where next_try_at is not null');
  if (Date.now() - stack.sandbox.since.getTime() < 6_000) return;
  const late = await stack.query('update payment_sandbox.delivery set next = 0 where next is not null returning id');
  if (late.length === 0) return;
  await stack.sandbox.kill();
  await stack.sandbox.up();
}

/**
 * The calm after the faults: everything stands again, all clocks are beyond every deadline, and all that was left to be done is done.
 * Gives what could not be done.
 */
export async function calm(stack: Stack): Promise<readonly string[]> {
  for (const line of Object.values(stack.lines)) line.clear();
  await stack.query('select 1');
  await Promise.all([stack.server.up(), stack.worker.up()]);
  await stack.sandboxDesk('faults', { clear: '1' });
  // A sandbox that starts looks for what it has to deliver, with the clock as it is then.
  await stack.sandbox.kill();
  const ahead = Math.max(stack.clock.product, stack.clock.sandbox) + 70 * minute;
  stack.setClock({ product: ahead, sandbox: ahead });
  await stack.sandbox.up();

  let until = Date.now() + patienceMs;
  let least = Number.POSITIVE_INFINITY;
  let failure = '';
  let quiet = 0;
  for (;;) {
    // A fault that had struck before may end a process only now.
    await Promise.all(stack.processes.map((child) => child.up()));
    for (const name of catchUps)
      await stack.worker.ask('run', name).catch((error: Error) => {
        failure = `job ${name} failed: ${error.message}`;
      });
    const left = await open(stack);
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet === 2) return [];
    const count = left.reduce((sum, each) => sum + each.count, 0);
    if (count < least) [least, until] = [count, Date.now() + patienceMs];
    if (Date.now() > until)
      return [...left.map(({ what, count }) => `${what}: ${count}`), ...(failure ? [failure] : [])];
    await hurry(stack);
    await sleep(400);
  }
}
