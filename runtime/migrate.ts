import pg from 'pg';
import { config } from '#lib/core/config.ts';
import { seedReference } from '#seed/reference.ts';
import { applyMigrations } from './prisma-engine.ts';

/** Brings the database of a production installation up to the present schema and reference data. */
const { DATABASE_URL } = config();
const applied = await applyMigrations(DATABASE_URL);
const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
await seedReference(client);
await client.end();
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`);
process.exit(0);
