import { parseArgs } from 'node:util';
import { mutationNamed, mutations } from '../faults/mutations.ts';
import { reportFailures } from '../faults/report.ts';
import { run } from '../faults/run.ts';
import { Ground } from '../faults/stack.ts';
import { explain } from './stack.ts';

/**
 * Plays random schedules of buyers and sellers while everything fails that can fail, and compares what is left with the payment sandbox:
 * `npm run faults [-- --schedules 50 --seed 1 | --nightly | --mutation NAME | --mutations]`.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    seed: { type: 'string' },
    abreast: { type: 'string', default: '17' },
    nightly: { type: 'boolean', default: false },
    mutation: { type: 'string', multiple: true },
    mutations: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed);
const schedules = Number(values.schedules ?? (values.nightly ? 1_000 : 50));
if (!Number.isInteger(seed) || !Number.isInteger(schedules) || schedules < 1) {
  console.error('--seed and --schedules are whole numbers.');
  process.exit(2);
}
const port = Number(process.env['FAULTS_PORT'] ?? 41_000 + (process.pid % 900) * 10);
const started = performance.now();

/** Plays the product as it is; whether all held. */
async function play(ground: Ground): Promise<boolean> {
  console.log(`seed ${seed}, ${schedules} schedules`);
  const say = (sentence: string) => console.log(`  ${sentence}`);
  const { failures } = await run(ground, 'faults', { seed, schedules, abreast: Number(values.abreast), say });
  if (failures.length > 0) reportFailures(failures, seed);
  else console.log('Everything held.');
  return failures.length === 0;
}

/** Makes each mistake and plays until it is found; whether all were. */
async function playMutations(ground: Ground, names: readonly string[]): Promise<boolean> {
  console.log(`seed ${seed}, each of ${names.length} mistakes until it is found, ${schedules} schedules at most`);
  let survived = 0;
  for (const [at, name] of names.entries()) {
    const { failures, played } = await run(ground, `mutation_${at}`, { seed, schedules, abreast: 6, mutation: name });
    const [found] = failures;
    if (!found) survived += 1;
    const end = found
      ? `after ${String(played).padStart(2)}: ${found.check} (${found.differences[0]?.text})`
      : `SURVIVED ${played}`;
    console.log(`${name.padEnd(52)} ${end}`);
  }
  console.log(survived === 0 ? 'Every mistake was found.' : `${survived} of ${names.length} mistakes were not found.`);
  return survived === 0;
}

let held = false;
try {
  const names = values.mutation?.map((name) => mutationNamed(name).name) ?? mutations.map(({ name }) => name);
  const ground = await Ground.lay(port);
  try {
    held = values.mutation || values.mutations ? await playMutations(ground, names) : await play(ground);
  } finally {
    await ground.clear(values.keep);
    if (values.keep) console.log(`logs are in ${ground.folder}`);
  }
} catch (error) {
  console.error(explain(error));
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(held ? 0 : 1);
