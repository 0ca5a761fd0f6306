import { decimalText, money } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import { attributeColumn } from '../attributes/columns.ts';
import type { AttributeValue } from '../attributes/definition.ts';
import { attributeNamed, formatAttribute } from '../attributes/value.ts';
import { translatedColumns, wordColumns } from './columns.ts';
import { firstNumber, type MatchedRow, newVariant, type RowOutcome } from './compare.ts';
import type { RowGroup } from './group.ts';
import type { SheetListing, SheetVariant } from './listing.ts';
import type { Change, ChangePlan } from './plan.ts';
import { asKept, type Shared } from './values.ts';

type VariantChange = ChangePlan['variants'][number];

/** What the rows of a listing that is there already would change. */
export function changesOf(
  group: RowGroup,
  present: SheetListing,
  shared: Shared,
  matched: readonly MatchedRow[],
  currency: string,
): RowOutcome[] {
  const said: Change[] = [];
  const plan: ChangePlan = {
    do: 'change',
    listingId: present.id,
    version: present.version,
    words: changedWords(present, shared, said),
    translations: changedTranslations(present, shared, said),
    facts: changedFacts(present, shared, matched, said),
    variants: [],
    added: [],
  };
  const rows = keepingOwnPrices(matched, present, currency).map(
    (each, at): { row: MatchedRow['row']; changes: Change[] } => {
      const changes = at === 0 ? [...said] : [];
      if (!each.variant) {
        plan.added.push(newVariant(each, present.kind, present.weightGrams, each.row.sku ?? ''));
        changes.push({ column: 'variant_name', before: '', after: each.row.variantName ?? each.row.sku ?? '' });
        changes.push({ column: 'price', before: '', after: amount(each.price?.minor ?? 0n, currency) });
        return { row: each.row, changes };
      }
      const change = changedVariant(each, each.variant, present, currency, changes);
      if (Object.keys(change).length > 1) plan.variants.push(change);
      return { row: each.row, changes };
    },
  );
  const carrier = rows.findIndex(({ changes }) => changes.length > 0);
  const title = shared.words.title ?? present.words.title;
  return rows.map(({ row, changes }, at) => ({
    number: row.number,
    group: firstNumber(group),
    verdict: changes.length > 0 ? 'changed' : 'unchanged',
    title,
    listingId: present.id,
    changes,
    problems: [],
    plan: at === carrier ? plan : null,
  }));
}

/**
 * A row that tells of several variants has one price for them all, as Etsy's have. It says nothing of variants that differ in price
 * already: those prices somebody set here, and no file has brought them.
 */
function keepingOwnPrices(matched: readonly MatchedRow[], present: SheetListing, currency: string): MatchedRow[] {
  if (currency !== present.currency) return [...matched];
  return matched.map((each) => {
    if (!each.variant) return each;
    const prices = matched.flatMap(({ row, variant }) =>
      row.number === each.row.number && variant ? [variant.priceMinor] : [],
    );
    return new Set(prices).size > 1 ? { ...each, price: undefined } : each;
  });
}

function amount(minor: bigint, currency: string): string {
  return `${decimalText(money(minor, currency))} ${currency}`;
}

function changedWords(present: SheetListing, shared: Shared, said: Change[]): ChangePlan['words'] {
  const changed: ChangePlan['words'] = {};
  for (const column of wordColumns) {
    const after = shared.words[column];
    const before = present.words[column];
    if (after === undefined || after === asKept(before)) continue;
    changed[column] = after;
    said.push({ column, before, after });
  }
  return changed;
}

function changedTranslations(present: SheetListing, shared: Shared, said: Change[]): ChangePlan['translations'] {
  const changed: ChangePlan['translations'] = {};
  for (const locale of Object.keys(shared.translations) as Locale[])
    for (const field of translatedColumns) {
      const after = shared.translations[locale]?.[field];
      const before = present.translations[locale]?.[field] ?? '';
      if (after === undefined || after === asKept(before)) continue;
      changed[locale] = { ...changed[locale], [field]: after };
      said.push({ column: `${field}:${locale}`, before, after });
    }
  return changed;
}

function changedFacts(
  present: SheetListing,
  shared: Shared,
  matched: readonly MatchedRow[],
  said: Change[],
): ChangePlan['facts'] {
  const changed: ChangePlan['facts'] = {};
  const differs = (column: string, before: string, after: string | undefined) => {
    if (after === undefined || after === before) return false;
    said.push({ column, before, after });
    return true;
  };
  const { category, currency, hsCode, originCountry, aiAssisted } = shared;
  if (differs('category', present.category, category)) changed.category = category;
  if (differs('currency', present.currency, currency)) changed.currency = currency;
  if (differs('hs_code', present.hsCode ?? '', hsCode)) changed.hsCode = hsCode;
  if (differs('origin_country', present.originCountry ?? '', originCountry)) changed.originCountry = originCountry;
  const materials = shared.materials && [...shared.materials];
  const sameMaterials = materials && [...materials].sort().join() === [...present.materials].sort().join();
  if (!sameMaterials && differs('materials', present.materials.join(', '), materials?.join(', ')))
    changed.materials = materials;
  if (differs('ai_assisted', yesNo(present.aiAssisted), aiAssisted === undefined ? undefined : yesNo(aiAssisted)))
    changed.aiAssisted = aiAssisted;
  const attributes = changedAttributes(present, shared, said);
  if (attributes) changed.attributes = attributes;
  const weight = oneWeight(present, matched);
  if (differs('weight_grams', present.weightGrams?.toString() ?? '', weight?.toString())) changed.weightGrams = weight;
  return changed;
}

/** Attributes as a plan has them. */
export function keptAttributes(
  attributes: Readonly<Record<string, AttributeValue>>,
): NonNullable<ChangePlan['facts']['attributes']> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

function changedAttributes(
  present: SheetListing,
  shared: Shared,
  said: Change[],
): ChangePlan['facts']['attributes'] | null {
  const before = new Map(present.attributes.map(({ attribute, value }) => [attribute.name, formatAttribute(value)]));
  const changed = Object.entries(shared.attributes).filter(
    ([name, value]) => formatAttribute(value) !== before.get(name),
  );
  for (const [name, value] of changed) {
    const attribute = attributeNamed(name);
    said.push({
      column: attribute ? attributeColumn(attribute) : name,
      before: before.get(name) ?? '',
      after: formatAttribute(value),
    });
  }
  return changed.length > 0 ? keptAttributes(Object.fromEntries(changed)) : null;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** The weight of a listing with one variant that has none of its own. */
function oneWeight(present: SheetListing, matched: readonly MatchedRow[]): number | undefined {
  const [only] = present.variants;
  return present.variants.length === 1 && only?.weightGrams === null
    ? matched.find(({ variant }) => variant === only)?.row.weightGrams
    : undefined;
}

function changedVariant(
  { row, price }: MatchedRow,
  variant: SheetVariant,
  present: SheetListing,
  currency: string,
  said: Change[],
): VariantChange {
  const change: VariantChange = { id: variant.id };
  if (row.sku !== undefined && row.sku !== variant.sku) {
    change.sku = row.sku;
    said.push({ column: 'sku', before: variant.sku, after: row.sku });
  }
  if (row.variantName !== undefined && row.variantName !== asKept(variant.name)) {
    change.name = row.variantName;
    said.push({ column: 'variant_name', before: variant.name, after: row.variantName });
  }
  if (price && (price.minor !== variant.priceMinor || currency !== present.currency)) {
    change.priceMinor = price.minor.toString();
    said.push({
      column: 'price',
      before: amount(variant.priceMinor, present.currency),
      after: amount(price.minor, currency),
    });
  }
  if (row.stock !== undefined && present.kind === 'physical' && row.stock !== (variant.stock ?? 0)) {
    change.stock = row.stock;
    said.push({ column: 'stock', before: variant.stock?.toString() ?? '', after: row.stock.toString() });
  }
  const listingWide = present.variants.length === 1 && variant.weightGrams === null;
  if (
    !listingWide &&
    row.weightGrams !== undefined &&
    row.weightGrams !== (variant.weightGrams ?? present.weightGrams)
  ) {
    change.weightGrams = row.weightGrams;
    said.push({
      column: 'weight_grams',
      before: (variant.weightGrams ?? present.weightGrams)?.toString() ?? '',
      after: `${row.weightGrams}`,
    });
  }
  return change;
}
