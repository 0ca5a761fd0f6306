import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Notice, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, type Money, money } from '#lib/core/money.ts';
import type { CurrencyStanding, payoutOverview, waitingTransfers } from '#lib/payouts/index.ts';
import { SourceLink } from './source-link.tsx';

type Overview = Awaited<ReturnType<typeof payoutOverview>>;

/** When the next payment comes, how much it is, and why then. */
export async function NextPayout({
  next,
  standings,
  locale,
  accountHref,
}: {
  next: Overview['next'];
  standings: readonly CurrencyStanding[];
  locale: string;
  accountHref: string;
}) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  if (next.hold) {
    return (
      <Notice kind="bad">
        <p className="font-medium">{t('next.held')}</p>
        <p className="mt-1">{t(`hold.${next.hold}`)}</p>
        <Link href={accountHref} className="link mt-2 inline-flex min-h-11 items-center">
          {t('next.fix')}
        </Link>
      </Notice>
    );
  }
  const ready = standings
    .filter(({ ready: amount }) => amount.minor > 0n)
    .map((each) => formatMoney(each.ready, locale));
  const day = (at: Date) => format.dateTime(at, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <Notice kind={ready.length > 0 ? 'good' : 'info'}>
      <p className="font-medium text-large">
        {ready.length > 0
          ? t('next.amount', { amounts: format.list(ready, { type: 'conjunction' }), date: day(next.arrivesOn) })
          : t('next.nothing')}
      </p>
      <p className="mt-1 text-small">{t(`next.why.${next.rail}`, { date: day(next.leavesOn) })}</p>
    </Notice>
  );
}

function Line({ name, amount, why, locale }: { name: string; amount: Money; why: string; locale: string }) {
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-6 border-line border-t py-3">
      <dt>{name}</dt>
      <dd className="num text-right">{formatMoney(amount, locale)}</dd>
      <dd className="col-span-2 text-muted text-small">{why}</dd>
    </div>
  );
}

/** Where the money of one currency stands, each part with its reason. */
export async function Standing({ standing, locale }: { standing: CurrencyStanding; locale: string }) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const { owed, ready, onItsWay, held, notDue, reserved, reserveUntil } = standing;
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'long' });
  return (
    <section className="rounded-md border border-line p-6">
      <h2 className="font-sans text-muted text-small">{t('balance.title', { currency: standing.currency })}</h2>
      <p className={owed.minor < 0n ? 'num mt-1 text-cinnabar text-title' : 'num mt-1 text-title'}>
        {formatMoney(owed, locale)}
      </p>
      <p className="mt-1 mb-4 text-muted text-small">{t(owed.minor < 0n ? 'balance.negative' : 'balance.text')}</p>
      <dl>
        {ready.minor > 0n && (
          <Line name={t('balance.ready')} amount={ready} why={t('balance.ready_why')} locale={locale} />
        )}
        {onItsWay.minor > 0n && (
          <Line name={t('balance.way')} amount={onItsWay} why={t('balance.way_why')} locale={locale} />
        )}
        {held.map(({ hold, amount, count }) => (
          <Line
            key={hold}
            name={t('balance.held', { count })}
            amount={amount}
            why={t(`hold.${hold}`)}
            locale={locale}
          />
        ))}
        {notDue.minor > 0n && (
          <Line name={t('balance.undue')} amount={notDue} why={t('balance.undue_why')} locale={locale} />
        )}
        {reserved.minor > 0n && (
          <Line
            name={t('balance.reserved')}
            amount={reserved}
            why={t('balance.reserved_why', { date: reserveUntil ? date(reserveUntil) : '' })}
            locale={locale}
          />
        )}
      </dl>
    </section>
  );
}

type Waiting = Awaited<ReturnType<typeof waitingTransfers>>;

/** What is due and has not arrived, each with why and when. */
export async function WaitingList({ transfers, locale }: { transfers: Waiting; locale: string }) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const withBank = await getTranslations('waiting');
  const why = ({ hold, expected, rail, bankPayment }: Waiting[number]) => {
    const date = expected && format.dateTime(expected, { dateStyle: 'long', timeZone: 'UTC' });
    const when = date && (bankPayment ? withBank('with_bank', { date }) : t(`expected.${rail}`, { date }));
    return [hold && t(`hold.${hold}`), when].filter(Boolean).join(' ');
  };
  return (
    <Table
      caption={t('waiting.title')}
      rows={transfers}
      rowKey={(each) => each.id}
      columns={[
        {
          key: 'order',
          title: t('list.order'),
          cell: (each) => <SourceLink transfer={each} />,
        },
        {
          key: 'since',
          title: t('waiting.since'),
          cell: (each) => format.dateTime(each.createdAt, { dateStyle: 'medium' }),
        },
        {
          key: 'state',
          title: t('list.state'),
          cell: (each) => (
            <Status kind={each.hold && each.hold !== 'money_settling' ? 'bad' : 'waiting'}>
              {t(`status.${each.status}`)}
            </Status>
          ),
        },
        {
          key: 'why',
          title: t('waiting.why'),
          cell: (each) => <span className="block max-w-[48ch]">{why(each)}</span>,
        },
        {
          key: 'amount',
          title: t('list.amount'),
          numeric: true,
          cell: (each) => formatMoney(money(each.amountMinor, each.currency), locale),
        },
      ]}
    />
  );
}
