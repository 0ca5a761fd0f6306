import type { Step } from '../model.ts';

function job(name: string, weight: number): Step {
  return {
    name: `job ${name}`,
    weight,
    possible: ({ buyers }) => buyers.some(({ orders }) => orders.length > 0),
    run: async (world) => {
      await world.stack.worker.ask('run', name);
      return 'done';
    },
  };
}

/** What the worker does each minute: here at any moment. */
export const clockSteps: readonly Step[] = [job('orders.expire', 1), job('payments.catch_up', 1)];
