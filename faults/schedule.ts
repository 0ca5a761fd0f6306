import { type Fault, faults } from './chaos.ts';
import { makeWorld, type Step, type World } from './model.ts';
import { Random } from './random.ts';
import type { Seller } from './shop.ts';
import type { Stack } from './stack.ts';
import { type Theme, themes } from './steps.ts';

/**
 * A schedule: what it is about and the seeds of its steps, all drawn before the first is taken. Each step is drawn among those that are possible then, so that
 * time changes what comes of a step and seldom which steps there are.
 */
export interface Schedule {
  readonly number: number;
  readonly theme: Theme;
  readonly seeds: readonly number[];
}

/** Some schedules that run side by side, and what goes wrong for all of them after so many of their steps. */
export interface Round {
  readonly schedules: readonly Schedule[];
  readonly chaos: readonly { readonly after: number; readonly fault: Fault; readonly seed: number }[];
}

const stepsOfSchedule = 24;
const usualStepsToAFault = 16;
/** Steps that took longer say so. */
const slowSeconds = 3;

/** Draws a round, with a fault to so many steps; the same seed gives the same one. */
export function drawRound(seed: number, numbers: readonly number[], stepsToAFault = usualStepsToAFault): Round {
  const random = new Random(seed);
  const schedules = numbers.map((number) => {
    const own = new Random(random.seed());
    const theme = own.weighted(themes);
    return { number, theme, seeds: Array.from({ length: stepsOfSchedule }, () => own.seed()) };
  });
  const total = numbers.length * stepsOfSchedule;
  const chaos = Array.from({ length: Math.floor(total / stepsToAFault) }, (_, at) => ({
    after: at * stepsToAFault + random.int(stepsToAFault),
    fault: random.weighted(faults),
    seed: random.seed(),
  }));
  return { schedules, chaos };
}

/** What was done, by whom, in the order in which it was done. */
export interface Told {
  /** None: it was done to all. */
  readonly schedule: number | undefined;
  readonly sentence: string;
}

const databaseAway = /57P0|08P01|[Dd]atabase (server|error)|Connection terminated|PrismaClient/;

export interface Played {
  readonly worlds: readonly World[];
  readonly told: readonly Told[];
}

async function outcome(work: () => Promise<string>): Promise<string> {
  const began = performance.now();
  const came = await work().catch(
    (error: unknown) => `failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
  );
  const seconds = (performance.now() - began) / 1_000;
  return seconds < slowSeconds ? came : `${came} (${seconds.toFixed(1)} s)`;
}

/** Plays a round: its schedules side by side, each in its order, and the faults between their steps. */
export async function playRound(stack: Stack, round: Round, shops: readonly (readonly Seller[])[]): Promise<Played> {
  const told: Told[] = [];
  const worlds = round.schedules.map(({ number }, at) => makeWorld(stack, number, shops[at] ?? []));
  const background: Promise<void>[] = [];
  const faultsLeft = [...round.chaos];
  let taken = 0;
  let striking = Promise.resolve();

  const strikeWhatIsDue = () => {
    taken += 1;
    while (faultsLeft[0] && faultsLeft[0].after < taken) {
      const { fault, seed } = faultsLeft.shift() ?? faultsLeft[0];
      // Faults follow one another; the steps go on meanwhile.
      striking = striking.then(async () => {
        const came = await outcome(() => fault.strike(stack, new Random(seed)));
        told.push({ schedule: undefined, sentence: `⚡ ${fault.name}: ${came}` });
      });
    }
  };
  const take = async (world: World, step: Step, random: Random) => {
    const came = await outcome(() => step.run(world, random));
    told.push({ schedule: world.schedule, sentence: `${step.name}: ${came}` });
    // People wait when they see that nothing works; what was under way has met the absence.
    if (databaseAway.test(came)) await stack.query('select 1');
  };
  await Promise.all(
    round.schedules.map(async (schedule, at) => {
      const world = worlds[at];
      if (!world) return;
      for (const seed of schedule.seeds) {
        strikeWhatIsDue();
        const random = new Random(seed);
        const step = random.weighted(schedule.theme.steps.filter(({ possible }) => possible(world)));
        // Some begin before the one before has ended.
        const hurried = random.chance(0.3);
        const done = take(world, step, random);
        if (hurried) background.push(done);
        else await done;
      }
    }),
  );
  await Promise.all(background);
  await striking;
  return { worlds, told };
}
