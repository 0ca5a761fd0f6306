import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '#lib/rights/cases.ts';

const suite = fileURLToPath(new URL('rights-cases.json', import.meta.url));
const runner = fileURLToPath(new URL('../../../runtime/cases.ts', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'rights-cases-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('the suite `rights` comes out as an independent reckoning says', () => {
  expect(run(suite)).toEqual({ count: 220, mismatches: [] });
});

describe('npm run cases', () => {
  const cases = (...files: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [runner, ...files], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const write = (name: string, content: unknown) => {
    const file = join(scratch, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  test('closes with the count', () => {
    expect(cases(suite)).toMatchObject({ status: 0, stdout: '220 passed, 0 failed\n' });
  });

  test('prints each mismatch with what was expected and what came', () => {
    const { cases: all, ...head } = JSON.parse(readFileSync(suite, 'utf8'));
    const leaves = all.filter((each: { kind: string }) => each.kind === 'leaves');
    const file = write('wrong.json', { ...head, cases: [{ ...leaves[0], expect: ['DE'] }, leaves[1]] });
    const { status, stdout } = cases(file);
    expect(status).toBe(1);
    expect(stdout).toBe(`${leaves[0].id}\n  expected ["DE"]\n  got      ["avod"]\n1 passed, 1 failed\n`);
  });

  test('says in a sentence what it cannot run', () => {
    const unknown = cases(write('unknown.json', { suite: 'astrology', cases: [] }));
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toMatch(/^No rules answer the suite "astrology" of .*; known suites are .*rights.*\.\n$/);
    expect(cases(write('nameless.json', []))).toMatchObject({ status: 1, stdout: '' });
    expect(cases(join(scratch, 'absent.json')).stderr).toMatch(/cannot be read as JSON: ENOENT/);
    expect(cases()).toMatchObject({ status: 1, stderr: 'Usage: npm run cases -- FILE\n' });
  });
});
