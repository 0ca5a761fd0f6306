import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { writtenAs } from '#lib/languages/index.ts';
import type { PaidOut, StatementMonth, stripePayoutsOf } from '#lib/payouts/index.ts';

const tones = {
  sent: 'waiting',
  settled: 'good',
  returned: 'bad',
  paid: 'good',
  reversed: 'bad',
  partly_reversed: 'bad',
  pending: 'waiting',
  in_transit: 'waiting',
  failed: 'bad',
  canceled: 'bad',
} as const;

function toneOf(status: string): 'good' | 'waiting' | 'bad' | 'plain' {
  return Object.hasOwn(tones, status) ? tones[status as keyof typeof tones] : 'plain';
}

/** Payments to an enterprise; each leads to the orders it paid. */
export async function PayoutTable({
  payouts,
  locale,
  query,
}: {
  payouts: readonly PaidOut[];
  locale: string;
  query: string;
}) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  return (
    <Table
      caption={t('list.title')}
      rows={payouts}
      rowKey={(payout) => payout.id}
      columns={[
        {
          key: 'date',
          title: t('list.date'),
          cell: (payout) => (
            <Link href={`/studio/payouts/${payout.id}${query}`} className="link inline-flex min-h-6 items-center">
              {format.dateTime(payout.at, { dateStyle: 'medium' })}
            </Link>
          ),
        },
        { key: 'how', title: t('list.how'), cell: (payout) => t(`rail.${payout.rail}`) },
        { key: 'orders', title: t('list.orders'), cell: (payout) => t('list.order_count', { count: payout.orders }) },
        {
          key: 'state',
          title: t('list.state'),
          cell: (payout) => <Status kind={toneOf(payout.status)}>{t(`payment.${payout.status}`)}</Status>,
        },
        {
          key: 'amount',
          title: t('list.amount'),
          numeric: true,
          cell: (payout) => formatMoney(money(payout.amountMinor, payout.currency), locale),
        },
      ]}
    />
  );
}

/** From the enterprise's balance at Stripe to its bank; what a bank returned is said, and never settled. */
export async function StripePayouts({
  payouts,
  locale,
}: {
  payouts: Awaited<ReturnType<typeof stripePayoutsOf>>;
  locale: string;
}) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  return (
    <>
      <p className="mb-3 max-w-[60ch] text-muted text-small">{t('stripe.text')}</p>
      <Table
        caption={t('stripe.title')}
        rows={payouts}
        rowKey={(payout) => payout.id}
        columns={[
          {
            key: 'date',
            title: t('list.date'),
            cell: (payout) => format.dateTime(payout.arrivalOn, { dateStyle: 'medium' }),
          },
          {
            key: 'state',
            title: t('list.state'),
            cell: (payout) => <Status kind={toneOf(payout.status)}>{t(`stripe.${payout.status}`)}</Status>,
          },
          {
            key: 'why',
            title: t('waiting.why'),
            cell: (payout) => payout.failureCode && t('stripe.failed_why', { code: payout.failureCode }),
          },
          {
            key: 'amount',
            title: t('list.amount'),
            numeric: true,
            cell: (payout) => formatMoney(money(payout.amountMinor, payout.currency), locale),
          },
        ]}
      />
    </>
  );
}

/** Statements by year and month. */
export async function StatementList({
  months,
  enterprise,
  several,
  locale,
}: {
  months: readonly StatementMonth[];
  enterprise: { slug: string };
  several: boolean;
  locale: string;
}) {
  const t = await getTranslations('payouts.statements');
  const name = new Intl.DateTimeFormat(writtenAs(locale), { month: 'long', timeZone: 'UTC' });
  const years = [...Map.groupBy(months, ({ month }) => month.slice(0, 4))];
  return (
    <div className="grid gap-4">
      {years.map(([year, own], at) => (
        <details key={year} open={at === 0}>
          <summary className="min-h-11 cursor-pointer py-2 font-medium">{year}</summary>
          <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
            {own.map(({ month, currency, entries }) => (
              <li key={`${month} ${currency}`} className="border-line border-b">
                <Link
                  href={`/studio/payouts/statements/${month}?${new URLSearchParams({ currency, ...(several ? { enterprise: enterprise.slug } : {}) })}`}
                  className="flex min-h-11 items-center justify-between gap-4 py-2"
                >
                  <span className="link">{`${name.format(new Date(`${month}-01T00:00:00Z`))} · ${currency}`}</span>
                  <span className="text-muted text-small">{t('entries', { count: entries })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
