import type { Buyer, KnownOrder, Payable, Step, World } from '../model.ts';
import type { Random } from '../random.ts';

interface Placed {
  readonly buyer: Buyer;
  readonly order: KnownOrder;
}

const placed = ({ buyers }: World): Placed[] =>
  buyers.flatMap((buyer) => buyer.orders.map((order) => ({ buyer, order })));
const unpaid = (world: World) => placed(world).filter(({ order }) => !order.paid && order.sessions.size > 0);

export const cards = [
  { number: '4242424242424242', weight: 4 },
  // Paid out at once, asked back by its bank, and one whose refunds come back.
  { number: '4000000000000077', weight: 5 },
  { number: '4000000000000259', weight: 0.6 },
  { number: '4000000000005126', weight: 0.8 },
  { number: '4000000000000002', weight: 1 },
  { number: '4000000000009995', weight: 1 },
];

/** Pays one of the pages that the payer was sent to. */
export async function payWith(
  world: World,
  owed: Payable,
  random: Random,
  body: Record<string, string>,
): Promise<string> {
  const session = random.pick([...owed.sessions]);
  const answer = await world.stack.sandboxDesk(`sessions/${session}/pay`, body);
  if (answer.ok) {
    owed.paid = true;
    world.idle.clear();
  }
  // The page says that it is over: paid, given up, or replaced by another.
  if (answer.status === 400) owed.sessions.delete(session);
  return answer.ok ? 'paid' : `not paid (${answer.status})`;
}

/** The hosted page's card form, and the bank's page behind it. */
async function payWithConfirmation(world: World, { order }: Placed, random: Random): Promise<string> {
  const { sandboxUrl } = world.stack;
  const form = { number: '4000002500003155', expiry: '12/34', cvc: '123', name: 'Anna Nowak' };
  const session = random.pick([...order.sessions]);
  const page = `${sandboxUrl}/pay/${session}?method=card`;
  const sent = await world.stack.visit(page, { method: 'POST', body: new URLSearchParams(form) });
  const where = sent.headers.get('location') ?? '';
  if (sent.status === 410) order.sessions.delete(session);
  if (!where.startsWith('/authorise/')) return `no confirmation asked for (${sent.status})`;
  const decision = random.weighted([
    { name: 'approve', weight: 3 },
    { name: 'refuse', weight: 1 },
    { name: 'leave', weight: 1 },
  ]).name;
  if (decision === 'leave') return 'left at the bank';
  const decided = await world.stack.visit(`${sandboxUrl}${where}`, {
    method: 'POST',
    body: new URLSearchParams({ decision }),
  });
  // Whoever confirms too late is led back to the page of the payment.
  const paid = decided.status === 303 && !decided.headers.get('location')?.startsWith('/pay/');
  if (decision === 'approve' && paid) order.paid = true;
  return paid || decision !== 'approve' ? decision : 'approved too late';
}

async function comeBack(world: World, { order }: Placed): Promise<number> {
  const query = new URLSearchParams({ order: order.number, key: order.accessToken });
  const answer = await world.stack.visit(`${world.stack.serverUrl}/api/checkout/return?${query}`);
  world.idle.clear();
  return answer.status;
}

/** What buyers do on Stripe's side, and their way back. Who does nothing has gone away. */
export const paySteps: readonly Step[] = [
  {
    name: 'pay by card',
    weight: 12,
    possible: (world) => unpaid(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(unpaid(world));
      const card = random.weighted(cards).number;
      const paid = await payWith(world, chosen.order, random, { card });
      // Most come back, some at the same moment at which the webhook arrives, and some press 'reload'.
      const back = paid === 'paid' && random.chance(0.6);
      const answers = back ? await Promise.all([comeBack(world, chosen), comeBack(world, chosen)]) : [];
      return `${chosen.buyer.name} ${chosen.order.number} …${card.slice(-4)}: ${paid}${back ? `, back twice (${answers})` : ''}`;
    },
  },
  {
    name: 'pay by BLIK',
    weight: 3,
    possible: (world) => unpaid(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(unpaid(world));
      return `${chosen.buyer.name} ${chosen.order.number}: ${await payWith(world, chosen.order, random, { method: 'blik' })}`;
    },
  },
  {
    name: 'pay with 3-D Secure',
    weight: 2,
    possible: (world) => unpaid(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(unpaid(world));
      return `${chosen.buyer.name} ${chosen.order.number}: ${await payWithConfirmation(world, chosen, random)}`;
    },
  },
  {
    name: 'return',
    weight: 1,
    possible: (world) => placed(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(placed(world));
      return `${chosen.buyer.name} ${chosen.order.number}: ${await comeBack(world, chosen)}`;
    },
  },
];
