import { z } from 'zod';
import { type ListingTile, listingTiles } from '#lib/catalogue/index.ts';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { type Locale, withTranslations } from '#lib/languages/index.ts';

export const followSchema = z.object({ enterpriseId: id });

/** Follows a verified enterprise; its news come by mail as the person's settings say. Throws `lists.unknown`, `lists.too_many_follows`. */
export async function followEnterprise(actor: Actor, input: z.output<typeof followSchema>): Promise<void> {
  authorize(actor, 'enterprise.follow');
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const enterprise = await tx.enterprise.findFirst({ where: { id: input.enterpriseId, status: 'verified' } });
    if (!enterprise) throw new DomainError('lists.unknown');
    if ((await tx.follow.count({ where: { userId } })) >= limits.follows)
      throw new DomainError('lists.too_many_follows', { limit: limits.follows });
    const at = now();
    await tx.alertSettings.createMany({ data: [{ userId, followsSentAt: at }], skipDuplicates: true });
    await tx.follow.createMany({
      data: [{ userId, enterpriseId: enterprise.id, createdAt: at }],
      skipDuplicates: true,
    });
  });
}

export async function unfollowEnterprise(actor: Actor, input: z.output<typeof followSchema>): Promise<void> {
  authorize(actor, 'enterprise.follow');
  await prisma().follow.deleteMany({ where: { userId: person(actor).userId, enterpriseId: input.enterpriseId } });
}

/** Which of these enterprises the actor follows. */
export async function followedAmong(actor: Actor, enterpriseIds: readonly string[]): Promise<string[]> {
  if (actor.type !== 'person' || enterpriseIds.length === 0) return [];
  const rows = await prisma().follow.findMany({
    where: { userId: actor.userId, enterpriseId: { in: enterpriseIds.slice(0, limits.marks) } },
  });
  return rows.map((row) => row.enterpriseId);
}

/** How many people follow an enterprise: its storefront says so, and its studio. */
export async function followerCount(enterpriseId: string): Promise<number> {
  return prisma().follow.count({ where: { enterpriseId } });
}

const followed = {
  enterprise: {
    include: {
      text: withTranslations,
      _count: { select: { listings: { where: { status: 'live' } }, followers: true } },
    },
  },
} as const satisfies Prisma.FollowInclude;
export type Followed = Prisma.FollowGetPayload<{ include: typeof followed }>;

/** Whom a person follows, the newest first. */
export async function followsOf(actor: Actor, cursor?: string): Promise<Page<Followed>> {
  const { userId } = person(actor);
  const [at, enterpriseId] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().follow.findMany({
    where: {
      userId,
      ...(at && enterpriseId
        ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, enterpriseId: { lt: enterpriseId } }] }
        : {}),
    },
    include: followed,
    orderBy: [{ createdAt: 'desc' }, { enterpriseId: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.enterpriseId]));
}

/** What the enterprises that a person follows have published, the newest first. */
export async function newsOfFollowed(
  actor: Actor,
  locale: Locale,
  currency: Currency,
  cursor?: string,
): Promise<Page<ListingTile>> {
  const { userId } = person(actor);
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().listing.findMany({
    where: {
      status: 'live',
      publishedAt: { not: null },
      enterprise: { followers: { some: { userId } } },
      ...(at && id ? { OR: [{ publishedAt: { lt: at } }, { publishedAt: at, id: { lt: id } }] } : {}),
    },
    select: { id: true, publishedAt: true },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.publishedAt ?? new Date(0), last.id]));
  const ids = page.items.map((row) => row.id);
  return { items: await listingTiles(ids, locale, currency), next: page.next };
}
