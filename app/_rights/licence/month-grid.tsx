import { getFormatter, getTranslations } from 'next-intl/server';
import { classNames } from '#app/_ui/class-names.ts';
import { writtenAs } from '#lib/languages/index.ts';
import type { CalendarEntry, Span } from '#lib/licensing/index.ts';

const week = 7;

/** Monday's column is the first (ISO 8601, and the custom of all our countries). */
function columnOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % week;
}

function daysOf({ from, to }: Span): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** A month at a glance: each day with how much falls on it; the list below says what. */
export async function MonthGrid({
  span,
  entries,
  today,
  locale,
}: {
  span: Span;
  entries: readonly CalendarEntry[];
  today: string;
  locale: string;
}) {
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const days = daysOf(span);
  const blanks = Array.from({ length: columnOf(span.from) }, (_, at) => `blank-${at}`);
  const after = Array.from(
    { length: (week - ((blanks.length + days.length) % week)) % week },
    (_, at) => `after-${at}`,
  );
  const names = Array.from({ length: week }, (_, at) =>
    new Intl.DateTimeFormat(writtenAs(locale), { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, 0, 5 + at)),
    ),
  );
  return (
    <div className="border-line border-t border-l">
      <div aria-hidden="true" className="grid grid-cols-7 text-center text-muted text-small">
        {names.map((name) => (
          <span key={name} className="border-line border-r border-b py-1.5">
            {name}
          </span>
        ))}
      </div>
      <ol className="grid grid-cols-7">
        {blanks.map((key) => (
          <li key={key} aria-hidden="true" className="border-line border-r border-b bg-silk/40" />
        ))}
        {days.map((day) => {
          const own = byDay.get(day) ?? [];
          return (
            <li
              key={day}
              className={classNames(
                'min-h-[clamp(48px,8vw,92px)] min-w-0 border-line border-r border-b p-1.5 text-small',
                day === today && 'bg-silk',
              )}
            >
              <time dateTime={day} className={classNames('num', day === today ? 'font-medium' : 'text-muted')}>
                {Number(day.slice(8))}
              </time>
              {own.length > 0 && (
                <a
                  href={`#day-${day}`}
                  className="mt-0.5 grid gap-0.5 rounded-sm no-underline hover:underline"
                  aria-label={`${format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' })}: ${t('calendar.count', { count: own.length })}`}
                >
                  {own.slice(0, 3).map((entry) => (
                    <span key={entry.uid} className="flex min-w-0 items-center gap-1.5">
                      <span
                        aria-hidden="true"
                        className={classNames(
                          'size-2 shrink-0 rounded-full',
                          entry.done ? 'bg-jade' : day < today ? 'bg-cinnabar' : 'bg-amber',
                        )}
                      />
                      <span className="truncate max-sm:hidden">{t(`kind.${entry.kind}`)}</span>
                    </span>
                  ))}
                  {own.length > 3 && <span className="num text-muted">{`+${own.length - 3}`}</span>}
                </a>
              )}
            </li>
          );
        })}
        {after.map((key) => (
          <li key={key} aria-hidden="true" className="border-line border-r border-b bg-silk/40" />
        ))}
      </ol>
    </div>
  );
}
