import { listingTiles } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Locale, locale, localeFacts } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { mailItem, newAmong, siteLink } from './news.ts';
import { dueBefore, settled } from './rules.ts';
import { stopLinks } from './unsubscribe.ts';

/** People whose digest is due, the longest waiting first. */
async function duePeople(at: Date): Promise<string[]> {
  const rows = await prisma().alertSettings.findMany({
    where: {
      user: { suspendedAt: null, follows: { some: {} } },
      OR: (['daily', 'weekly'] as const).map((follows) => ({
        follows,
        followsSentAt: { lte: dueBefore(follows, at) ?? at },
      })),
    },
    select: { userId: true },
    orderBy: { followsSentAt: 'asc' },
    take: limits.newsMails,
  });
  return rows.map((row) => row.userId);
}

/** Listings of followed enterprises published in the window, but none from before the person began to follow. */
async function publishedFor(userId: string, since: Date, until: Date): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    select l.id from follow f join listing l on l.enterprise_id = f.enterprise_id
    where f.user_id = ${userId}::uuid and l.status = 'live'
      and l.published_at > greatest(f.created_at, ${since}) and l.published_at <= ${until}
    order by l.published_at desc, l.id limit ${limits.pageMax}`;
  return newAmong(
    rows.map((row) => row.id),
    { since, until },
  );
}

/** Writes one person's mail, where there is news, and moves the mark on with it: a job that runs again finds nothing to do. */
async function writeDigest(tx: Tx, userId: string, at: Date): Promise<void> {
  const [locked] = await tx.$queryRaw<{ since: Date; follows: 'daily' | 'weekly' }[]>`
    select follows_sent_at as since, follows::text as follows from alert_settings
    where user_id = ${userId}::uuid and follows in ('daily', 'weekly') for update skip locked`;
  const due = locked && dueBefore(locked.follows, at);
  if (!locked || !due || locked.since > due) return;
  const until = new Date(at.getTime() - settled);
  const ids = await publishedFor(userId, locked.since, until);
  await tx.alertSettings.update({ where: { userId }, data: { followsSentAt: until } });
  if (ids.length === 0) return;

  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const reader: Locale = locale(user.locale);
  const currency = user.currency && isCurrency(user.currency) ? user.currency : localeFacts(reader).currency;
  const tiles = await listingTiles(ids.slice(0, limits.newsItems), reader, currency);
  const sections = [...Map.groupBy(tiles, (tile) => tile.maker)].map(([title, own]) => ({
    title,
    items: own.map((tile) => mailItem(tile, reader)),
  }));
  await queueMail(tx, {
    cause: `follows:${userId}:${locked.since.getTime()}`,
    template: 'follow_news',
    recipient: user.email,
    locale: reader,
    params: {
      count: ids.length,
      makers: sections.length,
      maker: tiles[0]?.maker ?? '',
      link: siteLink(reader, '/account/following'),
      sections,
      stop: stopLinks('follows', userId, reader),
    },
  });
}

/** Tells everybody who is due, in one mail a person, what the enterprises they follow have published. */
export async function sendFollowDigests(): Promise<void> {
  const at = now();
  for (const userId of await duePeople(at)) await transaction((tx) => writeDigest(tx, userId, at));
}
