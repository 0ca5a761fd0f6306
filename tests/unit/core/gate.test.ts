import { expect, test } from 'vitest';
import { gate } from '#lib/core/gate.ts';

test('a gate lets so many through at a time, all in the end, and is not stuck by failures', async () => {
  const through = gate(3);
  let inside = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) =>
      through(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((done) => setImmediate(done));
        inside -= 1;
        if (n % 7 === 0) throw new Error('no');
        return n;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(42);
  expect(await through(async () => 'open')).toBe('open');
});
