import { getFormatter, getTranslations } from 'next-intl/server';
import { BarChart } from '#app/_ui/bars.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, type Money } from '#lib/core/money.ts';
import { changePercent, type SalesReport, type Span } from '#lib/insights/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { Block } from './block.tsx';

interface Props {
  readonly report: SalesReport;
  readonly span: Span;
  readonly locale: Locale;
}

/** A figure with how it stands to the same before. */
async function Figure({
  name,
  value,
  percent,
  locale,
}: {
  name: string;
  value: string;
  percent: number | null;
  locale: Locale;
}) {
  const t = await getTranslations('insights');
  const tone = percent === null || percent === 0 ? 'text-muted' : percent > 0 ? 'text-jade' : 'text-cinnabar';
  const change = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
  return (
    <div>
      <dt className="text-muted text-small">{name}</dt>
      <dd className="num mt-1 text-title">{value}</dd>
      <dd className={`num text-small ${tone}`}>
        {percent === null ? t('no_before') : t('against_before', { change: change.format(percent / 100) })}
      </dd>
    </div>
  );
}

/** What was sold, step by step, and how it stands to the time before. */
export async function SalesBlock({ report, span, locale }: Props) {
  const t = await getTranslations('insights');
  const format = await getFormatter();
  const { now, before, convertedAt } = report;
  const day = (iso: string) =>
    format.dateTime(
      new Date(iso),
      span.step === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' },
    );
  const amount = (value: Money | undefined) => (value ? formatMoney(value, locale) : '');
  const rows = span.now.starts.map((start, at) => ({
    start,
    name: day(start),
    amount: now.amounts[at],
    before: before.amounts[at],
    orders: now.orders[at] ?? 0,
  }));
  const note = [
    t('sales.note'),
    convertedAt && t('sales.converted', { date: format.dateTime(new Date(convertedAt), { dateStyle: 'medium' }) }),
  ];
  if (now.orderCount === 0 && before.orderCount === 0)
    return (
      <Block title={t('sales.title')} note={t('sales.note')}>
        <p>{t('sales.empty')}</p>
      </Block>
    );
  const largest = [...now.amounts, ...before.amounts].reduce((a, b) => (b.minor > a.minor ? b : a));
  const marks = [rows[0], rows[Math.floor(rows.length / 2)], rows.at(-1)].map((row) => row?.name ?? '');
  return (
    <Block title={t('sales.title')} note={note.filter(Boolean).join(' ')}>
      <dl className="mb-6 flex flex-wrap gap-x-14 gap-y-4">
        <Figure
          name={t('sales.total')}
          value={amount(now.total)}
          percent={changePercent(now.total.minor, before.total.minor)}
          locale={locale}
        />
        <Figure
          name={t('sales.orders')}
          value={format.number(now.orderCount)}
          percent={changePercent(BigInt(now.orderCount), BigInt(before.orderCount))}
          locale={locale}
        />
      </dl>
      <BarChart
        label={t('sales.chart', { total: amount(now.total), before: amount(before.total) })}
        top={amount(largest)}
        marks={marks}
        bars={rows.map((row) => ({
          key: row.start,
          value: Number(row.amount?.minor ?? 0n),
          before: Number(row.before?.minor ?? 0n),
          title: t('sales.bar', { date: row.name, amount: amount(row.amount), before: amount(row.before) }),
        }))}
      />
      <p className="mt-3 flex flex-wrap gap-x-6 text-muted text-small">
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true" className="inline-block size-3 bg-amber" />
          {t('sales.this')}
        </span>
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true" className="inline-block size-3 bg-edge/70" />
          {t('sales.before')}
        </span>
      </p>
      <details className="mt-3">
        <summary className="link inline-flex min-h-11 items-center text-small">{t('as_table')}</summary>
        <Table
          caption={t('sales.title')}
          rows={rows}
          rowKey={(row) => row.start}
          columns={[
            { key: 'start', title: t(`by.from.${span.step}`), cell: (row) => row.name },
            { key: 'orders', title: t('sales.orders'), numeric: true, cell: (row) => format.number(row.orders) },
            { key: 'amount', title: t('sales.this'), numeric: true, cell: (row) => amount(row.amount) },
            { key: 'before', title: t('sales.before'), numeric: true, cell: (row) => amount(row.before) },
          ]}
        />
      </details>
    </Block>
  );
}
