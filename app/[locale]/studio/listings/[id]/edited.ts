import { redirect } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import { lastRevision, type WorkingListing } from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { listingOr404 } from '../../_parts/listing.ts';

export interface Edited {
  readonly actor: Person;
  readonly listing: WorkingListing;
  readonly revision: Awaited<ReturnType<typeof lastRevision>>;
  /** Staff is looking at it: it can be taken back, and not be changed. */
  readonly locked: boolean;
}

/** The listing a page of the editor works on; null for a guest. Who may only look is led to the preview. */
export async function editedListing(id: string): Promise<Edited | null> {
  const actor = await currentActor();
  if (actor.type !== 'person') return null;
  const listing = await listingOr404(actor, id);
  if (!may(actor, 'listing.edit', listing))
    return redirect({ href: `/studio/listings/${id}/preview`, locale: await readerLocale() });
  const revision = await lastRevision(actor, listing);
  return { actor, listing, revision, locked: listing.status === 'in_review' || revision?.decision === 'pending' };
}
