import { getTranslations } from 'next-intl/server';
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
      {listing.kind === 'download' && <FilesLicence />}
    </>
  );
}

/** What a buyer of files may do with them: the words that come with them, before they are bought. */
async function FilesLicence() {
  const t = await getTranslations('library.licence');
  return (
    <details className="mt-5 border-line border-y text-small">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium hover:text-amber">{t('title')}</summary>
      <p className="max-w-[65ch] whitespace-pre-line pb-4">{t('body')}</p>
    </details>
  );
}
