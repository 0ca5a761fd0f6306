import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { MonthGrid } from '#app/_rights/licence/month-grid.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { formatMoney } from '#lib/core/money.ts';
import { type Locale, translator } from '#lib/languages/index.ts';
import { type CalendarEntry, calendarOf, entryWords, feedOf, monthSpan } from '#lib/licensing/index.ts';
import { makeFeedAction, revokeFeedAction } from '../life-actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('calendar.title'), robots: { index: false } };
}

function monthAfter(month: string, by: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, index - 1 + by, 1)).toISOString().slice(0, 7);
}

export default async function CalendarPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('licensing.calendar');
  const actor = await currentActor();
  if (actor.type !== 'person')
    return (
      <EmptyState whole title={t('title')} text={t('guest')}>
        <Link href="/sign-in?next=/licences/calendar" className={buttonStyle()}>
          {t('sign_in')}
        </Link>
      </EmptyState>
    );
  const today = isoDay(now());
  const asked = (await searchParams)['month'] ?? '';
  const month = monthSpan(asked) ? asked : today.slice(0, 7);
  const span = monthSpan(month) ?? { from: today, to: today };
  const entries = await calendarOf(actor, span, locale);
  // What was due and is not done waits on every page, not only in its month; what the month itself shows stands there.
  const past = {
    from: isoDay(new Date(now().getTime() - 730 * 86_400_000)),
    to: [today, span.from].sort()[0] ?? today,
  };
  const late = (await calendarOf(actor, past, locale)).filter(
    ({ kind, done }) => !done && (kind === 'payment' || kind === 'report'),
  );
  const format = await getFormatter();
  const step = 'link inline-flex min-h-11 items-center';
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <a href="/api/licences/calendar" className={buttonStyle('quiet')}>
          {t('csv')}
        </a>
      </PageHead>
      {late.length > 0 && (
        <section aria-labelledby="late" className="mb-10">
          <h2 id="late" className="mb-3 text-large">
            {t('late')}
          </h2>
          <List entries={late} locale={locale} caption={t('late')} />
        </section>
      )}
      <nav
        aria-label={t('month')}
        className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-small"
      >
        <Link href={`/licences/calendar?month=${monthAfter(month, -1)}`} className={step}>
          {t('before')}
        </Link>
        <h2 className="text-large first-letter:uppercase max-sm:order-first max-sm:w-full">
          {format.dateTime(new Date(span.from), { month: 'long', year: 'numeric', timeZone: 'UTC' })}
        </h2>
        <span className="flex gap-6">
          {month !== today.slice(0, 7) && (
            <Link href="/licences/calendar" className={step}>
              {t('today')}
            </Link>
          )}
          <Link href={`/licences/calendar?month=${monthAfter(month, 1)}`} className={step}>
            {t('next')}
          </Link>
        </span>
      </nav>
      <MonthGrid span={span} entries={entries} today={today} locale={locale} />
      <section aria-labelledby="list" className="mt-10">
        <h2 id="list" className="mb-3 text-large">
          {t('list')}
        </h2>
        {entries.length === 0 ? (
          <p className="text-muted">{t('none')}</p>
        ) : (
          <List entries={entries} locale={locale} caption={t('list')} />
        )}
      </section>
      <Feed actor={actor} />
    </>
  );
}

async function List({
  entries,
  locale,
  caption,
}: {
  entries: readonly CalendarEntry[];
  locale: Locale;
  caption: string;
}) {
  const t = await getTranslations('licensing');
  const words = await translator(locale, 'licensing');
  const format = await getFormatter();
  const today = isoDay(now());
  return (
    <Table
      caption={caption}
      rows={entries}
      rowKey={(entry) => entry.uid}
      columns={[
        {
          key: 'day',
          title: t('calendar.day'),
          cell: (entry) => (
            <time id={`day-${entry.day}`} dateTime={entry.day} className="scroll-mt-6">
              {format.dateTime(new Date(entry.day), {
                weekday: 'short',
                day: 'numeric',
                month: 'long',
                ...(entry.day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
                timeZone: 'UTC',
              })}
            </time>
          ),
        },
        {
          key: 'kind',
          title: t('calendar.kind'),
          cell: (entry) => (
            <Status kind={entry.done ? 'good' : entry.day < today ? 'bad' : 'waiting'}>
              {t(`kind.${entry.kind}`)}
            </Status>
          ),
        },
        {
          key: 'what',
          title: t('calendar.what'),
          cell: (entry) => (
            <Link href={entry.path} className="link inline-flex min-h-11 items-center md:min-h-0">
              {entryWords(words, entry, locale)}
            </Link>
          ),
        },
        {
          key: 'amount',
          title: t('calendar.amount'),
          numeric: true,
          cell: (entry) => (entry.amount ? formatMoney(entry.amount, locale) : ''),
        },
      ]}
    />
  );
}

/** The secret address by which a person's own calendar reads along. */
async function Feed({ actor }: { actor: Actor }) {
  const t = await getTranslations('licensing.calendar');
  const format = await getFormatter();
  const feed = await feedOf(actor);
  const date = (day: Date) => format.dateTime(day, { dateStyle: 'long' });
  return (
    <section aria-labelledby="feed" className="mt-14 max-w-[68ch]">
      <h2 id="feed" className="mb-2 text-large">
        {t('subscribe')}
      </h2>
      <p className="mb-4 text-muted text-small">{t('subscribe_text')}</p>
      {feed && (
        <p className="mb-4 text-small">
          {t('since', { day: date(feed.createdAt) })}{' '}
          {feed.readAt ? t('read', { day: date(feed.readAt) }) : t('unread')}
        </p>
      )}
      <div className="flex flex-wrap items-start gap-4">
        <Form action={makeFeedAction} className="min-w-0 [&_[role=status]]:break-all">
          <Submit kind="quiet">{t(feed ? 'remake' : 'make')}</Submit>
        </Form>
        {feed && (
          <Form action={revokeFeedAction}>
            <Submit kind="text">{t('revoke')}</Submit>
          </Form>
        )}
      </div>
    </section>
  );
}
