import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageLocale } from '#app/_shop/params.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Currency } from '#lib/core/currency.ts';
import { formatMoney, type Money, negate, sum } from '#lib/core/money.ts';
import { type TrialBalanceRow, trialBalance } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.ledger.title'), robots: { index: false } };
}

export default async function Ledger({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path="/admin/ledger" />;
  const t = await getTranslations('admin');
  const byCurrency = Map.groupBy(await trialBalance(actor), (row) => row.amount.currency);
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead title={t('parts.ledger.title')} lead={t('ledger.lead')} />
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
  const debit = rows.filter((row) => row.amount.minor > 0n);
  const credit = rows.filter((row) => row.amount.minor < 0n);
  const difference = sum(
    rows.map((row) => row.amount),
    currency,
  );
  const balanced = difference.minor === 0n;
  const total = (side: readonly TrialBalanceRow[]) =>
    sum(
      side.map((row) => row.amount),
      currency,
    );
  const lines = [
    ...rows.map(({ kind, amount }) => ({
      key: kind,
      debit: amount.minor > 0n ? amount : null,
      credit: amount.minor < 0n ? negate(amount) : null,
    })),
    { key: 'total', debit: total(debit), credit: negate(total(credit)) },
  ];
  const shown = (amount: Money | null, key: string) =>
    amount && <span className={key === 'total' ? 'font-medium' : undefined}>{formatMoney(amount, locale)}</span>;
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-large">{currency}</h2>
        <Status kind={balanced ? 'good' : 'bad'}>
          {t(balanced ? 'ledger.balanced' : 'ledger.unbalanced', { amount: formatMoney(difference, locale) })}
        </Status>
      </div>
      <Table
        caption={t('ledger.caption', { currency })}
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          {
            key: 'account',
            title: t('ledger.account'),
            cell: ({ key }) => (
              <span className={key === 'total' ? 'font-medium' : undefined}>
                {key === 'total' ? t('ledger.total') : t(`ledger.kind.${key}`)}
              </span>
            ),
          },
          {
            key: 'debit',
            title: t('ledger.debit'),
            numeric: true,
            cell: ({ key, debit }) => <Side label={t('ledger.debit')}>{shown(debit, key)}</Side>,
          },
          {
            key: 'credit',
            title: t('ledger.credit'),
            numeric: true,
            cell: ({ key, credit }) => <Side label={t('ledger.credit')}>{shown(credit, key)}</Side>,
          },
        ]}
      />
    </section>
  );
}

/** On a phone each amount says on which side it stands. */
function Side({ label, children }: { label: string; children: ReactNode }) {
  return (
    children && (
      <>
        <span className="text-muted md:hidden">{`${label}: `}</span>
        {children}
      </>
    )
  );
}
