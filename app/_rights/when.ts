import { shownYears } from '#lib/rights/index.ts';

/** Which year and which use a work's page looks at; null for the next three years, and for all uses. */
export interface When {
  readonly year: number | null;
  readonly right: string | null;
}

/** Reads `2028`, `2028-toys`, `all-toys`; null for what is no such address. */
export function readWhen(segment: string): When | null {
  const [, years = '', right = null] = /^(\d{4}|all)(?:-([a-z_]{2,32}))?$/.exec(segment) ?? [];
  const year = years === 'all' ? null : Number(years);
  if (years === '' || (year !== null && !shownYears().includes(year))) return null;
  return { year, right };
}

/** The path of a work's page that looks at it so. */
export function whenPath(slug: string, { year, right }: When): string {
  if (year === null && right === null) return `/w/${slug}`;
  return `/w/${slug}/${year ?? 'all'}${right === null ? '' : `-${right}`}`;
}
