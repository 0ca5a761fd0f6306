import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { add, formatMoney, type Money, zero } from '#lib/core/money.ts';
import {
  missingOf,
  periodsBefore,
  readPeriod,
  type SellerYear,
  sellerYears,
  standingOf,
} from '#lib/invoicing/index.ts';
import { nameCollator, writtenAs } from '#lib/languages/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { PeriodLinks, TaxNav } from '../tax-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ year?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('tax');
  return { title: t('report.dac7'), robots: { index: false } };
}

const tones = { reported: 'good', exempt: 'plain', outside_union: 'plain', nothing_sold: 'plain' } as const;

function total(seller: SellerYear, pick: (sum: SellerYear['activities']['goods'][number]) => Money): Money {
  return [...seller.activities.goods, ...seller.activities.services].map(pick).reduce(add, zero('EUR'));
}

function count({ activities }: SellerYear): number {
  return [...activities.goods, ...activities.services].reduce((sum, each) => sum + each.count, 0);
}

/** DAC7: who is reported with what, and what must still be asked for. */
export default async function Dac7({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.tax);
  if (!actor) return <StaffDoor path="/admin/tax/dac7" />;
  const periods = periodsBefore('year', now(), 4);
  const asked = readPeriod((await searchParams).year ?? '');
  const year = asked?.kind === 'year' ? asked : periods[0];
  if (!year) return null;
  const sellers = await sellerYears(actor, year, nameCollator(locale, await nameOrder()));
  const t = await getTranslations('tax');
  const reported = sellers.filter((seller) => standingOf(seller) === 'reported');
  const incomplete = reported.filter((seller) => missingOf(seller).length > 0);
  return (
    <>
      <StaffNav actor={actor} current="tax" />
      <PageHead title={t('report.dac7')} lead={t('lead.dac7')} />
      <TaxNav current="dac7" />
      <PeriodLinks
        periods={periods.map(({ name }) => name)}
        current={year.name}
        href={(name) => `/admin/tax/dac7?year=${name}`}
      />
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p>
          {t('dac7.summary', { reported: reported.length, incomplete: incomplete.length })}
          <span className="block text-muted text-small">{t('dac7.rule')}</span>
        </p>
        <span className="flex flex-wrap gap-3">
          <a href={`/api/tax/dac7-${year.name}-test.xml`} className={buttonStyle('quiet')} download>
            {t('dac7.test_xml')}
          </a>
          <a href={`/api/tax/dac7-${year.name}.xml`} className={buttonStyle()} download>
            {t('dac7.xml')}
          </a>
        </span>
      </div>
      {sellers.length === 0 ? (
        <EmptyState title={t('empty', { period: year.name })} text={t('empty_text')} />
      ) : (
        <Table
          caption={t('report.dac7')}
          rows={sellers.slice(0, limits.pageMax)}
          rowKey={({ enterpriseId }) => enterpriseId}
          columns={[
            {
              key: 'seller',
              title: t('dac7.seller'),
              cell: ({ slug, name, country }) => (
                <>
                  <Link href={`/e/${slug}`} className="link">
                    {name}
                  </Link>
                  <span className="block text-muted">{countryName(country, locale)}</span>
                </>
              ),
            },
            {
              key: 'standing',
              title: t('dac7.standing'),
              cell: (seller) => (
                <Status kind={tones[standingOf(seller)]}>{t(`dac7.standings.${standingOf(seller)}`)}</Status>
              ),
            },
            { key: 'count', title: t('dac7.count'), numeric: true, cell: (seller) => count(seller) },
            {
              key: 'consideration',
              title: t('dac7.consideration'),
              numeric: true,
              cell: (seller) =>
                formatMoney(
                  total(seller, (sum) => sum.consideration),
                  locale,
                ),
            },
            {
              key: 'fees',
              title: t('dac7.fees'),
              numeric: true,
              cell: (seller) =>
                formatMoney(
                  total(seller, (sum) => sum.fees),
                  locale,
                ),
            },
            {
              key: 'missing',
              title: t('dac7.missing'),
              cell: (seller) => {
                const missing = standingOf(seller) === 'reported' ? missingOf(seller) : [];
                if (missing.length === 0) return <span className="hidden md:inline">—</span>;
                return new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(
                  missing.map((each) => t(`dac7.missings.${each}`)),
                );
              },
            },
          ]}
        />
      )}
      {sellers.length > limits.pageMax && (
        <p className="mt-4 text-muted text-small">{t('dac7.more', { count: sellers.length - limits.pageMax })}</p>
      )}
    </>
  );
}
