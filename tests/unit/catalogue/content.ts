import type { ContentVariant, ListingContent } from '#lib/catalogue/content.ts';

export const first = '00000000-0000-7000-8000-000000000001';
export const second = '00000000-0000-7000-8000-000000000002';

export const variant: ContentVariant = {
  id: first,
  valueIds: [],
  sku: 'A',
  priceMinor: '1000',
  weightGrams: null,
  pictureId: null,
  prices: [],
  openingStock: null,
};

/** A plate with one variant, one picture and one sample. */
export const content: ListingContent = {
  words: { title: 'Plate', summary: 'Painted', description: 'Clay' },
  translations: {},
  categorySlug: 'interior',
  currency: 'EUR',
  materials: [],
  attributes: {},
  aiAssisted: false,
  weightGrams: 900,
  hsCode: null,
  originCountry: 'BG',
  options: [],
  variants: [variant],
  pictures: [{ mediaId: first, alt: { bg: 'Чиния' }, focal: null, crop: null }],
  samples: [{ mediaId: second, titles: { bg: 'One' } }],
  files: [],
  offer: null,
};
