import pg from 'pg';
import { makeWorld, writeWorld } from '#seed/world.ts';
import { seedReference } from '#seed/reference.ts';
import { config } from '#lib/core/config.ts';

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
} finally {
  await client.end();
}
process.exit(0);
