import type { Actor } from '#lib/core/actor.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { applyContent } from './apply-content.ts';
import { storedContent } from './content.ts';

/** Makes the proposal of a listing what the listing is, where there is one. The caller has locked it, decided, and indexes it. */
export async function applyProposal(tx: Tx, actor: Actor, listing: Listing): Promise<void> {
  const draft = await tx.listingDraft.findUnique({ where: { listingId: listing.id } });
  const content = draft && storedContent(draft.content);
  if (!content) return;
  await applyContent(tx, actor, listing, content);
  await tx.listingDraft.delete({ where: { listingId: listing.id } });
}
