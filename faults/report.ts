import type { Failure } from './run.ts';

/** Prints what did not hold, and the schedules that it belongs to, step by step, with what went wrong for all. */
export function reportFailures(failures: readonly Failure[], seed: number): void {
  for (const { check, differences } of failures) {
    console.log(`\n✗ ${check}`);
    for (const { text } of differences) console.log(`    ${text}`);
  }
  const [first] = failures;
  if (!first) return;
  const schedules = new Set(failures.flatMap((failure) => failure.schedules));
  console.log(
    `\nHow it came to that (${schedules.size > 0 ? `schedule ${[...schedules].join(', ')}` : 'all schedules of the round'}):`,
  );
  for (const { schedule, sentence } of first.told) {
    if (schedule === undefined || schedules.size === 0 || schedules.has(schedule))
      console.log(`  ${String(schedule ?? '').padStart(4)}  ${sentence}`);
  }
  console.log(`\nPlay it again: npm run faults -- --seed ${seed}`);
}
