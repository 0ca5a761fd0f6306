import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import type { ListingRevision, ListingSchedule, ListingStatus } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { altTexts } from './alt.ts';
import { readAttributes, requiredAttributes } from './attributes/value.ts';
import { type FieldValues, readFields } from './form-fields.ts';
import { missingOfKind } from './kinds/missing.ts';
import type { WholeListing } from './read.ts';
import { isApproved, missingForReview } from './states.ts';
import { type WorkingListing, workingListing } from './working.ts';

/**
 * A listing in any state as it is worked on, with its proposal, for its enterprise's people and for staff. Throws `catalogue.unknown`
 * for everybody else.
 */
export async function viewListing(actor: Actor, listingId: string): Promise<WorkingListing> {
  const listing = uuidPattern.test(listingId) ? await workingListing(listingId) : null;
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
    | 'kind'
    | 'status'
    | 'text'
    | 'priceMinor'
    | 'weightGrams'
    | 'attributes'
    | 'workId'
    | 'service'
    | 'event'
    | 'licenceOffer'
    | 'stream'
  > & {
    category: { slug: string; parentSlug: string | null };
    variants: readonly { stockOnHand: number | null }[];
    pictures: readonly { alt: unknown }[];
    files: readonly { media: { contentType: string } }[];
  },
): string[] {
  const word = (field: string) => writtenText(listing.text, field);
  const said = readAttributes(listing.attributes);
  // What is on sale may be sold out and still be described better.
  const stock = isApproved(listing.status)
    ? 1
    : listing.variants.reduce((sum, variant) => sum + (variant.stockOnHand ?? 0), 0);
  return missingForReview({
    kind: listing.kind,
    title: word('title'),
    summary: word('summary'),
    description: word('description'),
    priceMinor: listing.priceMinor,
    pictures: listing.pictures.length,
    picturesWithoutWords: listing.pictures.filter(({ alt }) => !altTexts(alt)[listing.text.sourceLocale]).length,
    stock,
    weightGrams: listing.weightGrams,
    files: listing.files.length,
    attributes: requiredAttributes(listing.category.slug, listing.category.parentSlug).filter(
      (name) => said[name] === undefined,
    ),
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

/** The form of a listing's words and facts as it is to be shown. */
export function formFields(listing: WorkingListing): FieldValues {
  const [only] = listing.variants;
  return readFields(listing.content, listing.kind === 'physical' ? (only?.stockOnHand ?? 0) : null);
}

/** When a listing is shown and put away by itself; null: it is not said. The caller has authorised. */
export async function listingSchedule(listingId: string): Promise<ListingSchedule | null> {
  return prisma().listingSchedule.findUnique({ where: { listingId } });
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
