import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isoDay } from '#lib/core/clock.ts';
import { closedDays, readDay } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { LedgerNav } from '../_parts/ledger-nav.tsx';
import { verifyAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ before?: string }> };
type Check = Awaited<ReturnType<typeof closedDays>>['check'];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('ledger.days.title'), robots: { index: false } };
}

export default async function Days({ params, searchParams }: Props) {
  await pageLocale(params);
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path="/admin/ledger/days" />;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const { days, more, count, check } = await closedDays(actor, readDay((await searchParams).before));
  const last = days.at(-1);
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead title={t('ledger.days.title')} lead={t('ledger.days.lead')}>
        <Form action={verifyAction}>
          <Submit pending={t('ledger.days.verifying')}>{t('ledger.days.verify')}</Submit>
        </Form>
      </PageHead>
      <LedgerNav current="days" />
      <Verified check={check} />
      {days.length === 0 ? (
        <EmptyState title={t('ledger.days.empty')} text={t('ledger.days.empty_text')} />
      ) : (
        <>
          <p className="num mb-2 text-muted text-small">{t('ledger.days.count', { count })}</p>
          <Table
            caption={t('ledger.days.title')}
            rows={days}
            rowKey={({ hash }) => hash}
            columns={[
              {
                key: 'day',
                title: t('ledger.days.day'),
                cell: ({ day }) => (
                  <Link href={`/admin/ledger?on=${isoDay(day)}`} className="link num inline-flex min-h-6 items-center">
                    {format.dateTime(day, { dateStyle: 'long', timeZone: 'UTC' })}
                  </Link>
                ),
              },
              {
                key: 'transactions',
                title: t('ledger.days.transactions'),
                numeric: true,
                cell: ({ transactions }) => format.number(transactions),
              },
              {
                key: 'entries',
                title: t('ledger.days.entries'),
                numeric: true,
                cell: ({ entries }) => format.number(entries),
              },
              {
                key: 'hash',
                title: t('ledger.days.hash'),
                cell: ({ hash }) => (
                  <span className="num font-mono text-muted" title={hash}>
                    {hash.slice(0, 16)}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
      {more && last && (
        <p className="mt-8 text-center">
          <Link href={`/admin/ledger/days?before=${isoDay(last.day)}`} className={buttonStyle('quiet')}>
            {t('ledger.days.older')}
          </Link>
        </p>
      )}
    </>
  );
}

/** What the last look through the chain found. */
async function Verified({ check }: { check: Check }) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  if (!check) return <p className="mb-8 text-muted">{t('ledger.days.never')}</p>;
  const day = check.firstBadDay ? format.dateTime(check.firstBadDay, { dateStyle: 'long', timeZone: 'UTC' }) : '';
  return (
    <div id="verified" className="mb-8 scroll-mt-8">
      {check.problem ? (
        <Notice kind="bad" role="alert">
          <p className="font-medium">{t(`ledger.days.bad.${check.problem}`, { day })}</p>
          <p className="mt-1">{t('ledger.days.bad_text')}</p>
        </Notice>
      ) : (
        <Notice kind="good" role="status">
          {t('ledger.days.good', {
            days: check.days,
            date: format.dateTime(check.checkedAt, { dateStyle: 'long', timeStyle: 'short' }),
          })}
        </Notice>
      )}
    </div>
  );
}
