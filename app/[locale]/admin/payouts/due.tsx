import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, RowHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { BatchView, DueRow } from '#lib/payouts/index.ts';
import { makeBatchAction } from './actions.ts';
import { ends } from './waiting/ends.ts';

function totalOf(rows: readonly { amountMinor: bigint }[]): bigint {
  return rows.reduce((sum, row) => sum + row.amountMinor, 0n);
}

/** What is due by the bank, by currency: what may leave with the next batch, and what waits and why. */
export async function Due({ rows, locale }: { rows: readonly DueRow[]; locale: string }) {
  const t = await getTranslations('payouts');
  const desk = await getTranslations('waiting');
  const format = await getFormatter();
  const byCurrency = [...Map.groupBy(rows, (row) => row.currency)];
  return (
    <section aria-labelledby="due">
      <h2 id="due" className="mb-3 text-title">
        {t('admin.due.title')}
      </h2>
      {byCurrency.length === 0 && <EmptyState title={t('admin.due.empty')} />}
      <div className="grid gap-10">
        {byCurrency.map(([currency, own]) => {
          const ready = own.filter((row) => row.hold === null);
          return (
            <div key={currency}>
              <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
                <h3 className="num text-large">
                  {ready.length > 0 ? formatMoney(money(totalOf(ready), currency), locale) : currency}
                </h3>
                {ready.length > 0 && (
                  <Form action={makeBatchAction}>
                    <input type="hidden" name="currency" value={currency} />
                    <Submit kind="quiet" pending={t('admin.saving')}>
                      {t('admin.due.make', { currency })}
                    </Submit>
                  </Form>
                )}
              </div>
              <Table
                caption={t('admin.due.caption', { currency })}
                rows={own}
                rowKey={(row) => `${row.enterpriseId} ${row.hold ?? ''}`}
                columns={[
                  {
                    key: 'who',
                    title: t('admin.enterprise'),
                    cell: (row) => <span lang={row.sourceLocale}>{row.displayName}</span>,
                  },
                  { key: 'count', title: t('admin.transfers'), numeric: true, cell: (row) => format.number(row.count) },
                  {
                    key: 'since',
                    title: t('waiting.since'),
                    cell: (row) => format.dateTime(row.oldest, { dateStyle: 'medium' }),
                  },
                  {
                    key: 'state',
                    title: t('list.state'),
                    cell: (row) => (
                      <span className="block max-w-[44ch]">
                        <Status kind={row.hold ? 'bad' : 'good'}>
                          {row.hold ? desk(`reason.${row.hold}`) : t('admin.due.ready')}
                        </Status>
                        {row.hold && <span className="block text-muted">{desk(`lets_go.${ends(row.hold)}`)}</span>}
                      </span>
                    ),
                  },
                  {
                    key: 'amount',
                    title: t('list.amount'),
                    numeric: true,
                    cell: (row) => formatMoney(money(row.amountMinor, row.currency), locale),
                  },
                ]}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}

const tones = { proposed: 'waiting', exported: 'waiting', settled: 'good', cancelled: 'plain' } as const;

/** The batches: those that wait for an approval first. */
export async function BatchList({ batches, locale }: { batches: readonly BatchView[]; locale: string }) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  if (batches.length === 0) return null;
  const live = (batch: BatchView) => batch.payments.filter(({ status }) => status !== 'dropped');
  return (
    <section aria-label={t('admin.batches.title')}>
      <RowHead title={t('admin.batches.title')} />
      <Table
        caption={t('admin.batches.title')}
        rows={batches}
        rowKey={(batch) => batch.id}
        columns={[
          {
            key: 'number',
            title: t('admin.batches.number'),
            cell: (batch) => (
              <Link href={`/admin/payouts/${batch.id}`} className="link num inline-flex min-h-6 items-center">
                {batch.number}
              </Link>
            ),
          },
          {
            key: 'day',
            title: t('admin.batches.execute'),
            cell: (batch) => format.dateTime(batch.executeOn, { dateStyle: 'medium', timeZone: 'UTC' }),
          },
          {
            key: 'payments',
            title: t('admin.batches.payments'),
            numeric: true,
            cell: (batch) => format.number(live(batch).length),
          },
          {
            key: 'state',
            title: t('list.state'),
            cell: (batch) => (
              <Status kind={tones[batch.status]}>
                {batch.status === 'proposed'
                  ? t('admin.batches.approvals', { count: batch.approvals.length })
                  : t(`admin.batches.${batch.status}`)}
              </Status>
            ),
          },
          {
            key: 'amount',
            title: t('list.amount'),
            numeric: true,
            cell: (batch) => formatMoney(money(totalOf(live(batch)), batch.currency), locale),
          },
        ]}
      />
    </section>
  );
}
