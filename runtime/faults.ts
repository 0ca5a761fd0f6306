import { parseArgs } from 'node:util';
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
    nightly: { type: 'boolean', default: false },
    mutation: { type: 'string' },
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

console.log(`seed ${seed}, ${schedules} schedules`);
let failed = true;
try {
  const ground = await Ground.lay(port);
  try {
    const result = await run(ground, 'faults', {
      seed,
      schedules,
      abreast: 10,
      ...(values.mutation ? { mutation: values.mutation } : {}),
      say: (sentence) => console.log(`  ${sentence}`),
    });
    failed = result.failures.length > 0;
    if (failed) reportFailures(result.failures, seed);
    else console.log('Everything held.');
  } finally {
    await ground.clear(values.keep);
    if (values.keep) console.log(`logs are in ${ground.folder}`);
  }
} catch (error) {
  console.error(explain(error));
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(failed ? 1 : 0);
