import type { ListingKind } from '#lib/db/generated/client.ts';

/** The six kinds, in the order in which a seller is asked. */
export const listingKinds = ['physical', 'download', 'stream', 'service', 'ticket', 'licence'] as const;

/** Whether there are so many of it and no more: things in a store, seats in a hall. */
export function isCounted(kind: ListingKind): boolean {
  return kind === 'physical' || kind === 'ticket';
}

/** Whether one order takes one of it at most: a second copy of a film, or the same commission twice, would only be a slip. */
export function isSingle(kind: ListingKind): boolean {
  return kind === 'service' || kind === 'stream';
}

/** What is handed over the moment it is paid, and nothing remains for the seller to do. */
export const instantKinds: readonly ListingKind[] = ['download', 'stream', 'ticket'];

/** Whether it is one of them. */
export function isInstant(kind: ListingKind): boolean {
  return instantKinds.includes(kind);
}

/**
 * Whether the buyer must agree that it begins at once and cannot be taken back: digital content (Directive 2011/83/EU, art. 16 m).
 * Tickets for a date have no right of withdrawal to give up (art. 16 l), and commissioned work neither (art. 16 c).
 */
export function needsWaiver(kind: ListingKind): boolean {
  return kind === 'download' || kind === 'stream';
}
