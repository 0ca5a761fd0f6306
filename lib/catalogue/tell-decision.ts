import { config } from '#lib/core/config.ts';
import type { ListingStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { isApproved } from './states.ts';

interface Decided {
  readonly listingId: string;
  readonly revisionId: string;
  /** The listing's state before the decision and after it. */
  readonly before: ListingStatus;
  readonly status: ListingStatus;
}

/** Tells an enterprise's owners and editors what was decided on their listing, each once and in their language. */
export async function tellDecision(
  tx: Tx,
  { listingId, revisionId, before, status }: Decided,
  { decision, reason }: { readonly decision: 'approved' | 'changes_requested' | 'refused'; readonly reason: string },
): Promise<void> {
  const listing = await tx.listing.findUniqueOrThrow({
    where: { id: listingId },
    include: { text: withTranslations, enterprise: { include: { memberships: { include: { user: true } } } } },
  });
  const title = fieldText(listing.text, 'title', locale(listing.text.sourceLocale));
  const changed = isApproved(before);
  const told = listing.enterprise.memberships.filter(({ role }) => role === 'owner' || role === 'editor');
  for (const user of new Map(told.map((each) => [each.userId, each.user])).values()) {
    const reader = locale(user.locale);
    const common = { cause: `revision:${revisionId}:${user.id}`, recipient: user.email, locale: reader };
    const desk = `${config().SITE_URL}/${reader}/studio/listings/${listing.id}`;
    const link = status === 'live' ? `${config().SITE_URL}/${reader}/l/${listing.slug}` : desk;
    if (decision === 'approved') {
      const template = changed ? 'change_approved' : status === 'live' ? 'listing_approved' : 'listing_scheduled';
      await queueMail(tx, { ...common, template, params: { title, link } });
    } else {
      const first = decision === 'refused' ? 'listing_refused' : 'listing_changes_requested';
      const template = changed ? 'change_declined' : first;
      await queueMail(tx, { ...common, template, params: { title, link: desk, reason } });
    }
  }
}
