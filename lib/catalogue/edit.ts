import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currencies, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { beginDrafts, type Draft } from './drafts.ts';
import { indexListing } from './indexing.ts';
import { requireListingMove } from './states.ts';

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
  kind: z.enum(['physical', 'download'], { error: 'choose' }),
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
  price: z.string().trim().max(30, { error: 'too_long' }),
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
      { sku: null, name: '', priceMinor: 0n, stockOnHand: input.kind === 'physical' ? 0 : null, weightGrams: null },
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
 * Saves a listing's words and facts. Changing the words of what is public takes it off until it is approved again; price and stock
 * change at once. Throws `catalogue.edited_meanwhile` when somebody else saved first, `catalogue.in_review` while staff looks at it.
 */
export async function saveListing(actor: Actor, input: z.output<typeof saveListingSchema>): Promise<Listing> {
  const price = parsePrice(input.price, input.currency);
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
    if (listing.version !== input.version) throw new DomainError('catalogue.edited_meanwhile');
    const wordsChanged = await saveWords(tx, actor, listing, input);
    const { stock } = input;
    const variant = await tx.variant.findFirstOrThrow({
      where: { listingId: listing.id },
      orderBy: { position: 'asc' },
    });
    if (stock !== undefined && listing.kind === 'physical') await adjustStock(tx, actor, variant, stock ?? 0);
    await tx.variant.update({ where: { id: variant.id }, data: { priceMinor: price.minor } });

    return storeListing(tx, listing, wordsChanged, {
      categorySlug: await knownCategory(tx, input.category),
      priceMinor: price.minor,
      currency: price.currency,
      weightGrams: input.weightGrams ?? null,
      hsCode: input.hsCode || null,
      materials: input.materials,
      aiAssisted: input.aiAssisted === 'on',
    });
  });
}

/** What a listing says beside its words. */
export type ListingFacts = Partial<
  Pick<
    Listing,
    'categorySlug' | 'priceMinor' | 'currency' | 'weightGrams' | 'hsCode' | 'originCountry' | 'materials' | 'aiAssisted'
  >
>;

/** Stores new facts of a listing, and takes it off where the public would read what nobody has approved. */
export async function storeListing(
  tx: Tx,
  listing: Listing,
  wordsChanged: boolean,
  facts: ListingFacts,
): Promise<Listing> {
  const { categorySlug = listing.categorySlug, aiAssisted = listing.aiAssisted } = facts;
  const factsChanged = listing.categorySlug !== categorySlug || listing.aiAssisted !== aiAssisted;
  const offline = listing.status === 'live' && (wordsChanged || factsChanged);
  if (offline) requireListingMove('live', 'draft');
  const saved = await tx.listing.update({
    where: { id: listing.id },
    data: {
      ...facts,
      version: { increment: 1 },
      updatedAt: new Date(),
      ...(offline ? { status: 'draft' } : {}),
    },
  });
  if (offline) await indexListing(tx, listing.id);
  if (listing.status === 'live')
    await announceChange(tx, offline ? { kind: 'catalogue' } : { kind: 'listing', slug: listing.slug });
  return saved;
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

export type ListingWords = Pick<
  z.output<typeof saveListingSchema>,
  'title' | 'summary' | 'description' | 'technique' | 'care' | 'tags'
>;

/** Writes the source text; a change of words moves its revision on, so that translations know that they are stale. */
export async function saveWords(tx: Tx, actor: Actor, listing: Listing, input: ListingWords): Promise<boolean> {
  const written = await tx.text.findUniqueOrThrow({
    where: { id: listing.textId },
    include: { translations: { where: { state: 'source' } } },
  });
  const { title, summary, description, technique, care, tags } = input;
  const fields = { title, summary, description, technique, care, tags };
  const before = written.translations[0]?.fields;
  const same =
    before instanceof Object &&
    !Array.isArray(before) &&
    Object.entries(fields).every(([name, value]) => (before[name] ?? '') === value);
  if (same) return false;
  await tx.text.update({ where: { id: written.id }, data: { revision: { increment: 1 } } });
  await tx.translation.update({
    where: { textId_locale: { textId: written.id, locale: written.sourceLocale } },
    data: { fields, authorId: actorId(actor), updatedAt: new Date(), sourceRevision: written.revision + 1 },
  });
  return true;
}

/** Sets what is on hand, never below what buyers have reserved, with a movement that says by how much. */
export async function adjustStock(
  tx: Tx,
  actor: Actor,
  variant: { id: string; stockOnHand: number | null; stockReserved: number },
  onHand: number,
): Promise<void> {
  if (onHand < variant.stockReserved)
    throw new DomainError('catalogue.stock_reserved', { reserved: variant.stockReserved }, 'stock');
  const delta = onHand - (variant.stockOnHand ?? 0);
  if (delta === 0) return;
  await tx.variant.update({ where: { id: variant.id }, data: { stockOnHand: onHand } });
  await tx.stockMovement.create({
    data: { variantId: variant.id, delta, reason: 'adjusted', actorId: actorId(actor) },
  });
}
