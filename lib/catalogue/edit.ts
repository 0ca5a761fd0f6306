import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { attributes } from './attributes/data.ts';
import { attributesSchema } from './attributes/form.ts';
import { beginDrafts, type Draft } from './drafts.ts';
import { attributeTexts, type FieldValues, fieldNames, fieldSchemas } from './form-fields.ts';
import { isCounted, listingKinds } from './kinds/kind.ts';
import { requireFresh } from './save-edit.ts';
import { writeFields } from './write-fields.ts';

export const startListingSchema = z.object({
  enterpriseId: id,
  kind: z.enum(listingKinds, { error: 'choose' }),
  title: text(limits.title),
});

/** The form as it was shown, in one field: what was not touched is not written. What cannot be read counts as not sent. */
const shown = z
  .string()
  .max(100_000)
  .optional()
  .transform((json): FieldValues | null => {
    try {
      const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(json ?? ''));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  });

const { title, summary, description, technique, care, tags, category, currency, weightGrams } = fieldSchemas;

export const saveListingSchema = z.object({
  listingId: id,
  /** The version the form was made of. */
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  base: shown,
  title,
  summary,
  description,
  technique,
  care,
  tags,
  category,
  currency,
  /** Left out where each variant has its own. */
  price: fieldSchemas.price.optional(),
  stock: fieldSchemas.stock.optional(),
  weightGrams: weightGrams.optional(),
  hsCode: fieldSchemas.hsCode.optional(),
  materials: fieldSchemas.materials.default([]),
  aiAssisted: z.literal('on').optional(),
  attributes: attributesSchema,
});

/** Begins a listing as a draft with only a name. */
export async function startListing(actor: Actor, input: z.output<typeof startListingSchema>): Promise<{ id: string }> {
  authorize(actor, 'listing.edit', input);
  const enterprise = await prisma().enterprise.findUniqueOrThrow({ where: { id: input.enterpriseId } });
  const draft: Draft = {
    importKey: null,
    kind: input.kind,
    words: { title: input.title },
    translations: {},
    category: { slug: 'everyday', parentSlug: null },
    currency: enterprise.currency,
    originCountry: enterprise.country,
    hsCode: null,
    weightGrams: null,
    materials: [],
    aiAssisted: false,
    attributes: {},
    options: [],
    variants: [
      { sku: null, name: '', priceMinor: 0n, stockOnHand: isCounted(input.kind) ? 0 : null, weightGrams: null },
    ],
  };
  const [id = ''] = await transaction((tx) => beginDrafts(tx, actor, enterprise, [draft]));
  return { id };
}

/** A listing of the actor's enterprise, locked until the transaction ends. Throws `catalogue.unknown`. */
export async function editable(tx: Tx, actor: Actor, listingId: string): Promise<Listing> {
  await tx.$queryRaw`select id from listing where id = ${listingId}::uuid for update`;
  const listing = await tx.listing.findUnique({ where: { id: listingId } });
  if (!listing) throw new DomainError('catalogue.unknown');
  authorize(actor, 'listing.edit', listing);
  return listing;
}

/** What the form says, as the texts that stand in it. */
function typedFields(input: z.output<typeof saveListingSchema>): FieldValues {
  const {
    listingId: _,
    version: __,
    base: ___,
    price,
    stock,
    weightGrams,
    hsCode,
    attributes: said = {},
    ...rest
  } = input;
  return {
    ...rest,
    ...(price === undefined ? {} : { price }),
    ...(stock === undefined ? {} : { stock: stock?.toString() ?? '0' }),
    weightGrams: weightGrams?.toString() ?? '',
    hsCode: hsCode ?? '',
    materials: [...input.materials].sort().join(','),
    aiAssisted: input.aiAssisted ?? '',
    ...attributeTexts(
      said,
      attributes.filter(({ name }) => said[name] !== undefined),
    ),
  };
}

/**
 * Saves the form of a listing's words and facts, and of price and stock where it has one variant only: all of it or nothing. A form
 * that says what it was made of (`base`) writes what was touched, and merges with what others saved meanwhile; one that does not is
 * refused then (`catalogue.edited_meanwhile`). Throws what is wrong with the fields together, `catalogue.in_review` while staff looks.
 */
export async function saveListing(actor: Actor, input: z.output<typeof saveListingSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    if (!input.base) requireFresh(listing, input.version);
    const typed = typedFields(input);
    const { saved, problems, conflicts } = await writeFields(tx, actor, listing, (now) => {
      const base = input.base ?? now;
      return fieldNames.flatMap((field) => {
        const value = typed[field];
        return value === undefined ? [] : [{ field, value, base: base[field] ?? '' }];
      });
    });
    const taken = conflicts.map(({ field, theirs }) => new DomainError('catalogue.field_changed', { theirs }, field));
    const [first, ...others] = [...problems, ...taken];
    if (first) throw new DomainErrors([first, ...others]);
    return saved;
  });
}
