import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What was compiled once is not compiled again: the check, which every build waits for, begins sooner.
enableCompileCache();
const [command, ...rest] = process.argv.slice(2);

/** Everything that is wrong; with `all`, advice on words as well. */
async function check(): Promise<number> {
  const { findings, report } = await import('./messages/check.ts');
  const found = await findings(path.join(import.meta.dirname, '..'), { all: rest[0] === 'all' });
  const failed = found.some((each) => each.severity === 'error');
  (failed ? console.error : console.log)(report(found));
  return failed ? 1 : 0;
}

/** What only the other commands need would make the check begin later. */
async function other(): Promise<number> {
  const { refused, run } = await import('./messages/commands.ts');
  return run(process.argv.slice(2)).catch(refused);
}

process.exitCode = await (command === 'check' ? check() : other());
