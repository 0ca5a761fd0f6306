import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { currencies } from '#lib/core/currency.ts';
import { accountKinds, listAccounts } from '#lib/ledger/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { LedgerNav } from '../_parts/ledger-nav.tsx';
import { ledgerWords, ownerOf, Side } from '../_parts/words.tsx';

type Asked = { kind?: string; currency?: string; enterprise?: string; after?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('ledger.accounts.title'), robots: { index: false } };
}

export default async function Accounts({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.ledger);
  if (!actor) return <StaffDoor path="/admin/ledger/accounts" />;
  const t = await getTranslations('admin');
  const words = await ledgerWords();
  const { after, ...filter } = await searchParams;
  const page = await listAccounts(actor, filter, after);
  const filtered = Object.values(filter).some(Boolean);
  const onwards = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  if (page.next) onwards.set('after', page.next);
  return (
    <>
      <StaffNav actor={actor} current="ledger" />
      <PageHead title={t('ledger.accounts.title')} lead={t('ledger.accounts.lead')} />
      <LedgerNav current="accounts" />
      <form className="mb-8 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1.2fr_0.8fr_1.4fr_auto_auto]">
        <Select
          name="kind"
          label={t('ledger.accounts.kind')}
          empty={t('ledger.accounts.any')}
          defaultValue={filter.kind}
          options={accountKinds.map((kind) => ({ value: kind, label: words.account(kind) }))}
        />
        <Select
          name="currency"
          label={t('ledger.accounts.currency')}
          empty={t('ledger.accounts.any')}
          defaultValue={filter.currency}
          options={currencies.map((code) => ({ value: code, label: code }))}
        />
        <TextInput
          name="enterprise"
          type="search"
          label={t('ledger.accounts.enterprise')}
          defaultValue={filter.enterprise?.slice(0, 200)}
        />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('ledger.accounts.find')}
        </button>
        {filtered && (
          <Link href="/admin/ledger/accounts" className={buttonStyle('text')}>
            {t('ledger.accounts.clear')}
          </Link>
        )}
      </form>
      {page.items.length === 0 ? (
        <EmptyState title={t('ledger.accounts.empty')} text={t('ledger.accounts.empty_text')} />
      ) : (
        <Table
          caption={t('ledger.accounts.title')}
          rows={page.items}
          rowKey={(account) => account.id}
          columns={[
            {
              key: 'kind',
              title: t('ledger.account'),
              cell: (account) => (
                <Link href={`/admin/ledger/accounts/${account.id}`} className="link inline-flex min-h-6 items-center">
                  {words.account(account.kind)}
                </Link>
              ),
            },
            { key: 'owner', title: t('ledger.accounts.owner'), cell: (account) => ownerOf(account, locale) },
            { key: 'currency', title: t('ledger.accounts.currency'), cell: (account) => account.balance.currency },
            {
              key: 'balance',
              title: t('ledger.accounts.balance'),
              numeric: true,
              cell: (account) => <Side amount={account.balance} locale={locale} />,
            },
          ]}
        />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/ledger/accounts?${onwards}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
