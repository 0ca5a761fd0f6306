import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Page } from '#lib/core/page.ts';
import { type VoucherRow, type VoucherState, voucherState } from '#lib/ordering/index.ts';

const tones = {
  running: 'good',
  not_yet: 'waiting',
  expired: 'plain',
  ended: 'bad',
  used_up: 'plain',
} as const satisfies Record<VoucherState, string>;

/** The vouchers of an issuer with how they stand. `path` is the desk they are on, `query` what its addresses carry. */
export async function VoucherList({
  page,
  path,
  query,
  locale,
  done,
}: {
  page: Page<VoucherRow>;
  path: string;
  query: string;
  locale: string;
  done: string | undefined;
}) {
  const t = await getTranslations('vouchers');
  const format = await getFormatter();
  const said = (['saved', 'stopped', 'resumed'] as const).find((each) => each === done);
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeZone: 'UTC' });
  const gives = (row: VoucherRow) => {
    const worth = {
      percentage: format.number((row.basisPoints ?? 0) / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
      amount: row.amounts.map((each) => formatMoney(money(each.amountMinor, each.currency), locale)).join(' · '),
      free_shipping: t('kind.free_shipping'),
    }[row.kind];
    if (!row.minimumMinor || !row.minimumCurrency) return worth;
    return `${worth}, ${t('from_minimum', { minimum: formatMoney(money(row.minimumMinor, row.minimumCurrency), locale) })}`;
  };
  return (
    <>
      {said && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${said}`)}
          </Notice>
        </div>
      )}
      {page.items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href={`${path}/new${query}`} className={buttonStyle()}>
            {t('new')}
          </Link>
        </EmptyState>
      ) : (
        <Table
          caption={t('title')}
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'code',
              title: t('column.code'),
              cell: (row) => (
                <Link
                  href={`${path}/${row.id}${query}`}
                  className="link num inline-flex min-h-11 items-center font-medium"
                >
                  {row.code}
                </Link>
              ),
            },
            { key: 'gives', title: t('column.gives'), cell: gives },
            {
              key: 'when',
              title: t('column.when'),
              cell: (row) =>
                row.endsAt
                  ? t('range', { from: date(row.startsAt), to: date(row.endsAt) })
                  : t('from', { from: date(row.startsAt) }),
            },
            {
              key: 'used',
              title: t('column.used'),
              numeric: true,
              cell: (row) =>
                row.maxTotal === null ? format.number(row.used) : t('used_of', { used: row.used, most: row.maxTotal }),
            },
            {
              key: 'state',
              title: t('column.state'),
              cell: (row) => {
                const state = voucherState(row);
                return <Status kind={tones[state]}>{t(`state.${state}`)}</Status>;
              },
            },
          ]}
        />
      )}
      {page.next && (
        <p className="mt-6">
          <Link
            href={`${path}${query ? `${query}&` : '?'}after=${encodeURIComponent(page.next)}`}
            className={buttonStyle('quiet')}
          >
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
