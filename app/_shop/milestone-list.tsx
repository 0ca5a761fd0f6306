import { getFormatter, getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { day } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { WholeOrder } from '#lib/ordering/index.ts';

type Commission = NonNullable<WholeOrder['sellerOrders'][number]['lines'][number]['commission']>;

/** The parts of a commission: what each is, by when, and what it is worth. */
export async function MilestoneList({
  milestones,
  since,
  reader,
}: {
  milestones: Commission['milestones'];
  since: Date;
  reader: 'buyer' | 'seller';
}) {
  const t = await getTranslations('kinds.commission');
  const locale = await readerLocale();
  const format = await getFormatter();
  return (
    <ol>
      {milestones.map((milestone) => (
        <li
          key={milestone.position}
          className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-b py-2 text-small last:border-b-0"
        >
          <span>
            {reader === 'buyer' ? milestone.nameForBuyer : milestone.nameForSeller}
            <span className="block text-muted">
              {t('by', {
                date: format.dateTime(new Date(since.getTime() + milestone.days * day), { dateStyle: 'medium' }),
              })}
            </span>
          </span>
          <span className="num text-right">
            {formatMoney(money(milestone.amountMinor, milestone.currency), locale)}
            <span className="block text-muted">{format.number(milestone.share / 100, { style: 'percent' })}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
