/** What stands between the values of a variant, and between the options they are of. */
export const between = ' · ';

/** What people write instead of it. */
const separators = [between, ' / ', ' | '] as const;

/** The names of options in a cell. */
export function optionNames(cell: string): string[] {
  const separator = separators.find((each) => cell.includes(each)) ?? between;
  return cell.split(separator).map((name) => name.trim());
}

/** The values of a variant's name, one of each of so many options; null: they are not so many. One option has the whole name as its value. */
export function optionParts(name: string, options: number): string[] | null {
  if (options === 1) return [name];
  for (const separator of separators) {
    const parts = name.split(separator).map((part) => part.trim());
    if (parts.length === options && parts.every((part) => part !== '')) return parts;
  }
  return null;
}

/** Names of options as one cell, which `optionNames` reads as these again: what would part a name is written closely in it. */
export function optionCell(names: readonly string[]): string {
  const close = (name: string) => separators.reduce((text, each) => text.replaceAll(each, each.trim()), name);
  return names.map(close).join(between);
}
