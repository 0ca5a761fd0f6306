import { fold } from '#lib/languages/index.ts';
import { draw } from './art/index.ts';
import type { Art, EnterpriseData } from './format.ts';
import { randomFrom, stableId } from './ids.ts';
import { addMedia, type Files } from './media.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const countedDays = 90;

interface SearchData {
  readonly locale: string;
  readonly query: string;
  readonly category?: string;
  readonly country?: string;
  readonly visitors: number;
}

function dayBefore(today: Date, days: number): string {
  return new Date(today.getTime() - days * day).toISOString().slice(0, 10);
}

/** What three months brought each listing: more for the popular, more at weekends, and a tenth of those who look put it into the cart. */
function addListingDays(rows: Rows, today: Date): void {
  for (const listing of rows.of('listing')) {
    if (listing['status'] !== 'live') continue;
    const id = String(listing['id']);
    const random = randomFrom(`days ${id}`);
    const usual = 1 + (Number(listing['popularity']) / 10_000) * 24;
    for (let ago = countedDays; ago >= 1; ago--) {
      const on = dayBefore(today, ago);
      const weekend = [0, 6].includes(new Date(on).getUTCDay()) ? 1.4 : 1;
      const views = Math.floor(usual * weekend * (0.3 + random() * 1.2));
      const carts = Array.from({ length: views }, random).filter((chance) => chance < 0.09).length;
      if (views > 0) rows.add('listing_day', { listing_id: id, day: on, views, carts });
    }
  }
}

async function addSearches(rows: Rows, today: Date): Promise<void> {
  const random = randomFrom('searches');
  for (const { locale, query, category = '', country = '', visitors } of await readData<SearchData[]>(
    'searches.json',
  )) {
    for (let ago = 2 + Math.floor(random() * 5); ago < 30; ago += 4 + Math.floor(random() * 9)) {
      const count = ago < 9 ? visitors : Math.max(1, Math.floor(visitors * random()));
      rows.add('search_day', {
        day: dayBefore(today, ago),
        locale,
        folded: fold(query),
        category_slug: category,
        country,
        written: query,
        visitors: count,
        in_vain: count,
      });
    }
  }
}

/** Nobody who bought before the demo began is asked for a review. */
function addInvitations(rows: Rows, today: Date): void {
  for (const order of rows.of('orders'))
    rows.add('review_invitation', { order_id: String(order['id']), invited_at: today });
}

/** Pictures that some buyers took: another piece of the same kind. */
function addReviewPictures(rows: Rows, files: Files, enterprises: readonly EnterpriseData[]): void {
  const arts = new Map(
    enterprises.flatMap((enterprise) =>
      enterprise.listings.map((listing) => [stableId('listing', listing.slug), listing.pictures[0]] as const),
    ),
  );
  const random = randomFrom('review pictures');
  for (const review of rows.of('review')) {
    const art = arts.get(String(review['listing_id']));
    if (!art || Number(review['rating']) < 4 || random() > 0.4) continue;
    const count = 1 + Math.floor(random() * 2);
    for (let position = 0; position < count; position++) addReviewPicture(rows, files, review, art, position);
  }
}

function addReviewPicture(rows: Rows, files: Files, review: Row, art: Art, position: number): void {
  const reviewId = String(review['id']);
  const key = `review ${reviewId} ${position}`;
  const mediaId = addMedia(rows, files, {
    key,
    kind: 'picture',
    contentType: 'image/svg+xml',
    fileName: `${art.motif}.svg`,
    storageKey: `demo/${stableId(key)}.svg`,
    width: 800,
    height: 1000,
    bytes: () => Buffer.from(draw(art.motif, art.palette, art.seed + 40 + position)),
    createdAt: review['created_at'] instanceof Date ? review['created_at'] : new Date(0),
  });
  rows.add('review_picture', { review_id: reviewId, media_id: mediaId, position });
}

/** What people looked at and searched before the demo begins, and what they showed in their reviews. */
export async function addInsights(
  rows: Rows,
  files: Files,
  enterprises: readonly EnterpriseData[],
  today: Date,
): Promise<void> {
  addListingDays(rows, today);
  await addSearches(rows, today);
  addInvitations(rows, today);
  addReviewPictures(rows, files, enterprises);
}
