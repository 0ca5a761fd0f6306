import { type ListingContent, listingContent } from '#lib/catalogue/index.ts';
import { stableId } from './ids.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;

const ofListing = (rows: Rows, table: string, listingId: string) =>
  rows.of(table).filter((row) => row['listing_id'] === listingId);

/** The words of a text in the language it was written in. */
function sourceWords(rows: Rows, textId: unknown): Record<string, string> {
  const source = rows.of('translation').find((row) => row['text_id'] === textId && row['state'] === 'source');
  return Object.fromEntries(
    Object.entries(source?.['fields'] ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function optionsOf(rows: Rows, listingId: string) {
  const name = (row: Row) => sourceWords(rows, row['text_id'])['name'] ?? '';
  return ofListing(rows, 'listing_option', listingId).map((option) => ({
    id: option['id'],
    name: name(option),
    values: rows
      .of('option_value')
      .filter((value) => value['option_id'] === option['id'])
      .map((value) => ({ id: value['id'], name: name(value) })),
  }));
}

/** The content of a listing whose rows have all been added. */
export function contentOfRows(rows: Rows, listing: Row): ListingContent {
  const id = String(listing['id']);
  return listingContent.parse({
    words: sourceWords(rows, listing['text_id']),
    categorySlug: listing['category_slug'],
    currency: listing['currency'],
    materials: listing['materials'],
    aiAssisted: listing['ai_assisted'],
    weightGrams: listing['weight_grams'],
    hsCode: listing['hs_code'],
    originCountry: listing['origin_country'],
    options: optionsOf(rows, id),
    variants: ofListing(rows, 'variant', id).map((variant) => ({
      id: variant['id'],
      valueIds: variant['value_ids'],
      sku: variant['sku'],
      priceMinor: String(variant['price_minor']),
      weightGrams: variant['weight_grams'],
      pictureId: variant['picture_id'],
    })),
    pictures: ofListing(rows, 'listing_picture', id).map((picture) => ({
      mediaId: picture['media_id'],
      alt: picture['alt'],
    })),
    samples: ofListing(rows, 'listing_sample', id).map((sample) => ({
      mediaId: sample['media_id'],
      titles: sample['titles'],
    })),
    files: ofListing(rows, 'listing_file', id).map((file) => file['media_id']),
  });
}

function listingOf(rows: Rows, slug: string): Row {
  const listing = rows.of('listing').find((row) => row['slug'] === slug);
  if (listing?.['status'] !== 'live') throw new Error(`the demo has no live listing ${slug}`);
  return listing;
}

/** One change of a live listing that its enterprise still works on, and one that waits for staff. */
export function addLife(rows: Rows, today: Date): void {
  const edited = listingOf(rows, 'troyan-chiniya-kapka');
  const content = contentOfRows(rows, edited);
  const description = `${content.words['description'] ?? ''} Подходяща е и за фурна.`;
  rows.add('listing_draft', {
    listing_id: edited['id'] ?? null,
    content: { ...content, words: { ...content.words, description } },
    updated_at: new Date(today.getTime() - 2 * 3_600_000),
    updated_by_id: null,
  });
  const sent = rows.of('listing').find((row) => row['status'] === 'live' && row['slug'] !== edited['slug']);
  if (!sent) return;
  const proposed = contentOfRows(rows, sent);
  const changed = { ...proposed, words: { ...proposed.words, title: `${proposed.words['title'] ?? ''} · 2026` } };
  rows.add('listing_draft', {
    listing_id: sent['id'] ?? null,
    content: changed,
    updated_at: new Date(today.getTime() - day),
    updated_by_id: null,
  });
  rows.add('listing_revision', {
    id: stableId('revision', String(sent['slug']), 2),
    listing_id: sent['id'] ?? null,
    number: 2,
    snapshot: changed,
    submitted_at: new Date(today.getTime() - day),
    decision: 'pending',
    decided_at: null,
    reason: null,
  });
}
