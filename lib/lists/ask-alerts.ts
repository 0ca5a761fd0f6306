import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { limits } from '#lib/core/limits.ts';
import type { SavedAsk } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, locale } from '#lib/languages/index.ts';
import { type MailItem, type MailSection, queueMail } from '#lib/notifications/index.ts';
import { type WholeWork, worksOf } from '#lib/rights/index.ts';
import { freeFor, readerOf } from './asks.ts';
import { siteLink } from './news.ts';
import { dueBefore } from './rules.ts';
import { stopLinks } from './unsubscribe.ts';

const mailing = ['instant', 'daily', 'weekly'] as const;

function dueAt(at: Date) {
  return mailing.map((frequency) => ({ frequency, lastCheckedAt: { lte: dueBefore(frequency, at) ?? at } }));
}

async function duePeople(at: Date): Promise<string[]> {
  const rows = await prisma().savedAsk.groupBy({
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

function workItem(work: WholeWork, reader: Locale): MailItem {
  const picture = work.pictures[0];
  return {
    title: fieldText(work.text, 'title', reader),
    detail: nameFor(work.enterprise, reader),
    price: '',
    link: siteLink(reader, `/w/${work.slug}`),
    picture: picture ? `${config().SITE_URL}/media/${picture.mediaId}/320.jpg` : '',
  };
}

/** Looks at an ask again, and says what is free now and was not; moves its mark. */
async function lookAgain(tx: Tx, ask: SavedAsk, at: Date): Promise<(MailSection & { count: number }) | null> {
  const free = await freeFor(ask.address);
  const before = new Set(ask.free);
  const fresh = free.filter((id) => !before.has(id));
  await tx.savedAsk.update({ where: { id: ask.id }, data: { free, lastCheckedAt: at } });
  if (fresh.length === 0) return null;
  const reader = readerOf(ask);
  const works = await worksOf(fresh.slice(0, limits.newsItems));
  return {
    title: ask.name,
    link: siteLink(reader, `/rights?${ask.address}`),
    items: works.map((work) => workItem(work, reader)),
    count: fresh.length,
  };
}

/** Looks at one person's asks that are due and writes one mail of all; the marks move on with it. */
async function writeAlert(tx: Tx, userId: string, at: Date): Promise<void> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from saved_ask where user_id = ${userId}::uuid for update skip locked`;
  const due = await tx.savedAsk.findMany({
    where: { id: { in: locked.map((row) => row.id) }, OR: dueAt(at) },
    orderBy: { createdAt: 'desc' },
  });
  const sections: (MailSection & { count: number })[] = [];
  for (const ask of due) {
    const section = await lookAgain(tx, ask, at);
    if (section) sections.push(section);
  }
  const [first] = sections;
  if (!first) return;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const reader = locale(user.locale);
  await queueMail(tx, {
    cause: `asks:${due[0]?.id}:${due[0]?.lastCheckedAt.getTime() ?? 0}`,
    template: 'ask_free',
    recipient: user.email,
    locale: reader,
    params: {
      count: sections.reduce((sum, section) => sum + section.count, 0),
      asks: sections.length,
      name: first.title,
      link: sections.length === 1 ? (first.link ?? '') : siteLink(reader, '/account/asks'),
      sections: sections.map(({ count: _, ...section }) => section),
      stop: stopLinks('searches', userId, reader),
    },
  });
}

/** Tells everybody whose asks are due which works have become free for them, in one mail a person. */
export async function sendAskAlerts(): Promise<void> {
  const at = now();
  for (const userId of await duePeople(at)) await transaction((tx) => writeAlert(tx, userId, at));
}
