import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Thumbnail } from '#app/_ui/picture.tsx';
import { Table } from '#app/_ui/table.tsx';
import { reviewQueue } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { readField } from '#lib/languages/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: string; done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.moderation.title'), robots: { index: false } };
}

const decisions = ['approved', 'changes_requested', 'refused'] as const;

export default async function Moderation({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.moderation);
  if (!actor) return <StaffDoor path="/admin/moderation" />;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const { after, done } = await searchParams;
  const page = await reviewQueue(actor, after);
  const decided = decisions.find((each) => each === done);
  return (
    <>
      <StaffNav actor={actor} current="moderation" />
      <PageHead title={t('parts.moderation.title')} lead={t('queue.lead')} />
      {decided && (
        <p role="status" className="mb-6 border-jade border-l-3 py-1 pl-4 text-jade">
          {t(`queue.done.${decided}`)}
        </p>
      )}
      {page.items.length === 0 ? (
        <EmptyState title={t('queue.empty_title')} text={t('queue.empty_text')} />
      ) : (
        <Table
          caption={t('parts.moderation.title')}
          rows={page.items}
          rowKey={(revision) => revision.id}
          columns={[
            {
              key: 'listing',
              title: t('queue.listing'),
              cell: ({ listing }) => {
                const picture = listing.pictures[0];
                const title = readField(listing.text, 'title', locale);
                return (
                  <span className="flex items-center gap-4">
                    <Thumbnail mediaId={picture?.mediaId} />
                    <Link
                      href={`/admin/moderation/${listing.id}`}
                      className="link flex min-h-11 items-center font-medium"
                      lang={title?.locale}
                    >
                      {title?.value}
                    </Link>
                  </span>
                );
              },
            },
            {
              key: 'enterprise',
              title: t('queue.enterprise'),
              cell: ({ listing: { enterprise } }) => (
                <>
                  <span lang={enterprise.sourceLocale}>{enterprise.displayName}</span>,{' '}
                  {countryName(enterprise.country, locale)}
                  {enterprise.status !== 'verified' && (
                    <span className="block">
                      <Status kind="waiting">{t(`enterprise_status.${enterprise.status}`)}</Status>
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'language',
              title: t('queue.language'),
              cell: ({ listing }) => languageName(listing.text.sourceLocale, locale),
            },
            {
              key: 'number',
              title: t('queue.number'),
              cell: (revision) => t('queue.nth', { number: revision.number }),
            },
            {
              key: 'waiting',
              title: t('queue.waiting'),
              cell: (revision) => (
                <time
                  dateTime={revision.submittedAt.toISOString()}
                  title={format.dateTime(revision.submittedAt, { dateStyle: 'medium', timeStyle: 'short' })}
                >
                  {format.relativeTime(revision.submittedAt, now())}
                </time>
              ),
            },
          ]}
        />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/moderation?after=${page.next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
