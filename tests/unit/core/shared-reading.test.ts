import { expect, test } from 'vitest';
import { sharedReading } from '#lib/core/shared-reading.ts';

test('who asks while a reading runs gets one that began after it asked, together with all others', async () => {
  const ends: (() => void)[] = [];
  const fresh = sharedReading(() => new Promise<void>((end) => ends.push(end)));
  const told: string[] = [];
  const asked = (name: string) => fresh().then(() => told.push(name));
  const all = [asked('first'), asked('second'), asked('third')];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await all[0];
  await expect.poll(() => ends.length).toBe(2);
  expect(told).toEqual(['first']);
  ends[1]?.();
  await Promise.all(all);
  expect(told.toSorted()).toEqual(['first', 'second', 'third']);
  expect(ends).toHaveLength(2);
});

test('a reading that fails is told to those who shared it, and the next one begins anew', async () => {
  let times = 0;
  const fresh = sharedReading(async () => {
    times += 1;
    await new Promise((turn) => setImmediate(turn));
    if (times === 1) throw new Error('the database was away');
  });
  const [first, second] = await Promise.allSettled([fresh(), fresh()]);
  expect(first.status).toBe('rejected');
  expect(second.status).toBe('fulfilled');
  expect(times).toBe(2);
});
