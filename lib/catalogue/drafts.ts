import { type Actor, actorId } from '#lib/core/actor.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale as localeOf, slug, translator } from '#lib/languages/index.ts';
import type { Attributes, CategoryPlace } from './attributes/definition.ts';
import { attributeColumns, attributesWith } from './attributes/form.ts';

/** A listing before anybody has seen it. */
export interface Draft {
  /** What the enterprise calls it in its own files. */
  readonly importKey: string | null;
  readonly kind: 'physical' | 'download';
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
  readonly variants: readonly {
    readonly sku: string | null;
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
  const needed = drafts.reduce((sum, { variants }) => sum + 4 + variants.length * 3, 0);
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
  { words, translations, variants, materials, category, attributes, ...facts }: Draft,
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
  // Names of a file's rows are the values of one option; a single row without a name needs none.
  const named = variants.length > 1 || variants.some(({ name }) => name !== '');
  const optionId = nextId();
  if (named)
    rows.options.push({
      id: optionId,
      listingId: id,
      position: 0,
      textId: addText(rows, actor, sourceLocale, { name: optionName }, nextId()),
    });
  for (const [position, { name: variantName, ...variant }] of variants.entries()) {
    const variantId = nextId();
    const valueId = nextId();
    if (named)
      rows.values.push({
        id: valueId,
        optionId,
        position,
        textId: addText(rows, actor, sourceLocale, { name: variantName }, nextId()),
      });
    rows.variants.push({ ...variant, id: variantId, listingId: id, position, valueIds: named ? [valueId] : [] });
    if (variant.stockOnHand)
      rows.movements.push({ variantId, delta: variant.stockOnHand, reason: 'opening', actorId: actorId(actor) });
  }
  return id;
}
