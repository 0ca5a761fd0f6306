import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './prisma-engine.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** The names of what failed and why, a line each: a log that is cut at its head still tells them. */
  readonly failures?: readonly string[];
}

/** What is read of Playwright's report. */
interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly Spec[];
}
interface Spec {
  readonly title: string;
  readonly ok: boolean;
  readonly file: string;
  readonly line: number;
  readonly tests: readonly { readonly results: readonly { readonly error?: { readonly message?: string } }[] }[];
}

const firstLine = (text = '') => text.split('\n', 1)[0] ?? '';

interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Reads how many tests passed and failed; without it the part is one check. */
  readonly count?: () => Outcome;
}

const reports = path.join(root, 'test-results');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

function vitestCount(file: string): () => Outcome {
  return () => {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      testResults: {
        name: string;
        status: string;
        message: string;
        assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
      }[];
    };
    const failures = testResults.flatMap((tested) => {
      const where = path.relative(root, tested.name);
      const broken = tested.assertionResults.filter(({ status }) => status === 'failed');
      if (broken.length === 0 && tested.status === 'failed') return [`${where}: ${firstLine(tested.message)}`];
      return broken.map((test) => `${where}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    });
    return { passed: numPassedTests, failed: numFailedTests, failures };
  };
}

function playwrightCount(file: string): () => Outcome {
  return () => {
    const { stats, suites } = JSON.parse(readFileSync(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number };
      suites: Suite[];
    };
    const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
    const failures = suites
      .flatMap(specsOf)
      .filter(({ ok }) => !ok)
      .map(({ file, line, title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => (error ? [error.message] : [])));
        return `${file}:${line}: ${title}: ${firstLine(errors[0])}`;
      });
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures };
  };
}

const unitReport = path.join(reports, 'unit.json');
const integrationReport = path.join(reports, 'integration.json');
const e2eReport = path.join(reports, 'e2e.json');
const vitest = (project: string, report: string) => [
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];

const parts: readonly Part[] = [
  { name: 'generate', command: process.execPath, args: ['runtime/generate.ts'] },
  {
    name: 'lint',
    command: bin('biome'),
    args: ['ci', '--diagnostic-level=error', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  },
  { name: 'types', command: 'sh', args: ['-c', 'next typegen && tsc --noEmit'] },
  { name: 'messages', command: process.execPath, args: ['runtime/messages.ts', 'check'] },
  { name: 'unit', command: bin('vitest'), args: vitest('unit', unitReport), count: vitestCount(unitReport) },
  {
    name: 'integration',
    command: bin('vitest'),
    args: vitest('integration', integrationReport),
    count: vitestCount(integrationReport),
  },
  { name: 'faults', command: process.execPath, args: ['--disable-warning=ExperimentalWarning', 'runtime/faults.ts'] },
  { name: 'e2e', command: process.execPath, args: ['runtime/e2e.ts'], count: playwrightCount(e2eReport) },
];

function run(part: Part, extra: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(part.command, [...part.args, ...extra], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function outcomeOf(part: Part, extra: readonly string[]): Promise<Outcome> {
  const code = await run(part, extra);
  try {
    const counted = part.count?.();
    // A run that broke before or after its tests is a failure even if every test that ran passed.
    if (counted) return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1 };
  }
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const [only, ...extra] = process.argv.slice(2);
const chosen = only ? parts.filter((part) => part.name === only) : parts;
if (chosen.length === 0) {
  console.error(`There is no part "${only}"; there are ${parts.map((part) => part.name).join(', ')}.`);
  process.exit(2);
}
if (existsSync(reports)) rmSync(reports, { recursive: true });
mkdirSync(reports, { recursive: true });

const table: string[] = [];
const failures: string[] = [];
let passed = 0;
let failed = 0;
for (const part of chosen) {
  const started = performance.now();
  console.log(`\n── ${part.name} ──`);
  const outcome = await outcomeOf(part, extra);
  passed += outcome.passed;
  failed += outcome.failed;
  failures.push(...(outcome.failures ?? []));
  table.push(
    `${part.name.padEnd(14)}${String(outcome.passed).padStart(6)} passed ${String(outcome.failed).padStart(5)} failed ${((performance.now() - started) / 1000).toFixed(1).padStart(8)} s`,
  );
}
console.log(`\n${table.join('\n')}\n`);
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
