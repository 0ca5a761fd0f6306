import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Facts, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, negate } from '#lib/core/money.ts';
import { type Behind as BehindIt, type BookedTransaction, readTransaction } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../../_parts/staff.tsx';
import { LedgerNav } from '../../_parts/ledger-nav.tsx';
import { ledgerWords, ownerOf } from '../../_parts/words.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('ledger.booking.title'), robots: { index: false } };
}

export default async function Booking({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path={`/admin/ledger/transactions/${id}`} />;
  const booked = await readTransaction(actor, id);
  if (!booked) notFound();
  const words = await ledgerWords();
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead title={words.booking(booked.kind)} />
      <LedgerNav />
      <Behind booked={booked} />
      <Entries booked={booked} locale={locale} />
      <Related booked={booked} />
    </>
  );
}

/** Where staff finds what a booking is about; null for what has no page of its own. */
function pageOf(it: BehindIt): string | null {
  switch (it.kind) {
    case 'licence':
      return `/licences/${it.name}`;
    case 'royalty_statement':
      return `/licences/${it.licence}/statements/${it.period}`;
    case 'translation_job':
      return `/translate/jobs/${it.name}`;
    case 'payout_batch':
      return `/admin/payouts/${it.id}`;
    case 'bank_payment':
      return `/admin/payouts/${it.batchId}`;
    case 'bank_line':
      return '/admin/payouts#bank';
    case 'translation_order':
      return null;
  }
}

/** The event behind the booking: the order, what else it is about, the enterprise, the object at Stripe, and the day it is sealed in. */
async function Behind({ booked }: { booked: BookedTransaction }) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const enterprises = new Map(
    booked.entries.flatMap(({ enterprise }) => (enterprise ? [[enterprise.slug, enterprise]] : [])),
  );
  const code = 'num break-all font-mono text-small';
  return (
    <Facts
      className="mb-8 max-w-3xl"
      facts={[
        [
          t('ledger.booking.booked'),
          <time key="at" dateTime={booked.postedAt.toISOString()} className="num">
            {t('ledger.booking.at', {
              time: format.dateTime(booked.postedAt, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }),
            })}
          </time>,
        ],
        [
          t('ledger.booking.cause'),
          <span key="cause" className={code}>
            {booked.cause}
          </span>,
        ],
        ...(booked.order
          ? ([
              [
                t('ledger.booking.order'),
                <Link key="order" href={`/orders/${booked.order.number}`} className="link num">
                  {booked.order.number}
                </Link>,
              ],
            ] as const)
          : []),
        ...booked.behind.map((it) => {
          const page = pageOf(it);
          const key = `${it.kind}:${it.name}`;
          const name = (
            <>
              {it.name}
              {it.kind === 'bank_line' &&
                ` · ${format.dateTime(it.bookedOn, { dateStyle: 'medium', timeZone: 'UTC' })}`}
            </>
          );
          return [
            t(`ledger.booking.behind.${it.kind}`),
            page ? (
              <Link key={key} href={page} className="link num break-all">
                {name}
              </Link>
            ) : (
              <span key={key} className="num break-all">
                {name}
              </span>
            ),
          ] as const;
        }),
        ...[...enterprises.values()].map(
          ({ name, slug }) =>
            [
              t('ledger.booking.enterprise'),
              <Link key={slug} href={`/e/${slug}`} className="link">
                {name}
              </Link>,
            ] as const,
        ),
        ...booked.stripe.map(
          ({ type, id }) =>
            [
              t(`ledger.booking.stripe.${type}`),
              <span key={id} className={code}>
                {id}
              </span>,
            ] as const,
        ),
        [
          t('ledger.booking.sealed'),
          booked.sealed ? (
            <span key="sealed">
              {t('ledger.booking.sealed_in', {
                date: format.dateTime(booked.sealed.day, { dateStyle: 'long', timeZone: 'UTC' }),
              })}{' '}
              <span className={`${code} text-muted`}>{booked.sealed.hash.slice(0, 16)}</span>
            </span>
          ) : (
            t('ledger.booking.open')
          ),
        ],
      ]}
    />
  );
}

async function Entries({ booked, locale }: { booked: BookedTransaction; locale: string }) {
  const t = await getTranslations('admin');
  const words = await ledgerWords();
  return (
    <Table
      caption={t('ledger.booking.title')}
      rows={booked.entries}
      rowKey={(entry) => String(entry.id)}
      columns={[
        {
          key: 'account',
          title: t('ledger.account'),
          cell: (entry) => (
            <>
              <Link
                href={`/admin/ledger/accounts/${entry.accountId}`}
                className="link inline-flex min-h-6 items-center"
              >
                {words.account(entry.kind)}
              </Link>
              {ownerOf(entry, locale) && <span className="text-muted">{` · ${ownerOf(entry, locale)}`}</span>}
            </>
          ),
        },
        {
          key: 'debit',
          title: t('ledger.debit'),
          numeric: true,
          cell: ({ amount }) => amount.minor > 0n && formatMoney(amount, locale),
        },
        {
          key: 'credit',
          title: t('ledger.credit'),
          numeric: true,
          cell: ({ amount }) => amount.minor < 0n && formatMoney(negate(amount), locale),
        },
      ]}
    />
  );
}

/** What else was booked for the same order. */
async function Related({ booked }: { booked: BookedTransaction }) {
  if (booked.related.length === 0) return null;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const words = await ledgerWords();
  return (
    <section className="mt-12">
      <h2 className="mb-2 text-large">{t('ledger.booking.related')}</h2>
      <ul className="text-small">
        {booked.related.map(({ id, kind, postedAt }) => (
          <li key={id} className="flex flex-wrap gap-x-4 border-line border-b py-2.5">
            <Link href={`/admin/ledger/transactions/${id}`} className="link inline-flex min-h-6 items-center">
              {words.booking(kind)}
            </Link>
            <time dateTime={postedAt.toISOString()} className="num text-muted">
              {format.dateTime(postedAt, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
