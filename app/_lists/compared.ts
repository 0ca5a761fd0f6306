import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { listingChoice } from '#app/_shop/choice.ts';
import { firstChoice } from '#app/_shop/choices.ts';
import { weightRange } from '#app/_shop/listing-facts.tsx';
import { type Offer, offerOf } from '#app/_shop/offer.ts';
import { averageRating, listingField, readListing, type WholeListing } from '#lib/catalogue/index.ts';
import type { Currency } from '#lib/core/currency.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, writtenAs } from '#lib/languages/index.ts';
import { type ComparedRow, comparedRow } from './compared-row.ts';

export interface Compared {
  readonly listings: readonly WholeListing[];
  readonly rows: readonly ComparedRow[];
}

interface Reader {
  readonly locale: Locale;
  readonly country: string;
  readonly currency: Currency;
}

async function offers(listings: readonly WholeListing[], { locale, country, currency }: Reader) {
  return Promise.all(
    listings.map(async (listing) => {
      const choice = await listingChoice(listing, locale);
      const variants = new Map(choice.options.map((option) => [option.name, option.values.map((each) => each.name)]));
      const offer: Offer | null = await offerOf(firstChoice(choice.variants)?.id ?? '', locale, country, currency);
      return { offer, variants };
    }),
  );
}

/** What readers compare, in the order in which they ask; rows of which no listing says anything are left out. */
async function rowsOf(listings: readonly WholeListing[], reader: Reader): Promise<ComparedRow[]> {
  const { locale } = reader;
  const [t, shop, materials, format, found] = await Promise.all([
    getTranslations('lists.compare_page'),
    getTranslations('shop.listing'),
    getTranslations('materials'),
    getFormatter(),
    offers(listings, reader),
  ]);
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const row = (name: string, value: (listing: WholeListing, at: number) => string | null | undefined) =>
    comparedRow(
      name,
      listings.map((listing, at) => value(listing, at) ?? ''),
    );
  const options = [...new Set(found.flatMap(({ variants }) => [...variants.keys()]))];
  return [
    row(t('price'), (_, at) => found[at]?.offer?.price),
    row(t('delivery'), (_, at) => found[at]?.offer?.delivery),
    row(t('stock'), (_, at) => found[at]?.offer?.stock),
    row(t('maker'), (listing) => nameFor(listing.enterprise, locale)),
    row(shop('origin'), (listing) => countryName(listing.originCountry ?? listing.enterprise.country, locale)),
    row(t('category'), (listing) => fieldText(listing.category.text, 'name', locale)),
    row(shop('technique'), (listing) => listingField(listing, 'technique', locale)?.value),
    row(shop('materials'), ({ materials: of }) =>
      list.format(of.map((each) => (materials.has(each) ? materials(each) : each))),
    ),
    ...options.map((name) => row(name, (_, at) => list.format(found[at]?.variants.get(name) ?? []))),
    row(shop('weight'), (listing) => weightRange(listing, locale)),
    row(shop('care'), (listing) => listingField(listing, 'care', locale)?.value),
    row(t('rating'), ({ ratingSum, ratingCount }) => {
      const average = averageRating({ sum: ratingSum, count: ratingCount });
      return average === null
        ? t('no_rating')
        : `★ ${format.number(average, { minimumFractionDigits: 1 })} · ${format.number(ratingCount)}`;
    }),
    row(t('made'), (listing) => (listing.aiAssisted ? t('with_ai') : t('by_hand'))),
  ].filter(({ values }) => values.some(Boolean));
}

/** The live ones of these listings, side by side, priced for this reader. */
export async function compareListings(slugs: readonly string[], reader: Reader): Promise<Compared> {
  const found = await Promise.all(slugs.map(readListing));
  const listings = found.filter((listing) => listing !== null);
  return { listings, rows: listings.length > 0 ? await rowsOf(listings, reader) : [] };
}
