import { expect, test } from 'vitest';
import { timeLeft } from '#app/_rights/deals/time-left.ts';
import { timeWords } from '#app/_rights/deals/time-words.ts';

const minute = 60_000;

test.each([
  [10 * 1_440, 'en', '10 days'],
  [9 * 1_440 + 61, 'en', '9 days 1 hour'],
  [1_440 + 59, 'en', '1 day'],
  [125, 'en', '2 hours 5 minutes'],
  [3, 'en', '3 minutes'],
  [0, 'en', '0 minutes'],
  [-5, 'en', '0 minutes'],
  [22 * 1_440 + 300, 'pl', '22 dni 5 godzin'],
  [21 * 1_440 + 180, 'bs', '21 dan 3 sata'],
  [121, 'zh-CN', '2小时 1分钟'],
])('%i minutes are in %s %s', (minutes, locale, said) => {
  expect(timeLeft(minutes * minute, 0, timeWords(locale), locale)).toBe(said);
});
