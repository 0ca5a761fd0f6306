import { type Actor, person } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { hashToken, secretToken } from '#lib/core/ids.ts';
import { formatMoney } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { personOfUser } from '#lib/identity/index.ts';
import { locale as localeOf, type Translator, translator } from '#lib/languages/index.ts';
import { periodWords } from '#lib/royalties/index.ts';
import { type CalendarEntry, calendarOf } from './calendar.ts';
import { icalendar } from './ical.ts';
import { daysAfter } from './licence.ts';

/** Days before and after today that a feed tells of. */
const back = 60;
const ahead = 550;

/** A new secret address of a person's calendar; one that was given before works no more. The secret is shown once. */
export async function makeFeed(actor: Actor): Promise<string> {
  const { userId, locale } = person(actor);
  const token = secretToken();
  const made = { tokenHash: hashToken(token), locale, createdAt: now(), readAt: null };
  await prisma().calendarFeed.upsert({ where: { userId }, create: { userId, ...made }, update: made });
  return `${config().SITE_URL}/api/licences/feed/${token}.ics`;
}

/** The address works no more. */
export async function revokeFeed(actor: Actor): Promise<void> {
  await prisma().calendarFeed.deleteMany({ where: { userId: person(actor).userId } });
}

/** Whether a person has given out an address, since when, and when it was read last. */
export async function feedOf(actor: Actor): Promise<{ createdAt: Date; readAt: Date | null } | null> {
  return prisma().calendarFeed.findUnique({
    where: { userId: person(actor).userId },
    select: { createdAt: true, readAt: true },
  });
}

/** Entries about a payment: what they are about is its kind. */
const moneyKinds: ReadonlySet<string> = new Set(['payment', 'refund', 'evidence']);

/** What an entry says in one line; without its title where that is known. */
export function entryWords(t: Translator, entry: CalendarEntry, reader: string, titled = true): string {
  const { kind, title, other, side, detail, amount } = entry;
  const line = t(`entry.${kind}_${side}`, {
    other,
    detail: moneyKinds.has(kind) ? t(`due_kind.${detail}`) : periodWords(t, detail, reader),
    amount: amount ? formatMoney(amount, reader) : '',
  });
  return titled ? t('entry_of', { entry: line, title }) : line;
}

/** The calendar behind a secret address, as its person sees it now; null where there is none (any more). */
export async function readFeed(token: string): Promise<string | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const feed = await prisma().calendarFeed.findUnique({ where: { tokenHash: hashToken(token) } });
  const reader = feed && (await personOfUser(feed.userId));
  if (!feed || !reader) return null;
  await transaction((tx) => tx.calendarFeed.updateMany({ where: { userId: feed.userId }, data: { readAt: now() } }));
  const locale = localeOf(feed.locale);
  const t = await translator(locale, 'licensing');
  const today = isoDay(now());
  const entries = await calendarOf(reader, { from: daysAfter(today, -back), to: daysAfter(today, ahead) }, locale);
  const { host } = new URL(config().SITE_URL);
  return icalendar({
    name: t('calendar.feed_name'),
    host,
    stamp: now(),
    events: entries.map((entry) => ({
      uid: entry.uid,
      day: entry.day,
      summary: `${entry.done ? '✓ ' : ''}${entryWords(t, entry, locale)}`,
      description: entry.number,
      url: `${config().SITE_URL}/${locale}${entry.path}`,
    })),
  });
}
