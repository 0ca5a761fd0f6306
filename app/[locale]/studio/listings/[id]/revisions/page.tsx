import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice } from '#app/_ui/layout.tsx';
import { isApproved, listingHistory } from '#lib/catalogue/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { EditHead } from '../edit-head.tsx';
import { editedListing } from '../edited.ts';
import { Compare } from './compare.tsx';
import { RevisionItem } from './revision-item.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ from?: string; to?: string; after?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('life.revisions');
  return { title: t('title'), robots: { index: false } };
}

export default async function Revisions({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { actor, listing, locked } = edited;
  const { from, to, after } = await searchParams;
  const t = await getTranslations('life.revisions');
  const { items, next } = await listingHistory(actor, listing, after);
  return (
    <>
      <EditHead listing={listing} title={t('title')} lead={t('lead')} />
      {items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Compare edited={edited} revisions={items} from={from} to={to} locale={locale} />
          <section aria-labelledby="revisions">
            <h2 id="revisions" className="text-large">
              {t('all')}
            </h2>
            {locked && (
              <div className="mt-3">
                <Notice>{t('locked')}</Notice>
              </div>
            )}
            <ol>
              {items.map((revision) => (
                <RevisionItem
                  key={revision.id}
                  revision={revision}
                  approved={isApproved(listing.status)}
                  locked={locked}
                />
              ))}
            </ol>
            {next && (
              <Link
                href={`/studio/listings/${listing.id}/revisions?after=${next}`}
                className={buttonStyle('quiet', 'mt-6')}
              >
                {t('older')}
              </Link>
            )}
          </section>
        </div>
      )}
    </>
  );
}
