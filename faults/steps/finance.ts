import type { Step, World } from '../model.ts';
import { anyPaid, onceCome } from './desk.ts';

const byBank = (world: World) => onceCome('sent')(world) && world.sellers.some(({ accountId }) => accountId === null);

/** What the platform's people of finance do. */
export const financeSteps: readonly Step[] = [
  {
    name: 'money to the bank',
    weight: 1,
    possible: anyPaid,
    run: async (world, random) => {
      const form = { key: crypto.randomUUID(), share: random.next() * 0.4, currency: random.pick(['PLN', 'EUR']) };
      return String(await world.stack.server.ask('to_bank', form));
    },
  },
  {
    name: 'pay by bank',
    weight: 3,
    possible: byBank,
    run: async (world, random) => {
      const currency = random.pick(['PLN', 'PLN', 'EUR']);
      const both = await Promise.allSettled(
        Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => world.stack.server.ask('pay_by_bank', { currency })),
      );
      return both.map((each) => (each.status === 'fulfilled' ? 'exported' : each.reason.message)).join(', ');
    },
  },
  {
    name: "the bank's statement",
    weight: 2,
    possible: byBank,
    run: async (world, random) => {
      const form = { returned: random.chance(0.3), drawn: random.next() };
      return String(await world.stack.server.ask('bank_says', form));
    },
  },
];
