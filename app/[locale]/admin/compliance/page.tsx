import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { writtenAs } from '#lib/languages/index.ts';
import { complianceItems, itemWords } from '#lib/rights/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ way?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.compliance.title'), robots: { index: false } };
}

const ways = ['all', 'cee_to_cn', 'cn_to_cee', 'both'] as const;

/** Every item of the checklists, those looked at longest ago first. */
export default async function Compliance({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.compliance);
  if (!actor) return <StaffDoor path="/admin/compliance" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('compliance');
  const rights = await getTranslations('rights');
  const format = await getFormatter();
  const { way } = await searchParams;
  const chosen = ways.find((each) => each === way) ?? 'all';
  const items = (await complianceItems(actor)).filter(({ direction }) => chosen === 'all' || direction === chosen);
  return (
    <>
      <StaffNav actor={actor} current="compliance" />
      <PageHead title={t('parts.compliance.title')} lead={words('staff.lead')}>
        <Link href="/admin/compliance/new" className={buttonStyle('quiet')}>
          {words('staff.new')}
        </Link>
      </PageHead>
      <div className="mb-6">
        <Notice>{words('no_advice')}</Notice>
      </div>
      <nav aria-label={words('staff.ways')} className="mb-4 flex flex-wrap gap-x-6 text-small">
        {ways.map((each) => (
          <Link
            key={each}
            href={each === 'all' ? '/admin/compliance' : `/admin/compliance?way=${each}`}
            aria-current={each === chosen ? 'page' : undefined}
            className="flex min-h-11 items-center text-muted aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-amber aria-[current]:underline-offset-8"
          >
            {words(`direction.${each}`)}
          </Link>
        ))}
      </nav>
      <Table
        caption={t('parts.compliance.title')}
        rows={items}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'what',
            title: words('item'),
            cell: (item) => {
              const { title, language } = itemWords(item, locale);
              return (
                <Link
                  href={`/admin/compliance/${item.code}`}
                  className="link inline-flex min-h-11 items-center"
                  lang={language}
                >
                  {title}
                </Link>
              );
            },
          },
          { key: 'way', title: words('way'), cell: ({ direction }) => words(`direction.${direction}`) },
          {
            key: 'kinds',
            title: words('kinds'),
            cell: ({ kinds }) =>
              kinds.length === 0
                ? words('any')
                : new Intl.ListFormat(writtenAs(locale)).format(kinds.map((kind) => rights(`kind.${kind}`))),
          },
          {
            key: 'state',
            title: words('state'),
            cell: ({ blocks, source, retired }) => (
              <span className="flex flex-wrap gap-x-4">
                {retired && <Status kind="plain">{words('staff.retired')}</Status>}
                {blocks && <Status kind="bad">{words('blocks')}</Status>}
                {!source.confirmed && <Status kind="waiting">{words('unconfirmed')}</Status>}
              </span>
            ),
          },
          {
            key: 'reviewed',
            title: words('reviewed'),
            cell: ({ reviewedOn }) => format.dateTime(new Date(reviewedOn), { dateStyle: 'medium', timeZone: 'UTC' }),
          },
        ]}
      />
    </>
  );
}
