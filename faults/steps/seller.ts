import { z } from 'zod';
import type { Step, World } from '../model.ts';
import type { Random } from '../random.ts';

type Verb = 'accept' | 'ship' | 'deliver';

/** A seller takes one of the orders in such a state and does something with it, sometimes by a double click. */
async function fulfil(world: World, random: Random, verb: Verb, status: string): Promise<string> {
  const { enterpriseId, userId } = random.pick(world.sellers);
  const drawn = random.next();
  const twice = random.chance(0.2);
  const parts = z.array(z.string()).parse(await world.stack.server.ask('parts', { enterpriseId, status }));
  const sellerOrderId = parts[Math.floor(drawn * parts.length)];
  if (!sellerOrderId) return 'nothing to do';
  const results = await Promise.allSettled(
    Array.from({ length: twice ? 2 : 1 }, () => world.stack.server.ask(verb, { sellerOrderId, enterpriseId, userId })),
  );
  const outcomes = results.map((result) => (result.status === 'fulfilled' ? 'done' : result.reason.message));
  return `${sellerOrderId.slice(-6)}: ${outcomes.join(', ')}`;
}

const anyPaid = ({ buyers }: World) => buyers.some(({ orders }) => orders.some(({ paid }) => paid));

export const sellerSteps: readonly Step[] = [
  { name: 'accept', weight: 2, possible: anyPaid, run: (world, random) => fulfil(world, random, 'accept', 'paid') },
  { name: 'ship', weight: 3, possible: anyPaid, run: (world, random) => fulfil(world, random, 'ship', 'paid') },
  {
    name: 'ship what is accepted',
    weight: 3,
    possible: anyPaid,
    run: (world, random) => fulfil(world, random, 'ship', 'accepted'),
  },
  {
    name: 'deliver',
    weight: 2,
    possible: anyPaid,
    run: (world, random) => fulfil(world, random, 'deliver', 'shipped'),
  },
];
