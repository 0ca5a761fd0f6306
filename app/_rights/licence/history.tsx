import { getFormatter, getTranslations } from 'next-intl/server';
import { formatMoney, money } from '#lib/core/money.ts';
import type { LicenceStory } from '#lib/licensing/index.ts';
import { periodWords } from '#lib/royalties/index.ts';

function text(data: unknown, name: string): string {
  const value = data instanceof Object ? Object.entries(data).find(([key]) => key === name)?.[1] : null;
  return typeof value === 'string' ? value : '';
}

function amountIn(data: unknown, locale: string): string {
  const [minor, currency] = [text(data, 'amount'), text(data, 'currency')];
  return minor && currency ? formatMoney(money(BigInt(minor), currency), locale) : '';
}

/** What happened to a licence, the newest first. */
export async function LicenceHistory({ events, locale }: { events: LicenceStory['events']; locale: string }) {
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  return (
    <ol className="grid gap-4 text-small">
      {events.map((event) => {
        const kind = text(event.data, 'kind');
        const lastDay = text(event.data, 'lastDay');
        const word = t(`event.${event.kind}`, {
          period: periodWords(t, text(event.data, 'period'), locale),
          amount: amountIn(event.data, locale),
          what: kind && t.has(`due_kind.${kind}`) ? t(`due_kind.${kind}`) : '',
          day: lastDay ? format.dateTime(new Date(lastDay), { dateStyle: 'long', timeZone: 'UTC' }) : '',
        });
        return (
          <li key={event.id} className="border-line border-l-2 pl-4">
            <p>{event.actorName ? t('event.by', { event: word, name: event.actorName }) : word}</p>
            {event.reason && <p className="mt-1 whitespace-pre-line text-muted">{event.reason}</p>}
            <p className="num text-muted">
              {format.dateTime(event.createdAt, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
