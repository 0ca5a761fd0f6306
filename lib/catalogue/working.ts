import { prisma, type Tx } from '#lib/db/index.ts';
import type { TextWithTranslations } from '#lib/languages/index.ts';
import { frameColumns } from '#lib/media/index.ts';
import { type ContentVariant, contentOf, type ListingContent, mediaOf, priceKey, storedContent } from './content.ts';
import { loadListing, type WholeListing } from './read.ts';

/** A listing as its people work on it, and as content; `approved` is what buyers see meanwhile, where a proposal lies over it. */
export type WorkingListing = WholeListing & {
  readonly content: ListingContent;
  readonly approved: WholeListing | null;
};

/** A listing with its proposal laid over it, so that every page that shows a listing can show it; the caller has authorised. */
export async function workingListing(id: string, tx: Tx = prisma()): Promise<WorkingListing | null> {
  const listing = await loadListing(id, tx);
  if (!listing) return null;
  const draft = await tx.listingDraft.findUnique({ where: { listingId: id } });
  const content = draft && storedContent(draft.content);
  return content
    ? { ...(await laidOver(tx, listing, content)), content, approved: listing }
    : { ...listing, content: contentOf(listing), approved: null };
}

/** A listing as it would be with this content. */
export async function laidOver(tx: Tx, listing: WholeListing, content: ListingContent): Promise<WholeListing> {
  const { categorySlug, currency, materials, aiAssisted, weightGrams, hsCode, originCountry } = content;
  const media = await tx.media.findMany({ where: { id: { in: mediaOf(content) } } });
  const category = await tx.category.findUnique({
    where: { slug: categorySlug },
    include: { text: { include: { translations: true } } },
  });
  const variants = content.variants.flatMap((variant, position) => variantRow(listing, variant, position));
  const prices = variants.map(({ priceMinor }) => priceMinor).sort((a, b) => (a < b ? -1 : 1));
  return {
    ...listing,
    categorySlug,
    currency,
    materials,
    aiAssisted,
    weightGrams,
    hsCode,
    originCountry,
    attributes: content.attributes,
    category: category ?? listing.category,
    text: textWith(listing.text, content.words, content.translations),
    options: content.options.map((option, position) => optionRow(listing, option, position)),
    variants,
    priceMinor: prices[0] ?? listing.priceMinor,
    pictures: content.pictures.flatMap(({ mediaId, alt, focal, crop }, position) => {
      const found = media.find(({ id }) => id === mediaId);
      const frame = frameColumns(focal, crop);
      return found ? [{ ...frame, listingId: listing.id, mediaId, alt, position, media: found }] : [];
    }),
    samples: content.samples.flatMap((sample, position) => {
      const found = media.find(({ id }) => id === sample.mediaId);
      return found ? [{ ...sample, listingId: listing.id, position, media: found }] : [];
    }),
    files: content.files.flatMap((mediaId, at) => {
      const known = listing.files.find((file) => file.mediaId === mediaId);
      const found = media.find(({ id }) => id === mediaId);
      if (known || !found) return known ?? [];
      return [
        { id: mediaId, listingId: listing.id, mediaId, version: at + 1, createdAt: found.createdAt, media: found },
      ];
    }),
  };
}

/** A text with its source as it would read, and with the translations that come along; the others know that they are stale. */
function textWith<Text extends TextWithTranslations>(
  text: Text,
  words: Readonly<Record<string, string>>,
  brought: ListingContent['translations'],
): Text {
  const source = text.translations.find(({ state }) => state === 'source');
  if (!source) return text;
  const before = source.fields instanceof Object && !Array.isArray(source.fields) ? source.fields : {};
  const names = new Set([...Object.keys(before), ...Object.keys(words)]);
  const changed = [...names].some((name) => (before[name] ?? '') !== (words[name] ?? ''));
  const revision = text.revision + (changed ? 1 : 0);
  const others = text.translations.filter(({ locale, state }) => state !== 'source' && !brought[locale]);
  const along = Object.entries(brought).map(([locale, fields]) => {
    const stored = text.translations.find((each) => each.locale === locale)?.fields;
    const kept = stored instanceof Object && !Array.isArray(stored) ? stored : {};
    return {
      ...source,
      locale,
      fields: { ...kept, ...fields },
      state: 'translated' as const,
      origin: 'human' as const,
      sourceRevision: revision,
    };
  });
  return { ...text, revision, translations: [{ ...source, fields: { ...words } }, ...others, ...along] };
}

function optionRow(
  listing: WholeListing,
  { id, name, values }: ListingContent['options'][number],
  position: number,
): WholeListing['options'][number] {
  const known = listing.options.find((option) => option.id === id);
  const words = (text: WholeListing['text'] | undefined, textId: string, word: string) => {
    const source = listing.text.translations.find(({ state }) => state === 'source');
    const fresh = { ...listing.text, id: textId, revision: 1, translations: source ? [{ ...source, textId }] : [] };
    return textWith(text ?? fresh, { name: word }, {});
  };
  return {
    archivedAt: null,
    listingId: listing.id,
    textId: id,
    ...known,
    id,
    position,
    text: words(known?.text, id, name),
    values: values.map((value, at) => {
      const old = known?.values.find((each) => each.id === value.id);
      return {
        archivedAt: null,
        optionId: id,
        textId: value.id,
        ...old,
        id: value.id,
        position: at,
        text: words(old?.text, value.id, value.name),
      };
    }),
  };
}

function variantRow(
  listing: WholeListing,
  { id, priceMinor, prices, openingStock, ...facts }: ContentVariant,
  position: number,
): WholeListing['variants'] {
  const known = listing.variants.find((variant) => variant.id === id);
  const [model] = listing.variants;
  const data = {
    ...facts,
    id,
    position,
    priceMinor: BigInt(priceMinor),
    prices: prices.map((price) => ({
      id: `${id} ${priceKey(price)}`,
      approvedPriceMinor: null,
      ...known?.prices.find((row) => priceKey(row) === priceKey(price)),
      ...price,
      variantId: id,
      priceMinor: BigInt(price.priceMinor),
    })),
  };
  if (known) return [{ ...known, ...data }];
  const fresh = { stockOnHand: openingStock, stockReserved: 0, lowStockBelow: null, lowStockToldAt: null };
  return model ? [{ ...model, ...data, ...fresh, approvedPriceMinor: null }] : [];
}
