import { getFormatter, getTranslations } from 'next-intl/server';
import { Meter } from '#app/_ui/bars.tsx';
import { Table } from '#app/_ui/table.tsx';
import { type Funnel, type ListingFunnel, type NamedListing, share } from '#lib/insights/index.ts';
import { ListingName } from './listing-name.tsx';

const stages = ['views', 'carts', 'paid'] as const;

/** From seeing to paying, in three lines. */
export async function FunnelLines({ funnel }: { funnel: Funnel }) {
  const t = await getTranslations('insights.funnel');
  const format = await getFormatter();
  return (
    <dl className="grid gap-4">
      {stages.map((stage, at) => {
        const earlier = stages[at - 1];
        const part = earlier ? share(funnel[stage], funnel[earlier]) : null;
        return (
          <div key={stage} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4">
            <dt>{t(stage)}</dt>
            <dd className="num">
              {part !== null && (
                <span className="mr-4 text-muted text-small">
                  {t(`of_${stage}`, { share: format.number(part / 100, { style: 'percent' }) })}
                </span>
              )}
              {format.number(funnel[stage])}
            </dd>
            <dd className="col-span-2" aria-hidden="true">
              <Meter part={funnel[stage]} whole={Math.max(funnel.views, funnel.carts, funnel.paid)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The same for each listing. */
export async function FunnelTable({
  rows,
  names,
}: {
  rows: readonly ListingFunnel[];
  names: ReadonlyMap<string, NamedListing>;
}) {
  const t = await getTranslations('insights.funnel');
  const format = await getFormatter();
  const rate = (row: ListingFunnel) => {
    const sensible = row.views > 0 && row.paid <= row.views;
    return sensible ? format.number(row.paid / row.views, { style: 'percent', maximumFractionDigits: 1 }) : '–';
  };
  return (
    <Table
      caption={t('by_listing')}
      rows={rows}
      rowKey={(row) => row.listingId}
      columns={[
        { key: 'listing', title: t('listing'), cell: (row) => <ListingName listing={names.get(row.listingId)} /> },
        ...stages.map((stage) => ({
          key: stage,
          title: t(stage),
          numeric: true,
          cell: (row: ListingFunnel) => format.number(row[stage]),
        })),
        { key: 'rate', title: t('rate'), numeric: true, cell: (row) => rate(row) },
      ]}
    />
  );
}
