import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mutate, mutationNamed, mutations } from '../../../faults/mutations.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('mutations', () => {
  test.each(mutations)('"$name" finds what it changes', (mutation) => {
    for (const file of new Set(mutation.edits.map((edit) => edit.file))) {
      const source = readFileSync(path.join(root, file), 'utf8');
      expect(mutate(mutation, file, source)).not.toBe(source);
    }
  });

  test('have a name each', () => {
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
    expect(() => mutationNamed('none')).toThrow('There is no mutation');
  });

  test('that has rotted says so', () => {
    const rotten = { name: 'rotten', edits: [{ file: 'a.ts', from: 'gone', to: '' }] };
    expect(() => mutate(rotten, 'a.ts', 'const there = 1;')).toThrow('does not find its text');
    expect(() => mutate(rotten, 'a.ts', 'gone gone')).toThrow('does not find its text');
  });
});
