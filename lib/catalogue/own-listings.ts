import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { type ListingStatus, Prisma } from '#lib/db/generated/client.ts';
import { containing, prisma } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';

const listed = {
  text: withTranslations,
  variants: { where: { archivedAt: null } },
  pictures: { orderBy: { position: 'asc' }, take: 1 },
  revisions: { orderBy: { number: 'desc' }, take: 1 },
  draft: { select: { updatedAt: true } },
} as const satisfies Prisma.ListingInclude;
export type OwnListing = Prisma.ListingGetPayload<{ include: typeof listed }>;

export interface OwnListingsAsked {
  readonly enterpriseId: string;
  readonly status?: ListingStatus | undefined;
  /** Words of its title in any language, of an SKU, or the name it has in the enterprise's own files. */
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

/** A table of one's own things is long: two pages of a shop's. */
const atOnce = limits.page * 2;

const sqlTrue = Prisma.sql`true`;

function named(search: string): Prisma.Sql {
  const pattern = containing(search.slice(0, limits.searchQuery));
  return Prisma.sql`(l.import_key ilike ${pattern}
    or exists (select 1 from translation t where t.text_id = l.text_id and t.title ilike ${pattern})
    or exists (select 1 from variant v where v.listing_id = l.id and v.sku ilike ${pattern}))`;
}

/** An enterprise's listings, in every state or one, all or those found by a word; the last touched first. */
export async function listingsOfEnterprise(actor: Actor, asked: OwnListingsAsked): Promise<Page<OwnListing>> {
  authorize(actor, 'listing.view', asked);
  const search = (asked.search ?? '').replaceAll('\u0000', '').trim();
  const [at, before] = decodeCursor(asked.cursor, ['time', 'id']) ?? [];
  const rows = await prisma().$queryRaw<{ id: string; updatedAt: Date }[]>`
    select l.id, l.updated_at as "updatedAt" from listing l
    where l.enterprise_id = ${asked.enterpriseId}::uuid
      and ${asked.status ? Prisma.sql`l.status = ${asked.status}::listing_status` : sqlTrue}
      and ${search ? named(search) : sqlTrue}
      and ${at && before ? Prisma.sql`(l.updated_at, l.id) < (${at}, ${before}::uuid)` : sqlTrue}
    order by l.updated_at desc, l.id desc limit ${atOnce + 1}`;
  const { items, next } = pageOf(rows, atOnce, (last) => encodeCursor([last.updatedAt, last.id]));
  const found = await prisma().listing.findMany({
    where: { id: { in: items.map(({ id }) => id) } },
    include: listed,
  });
  return { items: items.flatMap(({ id }) => found.find((listing) => listing.id === id) ?? []), next };
}
