import { type Actor, person } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';
import { withTranslations } from '#lib/languages/index.ts';

/** How the list of deals is narrowed: by what has become of them, and by the side one stands on. */
export const dealFilters = ['open', 'licensed', 'ended'] as const;
export type DealFilter = (typeof dealFilters)[number];
export const dealSides = ['giving', 'taking'] as const;
export type DealSide = (typeof dealSides)[number];

const statesOf: Readonly<Record<DealFilter, readonly string[]>> = {
  open: ['asked', 'offered', 'agreed'],
  licensed: ['licensed'],
  ended: ['declined', 'withdrawn'],
};

export interface DealsQuestion {
  readonly state?: DealFilter | undefined;
  readonly side?: DealSide | undefined;
  readonly unread?: boolean;
  readonly after?: string | undefined;
}

const listed = {
  holder: { select: withName },
  licensee: { select: withName },
  works: {
    orderBy: { workId: 'asc' },
    include: { work: { select: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
  },
  offers: { where: { status: 'open' }, select: { enterpriseId: true, validUntil: true } },
} as const satisfies Prisma.DealInclude;

export type ListedDeal = Prisma.DealGetPayload<{ include: typeof listed }> & {
  /** Which side the reader stands on, and whether the next word is theirs. */
  readonly side: DealSide;
  readonly unread: boolean;
};

/** Something that another enterprise did since this person looked last. */
function unreadBy(userId: string, own: readonly string[]): Prisma.Sql {
  const news = (table: Prisma.Sql) => Prisma.sql`exists (${table} and x.created_at > coalesce(
    (select s.seen_at from deal_seen s where s.deal_id = d.id and s.user_id = ${userId}::uuid), '-infinity'))`;
  const foreign = Prisma.sql`x.enterprise_id <> all(${own}::uuid[])`;
  return Prisma.sql`(${news(Prisma.sql`select 1 from offer x where x.deal_id = d.id and ${foreign}`)}
    or ${news(Prisma.sql`select 1 from deal_message x where x.deal_id = d.id and ${foreign}`)}
    or ${news(Prisma.sql`select 1 from offer_acceptance x join offer o on o.id = x.offer_id where o.deal_id = d.id and ${foreign}`)}
    or exists (select 1 from deal_option x where x.deal_id = d.id
      and (case when x.status = 'asked' then d.holder_id else d.licensee_id end) = any(${own}::uuid[])
      and coalesce(x.answered_at, x.created_at) > coalesce((select s.seen_at from deal_seen s where s.deal_id = d.id and s.user_id = ${userId}::uuid), '-infinity')))`;
}

/** The deals of the person's enterprises, the last moved first. */
export async function dealsOf(
  actor: Actor,
  { state, side, unread, after }: DealsQuestion = {},
): Promise<Page<ListedDeal>> {
  const { userId, memberships } = person(actor);
  const own = [...new Set(memberships.map((each) => each.enterpriseId))];
  const [at, last] = decodeCursor(after, ['time', 'id']) ?? [];
  const mine = {
    giving: Prisma.sql`d.holder_id = any(${own}::uuid[])`,
    taking: Prisma.sql`d.licensee_id = any(${own}::uuid[])`,
  };
  const where = [
    side ? mine[side] : Prisma.sql`(${mine.giving} or ${mine.taking})`,
    ...(state ? [Prisma.sql`d.status::text = any(${statesOf[state]}::text[])`] : []),
    ...(unread ? [unreadBy(userId, own)] : []),
    ...(at && last ? [Prisma.sql`(d.updated_at, d.id) < (${at}, ${last}::uuid)`] : []),
  ];
  const found = await prisma().$queryRaw<{ id: string; updated: Date; unread: boolean }[]>`
    select d.id, d.updated_at as updated, ${unreadBy(userId, own)} as unread from deal d where ${Prisma.join(where, ' and ')}
    order by d.updated_at desc, d.id desc limit ${limits.page + 1}`;
  const page = pageOf(found, limits.page, ({ updated, id }) => encodeCursor([updated, id]));
  const deals = await prisma().deal.findMany({
    where: { id: { in: page.items.map(({ id }) => id) } },
    include: listed,
  });
  return {
    next: page.next,
    items: page.items.flatMap((row) => {
      const deal = deals.find(({ id }) => id === row.id);
      const standing = deal && own.includes(deal.holderId) ? ('giving' as const) : ('taking' as const);
      return deal ? [{ ...deal, side: standing, unread: row.unread }] : [];
    }),
  };
}

/** How many deals have news for a person: for the mark beside the word. */
export async function countUnreadDeals(actor: Actor): Promise<number> {
  const { userId, memberships } = person(actor);
  const own = memberships.map((each) => each.enterpriseId);
  const [row] = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from deal d
    where (d.holder_id = any(${own}::uuid[]) or d.licensee_id = any(${own}::uuid[])) and ${unreadBy(userId, own)}`;
  return row?.count ?? 0;
}
