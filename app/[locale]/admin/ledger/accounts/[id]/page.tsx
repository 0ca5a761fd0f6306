import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { EmptyState, Facts, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, type Money } from '#lib/core/money.ts';
import { accountEntries, accountStatement, type EntryLine, readAccount, readDay } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../../_parts/staff.tsx';
import { LedgerNav } from '../../_parts/ledger-nav.tsx';
import { ledgerWords, ownerOf, Side } from '../../_parts/words.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ from?: string; until?: string; after?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('ledger.account'), robots: { index: false } };
}

export default async function Account({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path={`/admin/ledger/accounts/${id}`} />;
  const account = await readAccount(actor, id);
  if (!account) notFound();
  const t = await getTranslations('admin');
  const words = await ledgerWords();
  const asked = await searchParams;
  const [from, until] = [readDay(asked.from), readDay(asked.until)];
  const days = new URLSearchParams();
  if (from && asked.from) days.set('from', asked.from);
  if (until && asked.until) days.set('until', asked.until);
  const span = { from, until };
  const [page, statement] = await Promise.all([
    accountEntries(actor, account, span, asked.after),
    accountStatement(actor, account, span),
  ]);
  const side = (amount: Money) => <Side amount={amount} locale={locale} />;
  const onwards = new URLSearchParams(days);
  if (page.next) onwards.set('after', page.next);
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead
        title={words.account(account.kind)}
        lead={[ownerOf(account, locale), account.balance.currency].filter(Boolean).join(' · ')}
      >
        <a href={`/api/ledger/account-${account.id}.csv?locale=${locale}&${days}`} className={buttonStyle('quiet')}>
          {t('ledger.csv')}
        </a>
      </PageHead>
      <LedgerNav current="accounts" />
      <form className="mb-8 grid items-end gap-4 sm:grid-cols-[12rem_12rem_auto_1fr]">
        <TextInput
          name="from"
          type="date"
          label={t('ledger.account_page.from')}
          defaultValue={days.get('from') ?? ''}
        />
        <TextInput
          name="until"
          type="date"
          label={t('ledger.account_page.until')}
          defaultValue={days.get('until') ?? ''}
        />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('ledger.show')}
        </button>
      </form>
      <Facts
        className="num mb-8 max-w-md"
        facts={[
          [t('ledger.account_page.opening'), side(statement.opening)],
          [t('ledger.debit'), formatMoney(statement.debit, locale)],
          [t('ledger.credit'), formatMoney(statement.credit, locale)],
          [t('ledger.account_page.closing'), side(statement.closing)],
        ]}
      />
      <h2 className="mb-2 text-large">{t('ledger.account_page.entries', { count: statement.entries })}</h2>
      {page.items.length === 0 ? (
        <EmptyState title={t('ledger.account_page.empty')} text={t('ledger.account_page.empty_text')} />
      ) : (
        <Entries entries={page.items} locale={locale} caption={words.account(account.kind)} />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/ledger/accounts/${account.id}?${onwards}`} className={buttonStyle('quiet')}>
            {t('ledger.account_page.older')}
          </Link>
        </p>
      )}
    </>
  );
}

async function Entries({
  entries,
  locale,
  caption,
}: {
  entries: readonly EntryLine[];
  locale: string;
  caption: string;
}) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const words = await ledgerWords();
  return (
    <Table
      caption={caption}
      rows={entries}
      rowKey={(entry) => String(entry.id)}
      columns={[
        {
          key: 'when',
          title: t('ledger.account_page.when'),
          cell: ({ postedAt }) => (
            <time dateTime={postedAt.toISOString()} className="num">
              {format.dateTime(postedAt, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })}
            </time>
          ),
        },
        {
          key: 'what',
          title: t('ledger.account_page.what'),
          cell: (entry) => (
            <Link
              href={`/admin/ledger/transactions/${entry.transactionId}`}
              className="link inline-flex min-h-6 items-center"
            >
              {words.booking(entry.kind)}
            </Link>
          ),
        },
        {
          key: 'order',
          title: t('ledger.account_page.order'),
          cell: ({ orderNumber }) =>
            orderNumber && (
              <Link href={`/orders/${orderNumber}`} className="link num inline-flex min-h-6 items-center">
                {orderNumber}
              </Link>
            ),
        },
        {
          key: 'amount',
          title: `${t('ledger.debit')} / ${t('ledger.credit')}`,
          numeric: true,
          cell: ({ amount }) => <Side amount={amount} locale={locale} />,
        },
        {
          key: 'balance',
          title: t('ledger.account_page.balance'),
          numeric: true,
          cell: ({ balance }) => <Side amount={balance} locale={locale} />,
        },
      ]}
    />
  );
}
