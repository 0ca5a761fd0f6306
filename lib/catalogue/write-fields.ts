import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { plainAmount } from '#lib/core/money.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import type { ListingContent } from './content.ts';
import {
  type FieldChange,
  type FieldName,
  type FieldValues,
  mergeField,
  readFields,
  readStockField,
  writeField,
} from './form-fields.ts';
import { editListing, workingContent } from './save-edit.ts';
import { moveStock } from './stock.ts';

export interface Conflict {
  readonly field: FieldName;
  /** What the field says now, because somebody else saved it. */
  readonly theirs: string;
}

interface Written {
  readonly saved: Listing;
  /** What is wrong with what was typed, each at its field; the other fields are written. */
  readonly problems: readonly DomainError[];
  readonly conflicts: readonly Conflict[];
}

/** The only variant of the content with what is in stock of it; null where there are several, or where stock is not counted. */
async function onlyStock(tx: Tx, listing: Listing, { variants }: ListingContent) {
  const [only, ...others] = variants;
  if (!only || others.length > 0 || listing.kind !== 'physical') return null;
  const row = await tx.variant.findUnique({ where: { id: only.id }, select: { id: true, stockOnHand: true } });
  return row && { id: row.id, onHand: row.stockOnHand ?? 0 };
}

/** The form of a listing as it is to be shown now. */
export async function currentFields(tx: Tx, listing: Listing): Promise<FieldValues> {
  const working = await workingContent(tx, listing.id);
  return readFields(working, (await onlyStock(tx, listing, working))?.onHand ?? null);
}

/** A change of the price without the decimal marks of the languages it was shown and typed in. */
function plainPrice({ field, base, value }: FieldChange, currency: string): FieldChange {
  return { field, base: plainAmount(base, currency), value: plainAmount(value, currency) };
}

/**
 * Writes what was changed of a listing's form, field by field: each is merged with what the field says now. The listing is locked.
 * Throws `catalogue.in_review`.
 */
export async function writeFields(
  tx: Tx,
  actor: Actor,
  listing: Listing,
  changesTo: (now: FieldValues) => readonly FieldChange[],
): Promise<Written> {
  const working = await workingContent(tx, listing.id);
  const stock = await onlyStock(tx, listing, working);
  const now = readFields(working, stock?.onHand ?? null);
  const problems: DomainError[] = [];
  const conflicts: Conflict[] = [];
  let content = working;
  let touched = false;
  for (const asTyped of changesTo(now)) {
    const { field } = asTyped;
    const change = field === 'price' ? plainPrice(asTyped, content.currency) : asTyped;
    const before = now[field];
    if (before === undefined) continue;
    const merged = mergeField(change, before);
    if (merged.do === 'choose') conflicts.push({ field, theirs: merged.theirs });
    if (merged.do !== 'write') continue;
    try {
      if (field === 'stock' && stock)
        await moveStock(tx, actor, stock, { onHand: readStockField(merged.value), reason: 'adjusted', field });
      else content = writeField(content, field, merged.value);
      touched = true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(error);
    }
  }
  const known = await tx.category.count({ where: { slug: content.categorySlug } });
  if (known === 0) {
    problems.push(new DomainError('catalogue.unknown_category', {}, 'category'));
    content = { ...content, categorySlug: working.categorySlug };
  }
  const saved = touched ? await editListing(tx, actor, listing, () => content) : listing;
  return { saved, problems, conflicts };
}
