import { getFormatter, getTranslations } from 'next-intl/server';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Happening } from '#lib/ordering/index.ts';

interface Props {
  readonly history: readonly Happening[];
  readonly people: ReadonlyMap<string, string>;
  /** Names of the makers, by their part of the order. */
  readonly makers: ReadonlyMap<string, string>;
  readonly locale: string;
}

/** Everything that happened to an order in one row of time: steps, mails, bookings with their accounts. */
export async function History({ history, people, makers, locale }: Props) {
  const t = await getTranslations('after.staff');
  const format = await getFormatter();
  const kindOf = (kind: string) => (t.has(`kind.${kind}`) ? t(`kind.${kind}`) : kind);
  return (
    <section>
      <h2 className="mb-3 text-large">{t('history')}</h2>
      <ol className="grid gap-3 text-small">
        {history.map((each) => (
          <li
            key={each.kind === 'event' ? each.event.id : each.kind === 'mail' ? each.mail.id : each.transaction.id}
            className="grid gap-x-6 border-line border-l-2 pl-4 sm:grid-cols-[13rem_1fr]"
          >
            <time dateTime={each.at.toISOString()} className="num text-muted">
              {format.dateTime(each.at, { dateStyle: 'medium', timeStyle: 'medium' })}
            </time>
            {each.kind === 'event' && <Event event={each.event} people={people} makers={makers} />}
            {each.kind === 'mail' && (
              <span>
                {t('mail', { subject: each.mail.subject, recipient: each.mail.recipient })}
                <span className="block text-muted">{t(`mail_status.${each.mail.status}`)}</span>
              </span>
            )}
            {each.kind === 'books' && (
              <details>
                <summary className="cursor-pointer">{t('booked', { kind: kindOf(each.transaction.kind) })}</summary>
                <p className="break-all text-muted">{each.transaction.cause}</p>
                <ul>
                  {each.transaction.entries.map((entry) => (
                    <li key={String(entry.id)} className="num flex flex-wrap justify-between gap-x-6">
                      <span className="break-all">{entry.account.code}</span>
                      <span>{formatMoney(money(entry.amountMinor, entry.currency), locale)}</span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

async function Event({
  event,
  people,
  makers,
}: {
  event: Extract<Happening, { kind: 'event' }>['event'];
  people: Props['people'];
  makers: Props['makers'];
}) {
  const t = await getTranslations('orders');
  const after = await getTranslations('after');
  const words = { maker: makers.get(event.sellerOrderId ?? '') ?? '' };
  const key = `event.${event.kind}`;
  return (
    <span>
      {t.has(key) ? t(key, words) : after.has(key) ? after(key, words) : event.kind}
      {event.actorId && <span className="block text-muted">{people.get(event.actorId) ?? ''}</span>}
    </span>
  );
}
