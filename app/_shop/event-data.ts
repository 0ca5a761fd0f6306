import { listingField, salesOpen, variantName, type WholeListing } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';

/** An event for machines (schema.org Event), with an offer for each category of seats. */
export function eventData(listing: WholeListing, event: NonNullable<WholeListing['event']>, locale: Locale): object {
  const site = config().SITE_URL;
  const open = salesOpen(event, now());
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: listingField(listing, 'title', locale)?.value ?? '',
    description: listingField(listing, 'summary', locale)?.value,
    image: listing.pictures.map((picture) => `${site}/media/${picture.mediaId}/1200.jpg`),
    startDate: event.startsAt.toISOString(),
    ...(event.endsAt ? { endDate: event.endsAt.toISOString() } : {}),
    ...(event.doorsAt ? { doorTime: event.doorsAt.toISOString() } : {}),
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: fieldText(event.text, 'venue', locale),
      address: {
        '@type': 'PostalAddress',
        streetAddress: fieldText(event.text, 'address', locale),
        addressCountry: event.country,
      },
    },
    organizer: { '@type': 'Organization', name: nameFor(listing.enterprise, locale) },
    offers: listing.variants.map((variant) => ({
      '@type': 'Offer',
      name: variantName(variant, listing.options, locale) || undefined,
      url: `${site}/${locale}/l/${listing.slug}`,
      price: decimalText(money(variant.priceMinor, listing.currency)),
      priceCurrency: listing.currency,
      validThrough: event.startsAt.toISOString(),
      availability: `https://schema.org/${open && (variant.stockOnHand ?? 0) > variant.stockReserved ? 'InStock' : 'SoldOut'}`,
    })),
  };
}
