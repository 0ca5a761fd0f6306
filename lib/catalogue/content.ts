import { z } from 'zod';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type TextWithTranslations, withTranslations, writtenText } from '#lib/languages/index.ts';
import { cropSchema, focalSchema, frameOf } from '#lib/media/index.ts';
import { altTexts } from './alt.ts';
import { storedAttributes } from './attributes/form.ts';
import { listingOffer, offerContent } from './kinds/offer.ts';
import { withKind } from './kinds/read.ts';
import { offered, withOptions } from './names.ts';
import { priceLists } from './price.ts';

const words = z.record(z.string(), z.string());
/** Minor units. */
const minor = z.string().regex(/^\d{1,15}$/);

/**
 * Everything an editor may change of a listing, as one plain document: what a revision keeps, a proposal is, and `applyContent` writes.
 * Stock is not in it, but for variants nobody could buy yet. A new thing to edit is a field with a default here, a line each in
 * `contentOf`, `differences` and `applyContent`, and, where buyers may see it before staff has, in `atOnce`.
 */
export const listingContent = z.object({
  /** By field, in the listing's source language. */
  words,
  /** Translations that come with the change, by locale; those that are stored live on by themselves. */
  translations: z.record(z.string(), words).default({}),
  categorySlug: z.string(),
  currency: z.string(),
  materials: z.array(z.string()),
  /** What it says by its category, and what it said by others (lib/catalogue/attributes), by name. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  aiAssisted: z.boolean(),
  weightGrams: z.number().int().nullable(),
  hsCode: z.string().nullable(),
  originCountry: z.string().nullable(),
  options: z.array(z.object({ id, name: z.string(), values: z.array(z.object({ id, name: z.string() })) })),
  variants: z.array(
    z.object({
      id,
      valueIds: z.array(id),
      sku: z.string().nullable(),
      priceMinor: minor,
      weightGrams: z.number().int().nullable(),
      pictureId: id.nullable(),
      /** Its price lists (lib/catalogue/price.ts). */
      prices: z
        .array(
          z.object({
            list: z.enum(priceLists),
            currency: z.string(),
            minQuantity: z.number().int().positive(),
            priceMinor: minor,
          }),
        )
        .default([]),
      /** What a variant begins with that is not on the shelf yet; null for one that is. */
      openingStock: z.number().int().nullable().default(null),
    }),
  ),
  pictures: z.array(
    z.object({
      mediaId: id,
      alt: z.record(z.string(), z.string()).default({}),
      focal: focalSchema.nullable().default(null),
      crop: cropSchema.nullable().default(null),
    }),
  ),
  /** Sounds and films that everybody may try, in their order. */
  samples: z.array(z.object({ mediaId: id, titles: z.record(z.string(), z.string()).default({}) })).default([]),
  /** Media of what a download sells, the oldest version first. */
  files: z.array(id),
  /** What it has by its kind, beside all that; null: nothing, or nothing yet. */
  offer: listingOffer.nullable().default(null),
});

export type ListingContent = z.output<typeof listingContent>;
export type ContentVariant = ListingContent['variants'][number];
export type ContentPrice = ContentVariant['prices'][number];

/** What to include of a listing to read its content. */
export const contentRows = {
  text: withTranslations,
  options: withOptions,
  variants: { where: { archivedAt: null }, orderBy: { position: 'asc' }, include: { prices: true } },
  pictures: { orderBy: { position: 'asc' } },
  samples: { orderBy: { position: 'asc' } },
  files: { orderBy: { version: 'asc' } },
  ...withKind,
} as const satisfies Prisma.ListingInclude;

type ContentListing = Prisma.ListingGetPayload<{ include: typeof contentRows }>;

/** The fields of a text as its author wrote them. */
function sourceWords(text: TextWithTranslations): Record<string, string> {
  const fields = text.translations.find(({ state }) => state === 'source')?.fields;
  const all = fields instanceof Object && !Array.isArray(fields) ? Object.entries(fields) : [];
  return Object.fromEntries(all.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** What a listing is now, as content. */
export function contentOf(listing: ContentListing): ListingContent {
  const { categorySlug, currency, materials, aiAssisted, weightGrams, hsCode, originCountry } = listing;
  return {
    words: sourceWords(listing.text),
    translations: {},
    categorySlug,
    currency,
    materials,
    attributes: storedAttributes(listing.attributes),
    aiAssisted,
    weightGrams,
    hsCode,
    originCountry,
    options: offered(listing.options).map((option) => ({
      id: option.id,
      name: writtenText(option.text, 'name'),
      values: option.values.map((value) => ({ id: value.id, name: writtenText(value.text, 'name') })),
    })),
    variants: listing.variants.map((variant) => ({
      id: variant.id,
      valueIds: variant.valueIds,
      sku: variant.sku,
      priceMinor: variant.priceMinor.toString(),
      weightGrams: variant.weightGrams,
      pictureId: variant.pictureId,
      prices: contentPrices(variant.prices),
      openingStock: null,
    })),
    pictures: listing.pictures.map((row) => ({ mediaId: row.mediaId, alt: altTexts(row.alt), ...frameOf(row) })),
    samples: listing.samples.map(({ mediaId, titles }) => ({ mediaId, titles: altTexts(titles) })),
    files: [...listing.files].sort((a, b) => a.version - b.version).map(({ mediaId }) => mediaId),
    offer: offerContent(listing),
  };
}

/** All that content shows, plays or sells. */
export function mediaOf({
  pictures,
  samples,
  files,
}: Pick<ListingContent, 'pictures' | 'samples' | 'files'>): string[] {
  return [...pictures.map(({ mediaId }) => mediaId), ...samples.map(({ mediaId }) => mediaId), ...files];
}

/** Price lists in one order, so that the same ones are the same. */
export function contentPrices(
  rows: readonly { list: ContentPrice['list']; currency: string; minQuantity: number; priceMinor: bigint }[],
): ContentPrice[] {
  return rows
    .map(({ list, currency, minQuantity, priceMinor }) => ({
      list,
      currency,
      minQuantity,
      priceMinor: priceMinor.toString(),
    }))
    .sort((a, b) => (priceKey(a) < priceKey(b) ? -1 : 1));
}

/** Which price of a variant: retail.PLN.10 is what each of ten costs in złoty. */
export function priceKey({ list, currency, minQuantity }: Omit<ContentPrice, 'priceMinor'>): string {
  return `${list}.${currency}.${minQuantity}`;
}

/** Content that was stored; null for what an older version of the product kept instead. */
export function storedContent(json: unknown): ListingContent | null {
  const parsed = listingContent.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** A variant of the content by the names of its values, as they were written; empty where there is nothing to choose. */
export function contentVariantName(content: ListingContent, { valueIds }: Pick<ContentVariant, 'valueIds'>): string {
  const names = new Map(
    content.options.flatMap(({ values }) => values.map((value) => [value.id, value.name] as const)),
  );
  return valueIds.map((value) => names.get(value) ?? '').join(' · ');
}
