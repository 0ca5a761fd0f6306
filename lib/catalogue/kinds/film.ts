import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import type { Listing, Media } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { editable } from '../edit.ts';
import { indexListing } from '../indexing.ts';
import { needsReview } from '../states.ts';

/**
 * What a film shows is about to change: only an MP4 can be watched, and what was approved is not shown any more. Throws
 * `catalogue.not_a_film`.
 */
export async function changeFilm(tx: Tx, listing: Listing, mediaId: string): Promise<void> {
  const media = await tx.media.findFirst({ where: { id: mediaId, enterpriseId: listing.enterpriseId } });
  if (media?.contentType !== 'video/mp4') throw new DomainError('catalogue.not_a_film');
  if (listing.status !== 'live' || !needsReview({ looks: true, currency: false, prices: [] })) return;
  await tx.listing.update({ where: { id: listing.id }, data: { status: 'draft', version: { increment: 1 } } });
  await indexListing(tx, listing.id);
  await announceChange(tx, { kind: 'catalogue' });
}

/** Hangs an uploaded MP4 as the trailer of a film. Throws what `changeFilm` throws. */
export async function setTrailer(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
    await changeFilm(tx, listing, mediaId);
    await tx.streamOffer.update({ where: { listingId: listing.id }, data: { trailerMediaId: mediaId } });
  });
}

/**
 * A listing's trailer, which everybody may see while it is live; before that, and the film itself always, only its enterprise and staff.
 * Throws `catalogue.unknown` for everybody and everything else.
 */
export async function openFilm(
  actor: () => Promise<Actor>,
  listingId: string,
  part: 'film' | 'trailer',
): Promise<Media> {
  if (!uuidPattern.test(listingId)) throw new DomainError('catalogue.unknown');
  const listing = await prisma().listing.findUnique({
    where: { id: listingId },
    include: {
      stream: { include: { trailer: true } },
      files: {
        where: { media: { contentType: 'video/mp4' } },
        include: { media: true },
        orderBy: { version: 'desc' },
        take: 1,
      },
    },
  });
  const media = part === 'trailer' ? listing?.stream?.trailer : listing?.files[0]?.media;
  if (!listing || !media) throw new DomainError('catalogue.unknown');
  const open = part === 'trailer' && listing.status === 'live';
  if (!open && !may(await actor(), 'listing.view', listing)) throw new DomainError('catalogue.unknown');
  return media;
}
