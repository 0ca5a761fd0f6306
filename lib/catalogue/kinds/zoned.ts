/** Time zones an event can be in: those of the countries that sell here, and of their neighbours. */
export const timeZones = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Hong_Kong',
  'Asia/Macau',
  'Asia/Taipei',
  'Europe/Athens',
  'Europe/Belgrade',
  'Europe/Bratislava',
  'Europe/Bucharest',
  'Europe/Budapest',
  'Europe/Ljubljana',
  'Europe/Podgorica',
  'Europe/Prague',
  'Europe/Riga',
  'Europe/Sarajevo',
  'Europe/Skopje',
  'Europe/Sofia',
  'Europe/Tallinn',
  'Europe/Tirane',
  'Europe/Vilnius',
  'Europe/Warsaw',
  'Europe/Zagreb',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Vienna',
  'Europe/London',
] as const;

export type TimeZone = (typeof timeZones)[number];

/** What the clocks of a zone show at a moment: 2026-12-05 and 19:30. */
export function clockAt(at: Date, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/**
 * The moment at which the clocks of a zone show this date and time, the first of two where they are set back. Null where they never do:
 * a day that is not in the calendar, or the hour that is left out in spring.
 */
export function momentOf(date: string, time: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsets = [-1, 1].map((side) => {
    const near = asUtc + side * 86_400_000;
    const shown = clockAt(new Date(near), timeZone);
    return Date.parse(`${shown.date}T${shown.time}:00Z`) - near;
  });
  for (const offset of offsets) {
    const at = new Date(asUtc - offset);
    const shown = clockAt(at, timeZone);
    if (shown.date === date && shown.time === time) return at;
  }
  return null;
}

/** The calendar day after. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
