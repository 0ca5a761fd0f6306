import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { now } from '#lib/core/clock.ts';
import { briefOf, type passesOfLines, passState, type WholeOrder } from '#lib/ordering/index.ts';
import { MilestoneList } from './milestone-list.tsx';

export type BoughtPass = Awaited<ReturnType<typeof passesOfLines>>[number];

interface Props {
  readonly line: WholeOrder['sellerOrders'][number]['lines'][number];
  readonly seller: WholeOrder['sellerOrders'][number];
  readonly pass: BoughtPass | undefined;
  readonly orderNumber: string;
  readonly orderKey: string | undefined;
  readonly locale: string;
}

/** What a line's buyer has of it beside files: a film to watch, what was agreed about a commission. */
export async function LineHandedOver({ line, seller, pass, orderKey }: Props) {
  const t = await getTranslations('kinds');
  const format = await getFormatter();
  if (pass) {
    const state = passState(pass, now());
    const until = 'until' in state ? format.dateTime(state.until, { dateStyle: 'medium', timeStyle: 'short' }) : '';
    const query = orderKey ? `?pass=${pass.id}&key=${encodeURIComponent(orderKey)}` : `?pass=${pass.id}`;
    return (
      <>
        {state.is !== 'over' && (
          <Link href={`/watch/${pass.listing.slug}${query}`} className={buttonStyle('quiet', 'mt-2')}>
            {t('watch.open')}
          </Link>
        )}
        {state.is !== 'owned' && (
          <p className="mt-1 text-muted text-small">{t(`watch.state.${state.is}`, { until })}</p>
        )}
      </>
    );
  }
  if (!line.commission) return null;
  return (
    <details className="mt-2 text-small">
      <summary className="link inline-flex min-h-11 items-center">{t('commission.agreed')}</summary>
      <MilestoneList milestones={line.commission.milestones} since={seller.createdAt} reader="buyer" />
      <dl className="mt-3 grid gap-3">
        {briefOf(line.commission.brief).map(({ question, answer }) => (
          <div key={question}>
            <dt className="text-muted">{question}</dt>
            <dd className="whitespace-pre-line">{answer}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
