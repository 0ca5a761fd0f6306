/** Whether the runtime knows a time zone of this name (Europe/Warsaw). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

/** A moment as a clock in the zone shows it: 2026-11-26T09:30, as fields of forms have it. */
export function localTime(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The moment at which clocks in the zone show this local time. An hour that clocks show twice in autumn is the first of the two; one
 * that they leave out in spring is the moment they would have got to.
 */
export function utcOf(local: string, zone: string): Date {
  const asUtc = Date.parse(`${local.slice(0, 16)}:00Z`);
  const offset = (at: number) => Date.parse(`${localTime(new Date(at), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  const [before, after] = [asUtc - offset(asUtc - 86_400_000), asUtc - offset(asUtc + 86_400_000)];
  const fitting = [before, after].filter((at) => at + offset(at) === asUtc);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : before);
}
