import { config } from '#lib/core/config.ts';
import type { Tx } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { withOptions, writtenVariantName } from './names.ts';

/**
 * Looks whether variants whose stock just moved have fallen below their threshold, in the same transaction: the enterprise's people get
 * one mail when that happens, and the next only after there was enough in between.
 */
export async function watchStock(tx: Tx, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return;
  const moved = await tx.$queryRaw<{ id: string; low: boolean }[]>`
    update variant set low_stock_told_at = case when v.low then now() end
    from (
      select id, coalesce(stock_on_hand - stock_reserved < low_stock_below, false) as low, low_stock_told_at is not null as told, archived_at
      from variant where id = any(${[...variantIds]}::uuid[])
    ) v
    where variant.id = v.id and v.low <> v.told and (v.archived_at is null or not v.low)
    returning variant.id, v.low`;
  for (const { id, low } of moved) if (low) await tellLowStock(tx, id);
}

async function tellLowStock(tx: Tx, variantId: string): Promise<void> {
  const variant = await tx.variant.findUniqueOrThrow({
    where: { id: variantId },
    include: {
      listing: {
        include: {
          text: withTranslations,
          options: withOptions,
          enterprise: { include: { memberships: { include: { user: true } } } },
        },
      },
    },
  });
  const { listing } = variant;
  const title = fieldText(listing.text, 'title', locale(listing.text.sourceLocale));
  const name = writtenVariantName(variant, listing);
  for (const { user, role } of listing.enterprise.memberships) {
    if (role === 'finance' || role === 'signatory') continue;
    const reader = locale(user.locale);
    await queueMail(tx, {
      cause: `low_stock:${variantId}:${variant.lowStockToldAt?.getTime() ?? 0}:${user.id}`,
      template: 'stock_low',
      recipient: user.email,
      locale: reader,
      params: {
        title: name ? `${title} · ${name}` : title,
        count: (variant.stockOnHand ?? 0) - variant.stockReserved,
        link: `${config().SITE_URL}/${reader}/studio/stock/${variantId}`,
      },
    });
  }
}
