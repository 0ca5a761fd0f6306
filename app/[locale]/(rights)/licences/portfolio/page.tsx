import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { Balances, Guarantees, IncomeBars } from '#app/_rights/portfolio-parts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { formatMoney } from '#lib/core/money.ts';
import { enterprisesOf, nameFor } from '#lib/enterprises/index.ts';
import { everywhere, type Portfolio, portfolioOf } from '#lib/royalties/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('royalties');
  return { title: t('portfolio.title'), robots: { index: false } };
}

export default async function PortfolioPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('royalties.portfolio');
  const actor = await currentActor();
  if (actor.type !== 'person') notFound();
  const own = (await enterprisesOf(actor)).filter(({ id }) => may(actor, 'royalty.view', { enterpriseId: id }));
  const { enterprise: wanted } = await searchParams;
  const enterprise = own.find(({ slug }) => slug === wanted) ?? own[0];
  if (!enterprise) notFound();
  const portfolio = await portfolioOf(actor, enterprise, locale);
  const empty =
    portfolio.total.minor === 0n &&
    portfolio.balances.length === 0 &&
    portfolio.guarantees.length === 0 &&
    portfolio.overdue.length === 0;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { enterprise: nameFor(enterprise, locale) })}>
        {own.length > 1 && (
          <nav aria-label={t('enterprises')} className="flex flex-wrap gap-2 text-small">
            {own.map(({ slug, ...named }) => (
              <Link
                key={slug}
                href={`/licences/portfolio?enterprise=${slug}`}
                aria-current={slug === enterprise.slug ? 'page' : undefined}
                className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
              >
                {nameFor(named, locale)}
              </Link>
            ))}
          </nav>
        )}
      </PageHead>
      {empty ? (
        <EmptyState title={t('empty')} text={t('empty_text')}>
          <Link href="/licences" className={buttonStyle('quiet')}>
            {t('licences')}
          </Link>
        </EmptyState>
      ) : (
        <>
          <p className="text-muted text-small">{t('income')}</p>
          <p className="num mb-10 font-serif text-display">{formatMoney(portfolio.total, locale)}</p>
          <div className="grid gap-x-[clamp(24px,4vw,64px)] gap-y-12 md:grid-cols-2">
            <IncomeBars title={t('by_year')} income={portfolio.byYear} locale={locale} />
            <IncomeBars title={t('by_work')} income={portfolio.byWork} locale={locale} />
            <IncomeBars title={t('by_licensee')} income={portfolio.byLicensee} locale={locale} />
            <IncomeBars
              title={t('by_territory')}
              income={portfolio.byTerritory.map((each) => ({
                ...each,
                name: each.key === everywhere ? t('everywhere') : countryName(each.key, locale),
              }))}
              locale={locale}
            />
          </div>
          <Overdue rows={portfolio.overdue} locale={locale} />
          <Guarantees rows={portfolio.guarantees} locale={locale} />
          <Balances rows={portfolio.balances} locale={locale} />
        </>
      )}
    </>
  );
}

async function Overdue({ rows, locale }: { rows: Portfolio['overdue']; locale: string }) {
  if (rows.length === 0) return null;
  const name = await periodNames(locale);
  const t = await getTranslations('royalties.portfolio');
  const format = await getFormatter();
  return (
    <section aria-labelledby="overdue" className="mt-14">
      <h2 id="overdue" className="mb-3 text-large">
        {t('overdue')}
      </h2>
      <Table
        caption={t('overdue')}
        rows={rows}
        rowKey={(row) => row.number}
        columns={[
          {
            key: 'work',
            title: t('work'),
            cell: (row) => (
              <Link href={`/licences/${row.number}`} className="link inline-flex min-h-11 items-center md:min-h-0">
                {row.title}
              </Link>
            ),
          },
          { key: 'licensee', title: t('licensee'), cell: (row) => row.licensee },
          { key: 'period', title: t('period'), cell: (row) => name(row.period) },
          { key: 'due', title: t('due'), cell: (row) => format.dateTime(new Date(row.dueOn), { dateStyle: 'medium' }) },
          { key: 'late', title: t('late'), cell: (row) => t('days', { count: row.daysLate }) },
        ]}
      />
    </section>
  );
}
