import { config } from '#lib/core/config.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { withOptions, writtenVariantName } from './names.ts';

/**
 * Looks at variants whose stock just moved, in the same transaction: the enterprise's people get one mail when one falls below its
 * threshold, and the next only after there was enough in between; the public pages of what is sold out are made anew.
 */
export async function watchStock(tx: Tx, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return;
  // The list is JSON: a statement with an array is planned anew each time.
  const seen = await tx.$queryRaw<{ id: string; low: boolean; gone: string | null }[]>`
    with seen as (
      select v.id, coalesce(stock_on_hand - stock_reserved < low_stock_below, false) as low, low_stock_told_at is not null as told,
        v.archived_at, case when v.stock_on_hand = 0 then l.slug end as gone
      from jsonb_array_elements_text(${JSON.stringify(variantIds)}::jsonb) as moved (id)
      join variant v on v.id = moved.id::uuid join listing l on l.id = v.listing_id),
    turned as (
      update variant set low_stock_told_at = case when seen.low then now() end
      from seen where variant.id = seen.id and seen.low <> seen.told and (seen.archived_at is null or not seen.low)
      returning variant.id)
    select id, id in (select id from turned) and low as low, gone from seen where gone is not null or id in (select id from turned)`;
  for (const { id, low, gone } of seen) {
    if (low) await tellLowStock(tx, id);
    if (gone) await announceChange(tx, { kind: 'listing', slug: gone });
  }
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
