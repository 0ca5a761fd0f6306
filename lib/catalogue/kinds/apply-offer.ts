import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { createText, rewriteText } from '../write-text.ts';
import { eventFacts, type ListingOffer, type OfferOf, offerWords, serviceFacts } from './offer.ts';
import { nameWaysToWatch } from './ways-to-watch.ts';

/**
 * Writes what content says of a listing's kind into its rows, after its variants. Content that says nothing of it leaves them as they
 * are. Throws `catalogue.unknown` for a work or a trailer of somebody else.
 */
export async function applyOffer(tx: Tx, actor: Actor, listing: Listing, offer: ListingOffer | null): Promise<void> {
  const listingId = listing.id;
  switch (offer?.kind) {
    case 'service': {
      const before = await tx.serviceOffer.findUnique({ where: { listingId } });
      const textId = await writeWords(tx, actor, listing, before?.textId, offer);
      const facts = serviceFacts(offer);
      await tx.serviceOffer.upsert({ where: { listingId }, create: { ...facts, listingId, textId }, update: facts });
      return;
    }
    case 'ticket': {
      const before = await tx.ticketEvent.findUnique({ where: { listingId } });
      const textId = await writeWords(tx, actor, listing, before?.textId, offer);
      const facts = eventFacts(offer);
      await tx.ticketEvent.upsert({ where: { listingId }, create: { ...facts, listingId, textId }, update: facts });
      return;
    }
    case 'licence': {
      const { rights, territories, exclusivity, years } = offer;
      const facts = { rights, territories, exclusivity, years };
      await tx.licenceOffer.upsert({ where: { listingId }, create: { ...facts, listingId }, update: facts });
      await setWork(tx, listing, offer.workId);
      return;
    }
    case 'stream':
      await applyStream(tx, actor, listing, offer);
      return;
  }
}

/** Writes the words of a kind in the listing's own language; says under which id. */
async function writeWords(
  tx: Tx,
  actor: Actor,
  listing: Listing,
  textId: string | undefined,
  offer: OfferOf<'service'> | OfferOf<'ticket'>,
): Promise<string> {
  if (textId) {
    await rewriteText(tx, actor, textId, offerWords(offer));
    return textId;
  }
  const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
  return createText(tx, actor, sourceLocale, offerWords(offer));
}

async function setWork(tx: Tx, listing: Listing, workId: string | null): Promise<void> {
  if (workId === listing.workId) return;
  if (workId !== null) await requireOwnWork(tx, listing, workId);
  await tx.listing.update({ where: { id: listing.id }, data: { workId } });
}

async function applyStream(tx: Tx, actor: Actor, listing: Listing, offer: OfferOf<'stream'>): Promise<void> {
  const { minutes, territories, trailerMediaId } = offer;
  const rows = await tx.variant.findMany({ where: { listingId: listing.id }, select: { id: true } });
  const present = (id: string | null) => (rows.some((row) => row.id === id) ? id : null);
  const before = await tx.streamOffer.findUnique({ where: { listingId: listing.id } });
  if (trailerMediaId !== null && trailerMediaId !== before?.trailerMediaId) {
    const own = await tx.media.count({ where: { id: trailerMediaId, enterpriseId: listing.enterpriseId } });
    if (own === 0) throw new DomainError('catalogue.unknown');
  }
  const facts = {
    minutes,
    territories,
    trailerMediaId,
    rentVariantId: present(offer.rentVariantId),
    buyVariantId: present(offer.buyVariantId),
  };
  await tx.streamOffer.upsert({
    where: { listingId: listing.id },
    create: { ...facts, listingId: listing.id },
    update: facts,
  });
  await nameWaysToWatch(tx, actor, listing.id);
  await setWork(tx, listing, offer.workId);
}

/** A work of the listing's own enterprise that was verified. Throws `catalogue.unknown_work` at the field. */
export async function requireOwnWork(tx: Tx, listing: Listing, workId: string): Promise<void> {
  const own = await tx.work.count({ where: { id: workId, enterpriseId: listing.enterpriseId, status: 'verified' } });
  if (own === 0) throw new DomainError('catalogue.unknown_work', {}, 'workId');
}
