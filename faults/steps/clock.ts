import type { Step, World } from '../model.ts';
import { anyPaid, onceCome, paidOrders, stirred } from './desk.ts';

function job(name: string, weight: number): Step {
  return {
    name: `job ${name}`,
    weight,
    possible: ({ buyers, licences }) => licences.length > 0 || buyers.some(({ orders }) => orders.length > 0),
    run: async (world) => {
      await world.stack.worker.ask('run', name);
      return stirred(world, 'done');
    },
  };
}

/** Days pass for the orders of one schedule (its neighbours' stay young), and the clock does what is due then. */
function daysPass(days: number, name: string, weight: number, possible: (world: World) => boolean): Step {
  return {
    name: `${days} days pass, job ${name}`,
    weight,
    possible,
    run: async (world) => {
      const ids = paidOrders(world).map(({ order }) => order.orderId);
      const ago = `interval '${days} days'`;
      await world.stack.query(
        `with o as (update orders set paid_at = paid_at - ${ago} where id = any($1::uuid[]) and paid_at is not null returning id),
           s as (update seller_order set handed_over_at = handed_over_at - ${ago} where order_id = any($1::uuid[]) and handed_over_at is not null returning id)
         update shipment set shipped_at = shipped_at - ${ago}, delivered_at = delivered_at - ${ago}
         where seller_order_id in (select id from seller_order where order_id = any($1::uuid[]))`,
        [ids],
      );
      await world.stack.worker.ask('run', name);
      if (name === 'orders.deliver') world.come.add('arrived');
      return stirred(world, 'done');
    },
  };
}

const unpaid = ({ buyers }: World) => buyers.flatMap(({ orders }) => orders.filter(({ paid }) => !paid));

/** The clock of two workers strikes at once. */
const timeRunsOut: Step = {
  name: 'the time to pay is over, job orders.expire twice at once',
  weight: 0.7,
  possible: (world) => unpaid(world).length > 0,
  run: async (world) => {
    await world.stack.query(
      `update orders set expires_at = expires_at - interval '40 minutes' where id = any($1::uuid[]) and status in ('awaiting_payment', 'payment_failed')`,
      [unpaid(world).map(({ orderId }) => orderId)],
    );
    const struck = await Promise.allSettled([1, 2].map(() => world.stack.worker.ask('run', 'orders.expire')));
    return stirred(world, struck.map(({ status }) => status).join(', '));
  },
};

/** What the worker does each minute or each hour: here at any moment. */
export const clockSteps: readonly Step[] = [
  job('orders.expire', 1),
  timeRunsOut,
  job('payments.catch_up', 1),
  job('payouts.send', 0.5),
  job('refunds.catch_up', 0.5),
  job('licences.settle', 0.5),
  job('licences.refunds', 0.3),
  job('licences.start', 0.3),
  daysPass(6, 'orders.accept', 0.7, anyPaid),
  daysPass(31, 'orders.deliver', 0.5, onceCome('sent')),
  daysPass(15, 'orders.complete', 0.5, onceCome('arrived')),
];
