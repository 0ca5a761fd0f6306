import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Meter } from '#app/_ui/bars.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney } from '#lib/core/money.ts';
import type { Balance, Guarantee, Income } from '#lib/royalties/index.ts';

const shown = 8;

/** Sums under their names, the largest first, each as long as its share of the largest. */
export async function IncomeBars({
  title,
  income,
  locale,
}: {
  title: string;
  income: readonly Income[];
  locale: string;
}) {
  const t = await getTranslations('royalties.portfolio');
  const most = Math.max(0, ...income.map(({ amount }) => Number(amount.minor)));
  return (
    <section>
      <h2 className="mb-4 text-large">{title}</h2>
      {income.length === 0 && <p className="text-muted text-small">{t('none')}</p>}
      <ul className="grid gap-4">
        {income.slice(0, shown).map(({ key, name, amount }) => (
          <li key={key}>
            <p className="mb-1.5 flex justify-between gap-4 text-small">
              <span className="min-w-0">{name}</span>
              <span className="num whitespace-nowrap">{formatMoney(amount, locale)}</span>
            </p>
            <Meter part={Number(amount.minor)} whole={most} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Work({ row }: { row: { readonly number: string; readonly title: string } }) {
  return (
    <Link href={`/licences/${row.number}`} className="link inline-flex min-h-11 items-center md:min-h-0">
      {row.title}
    </Link>
  );
}

/** Guarantees whose period runs, those at risk first. */
export async function Guarantees({ rows, locale }: { rows: readonly Guarantee[]; locale: string }) {
  if (rows.length === 0) return null;
  const t = await getTranslations('royalties.portfolio');
  const ordered = [...rows].sort((a, b) => Number(b.atRisk) - Number(a.atRisk));
  return (
    <section aria-labelledby="guarantees" className="mt-14">
      <h2 id="guarantees" className="mb-3 text-large">
        {t('guarantees')}
      </h2>
      <Table
        caption={t('guarantees')}
        rows={ordered}
        rowKey={(row) => row.number}
        columns={[
          { key: 'work', title: t('work'), cell: (row) => <Work row={row} /> },
          { key: 'licensee', title: t('licensee'), cell: (row) => row.licensee },
          {
            key: 'state',
            title: t('state'),
            cell: (row) => (
              <Status kind={row.atRisk ? 'bad' : 'good'}>
                {t(row.atRisk ? 'at_risk' : 'on_track', { count: row.periodsLeft })}
              </Status>
            ),
          },
          {
            key: 'counted',
            title: t('counted'),
            numeric: true,
            cell: (row) => t('of', { part: formatMoney(row.counted, locale), whole: formatMoney(row.amount, locale) }),
          },
        ]}
      />
    </section>
  );
}

/** Advances that are not earned yet. */
export async function Balances({ rows, locale }: { rows: readonly Balance[]; locale: string }) {
  if (rows.length === 0) return null;
  const t = await getTranslations('royalties.portfolio');
  return (
    <section aria-labelledby="balances" className="mt-14">
      <h2 id="balances" className="mb-3 text-large">
        {t('balances')}
      </h2>
      <Table
        caption={t('balances')}
        rows={rows}
        rowKey={(row) => row.number}
        columns={[
          { key: 'work', title: t('work'), cell: (row) => <Work row={row} /> },
          { key: 'licensee', title: t('licensee'), cell: (row) => row.licensee },
          {
            key: 'earned',
            title: t('earned'),
            cell: (row) => (
              <div className="min-w-32 pt-2">
                <Meter
                  part={Number(row.advance.minor - row.open.minor)}
                  whole={Number(row.advance.minor)}
                  kind="jade"
                />
              </div>
            ),
          },
          {
            key: 'open',
            title: t('open'),
            numeric: true,
            cell: (row) => t('of', { part: formatMoney(row.open, locale), whole: formatMoney(row.advance, locale) }),
          },
        ]}
      />
    </section>
  );
}
