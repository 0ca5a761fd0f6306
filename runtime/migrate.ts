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
const { rows } = await client.query<{ there: boolean }>(
  `select exists (select from pg_roles where rolname = 'ambersilk_app' and has_table_privilege(oid, 'ledger_entry', 'select')) as there`,
);
await client.end();
if (!rows[0]?.there) {
  console.log(
    'This database user may not make roles: the ledger is kept by its triggers, not by revoked rights as well (docs/decisions/018).',
  );
}
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`);
process.exit(0);
