import { getTranslations } from 'next-intl/server';
import { currentRates } from '#lib/exchange/index.ts';
import { papersOf } from '#lib/invoicing/index.ts';
import { papersOfOrder, type SellerOrderView } from '#lib/ordering/index.ts';
import { IssuedPapers, PaperLink } from './paper-link.tsx';

/** What a seller prints for an order: the packing slip, what customs wants, and the platform's invoices. */
export async function SellerPapers({ sellerOrder }: { sellerOrder: SellerOrderView }) {
  const t = await getTranslations('invoicing.desk');
  const sends = sellerOrder.lines.some((line) => line.kind === 'physical') && sellerOrder.order.shipTo !== null;
  const needed = papersOfOrder(sellerOrder, await currentRates());
  const papers = await papersOf([sellerOrder.id]);
  const link = (paper: string) => `/api/papers/orders/${sellerOrder.number}/${paper}.pdf`;
  return (
    <section>
      <h2 className="mb-1 text-large">{t('title')}</h2>
      <ul>
        {sends && (
          <li>
            <PaperLink href={link('packing')}>{t('packing')}</PaperLink>
          </li>
        )}
        {(['cn22', 'cn23'] as const)
          .filter((paper) => needed.includes(paper))
          .map((paper) => (
            <li key={paper}>
              <PaperLink href={link(paper)}>{t(paper)}</PaperLink>
            </li>
          ))}
        {needed.includes('invoice') && (
          <li>
            <PaperLink href={link('commercial')}>{t('commercial')}</PaperLink>
          </li>
        )}
        <IssuedPapers papers={papers} />
      </ul>
      {papers.length === 0 && <p className="text-muted text-small">{t('none')}</p>}
    </section>
  );
}
