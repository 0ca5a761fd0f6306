import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Table } from '#app/_ui/table.tsx';
import { type StockedVariant, type StockMovementView, stockHistory } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';

/** Every movement, the newest first, with what was on hand after it. */
export async function History({
  actor,
  variant,
  cursor,
  several,
}: {
  actor: Actor;
  variant: StockedVariant;
  cursor: string | undefined;
  /** Whether the enterprise has more than one place. */
  several: boolean;
}) {
  const t = await getTranslations('stock');
  const places = await getTranslations('places');
  const format = await getFormatter();
  const page = await stockHistory(actor, variant, cursor);
  if (page.items.length === 0) return <p className="text-muted">{t('history.empty')}</p>;
  return (
    <>
      <Table
        caption={t('history.title')}
        rows={page.items}
        rowKey={(movement) => movement.id}
        columns={[
          {
            key: 'when',
            title: t('history.when'),
            cell: (movement) => format.dateTime(movement.createdAt, { dateStyle: 'medium', timeStyle: 'short' }),
          },
          {
            key: 'why',
            title: t('history.why'),
            cell: (movement) => (
              <>
                {movement.reason === 'transferred' ? places('transferred') : t(`adjust.reasons.${movement.reason}`)}
                {movement.sellerOrder && (
                  <>
                    {' '}
                    <Link href={`/studio/orders/${movement.sellerOrder}`} className="link num">
                      {movement.sellerOrder}
                    </Link>
                  </>
                )}
                {movement.note && <span className="block text-muted">{movement.note}</span>}
              </>
            ),
          },
          ...(several
            ? [
                {
                  key: 'where',
                  title: places('place'),
                  cell: (movement: StockMovementView) => movement.place || places('main'),
                },
              ]
            : []),
          { key: 'who', title: t('history.who'), cell: (movement) => movement.by },
          {
            key: 'delta',
            title: t('history.delta'),
            numeric: true,
            cell: (movement) => format.number(movement.delta, { signDisplay: 'exceptZero' }),
          },
          {
            key: 'balance',
            title: t('history.balance'),
            numeric: true,
            cell: (movement) => format.number(movement.balance),
          },
        ]}
      />
      {page.next && (
        <Link href={`/studio/stock/${variant.id}?after=${page.next}`} className={buttonStyle('quiet', 'mt-6')}>
          {t('more')}
        </Link>
      )}
    </>
  );
}
