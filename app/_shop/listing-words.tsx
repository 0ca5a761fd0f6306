import { listingField, type WholeListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { ListingFacts } from './listing-facts.tsx';

/** What a listing says of itself, below its price: summary, description, facts. */
export async function ListingWords({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const summary = listingField(listing, 'summary', locale);
  const description = listingField(listing, 'description', locale);
  return (
    <>
      {summary && (
        <p className="mt-6 border-amber border-l-3 py-0.5 pl-4 text-muted" lang={summary.locale}>
          {summary.value}
        </p>
      )}
      {description && (
        <p className="mt-5 whitespace-pre-line" lang={description.locale}>
          {description.value}
        </p>
      )}
      <ListingFacts listing={listing} locale={locale} />
    </>
  );
}
