import { getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { papersOf } from '#lib/invoicing/index.ts';
import type { WholeOrder } from '#lib/ordering/index.ts';
import { IssuedPapers, PaperLink } from './paper-link.tsx';

/** A buyer's papers: invoices and credit notes of each maker's part; before it is paid, what it would be invoiced as. */
export async function OrderPapers({ order, orderKey }: { order: WholeOrder; orderKey: string | undefined }) {
  const t = await getTranslations('invoicing.desk');
  const locale = await readerLocale();
  const waiting = order.status === 'awaiting_payment' || order.status === 'payment_failed';
  const papers = await papersOf(order.sellerOrders.map(({ id }) => id));
  if (!waiting && !order.paidAt) return null;
  const query = orderKey ? `?key=${encodeURIComponent(orderKey)}` : '';
  return (
    <div>
      <h2 className="mb-1 font-medium font-sans text-base tracking-normal">{t('title')}</h2>
      <ul className="text-small">
        {waiting &&
          order.sellerOrders.map(({ number, enterprise }) => (
            <li key={number}>
              <PaperLink href={`/api/papers/orders/${number}/proforma.pdf${query}`}>
                {order.sellerOrders.length > 1 ? `${t('proforma')} · ${nameFor(enterprise, locale)}` : t('proforma')}
              </PaperLink>
            </li>
          ))}
        <IssuedPapers papers={papers} orderKey={orderKey} />
      </ul>
      {!waiting && papers.length === 0 && <p className="text-muted text-small">{t('none')}</p>}
    </div>
  );
}
