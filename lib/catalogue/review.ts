import type { ListingContent } from './content.ts';
import { differences } from './differences.ts';

/** Whether a price has moved so far from the approved one, up or down, that it is looked at again: by more than 30 per cent. */
export function isLargePriceChange(approved: bigint | null, now: bigint): boolean {
  if (approved === null || approved === now) return false;
  const moved = now > approved ? now - approved : approved - now;
  return moved * 10n > approved * 3n;
}

/** Prices that staff approved last, by variant; one that is not here was approved as it is. */
export type ApprovedPrices = ReadonlyMap<string, bigint>;

/**
 * Of a change of approved content, what buyers see at once: the approved content with the wanted weight, customs code, origin,
 * materials and files, and of each variant on sale SKU, weight, picture and a price near the approved one.
 */
export function atOnce(approved: ListingContent, wanted: ListingContent, prices: ApprovedPrices): ListingContent {
  const { weightGrams, hsCode, originCountry, materials, files } = wanted;
  const shown = new Set(approved.pictures.map(({ mediaId }) => mediaId));
  const variants = approved.variants.map((variant) => {
    const next = wanted.variants.find(({ id }) => id === variant.id);
    if (!next) return variant;
    const near =
      approved.currency === wanted.currency &&
      !isLargePriceChange(prices.get(variant.id) ?? BigInt(variant.priceMinor), BigInt(next.priceMinor));
    return {
      ...variant,
      sku: next.sku,
      weightGrams: next.weightGrams,
      pictureId: next.pictureId === null || shown.has(next.pictureId) ? next.pictureId : variant.pictureId,
      priceMinor: near ? next.priceMinor : variant.priceMinor,
    };
  });
  return { ...approved, weightGrams, hsCode, originCountry, materials, files, variants };
}

/** The one rule of what waits until staff has looked at it: everything of the wanted content that does not show at once. */
export function needsReview(approved: ListingContent, wanted: ListingContent, prices: ApprovedPrices): boolean {
  return differences(atOnce(approved, wanted, prices), wanted).length > 0;
}
