import { listingField, type WholeListing } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { decimalText, money } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';

/** The listing for machines (schema.org Product and Offer) as JSON-LD. */
export function productData(listing: WholeListing, locale: Locale): object {
  const site = config().SITE_URL;
  const inStock = listing.variants.some(
    (variant) => variant.stockOnHand === null || variant.stockOnHand > variant.stockReserved,
  );
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: listingField(listing, 'title', locale)?.value,
    description: listingField(listing, 'summary', locale)?.value,
    image: listing.pictures.map((picture) => `${site}/media/${picture.mediaId}/1200.jpg`),
    brand: { '@type': 'Brand', name: listing.enterprise.displayName },
    sku: listing.variants[0]?.sku ?? listing.slug,
    offers: {
      '@type': 'Offer',
      url: `${site}/${locale}/l/${listing.slug}`,
      price: decimalText(money(listing.priceMinor, listing.currency)),
      priceCurrency: listing.currency,
      availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
    },
  };
}
