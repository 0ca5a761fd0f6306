import { getTranslations } from 'next-intl/server';
import type { ListedPaper } from '#lib/invoicing/index.ts';

/** A link that downloads a paper. */
export function PaperLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="link inline-flex min-h-11 items-center" download>
      {children}
    </a>
  );
}

/** Issued papers, each as PDF with its XML beside it. */
export async function IssuedPapers({
  papers,
  orderKey,
}: {
  papers: readonly Pick<ListedPaper, 'number' | 'kind'>[];
  orderKey?: string | undefined;
}) {
  const t = await getTranslations('invoicing.desk');
  const query = orderKey ? `?key=${encodeURIComponent(orderKey)}` : '';
  return papers.map(({ number, kind }) => (
    <li key={number} className="flex flex-wrap items-center gap-x-4">
      <PaperLink href={`/api/papers/invoices/${number}.pdf${query}`}>{t(kind, { number })}</PaperLink>
      <a
        href={`/api/papers/invoices/${number}.xml${query}`}
        className="link inline-flex min-h-11 items-center text-muted text-small"
        aria-label={t('xml_of', { number })}
        download
      >
        {t('xml')}
      </a>
    </li>
  ));
}
