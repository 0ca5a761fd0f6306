import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Facts, Notice, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney } from '#lib/core/money.ts';
import type { Cover, Hold, WaitingRow, WaitingSum } from '#lib/payouts/index.ts';
import { ends } from './ends.ts';

/** What waits in all, by currency and reason; each leads to its payments. */
export async function Sums({
  sums,
  current,
  locale,
}: {
  sums: readonly WaitingSum[];
  current: Hold | undefined;
  locale: string;
}) {
  const t = await getTranslations('waiting');
  const words = await getTranslations('payouts');
  const format = await getFormatter();
  return (
    <Table
      caption={t('title')}
      rows={sums}
      rowKey={({ hold, amount }) => `${hold} ${amount.currency}`}
      columns={[
        {
          key: 'why',
          title: words('waiting.why'),
          cell: ({ hold }) =>
            hold ? (
              <Link
                href={`/admin/payouts/waiting?reason=${hold}`}
                aria-current={hold === current ? 'page' : undefined}
                className="link inline-flex min-h-6 items-center aria-[current]:font-medium"
              >
                {t(`reason.${hold}`)}
              </Link>
            ) : (
              t('reason.soon')
            ),
        },
        {
          key: 'ends',
          title: t('ends'),
          cell: ({ hold }) => <span className="block max-w-[52ch]">{t(`lets_go.${ends(hold)}`)}</span>,
        },
        {
          key: 'since',
          title: words('waiting.since'),
          cell: ({ oldest }) => oldest && format.dateTime(oldest, { dateStyle: 'medium' }),
        },
        {
          key: 'count',
          title: words('admin.transfers'),
          numeric: true,
          cell: ({ count }) => format.number(count),
        },
        {
          key: 'amount',
          title: words('list.amount'),
          numeric: true,
          cell: ({ amount }) => formatMoney(amount, locale),
        },
      ]}
    />
  );
}

/** What waits for the platform's balance, and what is there and on its way to cover it. */
export async function Covers({ covers, locale }: { covers: readonly Cover[]; locale: string }) {
  const t = await getTranslations('waiting');
  const words = await getTranslations('payouts');
  return (
    <div className="grid gap-6">
      {covers.map(({ waits, available, pending, missing }) => (
        <Notice key={waits.currency} kind={missing.minor > 0n ? 'bad' : 'info'}>
          <Facts
            facts={[
              [t('reason.money_settling'), formatMoney(waits, locale)],
              [words('admin.treasury.stripe'), formatMoney(available, locale)],
              [words('balance.way'), formatMoney(pending, locale)],
            ]}
          />
          {missing.minor > 0n && <p className="mt-3">{t('missing', { amount: formatMoney(missing, locale) })}</p>}
        </Notice>
      ))}
    </div>
  );
}

/** The payments that wait: whose, of what, since when, why, and what lets them go. */
export async function WaitingTable({ rows, locale }: { rows: readonly WaitingRow[]; locale: string }) {
  const t = await getTranslations('waiting');
  const words = await getTranslations('payouts');
  const format = await getFormatter();
  return (
    <Table
      caption={t('all')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'who',
          title: words('admin.enterprise'),
          cell: ({ seller }) => <span lang={seller.sourceLocale}>{seller.displayName}</span>,
        },
        {
          key: 'order',
          title: words('list.order'),
          cell: ({ number, orderNumber }) =>
            orderNumber ? (
              <Link href={`/admin/orders/${orderNumber}`} className="link num inline-flex min-h-6 items-center">
                {number}
              </Link>
            ) : (
              <span className="num">{number}</span>
            ),
        },
        {
          key: 'since',
          title: words('waiting.since'),
          cell: ({ since }) => format.dateTime(since, { dateStyle: 'medium' }),
        },
        {
          key: 'why',
          title: words('waiting.why'),
          cell: ({ hold, failureCode }) => (
            <>
              <Status kind={hold ? 'bad' : 'waiting'}>{t(`reason.${hold ?? 'soon'}`)}</Status>
              {hold === 'refused' && failureCode && (
                <span className="block break-all font-mono text-muted">{failureCode}</span>
              )}
            </>
          ),
        },
        {
          key: 'ends',
          title: t('ends'),
          cell: ({ hold, nextTryAt }) => (
            <span className="block max-w-[44ch]">
              {t(`lets_go.${ends(hold)}`)}
              {nextTryAt && (
                <span className="block text-muted">
                  {t('next_try', { time: format.dateTime(nextTryAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'amount',
          title: words('list.amount'),
          numeric: true,
          cell: ({ amount }) => formatMoney(amount, locale),
        },
      ]}
    />
  );
}
