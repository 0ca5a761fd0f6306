import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import type { ListingRevision, ListingStatus } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withTranslations, writtenText } from '#lib/languages/index.ts';
import { missingOfKind } from './kinds/missing.ts';
import { loadListing, type WholeListing } from './read.ts';
import { missingForReview } from './states.ts';

/** A listing in any state, for its enterprise's people and for staff. Throws `catalogue.unknown` for everybody else. */
export async function viewListing(actor: Actor, listingId: string): Promise<WholeListing> {
  const listing = uuidPattern.test(listingId) ? await loadListing(listingId) : null;
  if (!listing || !may(actor, 'listing.view', listing)) throw new DomainError('catalogue.unknown');
  return listing;
}

/** What staff decided last about a listing of the actor's enterprise, or what it still looks at; null before the first submission. */
export async function lastRevision(
  actor: Actor,
  listing: { id: string; enterpriseId: string },
): Promise<ListingRevision | null> {
  authorize(actor, 'listing.view', listing);
  return prisma().listingRevision.findFirst({ where: { listingId: listing.id }, orderBy: { number: 'desc' } });
}

/** Names of what a listing still lacks before staff looks at it; empty: it can be submitted. */
export function missingOf(
  listing: Pick<
    WholeListing,
    'kind' | 'text' | 'priceMinor' | 'weightGrams' | 'workId' | 'service' | 'event' | 'licenceOffer' | 'stream'
  > & {
    variants: readonly { stockOnHand: number | null }[];
    pictures: readonly unknown[];
    files: readonly { media: { contentType: string } }[];
  },
): string[] {
  const word = (field: string) => writtenText(listing.text, field);
  const stock = listing.variants.reduce((sum, variant) => sum + (variant.stockOnHand ?? 0), 0);
  return missingForReview({
    kind: listing.kind,
    title: word('title'),
    summary: word('summary'),
    description: word('description'),
    priceMinor: listing.priceMinor,
    pictures: listing.pictures.length,
    stock,
    weightGrams: listing.weightGrams,
    files: listing.files.length,
    missingOfKind: missingOfKind(
      {
        kind: listing.kind,
        service: listing.service,
        event: listing.event,
        licenceOffer: listing.licenceOffer,
        stream: listing.stream,
        workId: listing.workId,
        seats: stock,
        films: listing.files.filter(({ media }) => media.contentType === 'video/mp4').length,
      },
      now(),
    ),
  });
}

/** How many listings an enterprise has in each state; states without any are left out. */
export async function listingCounts(
  actor: Actor,
  enterpriseId: string,
): Promise<{ status: ListingStatus; count: number }[]> {
  authorize(actor, 'listing.view', { enterpriseId });
  const rows = await prisma().listing.groupBy({ by: ['status'], where: { enterpriseId }, _count: true });
  return rows.map((row) => ({ status: row.status, count: row._count }));
}

/** Names of the fields that differ between a revision and the one before it. */
export function changedFields(
  before: ListingRevision['snapshot'] | undefined,
  after: ListingRevision['snapshot'],
): string[] {
  if (!(before instanceof Object) || !(after instanceof Object) || Array.isArray(before) || Array.isArray(after))
    return [];
  return Object.keys({ ...before, ...after }).filter((name) => (before[name] ?? '') !== (after[name] ?? ''));
}

/** An enterprise's listings in every state, the last touched first. */
export async function listingsOfEnterprise(actor: Actor, enterpriseId: string) {
  authorize(actor, 'listing.view', { enterpriseId });
  return prisma().listing.findMany({
    where: { enterpriseId },
    include: {
      text: withTranslations,
      variants: { where: { archivedAt: null } },
      pictures: { orderBy: { position: 'asc' }, take: 1 },
      revisions: { orderBy: { number: 'desc' }, take: 1 },
    },
    orderBy: { updatedAt: 'desc' },
    take: limits.pageMax,
  });
}
