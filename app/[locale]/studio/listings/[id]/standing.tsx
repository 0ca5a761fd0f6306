import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { ProposalOnly } from '#app/_studio/desk/proposal-only.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isApproved, type WorkingListing } from '#lib/catalogue/index.ts';
import { unshelveAction } from './actions.ts';
import type { Edited } from './edited.ts';

/** How the listing stands: what staff said, whether it waits, what of a live one shows at once and what does not. */
export async function Standing({ edited: { listing, revision, locked } }: { edited: Edited }) {
  const t = await getTranslations('studio.editor');
  const life = await getTranslations('life');
  const approved = isApproved(listing.status);
  const decision = revision?.decision;
  const asked =
    (listing.status === 'changes_requested' || listing.status === 'refused' || listing.approved !== null) &&
    (decision === 'changes_requested' || decision === 'refused') &&
    revision?.reason;
  return (
    <>
      {asked && (
        <Notice kind="bad">
          <h2 className="font-medium font-sans text-base">
            {approved ? life(`asked.${decision}`) : t(`asked.${decision}`)}
          </h2>
          <p className="mt-1 whitespace-pre-line">{asked}</p>
        </Notice>
      )}
      {locked && <Notice>{approved ? life('proposal.locked') : t('locked')}</Notice>}
      {approved && !locked && (
        <Notice>
          <ProposalOnly otherwise={life('live_note')}>
            <p>{life('proposal.text')}</p>
            <Link
              href={`/studio/listings/${listing.id}/revisions?from=live&to=now`}
              className="link inline-flex min-h-11 items-center text-small"
            >
              {life('proposal.compare')}
            </Link>
          </ProposalOnly>
        </Notice>
      )}
    </>
  );
}

/** The way back for who put a listing away by mistake. */
export async function Undo({ listing }: { listing: WorkingListing }) {
  const t = await getTranslations('life');
  if (listing.status !== 'archived') return null;
  return (
    <Form action={unshelveAction} className="mt-1">
      <input type="hidden" name="listingId" value={listing.id} />
      <Submit kind="text">{t('undo')}</Submit>
    </Form>
  );
}
