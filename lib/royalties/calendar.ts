/** How often is reported, in months. */
const months = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;
export type Every = keyof typeof months;
export const everies = ['month', 'quarter', 'half_year', 'year'] as const satisfies readonly Every[];

/** A period of reporting: its key (2026-03, 2026-Q1, 2026-H1, 2026) and its days, from `start` up to but without `end`. */
export interface Period {
  readonly key: string;
  readonly start: string;
  readonly end: string;
}

export interface Calendar {
  readonly every: Every;
  /** Days after a period's end in which its report is due. */
  readonly dueDays: number;
}

/** More periods than any licence has. */
const most = 1_200;

function firstOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function keyOf(every: Every, year: number, month: number): string {
  const name = {
    month: String(month + 1).padStart(2, '0'),
    quarter: `Q${month / 3 + 1}`,
    half_year: `H${month / 6 + 1}`,
    year: '',
  };
  return every === 'year' ? String(year) : `${year}-${name[every]}`;
}

/** The period that a day (2026-03-14) lies in. */
export function periodOf(every: Every, day: string): Period {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = month - 1 - ((month - 1) % months[every]);
  return { key: keyOf(every, year, first), start: firstOf(year, first), end: firstOf(year, first + months[every]) };
}

/** The day by which a period's report is due. */
export function dueOn({ dueDays }: Calendar, { end }: Period): string {
  return new Date(Date.parse(`${end}T00:00:00Z`) + dueDays * 86_400_000).toISOString().slice(0, 10);
}

/** The periods of a licence that have ended by `today`, the first first. The last is the one in which the licence ends. */
export function endedPeriods(every: Every, startsOn: string, endsOn: string | null, today: string): Period[] {
  const periods: Period[] = [];
  for (let at = periodOf(every, startsOn); periods.length < most; at = periodOf(every, at.end)) {
    if (at.end > today || (endsOn !== null && at.start >= endsOn)) break;
    periods.push(at);
  }
  return periods;
}
