import { setTimeout as sleep } from 'node:timers/promises';
import { minute } from '#lib/core/clock.ts';
import type { Child } from './child.ts';
import type { Line, LineFault } from './line.ts';
import type { Random } from './random.ts';
import type { Stack } from './stack.ts';

/** One thing that goes wrong, for all schedules of a round at once. Says in a few words what was done. */
export interface Fault {
  readonly name: string;
  readonly weight: number;
  readonly strike: (stack: Stack, random: Random) => Promise<string>;
}

const calls = [
  { method: 'POST', path: '/v1/checkout/sessions', weight: 3 },
  { method: 'GET', path: '/v1/checkout/sessions/', weight: 2 },
  { method: 'POST', path: '/v1/transfers', weight: 4 },
  // Their reversals.
  { method: 'POST', path: '/v1/transfers/', weight: 4 },
  { method: 'POST', path: '/v1/refunds', weight: 4 },
  { method: 'GET', path: '/v1/refunds', weight: 1 },
  // Nothing follows a bank's last word, or a payout's: whoever does not hear it never will.
  { method: 'GET', path: '/v1/disputes/', weight: 3 },
  { method: 'GET', path: '/v1/payouts/', weight: 2 },
  { method: 'POST', path: '/v1/disputes/', weight: 1 },
] as const;

const webhooks = { method: 'POST', path: '/api/webhooks/stripe' } as const;

/** SIGKILL, and a new process after a moment, as a supervisor would start it. */
async function killAndRestart(child: Child): Promise<string> {
  await child.kill();
  await sleep(100);
  await child.up();
  return 'killed and started again';
}

function callFault(random: Random, how: LineFault['how']): { line: 'server' | 'worker'; fault: LineFault } {
  const { method, path } = random.weighted(calls);
  return {
    // Money goes on, goes back and is fought for by jobs.
    line: path.startsWith('/v1/checkout') ? random.pick(['server', 'worker']) : 'worker',
    fault: {
      method,
      path,
      how,
      moment: random.pick(['before', 'after']),
      // Either the SDK's own second try mends it, or all its tries fail and the product has to.
      tries: how === 'kill' ? 1 : random.pick([1, 3]),
    },
  };
}

function armed(line: string, { moment, how, method, path, tries }: LineFault): string {
  return `${line}: ${method} ${path} ${how} ${moment} it takes effect, ${tries} ${tries === 1 ? 'time' : 'times'}`;
}

/** Armed to die at a call: started again as soon as it is dead, or spared if no such call came. */
async function dieAtCall(name: string, line: Line, child: Child, fault: LineFault): Promise<string> {
  const kills = child.kills;
  line.arm(fault);
  for (let waited = 0; child.kills === kills && waited < 40; waited++) await sleep(50);
  if (child.kills === kills) return `${armed(name, fault)} (armed)`;
  await child.up();
  return `${armed(name, fault)} (struck)`;
}

async function webhookFault(stack: Stack, fault: Readonly<Record<string, unknown>>): Promise<string> {
  await stack.sandboxDesk('faults', fault);
  return JSON.stringify(fault);
}

export const faults: readonly Fault[] = [
  {
    name: 'an API call fails',
    weight: 6,
    strike: async (stack, random) => {
      const { line, fault } = callFault(random, random.pick([500, 409, 429, 'cut']));
      stack.lines[line].arm(fault);
      return armed(line, fault);
    },
  },
  {
    name: 'killed at a call',
    weight: 4,
    strike: async (stack, random) => {
      const { line, fault } = callFault(random, 'kill');
      return dieAtCall(line, stack.lines[line], stack[line], fault);
    },
  },
  {
    name: 'killed at a webhook',
    weight: 3,
    strike: (stack, random) =>
      dieAtCall('webhook', stack.lines.webhook, stack.server, {
        ...webhooks,
        how: 'kill',
        moment: random.weighted([
          { moment: 'before', weight: 1 },
          { moment: 'after', weight: 3 },
        ] as const).moment,
        tries: 1,
      }),
  },
  {
    name: 'webhook lost or its answer lost',
    weight: 2,
    strike: async (stack, random) => {
      const fault: LineFault = {
        ...webhooks,
        how: random.pick([500, 'cut']),
        moment: random.pick(['before', 'after']),
        tries: 1 + random.int(3),
      };
      stack.lines.webhook.arm(fault);
      return armed('webhook', fault);
    },
  },
  { name: 'webhooks tripled', weight: 2, strike: (stack) => webhookFault(stack, { duplicate: 6, copies: 3 }) },
  { name: 'webhooks shuffled', weight: 1, strike: (stack) => webhookFault(stack, { shuffle: 5 }) },
  { name: 'webhooks late', weight: 1, strike: (stack) => webhookFault(stack, { delay: 4, delay_seconds: 2 }) },
  { name: 'webhooks dropped', weight: 2, strike: (stack) => webhookFault(stack, { drop: 4, redeliver_after: 600 }) },
  {
    name: 'a forged webhook',
    weight: 3,
    strike: async (stack, random) => {
      const answer = await stack.visit(`${stack.serverUrl}/api/webhooks/stripe`, {
        method: 'POST',
        headers: { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=00` },
        body: JSON.stringify({
          id: `evt_forged${random.seed()}`,
          type: 'checkout.session.completed',
          data: { object: { id: 'cs_test_forged' } },
        }),
      });
      return `answered ${answer.status}`;
    },
  },
  { name: 'server killed', weight: 1, strike: (stack) => killAndRestart(stack.server) },
  { name: 'worker killed', weight: 1, strike: (stack) => killAndRestart(stack.worker) },
  { name: 'sandbox killed', weight: 1, strike: (stack) => killAndRestart(stack.sandbox) },
  {
    name: 'line to the sandbox cut',
    weight: 2,
    strike: async (stack, random) => {
      const line = random.pick(['server', 'worker'] as const);
      stack.lines[line].cut(400);
      return `${line}, for 400 ms`;
    },
  },
  {
    name: 'database killed',
    weight: 2,
    strike: async (stack) => {
      stack.ground.killDatabase();
      await stack.query('select 1');
      return 'stopped at once and started again';
    },
  },
  {
    name: 'all clocks jump',
    weight: 1,
    strike: async (stack, random) => {
      const ms = random.pick([3, 16, 35]) * minute;
      stack.setClock({ product: stack.clock.product + ms, sandbox: stack.clock.sandbox + ms });
      return `${ms / minute} minutes ahead`;
    },
  },
  {
    name: "the product's clock is ahead of Stripe's",
    weight: 2,
    strike: async (stack) => {
      stack.setClock({ product: stack.clock.product + 33 * minute });
      await stack.worker.ask('run', 'orders.expire').catch(() => undefined);
      await sleep(2_000);
      stack.setClock({ sandbox: stack.clock.product });
      return '33 minutes, for two seconds';
    },
  },
];
