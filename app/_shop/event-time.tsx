import { getFormatter } from 'next-intl/server';
import { writtenAs } from '#lib/languages/index.ts';

/** A moment of an event, as the clocks at its venue show it. */
export async function EventTime({ at, timeZone, locale }: { at: Date; timeZone: string; locale: string }) {
  const format = await getFormatter({ locale });
  const zone = new Intl.DateTimeFormat(writtenAs(locale), { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  return (
    <time dateTime={at.toISOString()}>
      {format.dateTime(at, { dateStyle: 'full', timeStyle: 'short', timeZone })}{' '}
      <span className="text-muted">{zone}</span>
    </time>
  );
}
