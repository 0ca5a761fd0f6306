import { expect, test } from 'vitest';
import { timeLeft } from '#app/_rights/deals/time-left.ts';

const minute = 60_000;

test.each([
  [10 * 1_440, '10 days'],
  [9 * 1_440 + 61, '9 days 1 hour'],
  [1_440 + 59, '1 day'],
  [125, '2 hours 5 minutes'],
  [3, '3 minutes'],
  [0, '0 minutes'],
  [-5, '0 minutes'],
])('%i minutes are %s', (minutes, words) => {
  expect(timeLeft(minutes * minute, 0, 'en')).toBe(words);
});
