import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { gate, givingWay } from '#lib/core/gate.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn(async () => undefined) }));

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

test('who gives way rests as long as the work took, so long at most, and after work that failed as well', async () => {
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const taking = (ms: number) => async () => {
    now += ms;
  };
  const rests = () => vi.mocked(sleep).mock.calls.map(([ms]) => ms);
  await givingWay(taking(40), 250);
  await givingWay(taking(900), 250);
  expect(rests()).toEqual([40, 250]);
  const failing = givingWay(async () => {
    await taking(70)();
    throw new Error('no');
  }, 250);
  await expect(failing).rejects.toThrow('no');
  expect(rests()).toEqual([40, 250, 70]);
});
