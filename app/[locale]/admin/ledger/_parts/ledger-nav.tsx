import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

const pages = { balance: '/admin/ledger', accounts: '/admin/ledger/accounts', days: '/admin/ledger/days' } as const;

/** The pages of the ledger. */
export async function LedgerNav({ current }: { current?: keyof typeof pages }) {
  const t = await getTranslations('admin');
  const names = ['balance', 'accounts', 'days'] as const satisfies readonly (keyof typeof pages)[];
  return (
    <nav aria-label={t('ledger.nav.label')} className="mb-8 flex flex-wrap gap-2 text-small">
      {names.map((name) => (
        <Link
          key={name}
          href={pages[name]}
          aria-current={name === current ? 'page' : undefined}
          className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
        >
          {t(`ledger.nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
