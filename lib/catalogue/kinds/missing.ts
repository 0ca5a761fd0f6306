import type { ListingKind } from '#lib/db/generated/client.ts';

/** What by its kind a listing has of what it needs. */
export interface KindState {
  readonly kind: ListingKind;
  readonly service: unknown;
  readonly event: { readonly startsAt: Date } | null;
  readonly licenceOffer: unknown;
  readonly stream: unknown;
  readonly workId: string | null;
  readonly seats: number;
  readonly films: number;
}

/** Names of what a listing of its kind still lacks before staff looks at it. */
export function missingOfKind(listing: KindState, now: Date): string[] {
  const wanted: Partial<Record<ListingKind, Record<string, boolean>>> = {
    service: { service: listing.service !== null },
    ticket: {
      event: listing.event !== null,
      event_ahead: listing.event === null || listing.event.startsAt > now,
      seats: listing.seats > 0,
    },
    licence: { licence: listing.licenceOffer !== null && listing.workId !== null },
    stream: { stream: listing.stream !== null, film: listing.films > 0 },
  };
  const own = wanted[listing.kind] ?? {};
  return Object.keys(own).filter((name) => !own[name]);
}
