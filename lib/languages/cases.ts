import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { check } from './checks.ts';

const suite = z.object({
  suite: z.literal('language-checks'),
  cases: z.array(
    z.object({
      id: z.string(),
      locale: z.string(),
      source: z.string(),
      target: z.string(),
      glossary: z
        .array(z.object({ source: z.string(), target: z.string(), forbidden: z.array(z.string()).default([]) }))
        .default([]),
      maxLength: z.number().int().optional(),
      expect: z.array(z.string()),
    }),
  ),
});

export interface CaseMismatch {
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Runs a file of the suite `language-checks` through the checks: how many cases it holds, and those that came out otherwise. */
export function run(file: string): { count: number; mismatches: CaseMismatch[] } {
  const { cases } = suite.parse(JSON.parse(readFileSync(file, 'utf8')));
  const mismatches = cases.flatMap(({ id, source, target, locale, glossary, maxLength, expect: expected }) => {
    const options = maxLength === undefined ? { glossary } : { glossary, maxLength };
    const got = check(source, target, locale, options)
      .map((problem) => problem.code)
      .sort();
    return got.join() === [...expected].sort().join() ? [] : [{ id, expected, got }];
  });
  return { count: cases.length, mismatches };
}
