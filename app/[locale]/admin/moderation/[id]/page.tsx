import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { ContentDifference } from '#app/_studio/content-difference.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { contentOf, listingHistory } from '#lib/catalogue/index.ts';
import { fieldText, readField } from '#lib/languages/index.ts';
import { listingOr404 } from '../../../studio/_parts/listing.ts';
import { listingTone } from '../../../studio/_parts/tones.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { Decide } from './decide.tsx';
import { EnterprisePapers } from './enterprise-papers.tsx';
import { History } from './history.tsx';
import { ListingInFull } from './listing-in-full.tsx';

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('review.title'), robots: { index: false } };
}

export default async function ReviewListing({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await openStaffDesk(parts.moderation);
  if (!actor) return <StaffDoor path="/admin/moderation" />;
  const listing = await listingOr404(actor, id);
  const { items: history } = await listingHistory(actor, listing);
  const t = await getTranslations('admin');
  const studio = await getTranslations('studio');
  const life = await getTranslations('life');
  const title = readField(listing.text, 'title', locale);
  const pending = history.find((revision) => revision.decision === 'pending');
  // Against what buyers see now; a listing nobody sees yet against what was sent in before.
  const before = listing.approved
    ? contentOf(listing.approved)
    : history.find((revision) => pending && revision.number < pending.number)?.content;
  return (
    <>
      <StaffNav actor={actor} current="moderation" />
      <PageHead
        title={title?.value}
        lead={`${studio(`kind.${listing.kind}`)} · ${fieldText(listing.category.text, 'name', locale)}`}
        {...(title ? { lang: title.locale } : {})}
      >
        <Status kind={listingTone[listing.status]}>{studio(`state.${listing.status}`)}</Status>
      </PageHead>
      {(await searchParams).done === 'verified' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('enterprise.verified_now')}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_400px]">
        <div className="grid min-w-0 gap-10">
          {pending && before && (
            <section aria-labelledby="changes">
              <h2 id="changes" className="mb-3 text-large">
                {life('moderation.changes')}
              </h2>
              <p className="mb-4 text-muted text-small">
                {life(listing.approved ? 'moderation.against_live' : 'moderation.against_last')}
              </p>
              <ContentDifference
                before={before}
                after={listing.content}
                source={listing.text.sourceLocale}
                locale={locale}
              />
            </section>
          )}
          <ListingInFull listing={listing} locale={locale} />
        </div>
        <div className="grid gap-8">
          <EnterprisePapers listing={listing} locale={locale} />
          {pending ? (
            <Decide listing={listing} revision={pending.number} locale={locale} />
          ) : (
            <Notice>{t('review.nothing_pending')}</Notice>
          )}
          <History revisions={history} source={listing.text.sourceLocale} locale={locale} />
        </div>
      </div>
    </>
  );
}
