import pg from 'pg';
import { indexListing } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { addMany } from '#seed/many.ts';
import { readEnterprises } from '#seed/world.ts';
import { load, percentile, table } from './load.ts';

/** Rare, common and misspelt, in six languages and more. */
const queries = [
  ['pl', 'wycinanka łowicka'],
  ['pl', 'ceramika'],
  ['pl', 'jedwab'],
  ['pl', 'wycinnaka'],
  ['zh-CN', '剪纸'],
  ['zh-CN', '提线木偶'],
  ['zh-CN', '青花瓷瓶'],
  ['zh-CN', 'qinghua'],
  ['bg', 'килим'],
  ['bg', 'троянска чиния'],
  ['bg', 'кермаика'],
  ['cs', 'loutka kašpárek'],
  ['cs', 'sklo'],
  ['hu', 'hímzés'],
  ['hu', 'porcelánn'],
  ['en', 'rose oil'],
  ['en', 'silk scarf'],
  ['en', 'mariontte'],
  ['en', 'Užice shoes'],
  ['sr-Latn', 'opanci'],
] as const;
const beginnings = ['wy', 'cera', 'jed', '剪', '青花', 'ки', 'кера', 'lou', 'him', 'sil', 'ros', 'mar'] as const;

interface Times {
  /** Of the first round: nobody has asked this before. */
  readonly first: number[];
  readonly later: number[];
}

/** Asks each address so many times, one at a time. */
async function oneAtATime(urls: readonly string[], rounds: number): Promise<Times> {
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const url of urls) {
      const began = performance.now();
      const answer = await fetch(url);
      await answer.text();
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      (round > 0 ? later : first).push(performance.now() - began);
    }
  }
  const sorted = (times: number[]) => times.sort((a, b) => a - b);
  return { first: sorted(first), later: sorted(later) };
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

async function measure(site: string, name: string): Promise<string[]> {
  const searches = queries.map(([locale, q]) => `${site}/api/v1/search?locale=${locale}&q=${encodeURIComponent(q)}`);
  // The process is warm, the answers are not.
  await oneAtATime(
    ['book', 'kniha', '茶', 'игра', 'drewno', 'üveg'].map((q) => `${site}/api/v1/search?q=${encodeURIComponent(q)}`),
    40,
  );
  // Each once when nobody has asked it yet, and eight times more: the mix is of all of them.
  const times = await oneAtATime(searches, 8);
  const suggestions = await oneAtATime(
    beginnings.map((q) => `${site}/api/v1/suggest?locale=pl&q=${encodeURIComponent(q)}`),
    8,
  );
  const first = searches[0] ?? site;
  const busy = await load('search', first, {
    connections: 8,
    requests: searches.map((url) => ({ path: url.slice(site.length) })),
  });
  return [
    name,
    ...[times.first, times.later, [...times.first, ...times.later].sort((a, b) => a - b)].flatMap((each) => [
      ms(percentile(each, 0.5)),
      ms(percentile(each, 0.95)),
    ]),
    busy.requestsPerSecond.toFixed(0),
    ms(percentile(suggestions.later, 0.5)),
    ms(percentile(suggestions.later, 0.95)),
  ];
}

/** How long after a change the word of it is found, and what writing one listing into the index costs. */
async function changes(site: string): Promise<void> {
  const listing = await prisma().listing.findFirstOrThrow({
    where: { status: 'live' },
    include: { text: { include: { translations: true } } },
  });
  const translation = listing.text.translations[0];
  if (!translation) return;
  const key = { textId_locale: { textId: listing.textId, locale: translation.locale } };
  const retitle = (tx: Tx, title: string) =>
    tx.translation.update({
      where: key,
      data: { fields: { ...(translation.fields as Record<string, string>), title } },
    });
  const [within, alone]: [number[], number[]] = [[], []];
  const timed = async (times: number[], nth: number, work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    // The first ones warm the process: its code, and its statements' plans.
    if (nth >= 0) times.push(performance.now() - began);
  };
  for (let n = -20; n < 60; n++) {
    // As every caller of the product does: index and change are one transaction.
    await transaction(async (tx) => {
      await retitle(tx, `Another name ${n} zuzu${n}`);
      await timed(within, n, () => indexListing(tx, listing.id));
    });
    await retitle(prisma(), `Other name ${n} zizi${n}`);
    await timed(alone, n, () => indexListing(prisma(), listing.id));
  }
  const median = (times: number[]) =>
    ms(
      percentile(
        times.sort((a, b) => a - b),
        0.5,
      ),
    );
  const word = `zyzyx${Date.now().toString(36)}`;
  const began = performance.now();
  await transaction(async (tx) => {
    await retitle(tx, `Thing ${word}`);
    await indexListing(tx, listing.id);
  });
  while (performance.now() - began < 10_000) {
    const { total } = (await (await fetch(`${site}/api/v1/search?locale=en&q=${word}`)).json()) as { total: number };
    if (total > 0) break;
  }
  console.log(
    `\nindex of one listing, in its change's transaction: p50 ${median(within)} (asked for: < 5 ms), alone with a commit of its own: ${median(alone)}; a change is found after ${ms(performance.now() - began)} (< 2 s)`,
  );
}

/** Search and suggestions over HTTP at 10,000 and at 100,000 listings of four and five languages. */
export async function benchSearch(site: string): Promise<void> {
  const client = new pg.Client({ connectionString: config().DATABASE_URL });
  await client.connect();
  const [enterprises, today] = [await readEnterprises(), new Date()];
  const rows = [
    ['listings', 'first p50', 'p95', 'again p50', 'p95', 'all p50', 'p95', 'requests/s at 8', 'suggestions p50', 'p95'],
  ];
  let before = 0;
  for (const count of [10_000, 100_000]) {
    const began = performance.now();
    await addMany(client, enterprises, count, today, before + 1);
    console.log(`${count - before} listings made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    // As a shop of such a size is: what was just loaded is no longer being tidied up.
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
    before = count;
    rows.push(await measure(site, count.toLocaleString('en')));
  }
  await client.end();
  console.log(
    `\n${table(rows)}\nasked for: p50 < 12 ms, p95 < 40 ms, 250 requests/s at 8, suggestions p95 < 30 ms, p50 less than doubled`,
  );
  await changes(site);
}
