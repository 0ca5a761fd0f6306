import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { now } from '#lib/core/clock.ts';
import { formatMoney } from '#lib/core/money.ts';
import {
  isScheme,
  periodsBefore,
  type Reconciled,
  readPeriod,
  reconcileTax,
  schemePeriods,
  type TaxReturn,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { PeriodLinks, TaxNav } from './tax-nav.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ scheme?: string; period?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.tax.title'), robots: { index: false } };
}

/** The returns: what is declared, to the one-stop shops and to countries, by country and rate, and that the ledger says the same. */
export default async function TaxReturns({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.tax);
  if (!actor) return <StaffDoor path="/admin/tax" />;
  const query = await searchParams;
  const named = query.scheme ?? '';
  const scheme = isScheme(named) ? named : 'oss';
  const periods = periodsBefore(schemePeriods[scheme], now(), schemePeriods[scheme] === 'quarter' ? 6 : 12);
  const asked = readPeriod(query.period ?? '');
  const period = asked?.kind === schemePeriods[scheme] ? asked : periods[0];
  if (!period) return null;
  const [declared, reconciled] = await Promise.all([taxReturn(actor, scheme, period), reconcileTax(actor, period)]);
  const t = await getTranslations('tax');
  const admin = await getTranslations('admin');
  const name = (await periodNames(locale))(period.name);
  const empty = declared.supplies.length + declared.corrections.length === 0;
  return (
    <>
      <StaffNav actor={actor} current="tax" />
      <PageHead title={admin('parts.tax.title')} lead={t(`lead.${scheme}`)} />
      <TaxNav current={scheme} />
      <PeriodLinks
        periods={periods.map(({ name }) => name)}
        current={period.name}
        href={(each) => `/admin/tax?scheme=${scheme}&period=${each}`}
      />
      {empty ? (
        <EmptyState title={t('empty', { period: name })} text={t('empty_text')} />
      ) : (
        <Declared declared={declared} locale={locale} />
      )}
      <Reconciliation rows={reconciled} period={name} locale={locale} />
    </>
  );
}

async function Declared({ declared, locale }: { declared: TaxReturn; locale: string }) {
  const t = await getTranslations('tax');
  const format = await getFormatter();
  const names = await periodNames(locale);
  const { scheme, period, rates, supplies, corrections, total } = declared;
  const day = format.dateTime(new Date(rates.day), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <section>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p>
          <span className="text-muted">{t('total')}</span>{' '}
          <strong className="num font-medium">{formatMoney(total, locale)}</strong>
          <span className="block text-muted text-small">{t('rates', { day })}</span>
        </p>
        <a href={`/api/tax/${scheme}-${period.name}.csv`} className={buttonStyle()} download>
          {t('csv')}
        </a>
      </div>
      {!rates.final && (
        <div className="mb-4">
          <Notice>{t('provisional', { day })}</Notice>
        </div>
      )}
      <Table
        caption={t('supplies')}
        rows={supplies}
        rowKey={({ country, goods, rate }) => `${country} ${goods} ${rate}`}
        columns={[
          { key: 'country', title: t('country'), cell: ({ country }) => countryName(country, locale) },
          { key: 'kind', title: t('kind'), cell: ({ goods }) => t(goods ? 'goods' : 'services') },
          {
            key: 'rate',
            title: t('rate'),
            numeric: true,
            cell: ({ rate }) => format.number(rate / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
          },
          { key: 'net', title: t('net'), numeric: true, cell: ({ net }) => formatMoney(net, locale) },
          { key: 'tax', title: t('tax'), numeric: true, cell: ({ tax }) => formatMoney(tax, locale) },
        ]}
      />
      {corrections.length > 0 && (
        <div className="mt-8">
          <h2 className="mb-2 text-large">{t('corrections')}</h2>
          <Table
            caption={t('corrections')}
            rows={corrections}
            rowKey={({ country, period: of }) => `${country} ${of}`}
            columns={[
              { key: 'country', title: t('country'), cell: ({ country }) => countryName(country, locale) },
              { key: 'of', title: t('of_period'), cell: ({ period: of }) => names(of) },
              { key: 'tax', title: t('tax'), numeric: true, cell: ({ tax }) => formatMoney(tax, locale) },
            ]}
          />
        </div>
      )}
    </section>
  );
}

async function Reconciliation({
  rows,
  period,
  locale,
}: {
  rows: readonly Reconciled[];
  period: string;
  locale: string;
}) {
  const t = await getTranslations('tax');
  if (rows.length === 0) return null;
  const off = rows.filter(({ invoiced, booked }) => invoiced.minor !== booked.minor);
  return (
    <section className="mt-12">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-large">{t('ledger_title', { period })}</h2>
        <Status kind={off.length === 0 ? 'good' : 'bad'}>
          {off.length === 0 ? t('ledger_agrees') : t('ledger_differs', { count: off.length })}
        </Status>
      </div>
      <p className="mb-4 text-muted text-small">{t('ledger_text')}</p>
      <Table
        caption={t('ledger_title', { period })}
        rows={rows}
        rowKey={({ country, invoiced }) => `${country} ${invoiced.currency}`}
        columns={[
          { key: 'country', title: t('country'), cell: ({ country }) => countryName(country, locale) },
          {
            key: 'invoiced',
            title: t('by_papers'),
            numeric: true,
            cell: ({ invoiced }) => formatMoney(invoiced, locale),
          },
          {
            key: 'booked',
            title: t('by_ledger'),
            numeric: true,
            cell: ({ booked }) => formatMoney(booked, locale),
          },
          {
            key: 'state',
            title: t('difference'),
            numeric: true,
            cell: ({ invoiced, booked }) =>
              invoiced.minor === booked.minor
                ? '—'
                : formatMoney({ ...booked, minor: booked.minor - invoiced.minor }, locale),
          },
        ]}
      />
    </section>
  );
}
