import { isIn, type LicenceBar, type LicenceReach, licenceBar, salesOpen } from '#lib/catalogue/index.ts';
import { isoDay } from '#lib/core/clock.ts';
import type { ListingKind } from '#lib/db/generated/client.ts';

/** Why something that is on sale cannot be bought by this buyer now. */
export type Bar = 'licence' | 'event_begun' | 'not_here' | LicenceBar;

export interface Sellable {
  readonly kind: ListingKind;
  readonly event: { readonly startsAt: Date } | null;
  readonly stream: { readonly territories: readonly string[] } | null;
  /** How far the licence reaches that it is made under; undefined: under none. */
  readonly under?: LicenceReach | undefined;
}

/**
 * What of a listing's kind stands in the way of buying it: a licence is agreed in the deal room, tickets are sold until the event
 * begins, a film is sold where it may be seen, and what is made under a licence where and while that lets it be sold. `country` is null where the buyer has not said it yet.
 */
export function barOf(listing: Sellable, country: string | null, at: Date): Bar | null {
  if (listing.kind === 'licence') return 'licence';
  if (listing.kind === 'ticket' && !(listing.event && salesOpen(listing.event, at))) return 'event_begun';
  if (listing.kind === 'stream' && country !== null && !isIn(listing.stream?.territories ?? [], country))
    return 'not_here';
  return listing.under ? licenceBar(listing.under, country, isoDay(at)) : null;
}
