import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { prisma } from '#lib/db/index.ts';
import type { Exported } from './export-memory.ts';
import { table } from './load.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..');

/** Two strings a text: its title and its summary. */
const texts = 100_000;
const most = texts * 2;
const sizes = [10_000, 100_000, most] as const;
const others = ['xliff1', 'po', 'json', 'csv', 'tmx'] as const;

/** Listings of one enterprise, in Bulgarian with a Polish translation. */
async function fill(): Promise<string> {
  const enterprise = await prisma().enterprise.findFirstOrThrow({ where: { status: 'verified' } });
  const category = await prisma().category.findFirstOrThrow();
  await prisma().$executeRaw`
    with made as (insert into texts (source_locale) select 'bg' from generate_series(1, ${texts}::int) returning id),
    worded as (
      insert into translation (text_id, locale, fields, state)
      select id, 'bg', jsonb_build_object('title', 'Кана ' || id, 'summary', 'Ръчно изработена кана с дръжка и чучур, изпечена два пъти ' || id), 'source'
      from made),
    translated as (
      insert into translation (text_id, locale, fields, state, origin, source_revision)
      select id, 'pl', jsonb_build_object('title', 'Dzban ' || id, 'summary', 'Ręcznie wykonany dzban z uchem i dzióbkiem, dwa razy wypalany ' || id), 'translated', 'human', 1
      from made)
    insert into listing (enterprise_id, slug, kind, status, category_slug, text_id, price_minor, currency)
    select ${enterprise.id}::uuid, 'bench-' || id, 'physical', 'draft', ${category.slug}, id, 1000, 'EUR' from made`;
  return enterprise.id;
}

/** What the code itself takes is half of it; a runtime that has room lets its garbage lie, which would look like growth. */
const heapMegabytes = 128;

/** An export in a process of its own, so that what another one held is not taken for its own; one that kept its units would end for want of room. */
async function exported(format: string, enterpriseId: string, units: number): Promise<Exported> {
  const { stdout } = await run(process.execPath, [
    `--max-old-space-size=${heapMegabytes}`,
    path.join(root, 'bench/export-memory.ts'),
    format,
    enterpriseId,
    String(units),
  ]);
  return JSON.parse(stdout);
}

/** The check of all locales, as a build runs it. */
async function checked(): Promise<number> {
  const began = performance.now();
  await run(process.execPath, [path.join(root, 'runtime/messages.ts'), 'check'], { maxBuffer: 64 * 2 ** 20 });
  return (performance.now() - began) / 1000;
}

const megabytes = (count: number) => `${(count / 2 ** 20).toFixed(0)} MB`;

/** What an enterprise wrote, from the database to a file, ever longer: the memory for it must not grow with it. And the check of all locales. */
export async function benchTranslations(): Promise<void> {
  const times = [await checked(), await checked(), await checked()].toSorted((a, b) => a - b);
  const enterpriseId = await fill();
  const rows: string[][] = [];
  for (const units of sizes) rows.push(rowOf('xliff2', await exported('xliff2', enterpriseId, units)));
  for (const format of others) rows.push(rowOf(format, await exported(format, enterpriseId, most)));
  console.log(
    `\n${table([
      ['exports from the database', 'units', 'seconds', 'file', 'memory grew by'],
      ...rows,
      [],
      ['messages -- check, 19 locales', '', (times[1] ?? 0).toFixed(1), '', ''],
    ])}`,
  );
}

function rowOf(format: string, { units, seconds, bytes, grew }: Exported): string[] {
  return [format, String(units), seconds.toFixed(1), megabytes(bytes), megabytes(grew)];
}
