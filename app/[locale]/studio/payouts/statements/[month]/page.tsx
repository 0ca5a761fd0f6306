import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Facts, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { formatMoney } from '#lib/core/money.ts';
import { writtenAs } from '#lib/languages/index.ts';
import { type Statement, type StatementQuery, statementOf } from '#lib/payouts/index.ts';
import { openDesk, type StudioSearch } from '../../../_parts/desk.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { StudioNav } from '../../../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string; month: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('payouts');
  return { title: t('statements.one'), robots: { index: false } };
}

async function statementOr404(actor: Actor, query: StatementQuery, cursor: string | undefined): Promise<Statement> {
  try {
    return await statementOf(actor, query, cursor);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

export default async function StatementPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { month } = await params;
  const desk = await openDesk(searchParams, 'payout.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/payouts" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { currency = enterprise.currency, after } = await searchParams;
  const query = { enterpriseId: enterprise.id, currency, month };
  const statement = await statementOr404(actor, query, after);
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const kind = (name: string) => t(t.has(`entry.${name}`) ? `entry.${name}` : 'entry.other');
  const amount = (value: Statement['opening']) => formatMoney(value, locale);
  const name = new Intl.DateTimeFormat(writtenAs(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const more = new URLSearchParams({ currency, ...(several ? { enterprise: enterprise.slug } : {}) });
  const figure = (value: Statement['opening']) => <span className="num block text-right">{amount(value)}</span>;
  return (
    <>
      <StudioNav enterprise={enterprise} current="payouts" several={several} />
      <PageHead
        title={`${name.format(new Date(`${month}-01T00:00:00Z`))} · ${statement.currency}`}
        lead={t('statements.lead')}
      >
        {(['pdf', 'csv'] as const).map((format) => (
          <a
            key={format}
            href={`/api/payouts/statements${format === 'pdf' ? '/pdf' : ''}?${new URLSearchParams({ enterprise: enterprise.id, currency: statement.currency, month, locale })}`}
            className={buttonStyle('quiet')}
            download
          >
            {t(`statements.${format}`)}
          </a>
        ))}
      </PageHead>
      <Facts
        className="max-w-[520px]"
        facts={[
          [t('statements.opening'), figure(statement.opening)],
          ...statement.sums.map(
            (sum) => [`${kind(sum.kind)} · ${format.number(sum.count)}`, figure(sum.amount)] as const,
          ),
          [t('statements.closing'), <strong key="closing">{figure(statement.closing)}</strong>],
          [t('statements.reserved'), figure(statement.reserved)],
        ]}
      />
      <RowHead title={t('statements.lines')} />
      {statement.lines.length === 0 ? (
        <EmptyState title={t('statements.none')} />
      ) : (
        <Table
          caption={t('statements.lines')}
          rows={statement.lines}
          rowKey={(line) => String(line.id)}
          columns={[
            {
              key: 'date',
              title: t('list.date'),
              cell: (line) => format.dateTime(line.at, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
            },
            { key: 'kind', title: t('statements.kind'), cell: (line) => kind(line.kind) },
            {
              key: 'order',
              title: t('list.order'),
              cell: (line) =>
                line.number && (
                  <Link href={`/studio/orders/${line.number}`} className="link num inline-flex min-h-6 items-center">
                    {line.number}
                  </Link>
                ),
            },
            { key: 'amount', title: t('list.amount'), numeric: true, cell: (line) => amount(line.amount) },
            { key: 'balance', title: t('statements.balance'), numeric: true, cell: (line) => amount(line.balance) },
          ]}
        />
      )}
      {statement.next && (
        <Link
          href={`/studio/payouts/statements/${month}?${new URLSearchParams([...more, ['after', statement.next]])}`}
          className={buttonStyle('quiet', 'mt-6')}
        >
          {t('more')}
        </Link>
      )}
    </>
  );
}
