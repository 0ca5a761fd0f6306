import { variantName, withOptions } from '#lib/catalogue/index.ts';
import { prisma } from '#lib/db/index.ts';
import { type Locale, type ReadableText, readField, withTranslations } from '#lib/languages/index.ts';

export interface NamedListing {
  readonly id: string;
  readonly slug: string;
  readonly title: ReadableText | null;
  readonly pictureId: string | null;
  readonly live: boolean;
  /** Names of its variants by id; empty where there is nothing to choose. */
  readonly variants: ReadonlyMap<string, string>;
}

/** Names and pictures of listings for the tables of one page, by id. The caller has authorised. */
export async function nameListings(ids: readonly string[], locale: Locale): Promise<ReadonlyMap<string, NamedListing>> {
  if (ids.length === 0) return new Map();
  const listings = await prisma().listing.findMany({
    where: { id: { in: [...new Set(ids)] } },
    include: {
      text: withTranslations,
      options: withOptions,
      variants: true,
      pictures: { orderBy: { position: 'asc' }, take: 1 },
    },
  });
  return new Map(
    listings.map((listing) => [
      listing.id,
      {
        id: listing.id,
        slug: listing.slug,
        title: readField(listing.text, 'title', locale),
        pictureId: listing.pictures[0]?.mediaId ?? null,
        live: listing.status === 'live',
        variants: new Map(
          listing.variants.map((variant) => [variant.id, variantName(variant, listing.options, locale)] as const),
        ),
      },
    ]),
  );
}
