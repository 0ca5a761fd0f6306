import {
  altTexts,
  averageRating,
  listingField,
  readAlt,
  reducedBy,
  variantName,
  type WholeListing,
} from '#lib/catalogue/index.ts';
import type { PublicReview } from '#lib/community/index.ts';
import { isoDay } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { frameOf, pictureName } from '#lib/media/index.ts';

/** What buyers said, for machines; nothing where nobody has, as search engines ask. */
function ratingData(listing: WholeListing, reviews: readonly PublicReview[]): object {
  const average = averageRating({ sum: listing.ratingSum, count: listing.ratingCount });
  if (average === null) return {};
  return {
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: average,
      reviewCount: listing.ratingCount,
      bestRating: 5,
    },
    review: reviews
      .filter((review) => review.authorName !== '')
      .map((review) => ({
        '@type': 'Review',
        author: { '@type': 'Person', name: review.authorName },
        datePublished: isoDay(review.createdAt),
        inLanguage: review.locale,
        reviewBody: review.body,
        reviewRating: { '@type': 'Rating', ratingValue: review.rating, bestRating: 5 },
      })),
  };
}

/** What of it can be looked at in three dimensions, for machines. */
function modelData(listing: WholeListing, locale: Locale, otherwise: string): object {
  const models = listing.samples.filter(({ media }) => media.kind === 'model');
  if (models.length === 0) return {};
  return {
    subjectOf: models.map(({ mediaId, titles, media }) => ({
      '@type': '3DModel',
      name: readAlt(altTexts(titles), listing.text.sourceLocale, locale)?.value ?? otherwise,
      encoding: {
        '@type': 'MediaObject',
        contentUrl: `${config().SITE_URL}/media/${mediaId}/sample`,
        encodingFormat: media.contentType,
      },
    })),
  };
}

/** The listing for machines (schema.org Product, Offer and what buyers said) as JSON-LD. */
export function productData(
  listing: WholeListing,
  locale: Locale,
  reviews: readonly PublicReview[],
  attributes: object,
): object {
  const site = config().SITE_URL;
  const pictureAddress = (picture: WholeListing['pictures'][number]) =>
    `${site}/media/${pictureName(picture.mediaId, frameOf(picture).crop)}/1200.jpg`;
  const imageOf = (mediaId: string | null) => {
    const picture = listing.pictures.find((each) => each.mediaId === mediaId);
    return picture ? { image: pictureAddress(picture) } : {};
  };
  const title = listingField(listing, 'title', locale)?.value ?? '';
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    description: listingField(listing, 'summary', locale)?.value,
    image: listing.pictures.map(pictureAddress),
    brand: { '@type': 'Brand', name: nameFor(listing.enterprise, locale) },
    sku: listing.variants[0]?.sku ?? listing.slug,
    ...attributes,
    ...ratingData(listing, reviews),
    ...modelData(listing, locale, title),
    offers: listing.variants.map((variant) => {
      const inStock = variant.stockOnHand === null || variant.stockOnHand > variant.stockReserved;
      return {
        '@type': 'Offer',
        name: [title, variantName(variant, listing.options, locale)].filter(Boolean).join(' · '),
        url: `${site}/${locale}/l/${listing.slug}`,
        ...(variant.sku ? { sku: variant.sku } : {}),
        ...imageOf(variant.pictureId),
        price: decimalText(reducedBy(money(variant.priceMinor, listing.currency), listing.reducedBasisPoints)),
        priceCurrency: listing.currency,
        availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
      };
    }),
  };
}
