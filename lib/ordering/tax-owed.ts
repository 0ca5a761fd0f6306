interface Taxed {
  readonly taxMinor: bigint;
  readonly lines?: readonly { readonly taxMinor: bigint; readonly taxCountry?: string | null }[];
}

/**
 * The tax of a seller's part by the country it is owed to. What is in no line (delivery) is owed to the country of the order, as lines
 * are that name none. The amounts add up to the part's tax.
 */
export function taxByCountry(part: Taxed, orderCountry: string): (readonly [country: string, minor: bigint])[] {
  const owed = new Map<string, bigint>();
  for (const line of part.lines ?? []) {
    const country = line.taxCountry ?? orderCountry;
    if (country !== orderCountry) owed.set(country, (owed.get(country) ?? 0n) + line.taxMinor);
  }
  const elsewhere = [...owed.values()].reduce((sum, minor) => sum + minor, 0n);
  return [[orderCountry, part.taxMinor - elsewhere] as const, ...owed].filter(([, minor]) => minor !== 0n);
}
