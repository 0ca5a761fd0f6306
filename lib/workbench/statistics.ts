import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { type Locale, locales } from '#lib/languages/index.ts';
import { interfaceStanding, notedStrings } from './list.ts';
import { interfaceStrings } from './strings.ts';

/** How far the interface is in a language. */
export interface LocaleCounts {
  readonly strings: number;
  readonly words: number;
  readonly missing: number;
  readonly missingWords: number;
  /** Translated, and seen by no reviewer. */
  readonly waiting: number;
  readonly waitingWords: number;
  readonly stale: number;
  readonly suggested: number;
}

async function counted(locale: Locale): Promise<LocaleCounts> {
  const [strings, noted, suggested] = await Promise.all([
    interfaceStrings(locale),
    notedStrings(locale, null),
    prisma().workSuggestion.groupBy({ by: ['unit'], where: { locale, state: 'open' } }),
  ]);
  const sums = {
    strings: strings.length,
    words: 0,
    missing: 0,
    missingWords: 0,
    waiting: 0,
    waitingWords: 0,
    stale: 0,
  };
  for (const string of strings) {
    const { standing, stale } = interfaceStanding(string, locale, noted.get(string.unit));
    sums.words += string.words;
    if (stale) sums.stale += 1;
    if (standing === 'missing') {
      sums.missing += 1;
      sums.missingWords += string.words;
    } else if (standing !== 'reviewed') {
      sums.waiting += 1;
      sums.waitingWords += string.words;
    }
  }
  return { ...sums, suggested: suggested.length };
}

/** Asks for `message.suggest` in the language. */
export async function countStrings(actor: Actor, locale: Locale): Promise<LocaleCounts> {
  authorize(actor, 'message.suggest', { locale });
  return counted(locale);
}

export interface BurnPoint {
  readonly day: string;
  /** Words without a translation, and words that wait for review. */
  readonly missing: number;
  readonly waiting: number;
}

const shownDays = 60;

/** What was left at the end of each day, up to now. */
export async function burndown(actor: Actor, locale: Locale): Promise<BurnPoint[]> {
  authorize(actor, 'message.suggest', { locale });
  const since = new Date(now().getTime() - shownDays * day);
  const [days, today] = await Promise.all([
    prisma().workDay.findMany({ where: { locale, day: { gte: since } }, orderBy: { day: 'asc' } }),
    counted(locale),
  ]);
  const current = isoDay(now());
  return [
    ...days
      .map((each) => ({ day: isoDay(each.day), missing: each.missingWords, waiting: each.waitingWords }))
      .filter((each) => each.day < current),
    { day: current, missing: today.missingWords, waiting: today.waitingWords },
  ];
}

/** A job: writes down how far every language is today. Again on the same day it writes over it. */
export async function closeWorkDay(): Promise<void> {
  const today = new Date(`${isoDay(now())}T00:00:00Z`);
  for (const locale of locales) {
    const { strings, words, missingWords, waitingWords } = await counted(locale);
    const data = { strings, words, missingWords, waitingWords };
    await prisma().workDay.upsert({
      where: { locale_day: { locale, day: today } },
      create: { locale, day: today, ...data },
      update: data,
    });
  }
}

export interface Contributor {
  readonly userId: string;
  readonly name: string;
  readonly role: string | null;
  readonly translated: number;
  readonly suggested: number;
  readonly reviewed: number;
  readonly words: number;
  readonly lastAt: Date | null;
}

const mostContributors = 100;

/** Everybody who has worked on a language or may, whoever did most first. */
export async function contributors(actor: Actor, locale: Locale): Promise<Contributor[]> {
  authorize(actor, 'message.suggest', { locale });
  return prisma().$queryRaw<Contributor[]>`
    with done as (
      select actor_id, count(*) filter (where kind in ('translated', 'restored'))::int as translated,
        count(*) filter (where kind = 'suggested')::int as suggested,
        count(*) filter (where kind = 'reviewed')::int as reviewed,
        coalesce(sum(words) filter (where kind in ('translated', 'suggested', 'reviewed')), 0)::int as words, max(at) as last_at
      from work_event where locale = ${locale} and actor_id is not null group by 1)
    select u.id as "userId", u.name, g.role::text as role, coalesce(d.translated, 0) as translated, coalesce(d.suggested, 0) as suggested,
      coalesce(d.reviewed, 0) as reviewed, coalesce(d.words, 0) as words, d.last_at as "lastAt"
    from users u left join done d on d.actor_id = u.id left join translator_grant g on g.user_id = u.id and g.locale = ${locale}
    where d.actor_id is not null or g.user_id is not null
    order by coalesce(d.words, 0) desc, u.name limit ${mostContributors}`;
}
