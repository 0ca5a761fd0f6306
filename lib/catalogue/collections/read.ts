import type { Actor } from '#lib/core/actor.ts';
import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { nameFor, withName } from '#lib/enterprises/index.ts';
import {
  fieldText,
  type Locale,
  locale as localeOf,
  type ReadableText,
  readField,
  withTranslations,
} from '#lib/languages/index.ts';
import { bestListings } from '#lib/search/index.ts';
import { type ListingTile, listingTiles } from '../tiles.ts';
import { authorizeCollections, type CollectionOwner } from './edit.ts';

const pictured = { pictures: { orderBy: { position: 'asc' }, take: 1, select: { mediaId: true } } } as const;

/** What a card of a collection needs: words, cover, and how much is in it. */
const card = {
  text: withTranslations,
  enterprise: { select: { slug: true, ...withName } },
  listings: {
    where: { listing: { status: 'live' } },
    orderBy: { position: 'asc' },
    select: { listingId: true, listing: { select: pictured } },
  },
} as const satisfies Prisma.CollectionInclude;

type Row = Prisma.CollectionGetPayload<{ include: typeof card }>;

export interface CollectionCard {
  readonly id: string;
  readonly slug: string;
  readonly title: ReadableText;
  readonly description: ReadableText | null;
  /** The chosen cover, or the first pictures of what is in it. */
  readonly covers: readonly string[];
  readonly count: number;
  readonly enterprise: Row['enterprise'];
}

const unnamed: ReadableText = {
  value: '',
  locale: 'en',
  direction: 'ltr',
  is: 'original',
  ownLanguage: true,
  transliterated: false,
  stale: false,
  original: null,
};

function cardOf(row: Row, locale: Locale): CollectionCard {
  const first = row.listings.flatMap(({ listing }) => listing.pictures.map((picture) => picture.mediaId));
  return {
    id: row.id,
    slug: row.slug,
    title: readField(row.text, 'title', locale) ?? unnamed,
    description: readField(row.text, 'description', locale),
    covers: [...new Set([row.coverMediaId, ...first].filter((each) => each !== null))].slice(0, 3),
    count: row.listings.length,
    enterprise: row.enterprise,
  };
}

const shown = (owner: CollectionOwner) =>
  ({
    enterpriseId: owner,
    publishedAt: { not: null },
    listings: { some: { listing: { status: 'live' } } },
  }) as const satisfies Prisma.CollectionWhereInput;

/** The public collections of an enterprise or of the platform, in their order; those in which nothing is for sale wait. */
export async function publicCollections(
  owner: CollectionOwner,
  locale: Locale,
  most: number = limits.collections,
): Promise<CollectionCard[]> {
  const rows = await prisma().collection.findMany({
    where: shown(owner),
    include: card,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map((row) => cardOf(row, locale));
}

export interface CollectionPage extends CollectionCard {
  readonly tiles: readonly ListingTile[];
}

/** A public collection with what is in it; `owner` is the address of its enterprise, null for the platform's. */
export async function readCollection(
  owner: string | null,
  slug: string,
  locale: Locale,
  currency: Currency,
): Promise<CollectionPage | null> {
  const row = await prisma().collection.findFirst({
    where: {
      slug,
      publishedAt: { not: null },
      ...(owner === null ? { enterpriseId: null } : { enterprise: { slug: owner, status: 'verified' } }),
    },
    include: card,
  });
  if (!row) return null;
  const ids = row.listings.map((each) => each.listingId);
  return { ...cardOf(row, locale), tiles: await listingTiles(ids, locale, currency) };
}

/** Addresses of all public collections below a language's own, for the sitemap. */
export async function publicCollectionPaths(): Promise<string[]> {
  const rows = await prisma().collection.findMany({
    where: {
      publishedAt: { not: null },
      listings: { some: { listing: { status: 'live' } } },
      OR: [{ enterpriseId: null }, { enterprise: { status: 'verified' } }],
    },
    select: { slug: true, enterprise: { select: { slug: true } } },
    orderBy: { id: 'asc' },
    take: 20_000,
  });
  return rows.map(({ slug, enterprise }) => (enterprise ? `/e/${enterprise.slug}/${slug}` : `/collections/${slug}`));
}

/** All collections of an owner for those who edit them, published or not. */
export async function collectionsForEditing(actor: Actor, owner: CollectionOwner) {
  authorizeCollections(actor, owner);
  return prisma().collection.findMany({
    where: { enterpriseId: owner },
    include: { ...card, _count: { select: { listings: true } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: limits.collections,
  });
}

/** A listing that is in a collection or could be, as its editor shows it. */
export interface CollectionItem {
  readonly id: string;
  readonly title: string;
  readonly mediaId: string | null;
  readonly maker: string;
  readonly live: boolean;
}

const item = {
  text: withTranslations,
  enterprise: { select: withName },
  pictures: pictured.pictures,
} as const satisfies Prisma.ListingInclude;

function itemOf(listing: Prisma.ListingGetPayload<{ include: typeof item }>, locale: Locale): CollectionItem {
  return {
    id: listing.id,
    title: fieldText(listing.text, 'title', locale),
    mediaId: listing.pictures[0]?.mediaId ?? null,
    maker: nameFor(listing.enterprise, locale),
    live: listing.status === 'live',
  };
}

/** A collection with everything its editor shows. Throws `catalogue.unknown_collection`, also for who may not edit it. */
export async function viewCollection(actor: Actor, collectionId: string, locale: Locale) {
  const found = uuidPattern.test(collectionId)
    ? await prisma().collection.findUnique({
        where: { id: collectionId },
        include: {
          text: withTranslations,
          enterprise: { include: { text: withTranslations } },
          listings: { orderBy: { position: 'asc' }, include: { listing: { include: item } } },
        },
      })
    : null;
  if (!found) throw new DomainError('catalogue.unknown_collection');
  authorizeCollections(actor, found.enterpriseId);
  return { ...found, items: found.listings.map(({ listing }) => itemOf(listing, locale)) };
}

/** Listings that could be added: those that answer what is searched, or the enterprise's own; never more than a page. */
export async function candidates(
  actor: Actor,
  owner: CollectionOwner,
  query: string,
  locale: Locale,
): Promise<CollectionItem[]> {
  authorizeCollections(actor, owner);
  const wanted = query.trim().slice(0, limits.searchQuery);
  if (owner === null) {
    const ids = wanted === '' ? [] : await bestListings(wanted, localeOf(locale), limits.page);
    const rows = await prisma().listing.findMany({ where: { id: { in: ids }, status: 'live' }, include: item });
    return ids.flatMap((each) => rows.filter((row) => row.id === each).map((row) => itemOf(row, locale)));
  }
  const named: Prisma.ListingWhereInput =
    wanted === ''
      ? {}
      : {
          text: {
            translations: { some: { fields: { path: ['title'], string_contains: wanted, mode: 'insensitive' } } },
          },
        };
  const rows = await prisma().listing.findMany({
    where: { enterpriseId: owner, status: { not: 'archived' }, ...named },
    include: item,
    orderBy: { publishedAt: { sort: 'desc', nulls: 'last' } },
    take: limits.page,
  });
  return rows.map((row) => itemOf(row, locale));
}
