import { parseArgs } from 'node:util';
import pg from 'pg';
import { config } from '#lib/core/config.ts';
import { addMany } from '#seed/many.ts';
import { seedReference } from '#seed/reference.ts';
import { makeWorld, readEnterprises, writeWorld } from '#seed/world.ts';
import type { EmbeddedDatabase } from './postgres.ts';
import { Progress } from './progress.ts';
import { readSettings } from './settings.ts';
import { borrowDatabase, explain } from './stack.ts';

const { values } = parseArgs({ options: { listings: { type: 'string' } } });
const many = Number(values.listings ?? 0);
if (!Number.isInteger(many) || many < 0 || many > 2_000_000) {
  console.error('Usage: npm run seed [-- --listings N]   (N up to 2,000,000: that many more listings, for benchmarks)');
  process.exit(2);
}

/** The demo is seen on the day it is seeded. */
const today = new Date(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`);

async function seed(progress: Progress): Promise<void> {
  const client = new pg.Client({ connectionString: config().DATABASE_URL });
  await client.connect();
  try {
    await seedReference(client);
    const { rows } = await client.query<{ there: boolean }>('select exists (select 1 from enterprise) as there');
    if (config().DEMO && !rows[0]?.there) {
      const { rows: world, files } = await makeWorld(today);
      await writeWorld(client, world, files);
    }
    if (many > 0) {
      await progress.step(`${many} more listings`, async () => addMany(client, await readEnterprises(), many, today));
    }
  } finally {
    await client.end();
  }
}

let database: EmbeddedDatabase | undefined;
try {
  const progress = new Progress();
  // As a step of the start the settings are there; run by hand, they are made here.
  if (!process.env['DATABASE_URL']) {
    const settings = readSettings();
    Object.assign(process.env, settings.env);
    database = await borrowDatabase(settings, progress);
  }
  await seed(progress);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  await database?.stop();
}
process.exit();
