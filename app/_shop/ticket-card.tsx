import { getTranslations } from 'next-intl/server';
import QRCode from 'qrcode';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import type { BoughtTicket } from '#lib/ordering/index.ts';
import { EventTime } from './event-time.tsx';
import { MakerName } from './maker-name.tsx';

/** One ticket, to be shown on a telephone or printed: what, when, where, which seat, and the code that lets in. */
export async function TicketCard({ ticket, locale }: { ticket: BoughtTicket; locale: Locale }) {
  const t = await getTranslations('kinds.ticket');
  const { event, enterprise } = ticket.listing;
  const { titleForBuyer, variantForBuyer, quantity } = ticket.orderLine;
  // The scanner wants dark on white, in every theme and on every paper.
  const svg = await QRCode.toString(ticket.code, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return (
    <article className="grid break-inside-avoid gap-x-6 gap-y-4 rounded-md border border-edge/60 bg-card p-5 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="text-muted text-small">
          <MakerName of={enterprise} locale={locale} />
        </p>
        <h3 className="mt-0.5 text-large">{titleForBuyer}</h3>
        {event && (
          <>
            <p className="mt-2">
              <EventTime at={event.startsAt} timeZone={event.timeZone} locale={locale} />
            </p>
            <p>
              {fieldText(event.text, 'venue', locale)}
              <span className="block text-muted text-small">{fieldText(event.text, 'address', locale)}</span>
            </p>
          </>
        )}
        <p className="mt-2 text-small">
          {variantForBuyer && <span className="font-medium">{variantForBuyer} · </span>}
          {t('number', { number: ticket.number, of: quantity })}
        </p>
        {ticket.usedAt && <p className="mt-2 text-muted text-small">{t('used')}</p>}
      </div>
      <figure className="grid justify-items-center gap-1.5">
        <img
          src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
          alt={t('qr')}
          width={152}
          height={152}
          className={ticket.usedAt ? 'rounded-sm bg-white opacity-30' : 'rounded-sm bg-white'}
        />
        <figcaption className="num text-small">{ticket.code}</figcaption>
      </figure>
    </article>
  );
}
