import { setTimeout as sleep } from 'node:timers/promises';
import { importCounts, startApplying, startImport, startImportSchema, viewImport } from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { personOfUser } from '#lib/identity/index.ts';
import { table } from './load.ts';

const rows = 10_000;
const header =
  'listing,category,title,summary,description,price,currency,sku,stock,weight_grams,hs_code,materials,title:en';

/** A file of new listings, with words of the usual length. */
function file(): Uint8Array {
  const description = 'Точена на грънчарско колело и рисувана с рог, изпечена на 1040 градуса. '.repeat(8).trim();
  const lines = Array.from({ length: rows }, (_, n) =>
    [
      `bench-${n}`,
      'interior',
      `Купа номер ${n}`,
      'Купа от глина.',
      description,
      `${10 + (n % 90)}.50`,
      'EUR',
      `BN-${n}`,
    ]
      .concat([String(n % 20), '700', '691200', 'ceramic', `Bowl number ${n}`])
      .map((cell) => `"${cell}"`)
      .join(','),
  );
  return new TextEncoder().encode([header, ...lines].join('\n'));
}

async function anOwner(enterpriseId: string): Promise<Person> {
  const { userId } = await prisma().membership.findFirstOrThrow({ where: { enterpriseId, role: 'owner' } });
  const owner = await personOfUser(userId);
  if (!owner) throw new Error('the enterprise has no owner');
  return owner;
}

/** Four visitors who ask for a page again and again until `over`; milliseconds at the 95th percentile, and how many they were. */
async function visits(url: string, over: () => boolean): Promise<{ p95: number; count: number }> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!over()) {
        const began = performance.now();
        const answer = await fetch(url);
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
        times.push(performance.now() - began);
        await sleep(20);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { p95: times[Math.floor(times.length * 0.95)] ?? 0, count: times.length };
}

const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1);

/** Ten thousand rows from the upload to drafts in the studio, with visitors on a listing's page meanwhile. */
export async function benchImport(site: string, listing: { slug: string; enterpriseId: string }): Promise<void> {
  const page = `${site}/pl/l/${listing.slug}`;
  const owner = await anOwner(listing.enterpriseId);
  const warm = performance.now() + 2_000;
  await visits(page, () => performance.now() > warm);
  const until = performance.now() + 8_000;
  const idle = await visits(page, () => performance.now() > until);

  const began = performance.now();
  const input = startImportSchema.parse({ enterpriseId: listing.enterpriseId });
  const { id } = await startImport(owner, input, 'bench.csv', file());
  const inState = async (status: string) => {
    while ((await viewImport(owner, id)).status !== status) await sleep(100);
  };
  let done = false;
  const during = visits(page, () => done);
  await inState('ready');
  const read = seconds(began);
  const applying = performance.now();
  await startApplying(owner, { runId: id });
  await inState('done');
  const applied = seconds(applying);
  done = true;
  const busy = await during;
  const counts = await importCounts({ id });
  if (counts.applied !== rows) throw new Error(`${counts.applied} rows were applied`);
  console.log(
    `\n${table([
      [`import of ${rows} rows`, 'seconds'],
      ['read and compared', read],
      ['applied', applied],
    ])}\n\n${table([
      ['listing page, 4 visitors', 'p95', 'requests'],
      ['idle', `${idle.p95.toFixed(1)} ms`, String(idle.count)],
      ['during the import', `${busy.p95.toFixed(1)} ms`, String(busy.count)],
    ])}`,
  );
}
