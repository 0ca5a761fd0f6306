const minute = 60_000;

/** How long is left until a moment, in the largest two units that say it: "9 days 23 hours". */
export function timeLeft(until: number, at: number, locale: string): string {
  const minutes = Math.max(0, Math.floor((until - at) / minute));
  const parts = [
    [Math.floor(minutes / 1_440), 'day'],
    [Math.floor((minutes % 1_440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = minutes >= 1_440 ? 0 : minutes >= 60 ? 1 : 2;
  return parts
    .slice(first, first + 2)
    .filter(([value], place) => place === 0 || value > 0)
    .map(([value, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value))
    .join(' ');
}
