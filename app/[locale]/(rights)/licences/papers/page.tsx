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
import { papersOfEnterprises } from '#lib/invoicing/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('papers.link'), robots: { index: false } };
}

/** An enterprise's invoices and credit notes, for licences and for translations, the newest first. */
export default async function EnterprisePapers({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') notFound();
  const { items, next } = await papersOfEnterprises(actor, (await searchParams)['after']);
  const t = await getTranslations('licensing.papers');
  const words = await getTranslations('licensing');
  const format = await getFormatter();
  if (items.length === 0) return <EmptyState whole title={t('none')} text={t('none_text')} />;
  return (
    <>
      <PageHead title={t('link')} lead={t('lead')} />
      <Table
        caption={t('link')}
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
            key: 'of',
            title: words('money.what'),
            cell: ({ of, licence, page }) => (
              <Link
                href={licence ? `/licences/${page}` : `/translate/jobs/${page}#money`}
                className="link num inline-flex min-h-11 items-center md:min-h-0"
              >
                {of}
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
