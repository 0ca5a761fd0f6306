import type { Tx } from './client.ts';

/**
 * What a change makes stale on the public pages of every instance: `catalogue` all listings and lists, `listing` one listing's
 * pages, `collections` the platform's own, `messages` all pages of a locale.
 */
export type Change =
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'listing'; readonly slug: string }
  | { readonly kind: 'enterprise'; readonly slug: string }
  | { readonly kind: 'work'; readonly slug: string }
  | { readonly kind: 'collections' }
  | { readonly kind: 'messages'; readonly locale: string };

export const changesChannel = 'ambersilk_changes';

/** Tells every instance, when the transaction commits, which public pages to forget (runtime/site/page-cache.ts listens). */
export async function announceChange(tx: Tx, change: Change): Promise<void> {
  await tx.$executeRaw`select pg_notify(${changesChannel}, ${JSON.stringify(change)})`;
}
