import { acceptAndDraft } from '#lib/contracts/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';
import { acceptOffer, columnsOf, freeze, hierarchies, type Terms, termsHash, workView } from '#lib/rights/index.ts';
import { pick, randomFrom } from '#seed/ids.ts';
import { load, percentile, table } from './load.ts';
import { makeRightsWorld, type Party, type RightsWorld } from './rights-world.ts';

const count = Number(process.env['BENCH_WORKS'] ?? 100_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 200);
const ms = (value: number) => `${value.toFixed(1)} ms`;

const rightSets = [
  'toys',
  'apparel',
  'print',
  'svod',
  'game',
  'home',
  'ebook',
  'toys,stationery,home',
  'svod,avod,tvod',
  'exhibition',
];
const placeSets = [
  'PL',
  'CZ,SK',
  'visegrad',
  'BG',
  'CN',
  'greater_china',
  'HU,RO',
  'baltics',
  'cee',
  'PL,CZ,SK,HU,RO,BG,HR,SI,EE,LV',
];

/** Asks of every breadth; no two alike, so that no answer could be kept. */
function askPath(n: number): string {
  const random = randomFrom(`bench ask ${n}`);
  const from = 2026 + Math.floor(random() * 4);
  return `/api/v1/rights/search?${new URLSearchParams({
    right: pick(rightSets, random),
    territory: pick(placeSets, random),
    language: pick(['', '', 'cs,sk', 'zh'], random),
    from: `${from}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-01`,
    to: `${from + 2}-01-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
    exclusivity: pick(['exclusive', 'sole', 'non_exclusive'], random),
    locale: pick(['en', 'zh-CN', 'pl'], random),
    ...(n % 5 === 0 ? { kind: 'book' } : {}),
  })}`;
}

async function benchSearch(site: string): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < 700; n++) {
    const began = performance.now();
    const answer = await fetch(site + askPath(n));
    await answer.text();
    if (!answer.ok) throw new Error(`${askPath(n)} answered ${answer.status}`);
    if (n >= 200) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const busy = await load('rights', site + askPath(0), {
    connections: 8,
    requests: Array.from({ length: 500 }, (_, n) => ({ path: askPath(1_000 + n) })),
  });
  console.log(
    `\n${table([
      [`search of ${count.toLocaleString('en')} works`, 'p50', 'p95', 'requests/s at 8', 'p99 at 8', 'failed'],
      [
        'over HTTP',
        ms(percentile(times, 0.5)),
        ms(percentile(times, 0.95)),
        busy.requestsPerSecond.toFixed(0),
        ms(busy.p99),
        String(busy.failed),
      ],
      ['asked for', '< 15 ms', '< 45 ms', '200', '', ''],
    ])}`,
  );
}

function owner({ enterpriseId, userId }: Party): Person {
  return {
    type: 'person',
    userId,
    email: '',
    name: 'Bench',
    locale: 'en',
    staffRoles: [],
    translates: [],
    memberships: [{ enterpriseId, role: 'owner' }],
  };
}

/** A work of its own with nothing given, owned by the first holder. */
async function freshWork(world: RightsWorld): Promise<{ workId: string; holder: Party }> {
  const holder = world.holders[0];
  if (!holder) throw new Error('a world has holders');
  const text = await prisma().text.create({ data: { sourceLocale: 'en' } });
  const work = await prisma().work.create({
    data: {
      slug: `bench-fresh-${text.id}`,
      enterpriseId: holder.enterpriseId,
      kind: 'book',
      status: 'verified',
      textId: text.id,
      year: 2020,
      creators: [],
      languages: [],
    },
  });
  const scope = {
    rights: { include: ['all'] },
    territories: { include: ['world'] },
    languages: { include: ['all', 'zxx', 'mis'] },
  };
  const { rights, territories, languages } = columnsOf(
    freeze({ ...scope, term: { start: '2020-01-01', end: null } }, hierarchies),
    hierarchies,
  );
  await prisma().holding.create({
    data: {
      workId: work.id,
      enterpriseId: holder.enterpriseId,
      kind: 'ownership',
      scope,
      rights: [...rights],
      territories: [...territories],
      languages: [...languages],
      startsOn: new Date('2020-01-01'),
    },
  });
  return { workId: work.id, holder };
}

const terms: Terms = {
  scope: {
    rights: { include: ['toys'] },
    territories: { include: ['CZ', 'SK'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: '2031-01-01', end: '2034-01-01' },
  },
  exclusivity: 'exclusive',
  advanceMinor: '500000',
  currency: 'EUR',
  royalty: 800,
};
let deals = 0;
const acceptBare = (actor: Person, input: Parameters<typeof acceptOffer>[1]) =>
  acceptOffer(actor, input, async () => undefined);

/** An ask that the holder has accepted; what it returns concludes the deal by the product's own operation. */
async function almost(
  workId: string,
  holder: Party,
  licensee: Party,
  asked: Terms = terms,
  conclude: typeof acceptAndDraft | typeof acceptBare = acceptAndDraft,
): Promise<() => Promise<unknown>> {
  const deal = await prisma().deal.create({
    data: {
      number: `ASD-BENCH-${deals++}`,
      holderId: holder.enterpriseId,
      licenseeId: licensee.enterpriseId,
      works: { create: { workId } },
      offers: {
        create: {
          version: 1,
          enterpriseId: licensee.enterpriseId,
          terms: asked,
          validUntil: new Date(Date.now() + 86_400_000),
          acceptances: {
            create: {
              enterpriseId: holder.enterpriseId,
              userId: holder.userId,
              signedName: 'Bench',
              termsHash: termsHash(asked),
            },
          },
        },
      },
    },
    include: { offers: true },
  });
  const offerId = deal.offers[0]?.id ?? '';
  return () =>
    conclude(owner(licensee), {
      offerId,
      enterpriseId: licensee.enterpriseId,
      termsHash: termsHash(asked),
      signedName: 'Bench',
    });
}

/** Until the worker has set every contract that was drafted: half a second of processor each. */
async function papersSet(): Promise<void> {
  const waiting = { pdfSha256: null, contract: { deal: { number: { startsWith: 'ASD-BENCH' } } } };
  while ((await prisma().contractDraft.count({ where: waiting })) > 0) await new Promise((go) => setTimeout(go, 50));
}

/** Acceptances one after the other: without a contract, and with its first draft, each when the worker has set the one before. */
async function benchAccept(world: RightsWorld): Promise<void> {
  const { workId, holder } = await freshWork(world);
  const leaves = hierarchies.territories.leaves;
  const timed = async (from: number, to: number, conclude: typeof acceptAndDraft | typeof acceptBare) => {
    const times: number[] = [];
    for (let n = from; n < to; n++) {
      const licensee = pick(world.licensees, randomFrom(`bench accept ${n}`));
      const own = { ...terms, scope: { ...terms.scope, territories: { include: [leaves[n] ?? ''] } } };
      const accept = await almost(workId, holder, licensee, own, conclude);
      await papersSet();
      const began = performance.now();
      await accept();
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b);
  };
  await timed(0, 40, acceptBare);
  const bare = await timed(40, 150, acceptBare);
  await timed(150, 160, acceptAndDraft);
  const drafted = await timed(160, 200, acceptAndDraft);
  await papersSet();
  const matrixTimes: number[] = [];
  for (let n = 0; n < 60; n++) {
    const began = performance.now();
    await workView(workId, null, null);
    if (n >= 20) matrixTimes.push(performance.now() - began);
  }
  matrixTimes.sort((a, b) => a - b);
  const line = (name: string, times: readonly number[], asked: string) => [
    name,
    ms(percentile(times, 0.5)),
    ms(percentile(times, 0.95)),
    asked,
  ];
  console.log(
    `\n${table([
      ['', 'p50', 'p95', 'p50 asked for'],
      line('accept an offer: conflict, authority, all writes', bare, '< 25 ms'),
      line('the same with the first draft of its contract', drafted, ''),
      line('matrix of a work with 200 grants', matrixTimes, '< 10 ms'),
    ])}`,
  );
}

async function benchRace(world: RightsWorld): Promise<void> {
  const refusals = new Map<string, number>();
  let wrong = 0;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { workId, holder } = await freshWork(world);
    const all: (() => Promise<unknown>)[] = [];
    for (const licensee of world.licensees) all.push(await almost(workId, holder, licensee));
    const began = performance.now();
    const results = await Promise.allSettled(all.map((accept) => accept()));
    times.push(performance.now() - began);
    if (results.filter(({ status }) => status === 'fulfilled').length !== 1) wrong += 1;
    for (const result of results)
      if (result.status === 'rejected') {
        const code = String(result.reason?.code ?? result.reason);
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
      }
  }
  times.sort((a, b) => a - b);
  console.log(
    `\n64 acceptances at once, ${rounds} rounds: ${rounds - wrong} with exactly one agreed, ${wrong} without; ${ms(percentile(times, 0.5))} a round; refused with ${[
      ...refusals,
    ]
      .map(([code, times]) => `${code} ${times}`)
      .join(', ')}`,
  );
}

/** How soon what was signed is gone from the search. */
async function benchFreshness(site: string, world: RightsWorld): Promise<void> {
  const { workId, holder } = await freshWork(world);
  await prisma().work.update({ where: { id: workId }, data: { popularity: 1_000_000 } });
  const ask = '/api/v1/rights/search?right=toys&territory=CZ,SK&from=2031-01-01&to=2034-01-01&exclusivity=exclusive';
  const first = async () => ((await (await fetch(site + ask)).json()) as { items: { slug: string }[] }).items[0]?.slug;
  const before = await first();
  const licensee = world.licensees[0];
  if (licensee) await (await almost(workId, holder, licensee))();
  const began = performance.now();
  const after = await first();
  console.log(
    `\nfresh: first was ${before?.startsWith('bench-fresh') ? 'the new work' : 'another'}, after signing ${after?.startsWith('bench-fresh') ? 'STILL it' : 'it is gone'} (${ms(performance.now() - began)})`,
  );
}

/** Availability, acceptance and their race, with the product's own operations. */
export async function benchRights(site: string): Promise<void> {
  let began = performance.now();
  const world = await makeRightsWorld(config().DATABASE_URL, count);
  console.log(`${count} works with ten grants each made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  began = performance.now();
  const answer = await fetch(site + askPath(0));
  await answer.text();
  console.log(`read into memory in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await benchSearch(site);
  await benchFreshness(site, world);
  await benchAccept(world);
  await benchRace(world);
}
