import { type Actor, actorId } from '#lib/core/actor.ts';
import { currencies } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { applyContent, rowContent } from './apply-content.ts';
import { type ListingContent, storedContent } from './content.ts';
import { differences } from './differences.ts';
import { type ApprovedPrices, atOnce, convertedKey, listedKey } from './review.ts';
import { isApproved } from './states.ts';

/** Throws `catalogue.in_review` while staff looks at it and `catalogue.edited_meanwhile` when somebody else saved first. */
export function requireFresh(listing: Listing, version: number): void {
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  if (listing.version !== version) throw new DomainError('catalogue.edited_meanwhile');
}

/** What a listing's people work on: the proposal where there is one, the listing itself elsewhere. */
export async function workingContent(tx: Tx, listingId: string): Promise<ListingContent> {
  const draft = await tx.listingDraft.findUnique({ where: { listingId } });
  return (draft && storedContent(draft.content)) ?? rowContent(tx, listingId);
}

async function approvedPrices(tx: Tx, listingId: string): Promise<ApprovedPrices> {
  const [{ currency }, rows, rates] = await Promise.all([
    tx.listing.findUniqueOrThrow({ where: { id: listingId } }),
    tx.variant.findMany({ where: { listingId, archivedAt: null }, include: { prices: true } }),
    currentRates(),
  ]);
  return new Map(
    rows.flatMap(({ id, approvedPriceMinor, priceMinor, prices }): [string, bigint][] => {
      const approved = approvedPriceMinor ?? priceMinor;
      return [
        [id, approved],
        ...currencies.map((other): [string, bigint] => [
          convertedKey(id, other),
          convert(money(approved, currency), other, rates).minor,
        ]),
        ...prices.map((price): [string, bigint] => [
          listedKey(id, price),
          price.approvedPriceMinor ?? price.priceMinor,
        ]),
      ];
    }),
  );
}

/** What becomes public without being looked at is what later changes are held against. */
async function approveNewPrices(tx: Tx, listingId: string): Promise<void> {
  await tx.$executeRaw`
    update variant_price p set approved_price_minor = p.price_minor from variant v
    where v.id = p.variant_id and v.listing_id = ${listingId}::uuid and p.approved_price_minor is null`;
}

/** Pictures of variants are the listing's own. */
function tidy(content: ListingContent): ListingContent {
  const shown = new Set(content.pictures.map(({ mediaId }) => mediaId));
  const own = (pictureId: string | null) => (pictureId !== null && shown.has(pictureId) ? pictureId : null);
  return {
    ...content,
    variants: content.variants.map((variant) => ({ ...variant, pictureId: own(variant.pictureId) })),
  };
}

/**
 * The one way in which anything of a listing is changed, in the transaction that locked it. A listing that was never approved is
 * changed itself. Of an approved one, what may show at once does (`atOnce`), and the rest becomes its proposal, which waits for staff;
 * a proposal that proposes nothing any more is gone. Throws `catalogue.in_review` for a change of what staff is looking at.
 */
export async function editListing(
  tx: Tx,
  actor: Actor,
  listing: Listing,
  change: (working: ListingContent) => ListingContent,
): Promise<Listing> {
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  const working = await workingContent(tx, listing.id);
  const wanted = tidy(change(working));
  if (isApproved(listing.status)) await propose(tx, actor, listing, working, wanted);
  else {
    // A listing that was put away and had a proposal goes on as that.
    await tx.listingDraft.deleteMany({ where: { listingId: listing.id } });
    await applyContent(tx, actor, listing, wanted);
  }
  if (listing.status === 'live') await announceChange(tx, { kind: 'listing', slug: listing.slug });
  return tx.listing.update({
    where: { id: listing.id },
    data: { version: { increment: 1 }, updatedAt: new Date() },
  });
}

async function propose(tx: Tx, actor: Actor, listing: Listing, working: ListingContent, wanted: ListingContent) {
  const approved = await rowContent(tx, listing.id);
  const prices = await approvedPrices(tx, listing.id);
  const shown = atOnce(approved, wanted, prices);
  const left = differences(shown, wanted);
  const waiting = await tx.listingRevision.count({ where: { listingId: listing.id, decision: 'pending' } });
  // What staff looks at stays what it is; what shows at once may go on meanwhile.
  if (waiting > 0 && JSON.stringify(left) !== JSON.stringify(differences(atOnce(approved, working, prices), working)))
    throw new DomainError('catalogue.in_review');
  await applyContent(tx, actor, listing, shown);
  await approveNewPrices(tx, listing.id);
  if (left.length === 0) {
    await tx.listingDraft.deleteMany({ where: { listingId: listing.id } });
    return;
  }
  const data = { content: wanted, updatedAt: new Date(), updatedById: actorId(actor) };
  await tx.listingDraft.upsert({
    where: { listingId: listing.id },
    create: { ...data, listingId: listing.id },
    update: data,
  });
}
