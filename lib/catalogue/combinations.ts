/** The combinations of one value of each option, in reading order: the last option turns fastest. Of no options there is one, empty. */
export function combinations<Value>(options: readonly (readonly Value[])[]): Value[][] {
  return options.reduce<Value[][]>(
    (all, values) => all.flatMap((combination) => values.map((value) => [...combination, value])),
    [[]],
  );
}

interface Existing {
  readonly id: string;
  readonly valueIds: readonly string[];
}

export interface Placed {
  readonly valueIds: readonly string[];
  /** The variant that goes on as this combination; null: it is a new one. */
  readonly variantId: string | null;
}

/**
 * Which existing variant goes on as which combination when options change. A variant stays where its combination stays; where an option
 * was added, it becomes the first combination with all its values; where one was taken off, the first of those that are now the same
 * stays; a variant with a value that was removed goes. `optionOf` tells the option of every value, old and new.
 */
export function placeVariants(
  variants: readonly Existing[],
  options: readonly { readonly id: string; readonly values: readonly string[] }[],
  optionOf: ReadonlyMap<string, string>,
): { placed: Placed[]; gone: string[] } {
  const offered = new Set(options.flatMap((option) => option.values));
  const kept = new Set(options.map((option) => option.id));
  const slots = combinations(options.map((option) => option.values));
  const taken = new Map<readonly string[], string>();
  const gone: string[] = [];
  for (const variant of variants) {
    // Values of an option that is gone altogether no longer tell variants apart.
    const left = variant.valueIds.filter((value) => kept.has(optionOf.get(value) ?? ''));
    const slot = left.every((value) => offered.has(value))
      ? slots.find((each) => !taken.has(each) && left.every((value) => each.includes(value)))
      : undefined;
    if (slot) taken.set(slot, variant.id);
    else gone.push(variant.id);
  }
  return { placed: slots.map((valueIds) => ({ valueIds, variantId: taken.get(valueIds) ?? null })), gone };
}
