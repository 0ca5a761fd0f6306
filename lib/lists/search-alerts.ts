import { listingTiles, searchListings } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { currency as currencyOf } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import type { SavedSearch } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { type MailSection, queueMail } from '#lib/notifications/index.ts';
import { mailItem, newAmong, siteLink } from './news.ts';
import { dueBefore, settled } from './rules.ts';
import { askedSchema } from './search.ts';
import { stopLinks } from './unsubscribe.ts';

const mailing = ['instant', 'daily', 'weekly'] as const;

function dueAt(at: Date) {
  return mailing.map((frequency) => ({ frequency, lastCheckedAt: { lte: dueBefore(frequency, at) ?? at } }));
}

async function duePeople(at: Date): Promise<string[]> {
  const rows = await prisma().savedSearch.groupBy({
    by: ['userId'],
    where: {
      OR: dueAt(at),
      user: { suspendedAt: null, OR: [{ alertSettings: null }, { alertSettings: { searches: true } }] },
    },
    _min: { lastCheckedAt: true },
    orderBy: { _min: { lastCheckedAt: 'asc' } },
    take: limits.newsMails,
  });
  return rows.map((row) => row.userId);
}

/** What a search finds now that it could not find when it was looked at last: among its newest, as its person reads them. */
async function sectionOf(search: SavedSearch, until: Date): Promise<(MailSection & { count: number }) | null> {
  const reader = locale(search.locale);
  const currency = currencyOf(search.currency);
  const found = await searchListings({ ...askedSchema.parse(search.asked), sort: 'newest' }, reader, currency);
  const ids = await newAmong(found.items, { since: search.lastCheckedAt, until });
  if (ids.length === 0) return null;
  const tiles = await listingTiles(ids.slice(0, limits.newsItems), reader, currency);
  return {
    title: search.name,
    link: siteLink(reader, `/search?${search.address}`),
    items: tiles.map((tile) => mailItem(tile, reader)),
    count: ids.length,
  };
}

/** Looks at one person's searches that are due and writes one mail of all; the marks move on with it. */
async function writeAlert(tx: Tx, userId: string, at: Date): Promise<void> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from saved_search where user_id = ${userId}::uuid for update skip locked`;
  const due = await tx.savedSearch.findMany({
    where: { id: { in: locked.map((row) => row.id) }, OR: dueAt(at) },
    orderBy: { createdAt: 'desc' },
  });
  if (due.length === 0) return;
  const until = new Date(at.getTime() - settled);
  const sections: (MailSection & { count: number })[] = [];
  for (const search of due) {
    const section = await sectionOf(search, until);
    if (section) sections.push(section);
  }
  const ids = due.map((search) => search.id);
  await tx.savedSearch.updateMany({ where: { id: { in: ids } }, data: { lastCheckedAt: until } });
  const [first] = sections;
  if (!first) return;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const reader = locale(user.locale);
  await queueMail(tx, {
    cause: `searches:${ids[0]}:${due[0]?.lastCheckedAt.getTime() ?? 0}`,
    template: 'search_news',
    recipient: user.email,
    locale: reader,
    params: {
      count: sections.reduce((sum, section) => sum + section.count, 0),
      searches: sections.length,
      name: first.title,
      link: sections.length === 1 ? (first.link ?? '') : siteLink(reader, '/account/searches'),
      sections: sections.map(({ count: _, ...section }) => section),
      stop: stopLinks('searches', userId, reader),
    },
  });
}

/** Tells everybody whose saved searches are due what they find that is new, in one mail a person. */
export async function sendSearchAlerts(): Promise<void> {
  const at = now();
  for (const userId of await duePeople(at)) await transaction((tx) => writeAlert(tx, userId, at));
}
