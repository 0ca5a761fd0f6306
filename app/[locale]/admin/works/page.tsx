import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { now } from '#lib/core/clock.ts';
import { readField } from '#lib/languages/index.ts';
import { workQueue } from '#lib/rights/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: string; done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.works.title'), robots: { index: false } };
}

const decisions = ['approved', 'changes_requested', 'refused'] as const;

/** Works whose title waits to be verified, the longest waiting first. */
export default async function WorkQueue({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.works);
  if (!actor) return <StaffDoor path="/admin/works" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('works.queue');
  const rights = await getTranslations('rights');
  const format = await getFormatter();
  const { after, done } = await searchParams;
  const { items, next } = await workQueue(actor, after);
  const decided = decisions.find((each) => each === done);
  return (
    <>
      <StaffNav actor={actor} current="works" />
      <PageHead title={t('parts.works.title')} lead={words('lead')} />
      {decided && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {words(`done.${decided}`)}
          </Notice>
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState title={words('empty_title')} text={words('empty_text')} />
      ) : (
        <Table
          caption={t('parts.works.title')}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'work',
              title: words('work'),
              cell: ({ work }) => {
                const title = readField(work.text, 'title', locale);
                return (
                  <Link
                    href={`/admin/works/${work.id}`}
                    className="link inline-flex min-h-11 items-center font-medium"
                    lang={title?.locale}
                  >
                    {title?.value}
                  </Link>
                );
              },
            },
            { key: 'kind', title: words('kind'), cell: ({ work }) => rights(`kind.${work.kind}`) },
            {
              key: 'holder',
              title: words('holder'),
              cell: ({ work: { enterprise } }) => (
                <>
                  <MakerName of={enterprise} locale={locale} />, {countryName(enterprise.country, locale)}
                  {enterprise.status !== 'verified' && (
                    <span className="block">
                      <Status kind="waiting">{t(`enterprise_status.${enterprise.status}`)}</Status>
                    </span>
                  )}
                </>
              ),
            },
            { key: 'number', title: words('time'), cell: ({ number }) => t('queue.nth', { number }) },
            {
              key: 'waiting',
              title: words('waiting'),
              cell: ({ submittedAt }) => (
                <time dateTime={submittedAt.toISOString()}>{format.relativeTime(submittedAt, now())}</time>
              ),
            },
          ]}
        />
      )}
      {next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/works?after=${next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
