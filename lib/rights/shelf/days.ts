/** A day as a number that sorts: days since 1970. An open end is later than all. */
export const openEnd = 2 ** 31 - 1;

export function dayNumber(iso: string | null): number {
  return iso === null ? openEnd : Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

export function dayOf(number: number): string | null {
  return number === openEnd ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);
}
