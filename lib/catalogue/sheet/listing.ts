import { decimalText, money } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import { attributeColumn } from '../attributes/columns.ts';
import type { Attribute, AttributeValue } from '../attributes/definition.ts';
import { formatAttribute } from '../attributes/value.ts';
import { headerOf, type TranslatedColumn, translationColumn, type WordColumn, wordColumns } from './columns.ts';
import { between } from './option-parts.ts';

/** A variant as a file shows it. */
export interface SheetVariant {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly priceMinor: bigint;
  /** Null: it does not run out. */
  readonly stock: number | null;
  readonly reserved: number;
  /** Its own weight; null: that of the listing. */
  readonly weightGrams: number | null;
}

/** A listing as a file shows it, and as a file is compared with. */
export interface SheetListing {
  readonly id: string;
  readonly slug: string;
  readonly importKey: string | null;
  readonly status: string;
  readonly version: number;
  readonly kind: string;
  readonly category: string;
  readonly currency: string;
  readonly sourceLocale: string;
  readonly words: Readonly<Record<WordColumn, string>>;
  readonly translations: Readonly<Partial<Record<Locale, Readonly<Record<TranslatedColumn, string>>>>>;
  readonly weightGrams: number | null;
  readonly hsCode: string | null;
  readonly originCountry: string | null;
  readonly materials: readonly string[];
  readonly aiAssisted: boolean;
  /** What its category asks for and it says, in order. */
  readonly attributes: readonly { readonly attribute: Attribute; readonly value: AttributeValue }[];
  /** What its variants are chosen by, in its own language and in order. */
  readonly options: readonly string[];
  readonly variants: readonly SheetVariant[];
}

/** The rows of a listing under a header of `headerOf`: one a variant, with what they share on the first. */
export function rowsOfListing(
  listing: SheetListing,
  locales: readonly string[],
  attributes: readonly Attribute[] = [],
): string[][] {
  const header = headerOf(locales, attributes);
  return listing.variants.map((variant, at) => {
    const values = { ...variantValues(listing, variant), ...(at === 0 ? sharedValues(listing) : {}) };
    return header.map((column) => cellOf(values, listing, column, at));
  });
}

function variantValues(listing: SheetListing, variant: SheetVariant): Readonly<Record<string, string>> {
  return {
    listing: listing.slug,
    price: decimalText(money(variant.priceMinor, listing.currency)),
    sku: variant.sku,
    variant_name: variant.name,
    stock: variant.stock?.toString() ?? '',
    weight_grams: (variant.weightGrams ?? listing.weightGrams)?.toString() ?? '',
  };
}

function sharedValues(listing: SheetListing): Readonly<Record<string, string>> {
  return {
    kind: listing.kind,
    category: listing.category,
    ...Object.fromEntries(wordColumns.map((column) => [column, listing.words[column]])),
    currency: listing.currency,
    hs_code: listing.hsCode ?? '',
    origin_country: listing.originCountry ?? '',
    materials: listing.materials.join(', '),
    ai_assisted: listing.aiAssisted ? 'yes' : 'no',
    options: listing.options.join(between),
    ...Object.fromEntries(
      listing.attributes.map(({ attribute, value }) => [attributeColumn(attribute), formatAttribute(value)]),
    ),
  };
}

function cellOf(values: Readonly<Record<string, string>>, listing: SheetListing, column: string, at: number): string {
  const place = translationColumn(column);
  if (!place) return values[column] ?? '';
  return at === 0 ? (listing.translations[place.locale]?.[place.field] ?? '') : '';
}
