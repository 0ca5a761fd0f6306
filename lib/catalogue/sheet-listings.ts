import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import {
  isLocale,
  type Locale,
  type TextWithTranslations,
  withTranslations,
  writtenText,
} from '#lib/languages/index.ts';
import { saidOf } from './attributes/form.ts';
import { offered, withOptions, writtenVariantName } from './names.ts';
import { type TranslatedColumn, translatedColumns, type WordColumn, wordColumns } from './sheet/columns.ts';
import type { SheetListing } from './sheet/listing.ts';

const asSheet = {
  text: withTranslations,
  category: true,
  options: withOptions,
  variants: { where: { archivedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.ListingInclude;

type Loaded = Prisma.ListingGetPayload<{ include: typeof asSheet }>;

/** Listings as files show them; the caller has authorised. */
export async function sheetListings(
  where: Prisma.ListingWhereInput,
  take?: number,
  tx: Tx = prisma(),
): Promise<SheetListing[]> {
  const rows = await tx.listing.findMany({
    where,
    include: asSheet,
    orderBy: { id: 'asc' },
    ...(take ? { take } : {}),
  });
  return rows.map(sheetListing);
}

function sheetListing(listing: Loaded): SheetListing {
  const {
    id,
    slug,
    importKey,
    status,
    version,
    kind,
    currency,
    weightGrams,
    hsCode,
    originCountry,
    materials,
    aiAssisted,
  } = listing;
  return {
    id,
    slug,
    importKey,
    status,
    version,
    kind,
    category: listing.categorySlug,
    currency,
    sourceLocale: listing.text.sourceLocale,
    words: Object.fromEntries(wordColumns.map((column) => [column, writtenText(listing.text, column)])) as Record<
      WordColumn,
      string
    >,
    translations: translationsOf(listing.text),
    weightGrams,
    hsCode,
    originCountry,
    materials,
    aiAssisted,
    attributes: saidOf(listing.attributes, listing.category),
    options: offered(listing.options).map((option) => writtenText(option.text, 'name')),
    variants: listing.variants.map((variant) => ({
      id: variant.id,
      sku: variant.sku ?? '',
      name: writtenVariantName(variant, listing),
      priceMinor: variant.priceMinor,
      stock: variant.stockOnHand,
      reserved: variant.stockReserved,
      weightGrams: variant.weightGrams,
    })),
  };
}

function translationsOf(text: TextWithTranslations): SheetListing['translations'] {
  const found: Partial<Record<Locale, Record<TranslatedColumn, string>>> = {};
  for (const { locale, fields, state } of text.translations) {
    if (state === 'source' || !isLocale(locale)) continue;
    const word = (name: string) =>
      fields instanceof Object && !Array.isArray(fields) && typeof fields[name] === 'string' ? fields[name] : '';
    found[locale] = Object.fromEntries(translatedColumns.map((field) => [field, word(field)])) as Record<
      TranslatedColumn,
      string
    >;
  }
  return found;
}

/** Languages that an enterprise's listings are translated into. */
export async function translatedInto(enterpriseId: string): Promise<Locale[]> {
  const rows = await prisma().$queryRaw<{ locale: string }[]>`
    select distinct tr.locale from listing l join translation tr on tr.text_id = l.text_id and tr.state <> 'source'
    where l.enterprise_id = ${enterpriseId}::uuid order by tr.locale`;
  return rows.map(({ locale }) => locale).filter(isLocale);
}
