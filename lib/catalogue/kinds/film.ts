import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import type { Listing, Media } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { editable } from '../edit.ts';
import { editListing, workingContent } from '../save-edit.ts';
import { workingListing } from '../working.ts';

/** Only an MP4 of the listing's own enterprise can be watched. Throws `catalogue.not_a_film`. */
export async function requireFilm(tx: Tx, listing: Listing, mediaId: string): Promise<void> {
  const media = await tx.media.findFirst({ where: { id: mediaId, enterpriseId: listing.enterpriseId } });
  if (media?.contentType !== 'video/mp4') throw new DomainError('catalogue.not_a_film');
}

/** Hangs an uploaded MP4 as the trailer of a film, as an edit of it. Throws what `requireFilm` throws. */
export async function setTrailer(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) => hangTrailer(tx, actor, listingId, mediaId));
}

/** setTrailer within a transaction. */
export async function hangTrailer(tx: Tx, actor: Actor, listingId: string, mediaId: string): Promise<void> {
  const listing = await editable(tx, actor, listingId);
  await requireFilm(tx, listing, mediaId);
  const { offer } = await workingContent(tx, listing.id);
  if (offer?.kind !== 'stream') throw new DomainError('catalogue.unknown');
  await editListing(tx, actor, listing, (content) => ({ ...content, offer: { ...offer, trailerMediaId: mediaId } }));
}

/**
 * A listing's trailer, which everybody may see as it was approved while the listing is live; what is only proposed, and the film itself
 * always, only its enterprise and staff. `mediaId` says which trailer is meant. Throws `catalogue.unknown` for everybody and
 * everything else.
 */
export async function openFilm(
  actor: () => Promise<Actor>,
  listingId: string,
  part: 'film' | 'trailer',
  mediaId: string | null = null,
): Promise<Media> {
  if (!uuidPattern.test(listingId)) throw new DomainError('catalogue.unknown');
  if (part === 'trailer') {
    const live = await prisma().streamOffer.findFirst({
      where: { listingId, listing: { status: 'live' } },
      include: { trailer: true },
    });
    if (live?.trailer && (mediaId ?? live.trailer.id) === live.trailer.id) return live.trailer;
  }
  const listing = await workingListing(listingId);
  if (!listing || !may(await actor(), 'listing.view', listing)) throw new DomainError('catalogue.unknown');
  const media = part === 'film' ? newestFilm(listing.files) : await trailerOf(listing.stream);
  if (!media) throw new DomainError('catalogue.unknown');
  return media;
}

/** The newest film among a listing's files. */
export function newestFilm<File extends { readonly version: number; readonly media: Media }>(
  files: readonly File[],
): Media | undefined {
  return [...files]
    .sort((a, b) => a.version - b.version)
    .filter(({ media }) => media.contentType === 'video/mp4')
    .at(-1)?.media;
}

async function trailerOf(stream: { readonly trailerMediaId: string | null } | null): Promise<Media | null> {
  return stream?.trailerMediaId ? prisma().media.findUnique({ where: { id: stream.trailerMediaId } }) : null;
}
