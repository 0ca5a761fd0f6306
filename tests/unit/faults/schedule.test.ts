import { describe, expect, test } from 'vitest';
import { Random } from '../../../faults/random.ts';
import { drawRound } from '../../../faults/schedule.ts';

describe('a round', () => {
  test('is the same for the same seed and another for another', () => {
    expect(drawRound(7, [1, 2, 3])).toEqual(drawRound(7, [1, 2, 3]));
    expect(drawRound(7, [1, 2, 3])).not.toEqual(drawRound(8, [1, 2, 3]));
  });

  test('has faults between its steps, in their order', () => {
    const { schedules, chaos } = drawRound(1, [1, 2, 3, 4]);
    const steps = schedules.reduce((sum, { seeds }) => sum + seeds.length, 0);
    const moments = chaos.map(({ after }) => after);
    expect(moments.length).toBeGreaterThan(3);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.every((after) => after >= 0 && after < steps)).toBe(true);
  });
});

describe('chance', () => {
  test('is even, and heavier things come more often', () => {
    const random = new Random(42);
    const drawn = Array.from({ length: 6_000 }, () => random.int(6));
    for (let face = 0; face < 6; face++) expect(drawn.filter((one) => one === face).length).toBeGreaterThan(850);
    const heavy = { weight: 3 };
    const picks = Array.from({ length: 4_000 }, () => random.weighted([{ weight: 1 }, heavy]));
    const share = picks.filter((one) => one === heavy).length / picks.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });
});
