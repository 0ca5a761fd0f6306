import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { IssuedPapers } from '#app/_invoicing/paper-link.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney } from '#lib/core/money.ts';
import { licencePapersOf } from '#lib/invoicing/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('papers.title'), robots: { index: false } };
}

/** An enterprise's papers of licences: invoices and credit notes, the newest first. */
export default async function LicencePapers({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') notFound();
  const { items, next } = await licencePapersOf(actor, (await searchParams)['after']);
  const t = await getTranslations('licensing.papers');
  const format = await getFormatter();
  if (items.length === 0) return <EmptyState whole title={t('none')} text={t('none_text')} />;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Table
        caption={t('title')}
        rows={items}
        rowKey={({ number }) => number}
        columns={[
          {
            key: 'number',
            title: t('number'),
            cell: (paper) => (
              <ul>
                <IssuedPapers papers={[paper]} />
              </ul>
            ),
          },
          {
            key: 'licence',
            title: t('licence'),
            cell: ({ licence }) => (
              <Link href={`/licences/${licence}`} className="link num inline-flex min-h-11 items-center md:min-h-0">
                {licence}
              </Link>
            ),
          },
          {
            key: 'issued',
            title: t('issued'),
            cell: ({ issuedOn }) => format.dateTime(issuedOn, { dateStyle: 'medium', timeZone: 'UTC' }),
          },
          {
            key: 'amount',
            title: t('amount'),
            numeric: true,
            cell: ({ total }) => formatMoney(total, locale),
          },
        ]}
      />
      {next && (
        <p className="mt-6">
          <Link href={`/licences/papers?after=${next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
