import type { ListingTile } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { formatMoney } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { MailItem } from '#lib/notifications/index.ts';

/** An address of the site in the reader's language. */
export function siteLink(reader: Locale, path: string): string {
  return `${config().SITE_URL}/${reader}${path}`;
}

/** A listing as a mail shows it. */
export function mailItem(tile: ListingTile, reader: Locale): MailItem {
  return {
    title: tile.title.value,
    detail: tile.maker,
    price: formatMoney(tile.price, reader),
    link: siteLink(reader, `/l/${tile.slug}`),
    picture: tile.picture ? `${config().SITE_URL}/media/${tile.picture.mediaId}/320.jpg` : '',
  };
}

interface Window {
  readonly since: Date;
  readonly until: Date;
}

/** Which of these listings are new in the window: live, published in it, and not merely approved again after an edit. */
export async function newAmong(listingIds: readonly string[], { since, until }: Window): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    select l.id from listing l
    where l.id = any(${[...listingIds]}::uuid[]) and l.status = 'live' and l.published_at > ${since} and l.published_at <= ${until}
      and not exists (select 1 from listing_revision r
        where r.listing_id = l.id and r.decision = 'approved' and r.decided_at <= ${since})
    order by l.published_at desc, l.id`;
  return rows.map((row) => row.id);
}
