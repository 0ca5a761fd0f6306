import { parseArgs } from 'node:util';
import pg from 'pg';
import { config } from '#lib/core/config.ts';
import { addMany } from '#seed/many.ts';
import { seedReference } from '#seed/reference.ts';
import { makeWorld, readEnterprises, writeWorld } from '#seed/world.ts';
import { Progress } from './progress.ts';
import { readSettings } from './settings.ts';
import { bringUpDatabase } from './stack.ts';

const { values } = parseArgs({ options: { listings: { type: 'string' } } });
const many = Number(values.listings ?? 0);
if (!Number.isInteger(many) || many < 0 || many > 2_000_000) {
  console.error('Usage: npm run seed [-- --listings N]   (N up to 2,000,000: that many more listings, for benchmarks)');
  process.exit(2);
}

/** `npm run seed` by hand brings its own database up; as a step of the start the settings are there. */
const settings = process.env['DATABASE_URL'] ? undefined : readSettings();
if (settings) Object.assign(process.env, settings.env);
const database = settings ? await bringUpDatabase(settings, new Progress()) : undefined;

/** The demo is seen on the day it is seeded. */
const today = new Date(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`);

const client = new pg.Client({ connectionString: config().DATABASE_URL });
await client.connect();
try {
  await seedReference(client);
  const { rows } = await client.query<{ there: boolean }>('select exists (select 1 from enterprise) as there');
  if (config().DEMO && !rows[0]?.there) {
    const { rows: world, files } = await makeWorld(today);
    await writeWorld(client, world, files);
  }
  if (many > 0) await addMany(client, await readEnterprises(), many, today);
} finally {
  await client.end();
  await database?.stop();
}
process.exit(0);
