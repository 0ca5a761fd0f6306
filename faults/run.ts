import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { calm } from './calm.ts';
import type { Difference } from './check.ts';
import { checks } from './checks.ts';
import type { World } from './model.ts';
import { Random } from './random.ts';
import { drawRound, playRound, type Told } from './schedule.ts';
import { type Seller, shopSchema } from './shop.ts';
import { type Ground, Stack } from './stack.ts';
import { views } from './views.ts';

/** What did not hold after a round, and how it had come to that. */
export interface Failure {
  readonly check: string;
  readonly differences: readonly Difference[];
  /** Schedules that the differences belong to; none: they cannot be told apart. */
  readonly schedules: readonly number[];
  readonly told: readonly Told[];
}

export interface Result {
  /** Schedules played. */
  readonly played: number;
  readonly steps: number;
  readonly faults: number;
  readonly orders: number;
  readonly failures: readonly Failure[];
}

export interface Settings {
  readonly seed: number;
  readonly schedules: number;
  /** Schedules that run side by side. */
  readonly abreast: number;
  readonly mutation?: string;
  readonly say?: (sentence: string) => void;
}

/** A mistake that shows only at a rare accident is to be found in few schedules. */
const stepsToAFaultOfMistakes = 6;

async function schedulesOf(
  stack: Stack,
  worlds: readonly World[],
  differences: readonly Difference[],
): Promise<number[]> {
  const ids = differences.flatMap(({ orderId }) => (orderId ? [orderId] : []));
  const ofDues = worlds.filter(({ licences }) => licences.some(({ dues }) => ids.some((id) => dues.has(id))));
  const rows = await stack.query<{ email: string }>('select email from orders where id::text = any($1)', [ids]);
  const numbers = rows.flatMap(({ email }) => /^s(\d+)-/.exec(email)?.[1] ?? []);
  return [...new Set([...numbers.map(Number), ...ofDues.map(({ schedule }) => schedule)])];
}

/** What Stripe refuses with a 400 is a mistake of the product, and a page without an answer for the buyer. */
function refusedByStripe(told: readonly Told[]): Difference[] {
  return told
    .filter(({ sentence }) => /Stripe(InvalidRequest|Idempotency)Error/.test(sentence))
    .map(({ sentence }) => ({ text: sentence, orderId: null }));
}

async function verify(stack: Stack, worlds: readonly World[], left: readonly string[], told: readonly Told[]) {
  const failures: Failure[] = [];
  if (left.length > 0) {
    const differences = left.map((text) => ({ text, orderId: null }));
    failures.push({ check: 'all that was left to do gets done', differences, schedules: [], told });
  }
  const refused = refusedByStripe(told);
  if (refused.length > 0)
    failures.push({ check: 'Stripe is asked for nothing that it refuses', differences: refused, schedules: [], told });
  for (const check of checks) {
    const differences = await check.differences(stack, worlds);
    if (differences.length === 0) continue;
    failures.push({ check: check.name, differences, schedules: await schedulesOf(stack, worlds, differences), told });
  }
  return failures;
}

async function openShops(stack: Stack, random: Random, count: number): Promise<(readonly Seller[])[]> {
  const shops: (readonly Seller[])[] = [];
  for (let at = 0; at < count; at++)
    shops.push(shopSchema.parse(await stack.server.ask('shop', random.chance(0.3) ? 'bank' : 'stripe')));
  return shops;
}

/** Plays schedules round by round until all are played or a check has failed. */
export async function run(ground: Ground, database: string, settings: Settings): Promise<Result> {
  const { seed, schedules, abreast, mutation, say } = settings;
  const random = new Random(seed);
  const stack = new Stack(ground, await ground.database(database), mutation);
  const worlds: World[] = [];
  let steps = 0;
  let faults = 0;
  try {
    await stack.start();
    await stack.query(views);
    for (let first = 1; first <= schedules; first += abreast) {
      const numbers = Array.from({ length: Math.min(abreast, schedules - first + 1) }, (_, at) => first + at);
      const shops = await openShops(stack, random, numbers.length);
      const drawn = drawRound(random.seed(), numbers, mutation ? stepsToAFaultOfMistakes : undefined);
      // Many a mistake needs no accident: those rounds are cheap.
      const round = mutation && first === 1 ? { ...drawn, chaos: [] } : drawn;
      const began = performance.now();
      const played = await playRound(stack, round, shops);
      worlds.push(...played.worlds);
      steps += played.told.filter(({ schedule }) => schedule !== undefined).length;
      faults += played.told.filter(({ schedule }) => schedule === undefined).length;
      appendFileSync(
        path.join(ground.folder, 'logs/told.log'),
        played.told.map(({ schedule = '⚡', sentence }) => `${schedule}  ${sentence}\n`).join(''),
      );
      const calmed = performance.now();
      const left = await calm(stack);
      const failures = await verify(stack, worlds, left, played.told);
      const [{ count = '0' } = {}] = await stack.query<{ count: string }>('select count(*)::text from orders');
      const done = { played: worlds.length, steps, faults, orders: Number(count) };
      const seconds = (from: number, to = performance.now()) => ((to - from) / 1_000).toFixed(1);
      say?.(
        `${done.played} of ${schedules} schedules, ${steps} steps, ${faults} faults, ${count} orders (${seconds(began, calmed)} s, calm again after ${seconds(calmed)} s)`,
      );
      if (failures.length > 0 || done.played === schedules) return { ...done, failures };
    }
    throw new Error('there is nothing to play');
  } finally {
    await stack.end();
  }
}
