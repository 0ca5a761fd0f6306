import type { SheetVariant } from './listing.ts';
import type { RowValues } from './values.ts';

/**
 * Which variant each row is about, in the order of the rows: the one with its SKU, else with its name; rows with neither take the
 * variants left that have neither, in order; and where a listing has one variant and the file one row, they are the same.
 */
export function matchVariants(
  rows: readonly RowValues[],
  variants: readonly SheetVariant[],
): { readonly row: RowValues; readonly variant: SheetVariant | null }[] {
  const free = new Set(variants);
  const found = new Map<RowValues, SheetVariant>();
  const pass = (fits: (row: RowValues, variant: SheetVariant) => boolean) => {
    for (const row of rows) {
      if (found.has(row)) continue;
      const variant = [...free].find((each) => fits(row, each));
      if (!variant) continue;
      free.delete(variant);
      found.set(row, variant);
    }
  };
  pass(
    (row, variant) =>
      row.sku !== undefined && row.sku === variant.sku && (row.variantName ?? variant.name) === variant.name,
  );
  pass((row, variant) => row.sku !== undefined && row.sku === variant.sku);
  pass(
    (row, variant) =>
      row.variantName !== undefined &&
      row.variantName === variant.name &&
      (row.sku === undefined || variant.sku === ''),
  );
  pass((row, variant) => unnamed(row) && variant.sku === '' && variant.name === '');
  if (rows.length === 1 && variants.length === 1) pass(() => true);
  // A row that says nothing of a variant is about the listing, whichever variant stands for it.
  pass((row) => unnamed(row) && row.price === undefined && row.stock === undefined && row.weightGrams === undefined);
  return rows.map((row) => ({ row, variant: found.get(row) ?? null }));
}

/** Whether a row names no variant. */
export function unnamed(row: RowValues): boolean {
  return row.sku === undefined && row.variantName === undefined;
}
