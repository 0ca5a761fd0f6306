import { getFormatter, getTranslations } from 'next-intl/server';
import { Facts, Notice, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { type lastRun, readBalances, reconciledTypes } from '#lib/payments/index.ts';

type Run = NonNullable<Awaited<ReturnType<typeof lastRun>>['last']>;

function countOf(run: Run, type: string): number {
  const { compared } = run;
  const value = compared && typeof compared === 'object' && !Array.isArray(compared) ? compared[type] : 0;
  return typeof value === 'number' ? value : 0;
}

/** What the last comparison looked at, and what is at the payment service in each currency. */
export async function LastRun({ run, locale }: { run: Run; locale: string }) {
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const moment = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  const compared = reconciledTypes
    .map((type) => [type, countOf(run, type)] as const)
    .filter(([, count]) => count > 0)
    .map(([type, count]) => `${t(`reconciliation.object.${type}`)} ${format.number(count)}`);
  return (
    <>
      {run.failure && (
        <div className="mb-6">
          <Notice kind="bad" role="alert">
            {t('reconciliation.failed', { reason: run.failure })}
          </Notice>
        </div>
      )}
      <Facts
        className="num mb-10 max-w-2xl"
        facts={[
          [t('reconciliation.last'), moment(run.startedAt)],
          [t('reconciliation.window'), `${moment(run.from)} – ${moment(run.until)}`],
          [t('reconciliation.compared'), compared.join(' · ') || t('reconciliation.none_compared')],
          [t('reconciliation.repaired'), format.number(run.repaired)],
        ]}
      />
      {run.cut && <p className="mb-6 text-muted">{t('reconciliation.cut')}</p>}
      <Balances run={run} locale={locale} />
    </>
  );
}

async function Balances({ run, locale }: { run: Run; locale: string }) {
  const lines = readBalances(run);
  if (lines.length === 0) return null;
  const t = await getTranslations('admin');
  const amount = (minor: bigint, currency: string) => formatMoney(money(minor, currency), locale);
  return (
    <section>
      <h2 className="mb-2 text-large">{t('reconciliation.balances.title')}</h2>
      <Table
        caption={t('reconciliation.balances.title')}
        rows={lines}
        rowKey={({ currency }) => currency}
        columns={[
          { key: 'currency', title: t('reconciliation.balances.currency'), cell: ({ currency }) => currency },
          {
            key: 'stripe',
            title: t('reconciliation.balances.stripe'),
            numeric: true,
            cell: ({ stripe, currency }) => amount(BigInt(stripe), currency),
          },
          {
            key: 'ledger',
            title: t('reconciliation.balances.ledger'),
            numeric: true,
            cell: ({ ledger, currency }) => amount(BigInt(ledger), currency),
          },
          {
            key: 'difference',
            title: t('reconciliation.balances.difference'),
            numeric: true,
            cell: ({ stripe, ledger, currency }) => {
              const gap = BigInt(stripe) - BigInt(ledger);
              return (
                <Status kind={gap === 0n ? 'good' : 'waiting'}>
                  {gap === 0n ? t('reconciliation.balances.equal') : amount(gap, currency)}
                </Status>
              );
            },
          },
        ]}
      />
      {lines.some(({ stripe, ledger }) => stripe !== ledger) && (
        <p className="mt-2 text-muted text-small">{t('reconciliation.balances.way')}</p>
      )}
    </section>
  );
}
