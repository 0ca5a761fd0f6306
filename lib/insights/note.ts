import { randomBytes } from 'node:crypto';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { remember } from '#lib/core/memory.ts';
import { pool, prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { keepCount } from './buffer.ts';
import { keptQuery } from './query-rule.ts';
import { markOf, type Visitor } from './visitor.ts';

/** The day's salt, the same for every instance; it is made by the first visitor and deleted when the day is over. */
function saltOf(today: string): Promise<Buffer> {
  return remember(`insights:salt:${today}`, day, async () => {
    const client = pool();
    await client.query('insert into daily_salt (day, salt) values ($1, $2) on conflict do nothing', [
      today,
      randomBytes(32),
    ]);
    const { rows } = await client.query<{ salt: Buffer }>('select salt from daily_salt where day = $1', [today]);
    if (!rows[0]) throw new Error('a day has a salt');
    return rows[0].salt;
  });
}

async function marked(visitor: Visitor, thing: string) {
  const today = isoDay(now());
  return { day: today, mark: markOf(await saltOf(today), visitor, thing) };
}

/** A visitor sees a listing's page. Nobody (null) is not counted, nor is what is no id. */
export async function noteView(visitor: Visitor | null, listingId: string): Promise<void> {
  if (!visitor || !uuidPattern.test(listingId)) return;
  keepCount({ ...(await marked(visitor, `view ${listingId}`)), what: 'view', listingId });
}

/** A visitor puts a variant into the cart. */
export async function noteCart(visitor: Visitor | null, variantId: string): Promise<void> {
  if (!visitor) return;
  const variant = await prisma().variant.findUnique({ where: { id: variantId }, select: { listingId: true } });
  if (!variant) return;
  const { listingId } = variant;
  keepCount({ ...(await marked(visitor, `cart ${listingId}`)), what: 'cart', listingId });
}

export interface Search {
  readonly query: string;
  readonly locale: Locale;
  /** What it was narrowed to, where that is one category or one country. */
  readonly categories: readonly string[];
  readonly countries: readonly string[];
  readonly found: boolean;
}

/** A visitor has searched. What may name a person is not kept (`keptQuery`). */
export async function noteSearch(visitor: Visitor | null, search: Search): Promise<void> {
  const query = keptQuery(search.query);
  if (!visitor || !query || search.categories.length > 1 || search.countries.length > 1) return;
  const { locale, found } = search;
  const categorySlug = search.categories[0] ?? '';
  const country = search.countries[0] ?? '';
  const thing = ['search', locale, query.folded, categorySlug, country].join(' ');
  keepCount({ ...(await marked(visitor, thing)), what: 'search', locale, ...query, categorySlug, country, found });
}

/** The days that are over lose their salt and their marks; the counts stay. */
export async function forgetVisitors(): Promise<void> {
  await prisma().dailySalt.deleteMany({ where: { day: { lt: new Date(isoDay(now())) } } });
}
