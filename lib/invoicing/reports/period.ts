/** A tax period, by its name: 2026-Q4, 2026-11 or 2026. */
export interface Period {
  readonly name: string;
  readonly kind: 'quarter' | 'month' | 'year';
  /** First moment, and the first after it (UTC). */
  readonly from: Date;
  readonly until: Date;
  /** ISO day. */
  readonly lastDay: string;
}

function between(name: string, kind: Period['kind'], year: number, month: number, months: number): Period {
  const until = new Date(Date.UTC(year, month + months, 1));
  return {
    name,
    kind,
    from: new Date(Date.UTC(year, month, 1)),
    until,
    lastDay: new Date(until.getTime() - 1).toISOString().slice(0, 10),
  };
}

/** The period of that name; null for anything else. */
export function readPeriod(name: string): Period | null {
  const [, year = '', quarter, month] = /^(20\d{2})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(name) ?? [];
  if (!year) return null;
  if (quarter) return between(name, 'quarter', Number(year), (Number(quarter) - 1) * 3, 3);
  if (month) return between(name, 'month', Number(year), Number(month) - 1, 1);
  return between(name, 'year', Number(year), 0, 12);
}

function must(name: string): Period {
  const period = readPeriod(name);
  if (!period) throw new RangeError(`no period ${name}`);
  return period;
}

/** The period of a kind that a moment is in. */
export function periodOf(kind: Period['kind'], at: Date): Period {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  if (kind === 'year') return must(String(year));
  if (kind === 'month') return must(`${year}-${String(month + 1).padStart(2, '0')}`);
  return must(`${year}-Q${Math.floor(month / 3) + 1}`);
}

/** So many periods of a kind, the newest first, beginning with the one a moment is in. */
export function periodsBefore(kind: Period['kind'], at: Date, count: number): Period[] {
  const found = [periodOf(kind, at)];
  while (found.length < count) {
    const oldest = found.at(-1);
    if (!oldest) break;
    found.push(periodOf(kind, new Date(oldest.from.getTime() - 1)));
  }
  return found;
}

/** The four quarters of a year. */
export function quartersOf(year: Period): Period[] {
  return [1, 2, 3, 4].map((quarter) => must(`${year.name}-Q${quarter}`));
}
