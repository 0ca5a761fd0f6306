export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The stretch that a Range header asks for; undefined where it asks for all or is not to be understood, null where nothing is there. */
export function rangeOf(header: string | null, bytes: number): Range | null | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, bytes - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  return start <= end && start < bytes ? { start, end } : null;
}
