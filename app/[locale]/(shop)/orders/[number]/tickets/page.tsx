import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TicketCard } from '#app/_shop/ticket-card.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { ticketsOfLines } from '#lib/ordering/index.ts';
import { findOrder } from '../find-order.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<{ key?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('kinds.ticket');
  return { title: t('page_title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** The tickets of an order and nothing else, for paper and for a PDF. */
export default async function OrderTicketsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const { key } = await searchParams;
  const order = await findOrder(number, key);
  const tickets = await ticketsOfLines(order.sellerOrders.flatMap((seller) => seller.lines.map((line) => line.id)));
  if (tickets.length === 0) notFound();
  const t = await getTranslations('kinds.ticket');
  return (
    <div className="mx-auto w-full max-w-[760px] pb-10">
      <PageHead title={t('page_title')} lead={t('page_lead')}>
        <Link
          href={`/orders/${number}${key ? `?key=${encodeURIComponent(key)}` : ''}`}
          className="link text-small print:hidden"
        >
          {t('to_order')}
        </Link>
      </PageHead>
      <div className="grid gap-5">
        {tickets.map((ticket) => (
          <TicketCard key={ticket.id} ticket={ticket} locale={locale} />
        ))}
      </div>
    </div>
  );
}
