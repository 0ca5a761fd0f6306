import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { run as languageChecks } from '#lib/languages/cases.ts';
import { run as rights } from '#lib/rights/cases.ts';
import { run as royalty } from '#lib/royalties/cases.ts';
import { run as search } from '#lib/search/cases.ts';

/** Runs one file of cases through the rules of its suite. */
type Runner = (file: string) => {
  readonly count: number;
  readonly mismatches: readonly { readonly id: string; readonly expected: unknown; readonly got: unknown }[];
};

const runners: Readonly<Record<string, Runner>> = { rights, royalty, search, 'language-checks': languageChecks };

/** `npm run cases -- FILE`: prints each mismatch and `N passed, N failed`; the exit code is 0 where all passed, else 1. */
function main(): number {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return refuse('Usage: npm run cases -- FILE');

  const name = suiteOf(file);
  if (typeof name !== 'string') return refuse(name.problem);
  const runner = Object.hasOwn(runners, name) ? runners[name] : undefined;
  if (runner === undefined) {
    return refuse(
      `No rules answer the suite "${name}" of ${file}; known suites are ${Object.keys(runners).join(', ')}.`,
    );
  }

  const { count, mismatches } = runner(file);
  for (const { id, expected, got } of mismatches) {
    console.log(`${id}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`);
  }
  console.log(`${count - mismatches.length} passed, ${mismatches.length} failed`);
  return mismatches.length === 0 ? 0 : 1;
}

function suiteOf(file: string): string | { problem: string } {
  try {
    const head = z.object({ suite: z.string() }).safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return head.success ? head.data.suite : { problem: `${file} names no suite.` };
  } catch (error) {
    return { problem: `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}

process.exitCode = main();
