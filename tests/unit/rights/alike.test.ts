import { expect, test } from 'vitest';
import { type Alike, mostAlike } from '#lib/rights/index.ts';

const work = (id: string, parts: Partial<Alike> = {}): Alike => ({
  id,
  kind: 'book',
  maker: id,
  country: 'PL',
  languages: ['pl'],
  year: 2000,
  popularity: 0,
  ...parts,
});
const ids = (works: readonly Alike[]) => works.map(({ id }) => id);

test('works of the same kind come first; itself and others of its maker never', () => {
  const one = work('one');
  const all = [one, work('film', { kind: 'film' }), work('book'), work('own', { maker: 'one' })];
  expect(ids(mostAlike(one, all, 9))).toEqual(['book', 'film']);
});

test('a second country comes before the third of the first', () => {
  const all = [work('a'), work('b'), work('c'), work('z', { country: 'CN', languages: ['zh-Hans'] })];
  expect(ids(mostAlike(work('one'), all, 3))).toContain('z');
});

test('not more are shown than asked for, nor than there are', () => {
  expect(mostAlike(work('one'), [work('a'), work('b'), work('c')], 2)).toHaveLength(2);
  expect(mostAlike(work('one'), [], 2)).toEqual([]);
});
