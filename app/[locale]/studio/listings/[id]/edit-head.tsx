import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { PageHead, Status } from '#app/_ui/layout.tsx';
import type { WorkingListing } from '#lib/catalogue/index.ts';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { fieldText, locale as localeOf } from '#lib/languages/index.ts';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { listingTone } from '../../_parts/tones.ts';

/** The head of a page beside a listing's editor: whose studio, which listing, and where it stands. */
export async function EditHead({ listing, title, lead }: { listing: WorkingListing; title: string; lead: ReactNode }) {
  const t = await getTranslations('studio');
  const actor = await currentActor();
  const source = localeOf(listing.text.sourceLocale);
  return (
    <>
      <StudioNav
        enterprise={listing.enterprise}
        current="listings"
        several={actor.type === 'person' && inSeveralEnterprises(actor)}
      />
      <Link
        href={`/studio/listings/${listing.id}`}
        className="mt-4 -mb-4 inline-flex min-h-11 items-center gap-2 text-muted text-small hover:text-ink"
      >
        <span aria-hidden="true">←</span>
        <span lang={source}>{fieldText(listing.text, 'title', source)}</span>
      </Link>
      <PageHead title={title} lead={lead}>
        <Status kind={listingTone[listing.status]}>{t(`state.${listing.status}`)}</Status>
      </PageHead>
    </>
  );
}
