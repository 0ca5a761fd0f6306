import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isoDay } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { formatMoney, type Money, negate, sum } from '#lib/core/money.ts';
import { readDay, type TrialBalanceRow, trialBalance } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { LedgerNav } from './_parts/ledger-nav.tsx';
import { Sides } from './_parts/sides.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ on?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.ledger.title'), robots: { index: false } };
}

export default async function Ledger({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path="/admin/ledger" />;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const day = readDay((await searchParams).on);
  const byCurrency = Map.groupBy(await trialBalance(actor, day), (row) => row.amount.currency);
  const on = day ? `&on=${isoDay(day)}` : '';
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead title={t('ledger.nav.balance')} lead={t('ledger.lead')}>
        <a href={`/api/ledger/trial-balance.csv?locale=${locale}${on}`} className={buttonStyle('quiet')}>
          {t('ledger.csv')}
        </a>
      </PageHead>
      <LedgerNav current="balance" />
      <form className="mb-10 flex flex-wrap items-end gap-4">
        <TextInput
          name="on"
          type="date"
          label={t('ledger.on')}
          defaultValue={day ? isoDay(day) : ''}
          className="w-56"
        />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('ledger.show')}
        </button>
        {day && (
          <Link href="/admin/ledger" className={buttonStyle('text')}>
            {t('ledger.now')}
          </Link>
        )}
      </form>
      {day && (
        <p className="mb-6 font-medium">
          {t('ledger.shown_on', { date: format.dateTime(day, { dateStyle: 'long', timeZone: 'UTC' }) })}
        </p>
      )}
      {byCurrency.size === 0 && <EmptyState title={t('ledger.empty')} />}
      <div className="grid gap-x-16 gap-y-12 xl:grid-cols-2">
        {[...byCurrency].map(([currency, rows]) => (
          <TrialBalance key={currency} currency={currency} rows={rows} locale={locale} />
        ))}
      </div>
    </>
  );
}

/** The accounts of one currency: what each kind owes or holds, and that both sides add up to the same. */
async function TrialBalance({
  currency,
  rows,
  locale,
}: {
  currency: Currency;
  rows: readonly TrialBalanceRow[];
  locale: string;
}) {
  const t = await getTranslations('admin');
  const side = (chosen: (minor: bigint) => boolean) =>
    sum(
      rows.map((row) => row.amount).filter(({ minor }) => chosen(minor)),
      currency,
    );
  const debit = side((minor) => minor > 0n);
  const credit = negate(side((minor) => minor < 0n));
  const difference = { minor: debit.minor - credit.minor, currency };
  const lines = [
    ...rows.map(({ kind, amount }) => ({
      key: kind,
      debit: amount.minor >= 0n ? amount : null,
      credit: amount.minor < 0n ? negate(amount) : null,
    })),
    { key: 'total', debit, credit },
  ];
  const shown = (amount: Money | null, key: string) =>
    amount && <span className={key === 'total' ? 'font-medium' : undefined}>{formatMoney(amount, locale)}</span>;
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-large">{currency}</h2>
        <Status kind={difference.minor === 0n ? 'good' : 'bad'}>
          {t(difference.minor === 0n ? 'ledger.balanced' : 'ledger.unbalanced', {
            amount: formatMoney(difference, locale),
          })}
        </Status>
      </div>
      <Sides amounts={rows.map(({ amount }) => Number(amount.minor))} label={t('ledger.picture', { currency })} />
      <Table
        caption={t('ledger.caption', { currency })}
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          {
            key: 'account',
            title: t('ledger.account'),
            cell: ({ key }) =>
              key === 'total' ? (
                <span className="font-medium">{t('ledger.total')}</span>
              ) : (
                <Link
                  href={`/admin/ledger/accounts?kind=${key}&currency=${currency}`}
                  className="link inline-flex min-h-6 items-center"
                >
                  {t(`ledger.kind.${key}`)}
                </Link>
              ),
          },
          {
            key: 'debit',
            title: t('ledger.debit'),
            numeric: true,
            cell: ({ key, debit }) => shown(debit, key),
          },
          {
            key: 'credit',
            title: t('ledger.credit'),
            numeric: true,
            cell: ({ key, credit }) => shown(credit, key),
          },
        ]}
      />
    </section>
  );
}
