export const timeUnits = ['day', 'hour', 'minute'] as const;

/** Each unit in each plural of a language, with `#` where its number stands (time-words.ts). */
export type TimeWords = Readonly<Record<(typeof timeUnits)[number], Readonly<Record<string, string>>>>;

const minute = 60_000;

/** How long is left until a moment, in the largest two units that say it: "9 days 23 hours". */
export function timeLeft(until: number, at: number, words: TimeWords, locale: string): string {
  const minutes = Math.max(0, Math.floor((until - at) / minute));
  const plural = new Intl.PluralRules(locale);
  const amounts = { day: Math.floor(minutes / 1_440), hour: Math.floor((minutes % 1_440) / 60), minute: minutes % 60 };
  const first = minutes >= 1_440 ? 0 : minutes >= 60 ? 1 : 2;
  return timeUnits
    .slice(first, first + 2)
    .filter((unit, place) => place === 0 || amounts[unit] > 0)
    .map((unit) => {
      const said = words[unit][plural.select(amounts[unit])] ?? words[unit]['other'] ?? '#';
      return said.replace('#', String(amounts[unit]));
    })
    .join(' ');
}
