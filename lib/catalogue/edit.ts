import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currencies, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { beginDrafts, type Draft } from './drafts.ts';
import { isCounted, listingKinds } from './kinds/kind.ts';
import { requireFresh, saveEdit } from './save-edit.ts';
import { moveStock } from './stock.ts';
import { rewriteText } from './write-text.ts';

export const materials = [
  'ceramic',
  'porcelain',
  'glass',
  'wood',
  'silk',
  'wool',
  'linen',
  'cotton',
  'leather',
  'paper',
  'metal',
  'silver',
  'amber',
  'stone',
  'lacquer',
  'bamboo',
  'wax',
  'plant',
] as const;

const count = (max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, { error: 'not_a_number' })
    .transform((value) => (value === '' ? null : Number(value)))
    .refine((value) => value === null || value <= max, { error: 'too_large' });

export const startListingSchema = z.object({
  enterpriseId: id,
  kind: z.enum(listingKinds, { error: 'choose' }),
  title: text(limits.title),
});

export const saveListingSchema = z.object({
  listingId: id,
  /** The version the form was made of. */
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  title: text(limits.title),
  summary: optionalText(limits.summary),
  description: optionalText(limits.description),
  technique: optionalText(limits.shortText),
  care: optionalText(limits.shortText),
  tags: optionalText(300),
  category: z.string().min(1, { error: 'choose' }).max(60),
  /** Left out where each variant has its own. */
  price: z.string().trim().max(30, { error: 'too_long' }).optional(),
  currency: z.enum(currencies as [string, ...string[]], { error: 'choose' }),
  stock: count(1_000_000).optional(),
  weightGrams: count(1_000_000).optional(),
  hsCode: z
    .string()
    .trim()
    .regex(/^(\d{6,10})?$/, { error: 'hs_code' })
    .optional(),
  materials: z.array(z.enum(materials)).max(limits.tags).default([]),
  aiAssisted: z.literal('on').optional(),
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
    categorySlug: 'everyday',
    currency: enterprise.currency,
    originCountry: enterprise.country,
    hsCode: null,
    weightGrams: null,
    materials: [],
    aiAssisted: false,
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

/**
 * Saves a listing's words and facts, and price and stock where it has one variant only. What takes it off until it is approved again
 * is said by `needsReview`. Throws `catalogue.edited_meanwhile` when somebody else saved first, `catalogue.in_review` while staff
 * looks at it.
 */
export async function saveListing(actor: Actor, input: z.output<typeof saveListingSchema>): Promise<Listing> {
  const price = parsePrice(input.price ?? '', input.currency);
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireFresh(listing, input.version);
    const { title, summary, description, technique, care, tags } = input;
    const fields = { title, summary, description, technique, care, tags };
    const wordsChanged = await rewriteText(tx, actor, listing.textId, fields);
    const variants = await tx.variant.findMany({ where: { listingId: listing.id, archivedAt: null }, take: 2 });
    const [only] = variants;
    const prices: { approved: bigint | null; now: bigint }[] = [];
    // Several variants have their prices and stock in a table of their own.
    if (only && variants.length === 1) {
      if (input.stock !== undefined && listing.kind === 'physical')
        await moveStock(tx, actor, only, { onHand: input.stock ?? 0, reason: 'adjusted', field: 'stock' });
      if (input.price !== undefined) {
        await tx.variant.update({ where: { id: only.id }, data: { priceMinor: price.minor } });
        prices.push({ approved: only.approvedPriceMinor ?? only.priceMinor, now: price.minor });
      }
    }
    const aiAssisted = input.aiAssisted === 'on';
    const factsChanged = listing.categorySlug !== input.category || listing.aiAssisted !== aiAssisted;
    return saveEdit(
      tx,
      listing,
      { looks: wordsChanged || factsChanged, currency: listing.currency !== price.currency, prices },
      {
        categorySlug: await knownCategory(tx, input.category),
        currency: price.currency,
        weightGrams: input.weightGrams ?? null,
        hsCode: input.hsCode || null,
        materials: input.materials,
        aiAssisted,
      },
    );
  });
}

function parsePrice(amount: string, code: string) {
  if (amount === '') return { minor: 0n, currency: currency(code) };
  try {
    return parseAmount(amount, code);
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.params, 'price') : error;
  }
}

async function knownCategory(tx: Tx, category: string): Promise<string> {
  const known = await tx.category.count({ where: { slug: category } });
  if (known === 0) throw new DomainError('catalogue.unknown_category', {}, 'category');
  return category;
}
