import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { Locale } from '#lib/languages/index.ts';
import { ticketsOfLines } from '#lib/ordering/index.ts';
import { TicketCard } from './ticket-card.tsx';

/** The tickets of an order, with the way to a page made for printing. */
export async function OrderTickets({
  lineIds,
  number,
  orderKey,
  locale,
}: {
  lineIds: readonly string[];
  number: string;
  orderKey: string | undefined;
  locale: Locale;
}) {
  const tickets = await ticketsOfLines(lineIds);
  if (tickets.length === 0) return null;
  const t = await getTranslations('kinds.ticket');
  return (
    <section aria-labelledby="tickets" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 id="tickets" className="text-large">
          {t('yours')}
        </h2>
        <Link
          href={`/orders/${number}/tickets${orderKey ? `?key=${encodeURIComponent(orderKey)}` : ''}`}
          className={buttonStyle('quiet')}
        >
          {t('print')}
        </Link>
      </div>
      {tickets.map((ticket) => (
        <TicketCard key={ticket.id} ticket={ticket} locale={locale} />
      ))}
    </section>
  );
}
