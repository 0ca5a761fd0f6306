import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, type Money, money } from '#lib/core/money.ts';
import { attributeColumn } from '../attributes/columns.ts';
import { attributeNamed, attributesOf } from '../attributes/value.ts';
import { isPayable } from '../price.ts';
import { sheetAmount } from './amount.ts';
import { changesOf, keptAttributes } from './changes.ts';
import { checkOptions, withShownName } from './check-options.ts';
import { Problems, type RowGroup, sharedOf } from './group.ts';
import type { SheetListing, SheetVariant } from './listing.ts';
import { matchVariants, unnamed } from './match.ts';
import type { Change, CreatePlan, NewVariant, Plan } from './plan.ts';
import { importableKinds, type Problem, problem, type RowValues, type Shared } from './values.ts';

/** What a file is read for: whose it is, and what stands where it says nothing. */
export interface SheetContext {
  readonly currency: string;
  readonly country: string;
  readonly sourceLocale: string;
  readonly category: string | null;
  /** Categories that are within another, by slug. */
  readonly parents?: ReadonlyMap<string, string | null>;
}

export type Verdict = 'created' | 'changed' | 'unchanged' | 'refused';

/** What would become of one row. */
export interface RowOutcome {
  readonly number: number;
  readonly group: number;
  readonly verdict: Verdict;
  readonly title: string;
  readonly listingId: string | null;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Of the whole listing, on the first of its rows that does anything. */
  readonly plan: Plan | null;
}

/** A row with the variant it is about (null: a new one) and its price. */
export interface MatchedRow {
  readonly row: RowValues;
  readonly variant: SheetVariant | null;
  readonly price: Money | undefined;
}

/** Compares the rows of one listing with what there is. One bad row holds all rows of its listing back. */
export function compareGroup(
  read: RowGroup,
  present: SheetListing | null,
  found: ReadonlyMap<number, readonly Problem[]>,
  context: SheetContext,
): RowOutcome[] {
  const problems = new Problems();
  for (const row of read.rows) problems.add(row.number, ...row.problems, ...(found.get(row.number) ?? []));
  const shared = sharedOf(read.rows, problems);
  const options = present?.options ?? shared.options ?? [];
  const group = { ...read, rows: read.rows.map((row) => withShownName(row, options.length)) };
  const currency = shared.currency ?? present?.currency ?? context.currency;
  const matched = matchVariants(group.rows, present?.variants ?? []).map(
    ({ row, variant }): MatchedRow => ({ row, variant, price: priceOf(row, currency, problems) }),
  );
  if (present) checkPresent(group.rows, present, shared, matched, problems);
  else checkNew(group.rows, shared, matched, context, problems);
  const category = shared.category ?? present?.category ?? context.category;
  if (category !== null) checkAttributes(group.rows, category, context, problems);
  for (const { row, variant } of matched)
    if (!variant && unnamed(row) && (present || matched.length > 1))
      problems.add(row.number, problem('sku', 'variant_unnamed'));
  checkOptions(present, shared, matched, problems);
  const variants = (present?.variants.length ?? 0) + matched.filter(({ variant }) => variant === null).length;
  if (variants > limits.variants)
    problems.add(firstNumber(group), problem('', 'too_many_variants', { limit: limits.variants }));
  const bad = problems.first(group.rows);
  const title = shared.words.title ?? present?.words.title ?? '';
  if (bad) return refused(group, title, present, problems, bad.number);
  return present
    ? changesOf(group, present, shared, matched, currency)
    : begun(group, shared, matched, currency, context);
}

/** A category takes its own attributes only. */
function checkAttributes(
  rows: readonly RowValues[],
  category: string,
  { parents }: SheetContext,
  problems: Problems,
): void {
  const own = attributesOf(category, parents?.get(category) ?? null);
  for (const row of rows)
    for (const name of Object.keys(row.attributes)) {
      const attribute = attributeNamed(name);
      if (attribute && !own.includes(attribute))
        problems.add(row.number, problem(attributeColumn(attribute), 'attributes.of_another_category', { category }));
    }
}

export function firstNumber(group: RowGroup): number {
  return group.rows[0]?.number ?? 0;
}

function priceOf(row: RowValues, currency: string, problems: Problems): Money | undefined {
  if (row.price === undefined) return undefined;
  try {
    const price = sheetAmount(row.price, currency);
    if (!isPayable(price)) throw new DomainError('money.out_of_range');
    return price;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const decimals = Number(error.params['decimals'] ?? 0);
    problems.add(
      row.number,
      problem('price', error.code.replace('money.', ''), { value: row.price.slice(0, 40), decimals }),
    );
    return undefined;
  }
}

function refused(
  group: RowGroup,
  title: string,
  present: SheetListing | null,
  problems: Problems,
  bad: number,
): RowOutcome[] {
  return group.rows.map((row) => {
    const own = problems.of(row.number);
    return {
      number: row.number,
      group: firstNumber(group),
      verdict: 'refused',
      title,
      listingId: present?.id ?? null,
      changes: [],
      problems: own.length > 0 ? own : [problem('', 'other_row', { row: bad })],
      plan: null,
    };
  });
}

function checkNew(
  rows: readonly RowValues[],
  shared: Shared,
  matched: readonly MatchedRow[],
  context: SheetContext,
  problems: Problems,
): void {
  const [first] = rows;
  if (!first) return;
  const add = (column: string, code: string) => problems.add(first.number, problem(column, code));
  const mentioned = (column: string) => rows.some((row) => row.problems.some((each) => each.column === column));
  if (first.listing === '' && first.sku === undefined) add('listing', 'listing_missing');
  if (shared.words.title === undefined && !mentioned('title')) add('title', 'title_missing');
  if (shared.category === undefined && context.category === null && !mentioned('category'))
    add('category', 'category_missing');
  if (shared.kind !== undefined && !importableKinds.some((kind) => kind === shared.kind)) add('kind', 'kind_by_hand');
  if (Object.hasOwn(shared.translations, context.sourceLocale))
    add(`title:${context.sourceLocale}`, 'translation_of_source');
  for (const { row } of matched)
    if (row.price === undefined) problems.add(row.number, problem('price', 'price_missing'));
}

function checkPresent(
  rows: readonly RowValues[],
  present: SheetListing,
  shared: Shared,
  matched: readonly MatchedRow[],
  problems: Problems,
): void {
  const [first] = rows;
  if (!first) return;
  if (present.status === 'in_review') problems.add(first.number, problem('', 'in_review'));
  if (shared.kind !== undefined && shared.kind !== present.kind)
    problems.add(first.number, problem('kind', 'kind_fixed', { kind: present.kind }));
  if (Object.hasOwn(shared.translations, present.sourceLocale))
    problems.add(first.number, problem(`title:${present.sourceLocale}`, 'translation_of_source'));
  const priced = new Set(
    matched.flatMap(({ variant, row }) => (variant && row.price !== undefined ? [variant.id] : [])),
  );
  if (
    shared.currency !== undefined &&
    shared.currency !== present.currency &&
    present.variants.some(({ id }) => !priced.has(id))
  )
    problems.add(first.number, problem('currency', 'currency_all_rows'));
  for (const { row, variant } of matched) {
    if (variant && row.stock !== undefined && row.stock < variant.reserved)
      problems.add(row.number, problem('stock', 'stock_reserved', { reserved: variant.reserved }));
    if (!variant && row.price === undefined) problems.add(row.number, problem('price', 'price_missing'));
  }
}

/** A variant that a row begins; `otherwise` is its name where the row has none. */
export function newVariant(
  { row, price }: MatchedRow,
  kind: string,
  listingWeight: number | null,
  otherwise: string,
): NewVariant {
  const weight = row.weightGrams ?? null;
  return {
    sku: row.sku ?? '',
    name: row.variantName ?? otherwise,
    priceMinor: (price?.minor ?? 0n).toString(),
    stock: kind === 'physical' ? (row.stock ?? 0) : null,
    weightGrams: weight === listingWeight ? null : weight,
  };
}

function begun(
  group: RowGroup,
  shared: Shared,
  matched: readonly MatchedRow[],
  currency: string,
  context: SheetContext,
): RowOutcome[] {
  const kind = importableKinds.find((each) => each === shared.kind) ?? 'physical';
  const weightGrams = group.rows.find((row) => row.weightGrams !== undefined)?.weightGrams ?? null;
  const plan: CreatePlan = {
    do: 'create',
    key: group.key,
    kind,
    words: { ...shared.words },
    translations: { ...shared.translations },
    facts: {
      category: shared.category ?? context.category ?? '',
      currency,
      weightGrams,
      hsCode: shared.hsCode ?? null,
      originCountry: shared.originCountry ?? context.country,
      materials: [...(shared.materials ?? [])],
      aiAssisted: shared.aiAssisted ?? false,
      attributes: keptAttributes(shared.attributes),
    },
    options: [...(shared.options ?? [])],
    // Variants are told apart by something: by their numbers where they have no names.
    variants: matched.map((each) =>
      newVariant(each, kind, weightGrams, matched.length > 1 ? (each.row.sku ?? '') : ''),
    ),
  };
  return matched.map(({ row, price }, at) => ({
    number: row.number,
    group: firstNumber(group),
    verdict: 'created',
    title: shared.words.title ?? '',
    listingId: null,
    changes: [
      ...(row.variantName ? [{ column: 'variant_name', before: '', after: row.variantName }] : []),
      ...(price
        ? [{ column: 'price', before: '', after: `${decimalText(money(price.minor, currency))} ${currency}` }]
        : []),
    ],
    problems: [],
    plan: at === 0 ? plan : null,
  }));
}
