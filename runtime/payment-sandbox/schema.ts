import type { Pool } from 'pg';

/** Any schema name that needs no quoting. */
export function requireSchemaName(schema: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new Error(`Not a schema name: ${schema}`);
  return schema;
}

/**
 * Creates what the sandbox keeps, in its own schema; does nothing when it is there. All times are Unix milliseconds except
 * `object.created` and `object.due` (seconds, as Stripe's). `due` is when the sandbox itself moves an object on (a session expires …).
 */
export async function createSchema(pool: Pool, name: string): Promise<void> {
  const schema = requireSchemaName(name);
  const statements = `
    CREATE SCHEMA IF NOT EXISTS ${schema};
    CREATE TABLE IF NOT EXISTS ${schema}.object (
      id text PRIMARY KEY,
      seq bigint GENERATED ALWAYS AS IDENTITY,
      type text NOT NULL,
      account text NOT NULL DEFAULT '',
      created bigint NOT NULL,
      due bigint,
      data jsonb NOT NULL
    );
    CREATE INDEX IF NOT EXISTS object_by_type ON ${schema}.object (type, account, seq);
    CREATE INDEX IF NOT EXISTS object_due ON ${schema}.object (due) WHERE due IS NOT NULL;
    CREATE INDEX IF NOT EXISTS object_by_intent ON ${schema}.object ((data->>'payment_intent'))
      WHERE type IN ('checkout.session', 'charge', 'refund', 'dispute', 'sandbox.attempt');
    CREATE INDEX IF NOT EXISTS object_by_charge ON ${schema}.object ((data->>'charge')) WHERE type IN ('refund', 'dispute');
    CREATE INDEX IF NOT EXISTS object_by_source ON ${schema}.object ((data->>'source_transaction')) WHERE type = 'transfer';
    CREATE INDEX IF NOT EXISTS object_by_transfer ON ${schema}.object ((data->>'transfer')) WHERE type = 'transfer_reversal';
    CREATE INDEX IF NOT EXISTS object_by_group ON ${schema}.object ((data->>'transfer_group')) WHERE type IN ('charge', 'transfer');
    CREATE INDEX IF NOT EXISTS object_by_origin ON ${schema}.object ((data->>'source')) WHERE type = 'balance_transaction';
    CREATE TABLE IF NOT EXISTS ${schema}.idempotency (
      account text NOT NULL,
      key text NOT NULL,
      route text NOT NULL,
      fingerprint text NOT NULL,
      status smallint NOT NULL,
      body text NOT NULL,
      request_id text NOT NULL,
      created bigint NOT NULL,
      PRIMARY KEY (account, key)
    );
    CREATE INDEX IF NOT EXISTS idempotency_created ON ${schema}.idempotency (created);
    CREATE TABLE IF NOT EXISTS ${schema}.delivery (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      event text NOT NULL,
      created bigint NOT NULL,
      next bigint,
      attempts integer NOT NULL DEFAULT 0,
      delivered bigint,
      status smallint,
      note text
    );
    CREATE INDEX IF NOT EXISTS delivery_next ON ${schema}.delivery (next, id) WHERE next IS NOT NULL;
    CREATE INDEX IF NOT EXISTS delivery_event ON ${schema}.delivery (event);
    CREATE TABLE IF NOT EXISTS ${schema}.file_content (id text PRIMARY KEY, bytes bytea NOT NULL);
    CREATE TABLE IF NOT EXISTS ${schema}.setting (name text PRIMARY KEY, value jsonb NOT NULL);`;
  const client = await pool.connect();
  try {
    // Two sandboxes that start together must not race for the catalogue.
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`payment-sandbox ${schema}`]);
    await client.query(statements);
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    client.release();
  }
}
