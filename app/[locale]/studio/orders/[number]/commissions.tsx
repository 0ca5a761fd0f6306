import { getTranslations } from 'next-intl/server';
import { MilestoneList } from '#app/_shop/milestone-list.tsx';
import { briefOf, type SellerOrderView } from '#lib/ordering/index.ts';

/** What was commissioned: the buyer's answers, and the parts with what each is worth. */
export async function Commissions({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const t = await getTranslations('kinds.commission');
  return sellerOrder.lines.map(
    (line) =>
      line.commission && (
        <section key={line.id} aria-label={line.titleForSeller}>
          <h2 className="text-large">{t('brief')}</h2>
          <p className="text-muted text-small" lang={sellerOrder.enterprise.sourceLocale}>
            {line.titleForSeller}
          </p>
          <dl className="mt-3 grid gap-4">
            {briefOf(line.commission.brief).map(({ questionForSeller, answer }) => (
              <div key={questionForSeller}>
                <dt className="text-muted text-small" lang={sellerOrder.enterprise.sourceLocale}>
                  {questionForSeller}
                </dt>
                <dd className="whitespace-pre-line" lang={sellerOrder.order.locale}>
                  {answer}
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-4 text-small">{t('revisions', { count: line.commission.revisions })}</p>
          <h3 className="mt-4 mb-1 font-medium font-sans text-base tracking-normal">{t('milestones')}</h3>
          <MilestoneList milestones={line.commission.milestones} since={sellerOrder.createdAt} reader="seller" />
        </section>
      ),
  );
}
