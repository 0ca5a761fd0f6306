import { z } from 'zod';
import type { Step, World } from '../model.ts';
import type { Random } from '../random.ts';
import { anyPaid, nothing, onceCome, paidOrders } from './desk.ts';
import { paidDues } from './licence.ts';

interface Found extends Record<string, unknown> {
  readonly id: string;
  readonly account: string;
}

/** Something at Stripe that its own side of the affair (a bank, the seller's dashboard) knows of. */
async function atStripe(world: World, random: Random, sql: string, values: readonly unknown[]): Promise<Found | null> {
  const drawn = random.next();
  const rows = await world.stack.query<Found>(`${sql} order by id`, values);
  return rows[Math.floor(drawn * rows.length)] ?? null;
}

/** A seller moves what it was sent from its account at Stripe to its bank, so that nothing of it can be taken back there. */
async function empty(world: World, random: Random): Promise<string> {
  const { stack } = world;
  const accounts = world.sellers.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const account = random.pick(accounts);
  const headers = { authorization: `Bearer ${stack.secretKey}`, 'stripe-account': account };
  const balance = await fetch(`${stack.sandboxUrl}/v1/balance`, { headers, signal: AbortSignal.timeout(30_000) });
  const { available } = z
    .object({ available: z.array(z.object({ amount: z.number(), currency: z.string() })) })
    .parse(await balance.json());
  const said: string[] = [];
  for (const { amount, currency } of available.filter((each) => each.amount > 0)) {
    const body = new URLSearchParams({ amount: String(amount), currency });
    const { status } = await stack.visit(`${stack.sandboxUrl}/v1/payouts`, { method: 'POST', headers, body });
    said.push(`${amount} ${currency} (${status})`);
  }
  return said.join(', ') || 'nothing there';
}

/** What banks do: buyers' banks ask the money back and decide, sellers' and the platform's take payouts, or send them back. */
export const bankSteps: readonly Step[] = [
  {
    name: 'dispute',
    weight: 2,
    possible: anyPaid,
    run: async (world, random) => {
      const { order, buyer } = random.pick(paidOrders(world).filter(({ order: { sessions } }) => sessions.size > 0));
      const answer = await world.stack.sandboxDesk(`sessions/${random.pick([...order.sessions])}/dispute`, {});
      if (answer.ok) world.come.add('disputed');
      return `${buyer.name} ${order.number}: ${answer.status}`;
    },
  },
  {
    name: 'a dispute is decided',
    weight: 4,
    possible: onceCome('disputed'),
    run: async (world, random) => {
      const outcome = random.pick(['won', 'lost']);
      const ids = [...paidOrders(world).map(({ order }) => order.orderId), ...paidDues(world).map(({ id }) => id)];
      const sql = `select id, '' as account from faults.dispute where status not in ('won', 'lost') and order_id = any($1)`;
      const dispute = await atStripe(world, random, sql, [ids]);
      if (!dispute) return nothing;
      return `${outcome}: ${(await world.stack.sandboxDesk(`disputes/${dispute.id}/${outcome}`, {})).status}`;
    },
  },
  { name: 'a seller empties its account', weight: 1, possible: onceCome('sent'), run: empty },
  {
    name: 'a payout comes back',
    weight: 1,
    possible: onceCome('sent'),
    run: async (world, random) => {
      // Half of them the platform's own: there are few of these beside those of the sellers.
      const accounts = random.chance(0.5) ? [''] : world.sellers.flatMap(({ accountId }) => accountId ?? []);
      const sql = `select id, account from payment_sandbox.object where type = 'payout' and account = any($1) and data->>'status' in ('pending', 'paid')`;
      const payout = await atStripe(world, random, sql, [accounts]);
      if (!payout) return nothing;
      return String(
        (await world.stack.sandboxDesk(`payouts/${payout.id}/return?account=${payout.account}`, {})).status,
      );
    },
  },
];
