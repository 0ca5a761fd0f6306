import type { MatchedRow } from './compare.ts';
import type { Problems } from './group.ts';
import type { SheetListing } from './listing.ts';
import { between, optionParts } from './option-parts.ts';
import { problem, type RowValues, type Shared } from './values.ts';

/** The name of a row's variant as it is shown, however its values were kept apart. */
export function withShownName(row: RowValues, options: number): RowValues {
  if (row.variantName === undefined || options < 2) return row;
  return { ...row, variantName: optionParts(row.variantName, options)?.join(between) ?? row.variantName };
}

/**
 * New variants say a value of each option, each combination once. What options there are, and what values are called that several
 * variants may have, is changed in the studio.
 */
export function checkOptions(
  present: SheetListing | null,
  shared: Shared,
  matched: readonly MatchedRow[],
  problems: Problems,
): void {
  const options = present?.options ?? shared.options ?? [];
  const [first] = matched;
  if (first && present && shared.options && shared.options.join(between) !== present.options.join(between))
    problems.add(first.row.number, problem('options', 'options_fixed'));
  const rowOf = new Map<string, number>();
  for (const { row, variant } of matched) {
    const add = (code: string, params = {}) => problems.add(row.number, problem('variant_name', code, params));
    if (variant) {
      const renamed = row.variantName !== undefined && row.variantName !== variant.name;
      if (renamed && options.length !== 1) add('import.options_in_studio');
      continue;
    }
    if (present && options.length === 0) add('import.options_in_studio');
    const name = row.variantName ?? '';
    if (options.length > 1 && optionParts(name, options.length) === null)
      add('variant_parts', { options: options.join(between) });
    else if (name !== '') {
      const before = rowOf.get(name);
      if (before !== undefined) add('variant_twice', { row: before });
      else if (present?.variants.some((each) => each.name === name)) add('variant_there');
      rowOf.set(name, row.number);
    }
  }
}
