import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma, StockMovementReason } from '#lib/db/generated/client.ts';
import { containing, prisma } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { withOptions } from './names.ts';

const stocked = {
  listing: {
    include: { text: withTranslations, options: withOptions, pictures: { orderBy: { position: 'asc' }, take: 1 } },
  },
  places: { where: { OR: [{ onHand: { gt: 0 } }, { place: { isDefault: true } }] }, include: { place: true } },
} as const satisfies Prisma.VariantInclude;
export type StockedVariant = Prisma.VariantGetPayload<{ include: typeof stocked }>;

/** How many of a variant can still be bought. */
export function availableOf(variant: { stockOnHand: number | null; stockReserved: number }): number {
  return (variant.stockOnHand ?? 0) - variant.stockReserved;
}

/** Whether a variant needs its maker: sold out, or below the threshold set for it. The same words as in `lowFirst`. */
export function isLow(variant: {
  stockOnHand: number | null;
  stockReserved: number;
  lowStockBelow: number | null;
}): boolean {
  return variant.stockOnHand !== null && availableOf(variant) < (variant.lowStockBelow ?? 1);
}

/** What an enterprise has on hand, what runs low first; found by words of the listing, of the options, or by SKU. */
export async function stockList(
  actor: Actor,
  input: { enterpriseId: string; search?: string | undefined; cursor?: string | undefined },
): Promise<Page<StockedVariant>> {
  authorize(actor, 'listing.view', input);
  const [rank = -1, available = 0, id = ''] = decodeCursor(input.cursor, ['number', 'number', 'id']) ?? [];
  const pattern = containing((input.search ?? '').trim().slice(0, limits.searchQuery));
  const rows = await prisma().$queryRaw<{ id: string; rank: number; available: number }[]>`
    with own as (
      select v.id, v.stock_on_hand - v.stock_reserved as available,
        case when v.stock_on_hand - v.stock_reserved < coalesce(v.low_stock_below, 1) then 0 else 1 end as rank
      from variant v join listing l on l.id = v.listing_id
      where l.enterprise_id = ${input.enterpriseId}::uuid and l.status not in ('archived', 'refused')
        and v.archived_at is null and v.stock_on_hand is not null
        and (v.sku ilike ${pattern} or exists (
          select 1 from translation t where t.title ilike ${pattern} and t.text_id = l.text_id) or exists (
          select 1 from option_value w join translation t on t.text_id = w.text_id
          where w.id = any(v.value_ids) and t.fields->>'name' ilike ${pattern}))
    )
    select * from own where (rank, available, id) > (${rank}, ${available}, ${id || '00000000-0000-0000-0000-000000000000'}::uuid)
    order by rank, available, id limit ${limits.page + 1}`;
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.rank, last.available, last.id]));
  const variants = await prisma().variant.findMany({
    where: { id: { in: page.items.map((row) => row.id) } },
    include: stocked,
  });
  return {
    items: page.items.flatMap((row) => variants.find((variant) => variant.id === row.id) ?? []),
    next: page.next,
  };
}

/** How many variants of an enterprise are sold out or below their threshold, among what is or soon will be on sale. */
export async function lowStockCount(actor: Actor, enterpriseId: string): Promise<number> {
  authorize(actor, 'listing.view', { enterpriseId });
  const [row] = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from variant v join listing l on l.id = v.listing_id
    where l.enterprise_id = ${enterpriseId}::uuid and l.status = 'live' and v.archived_at is null
      and v.stock_on_hand - v.stock_reserved < coalesce(v.low_stock_below, 1)`;
  return row?.count ?? 0;
}

/** A variant with its listing, for those who may see it. Throws `catalogue.unknown` for everybody else. */
export async function viewStock(actor: Actor, variantId: string): Promise<StockedVariant> {
  const variant = uuidPattern.test(variantId)
    ? await prisma().variant.findUnique({ where: { id: variantId }, include: stocked })
    : null;
  if (!variant || variant.stockOnHand === null || !may(actor, 'listing.view', variant.listing))
    throw new DomainError('catalogue.unknown');
  return variant;
}

export interface StockMovementView {
  readonly id: string;
  readonly delta: number;
  readonly reason: StockMovementReason;
  readonly note: string | null;
  readonly createdAt: Date;
  /** What was on hand after it: all movements up to it together. */
  readonly balance: number;
  readonly by: string | null;
  readonly sellerOrder: string | null;
  /** Empty for the enterprise's first place, which has no name of its own. */
  readonly place: string;
}

/** Every movement of a variant's stock, the newest first, with what was on hand after each. */
export async function stockHistory(
  actor: Actor,
  variant: StockedVariant,
  cursor?: string,
): Promise<Page<StockMovementView>> {
  authorize(actor, 'listing.view', variant.listing);
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [
    new Date('9999-12-31'),
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ];
  const rows = await prisma().$queryRaw<StockMovementView[]>`
    with history as (
      select m.*, (sum(m.delta) over (order by m.created_at, m.id))::int as balance
      from stock_movement m where m.variant_id = ${variant.id}::uuid
    )
    select h.id, h.delta, h.reason::text as reason, h.note, h.created_at as "createdAt", h.balance, u.name as by, p.name as place,
      (select s.number from seller_order s where s.order_id = h.order_id and s.enterprise_id = ${variant.listing.enterpriseId}::uuid) as "sellerOrder"
    from history h join stock_place p on p.id = h.place_id left join users u on u.id = h.actor_id
    where (h.created_at, h.id) < (${at}, ${id}::uuid)
    order by h.created_at desc, h.id desc limit ${limits.page + 1}`;
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}
