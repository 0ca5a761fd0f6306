import { type Actor, actorId } from '#lib/core/actor.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale as localeOf, slug, translator } from '#lib/languages/index.ts';
import type { Attributes, CategoryPlace } from './attributes/definition.ts';
import { attributeColumns, attributesWith } from './attributes/form.ts';
import { optionParts } from './sheet/option-parts.ts';

/** A listing before anybody has seen it. */
export interface Draft {
  /** What the enterprise calls it in its own files. */
  readonly importKey: string | null;
  readonly kind: ListingKind;
  readonly words: Readonly<Record<string, string>>;
  readonly translations: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly category: CategoryPlace;
  readonly currency: string;
  readonly originCountry: string | null;
  readonly hsCode: string | null;
  readonly weightGrams: number | null;
  readonly materials: readonly string[];
  readonly aiAssisted: boolean;
  readonly attributes: Attributes;
  /** What buyers choose by; empty: the names of variants are the values of one option. */
  readonly options: readonly string[];
  readonly variants: readonly {
    readonly sku: string | null;
    /** Its value of each option, as a file has them; empty where there is nothing to choose. */
    readonly name: string;
    readonly priceMinor: bigint;
    readonly stockOnHand: number | null;
    readonly weightGrams: number | null;
  }[];
}

interface Rows {
  readonly texts: Prisma.TextCreateManyInput[];
  readonly translations: Prisma.TranslationCreateManyInput[];
  readonly listings: Prisma.ListingCreateManyInput[];
  readonly options: Prisma.ListingOptionCreateManyInput[];
  readonly values: Prisma.OptionValueCreateManyInput[];
  readonly variants: Prisma.VariantCreateManyInput[];
  readonly movements: Prisma.StockMovementCreateManyInput[];
}

/** Begins listings as drafts, however many, in seven writes; the caller has authorised. Gives their ids in the same order. */
export async function beginDrafts(
  tx: Tx,
  actor: Actor,
  enterprise: { readonly id: string; readonly sourceLocale: string },
  drafts: readonly Draft[],
): Promise<string[]> {
  const slugs = await freeSlugs(tx, enterprise.sourceLocale, drafts);
  const needed = drafts.reduce((sum, { options, variants }) => {
    const chosen = Math.max(1, options.length);
    return sum + 2 + 2 * chosen + variants.length * (1 + 2 * chosen);
  }, 0);
  const fresh = await tx.$queryRaw<
    { id: string }[]
  >`select uuidv7()::text as id from generate_series(1, ${needed}::int)`;
  const nextId = () => fresh.pop()?.id ?? crypto.randomUUID();
  const rows: Rows = {
    texts: [],
    translations: [],
    listings: [],
    options: [],
    values: [],
    variants: [],
    movements: [],
  };
  const optionName = (await translator(localeOf(enterprise.sourceLocale), 'import'))('option');
  const owner = { ...enterprise, optionName };
  const ids = drafts.map((draft, at) => addDraft(rows, actor, owner, draft, slugs[at] ?? '', nextId));
  await tx.text.createMany({ data: rows.texts });
  await tx.translation.createMany({ data: rows.translations });
  await tx.listing.createMany({ data: rows.listings });
  await tx.listingOption.createMany({ data: rows.options });
  await tx.optionValue.createMany({ data: rows.values });
  await tx.variant.createMany({ data: rows.variants });
  await tx.stockMovement.createMany({ data: rows.movements });
  return ids;
}

/** A slug for each draft that no listing has, with a few random letters where its title is taken. */
async function freeSlugs(tx: Tx, sourceLocale: string, drafts: readonly Draft[]): Promise<string[]> {
  const bases = drafts.map(({ words }) => slug(words['title'] ?? '', sourceLocale, 70) || 'listing');
  const taken = await tx.listing.findMany({ where: { slug: { in: [...new Set(bases)] } }, select: { slug: true } });
  const names = new Set(taken.map((each) => each.slug));
  return bases.map((base) => {
    const name = names.has(base) ? `${base}-${crypto.randomUUID().slice(0, 6)}` : base;
    names.add(name);
    return name;
  });
}

function addText(
  rows: Rows,
  actor: Actor,
  locale: string,
  fields: Readonly<Record<string, string>>,
  id: string,
): string {
  rows.texts.push({ id, sourceLocale: locale });
  rows.translations.push({ textId: id, locale, fields, state: 'source', authorId: actorId(actor) });
  return id;
}

function addDraft(
  rows: Rows,
  actor: Actor,
  {
    id: enterpriseId,
    sourceLocale,
    optionName,
  }: { readonly id: string; readonly sourceLocale: string; readonly optionName: string },
  { words, translations, options, variants, materials, category, attributes, ...facts }: Draft,
  name: string,
  nextId: () => string,
): string {
  const id = nextId();
  const textId = addText(rows, actor, sourceLocale, words, nextId());
  for (const [locale, fields] of Object.entries(translations))
    rows.translations.push({ textId, locale, fields, state: 'translated', authorId: actorId(actor) });
  const [priceMinor = 0n] = variants.map((variant) => variant.priceMinor).sort((a, b) => (a < b ? -1 : 1));
  rows.listings.push({
    ...facts,
    ...attributeColumns(attributesWith({}, attributes), category),
    id,
    enterpriseId,
    slug: name,
    categorySlug: category.slug,
    textId,
    priceMinor,
    materials: [...materials],
  });
  // A single row without a name needs no option.
  const named = variants.length > 1 || variants.some(({ name }) => name !== '');
  const valuesOf = named
    ? addOptions(
        rows,
        options.length > 0 ? options : [optionName],
        id,
        (name) => addText(rows, actor, sourceLocale, { name }, nextId()),
        nextId,
      )
    : () => [];
  for (const [position, { name: variantName, ...variant }] of variants.entries()) {
    const variantId = nextId();
    rows.variants.push({ ...variant, id: variantId, listingId: id, position, valueIds: valuesOf(variantName) });
    if (variant.stockOnHand)
      rows.movements.push({ variantId, delta: variant.stockOnHand, reason: 'opening', actorId: actorId(actor) });
  }
  return id;
}

/** Options of a listing; each value is begun when a variant has it first. Gives what the name of a variant stands for. */
function addOptions(
  rows: Rows,
  names: readonly string[],
  listingId: string,
  addName: (name: string) => string,
  nextId: () => string,
): (variantName: string) => string[] {
  const options = names.map((name, position) => {
    const id = nextId();
    rows.options.push({ id, listingId, position, textId: addName(name) });
    return { id, values: new Map<string, string>() };
  });
  const valueId = ({ id, values }: (typeof options)[number], name: string) => {
    const known = values.get(name);
    if (known) return known;
    const fresh = nextId();
    rows.values.push({ id: fresh, optionId: id, position: values.size, textId: addName(name) });
    values.set(name, fresh);
    return fresh;
  };
  return (variantName) => {
    const parts = optionParts(variantName, options.length);
    if (!parts) throw new Error(`no value of each option in ${variantName}`);
    return options.map((option, at) => valueId(option, parts[at] ?? ''));
  };
}
