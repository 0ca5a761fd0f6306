import { getLocale } from 'next-intl/server';
import { redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { listingOr404 } from '../../_parts/listing.ts';

/** The listing a page of the editor works on; null for a guest. Who may only look is led to the preview. */
export async function editedListing(id: string): Promise<WholeListing | null> {
  const actor = await currentActor();
  if (actor.type !== 'person') return null;
  const listing = await listingOr404(actor, id);
  if (!may(actor, 'listing.edit', listing))
    return redirect({ href: `/studio/listings/${id}/preview`, locale: await getLocale() });
  return listing;
}
