import type { AltTexts } from './alt.ts';
import { type ContentPrice, type ContentVariant, type ListingContent, priceKey } from './content.ts';
import { differences } from './differences.ts';

/** Whether a price has moved so far from the approved one, up or down, that it is looked at again: by more than 30 per cent. */
export function isLargePriceChange(approved: bigint | null, now: bigint): boolean {
  if (approved === null || approved === now) return false;
  const moved = now > approved ? now - approved : approved - now;
  return moved * 10n > approved * 3n;
}

/**
 * Prices that staff approved last, by variant, and those of its price lists by `listedKey`; one that is not here was approved as it is.
 * By `convertedKey` what one piece costs in another currency where no list says it.
 */
export type ApprovedPrices = ReadonlyMap<string, bigint>;

export function listedKey(variantId: string, price: Omit<ContentPrice, 'priceMinor'>): string {
  return `${variantId} ${priceKey(price)}`;
}

export function convertedKey(variantId: string, currency: string): string {
  return `${variantId} ${currency}`;
}

/**
 * Of a change of approved content, what buyers see at once: the approved content with the wanted weight, customs code, origin,
 * materials, attributes and files, and of each variant on sale SKU, weight, picture and a price near the approved one. Of a picture it is its focal
 * point and words in languages it had none in, of a sample such words too; samples that were taken off are gone.
 */
export function atOnce(approved: ListingContent, wanted: ListingContent, prices: ApprovedPrices): ListingContent {
  const { weightGrams, hsCode, originCountry, materials, attributes, files } = wanted;
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
      prices: listsAtOnce(variant, next, prices),
    };
  });
  // A new version of a download is its buyers' at once; another film is another work.
  const fresh = approved.offer?.kind === 'stream' ? approved.files : files;
  const pictures = approved.pictures.map((picture) => pictureAtOnce(picture, wanted));
  const samples = approved.samples.flatMap((sample) => {
    const next = wanted.samples.find(({ mediaId }) => mediaId === sample.mediaId);
    return next ? [{ ...sample, titles: moreLanguages(sample.titles, next.titles) }] : [];
  });
  return {
    ...approved,
    weightGrams,
    hsCode,
    originCountry,
    materials,
    attributes,
    files: fresh,
    variants,
    pictures,
    samples,
  };
}

type ContentPicture = ListingContent['pictures'][number];

/** A part of a picture and first words are looked at: one shows another thing, the others say it. */
function pictureAtOnce(approved: ContentPicture, { pictures }: ListingContent): ContentPicture {
  const next = pictures.find(({ mediaId }) => mediaId === approved.mediaId);
  if (!next) return approved;
  return { ...approved, focal: next.focal, alt: moreLanguages(approved.alt, next.alt) };
}

/** Words in languages that had none stand beside those that were approved; the first of all have to be looked at. */
function moreLanguages(approved: AltTexts, wanted: AltTexts): Record<string, string> {
  return Object.keys(approved).length > 0 ? { ...wanted, ...approved } : { ...approved };
}

/**
 * Of a variant's price lists what buyers see at once: prices near the approved ones. A list of single prices that begins or ends is held
 * against the conversion, which is what buyers paid or will pay; a discount for many that is new or gone is not.
 */
function listsAtOnce(approved: ContentVariant, wanted: ContentVariant, prices: ApprovedPrices): ContentPrice[] {
  const before = new Map(approved.prices.map((price) => [priceKey(price), price]));
  const after = new Map(wanted.prices.map((price) => [priceKey(price), price]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [old, next] = [before.get(key), after.get(key)];
    const any = next ?? old;
    if (!any) return [];
    const single = any.list === 'retail' && any.minQuantity === 1;
    const converted = single ? (prices.get(convertedKey(approved.id, any.currency)) ?? null) : null;
    const known = old ? (prices.get(listedKey(approved.id, old)) ?? BigInt(old.priceMinor)) : converted;
    const now = next ? BigInt(next.priceMinor) : converted;
    const shown = now === null || !isLargePriceChange(known, now) ? next : old;
    return shown ? [shown] : [];
  });
}

/** The one rule of what waits until staff has looked at it: everything of the wanted content that does not show at once. */
export function needsReview(approved: ListingContent, wanted: ListingContent, prices: ApprovedPrices): boolean {
  return differences(atOnce(approved, wanted, prices), wanted).length > 0;
}
