import pg from 'pg';
import { ConfigError } from '#lib/core/config.ts';

const oldest = 18;

/** Throws ConfigError, in one sentence without the password, when DATABASE_URL does not lead to a usable PostgreSQL. */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  let target: URL;
  try {
    target = new URL(databaseUrl);
  } catch {
    throw new ConfigError('DATABASE_URL is not an address like postgresql://user:password@host:5432/database.');
  }
  const where = `${target.hostname}:${target.port || 5432}${target.pathname}`;
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldest)
      throw new ConfigError(`The PostgreSQL at ${where} is version ${version}; Ambersilk needs ${oldest} or newer.`);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message || 'no answer' : 'no answer';
    throw new ConfigError(`DATABASE_URL leads to ${where}, where no database answers (${reason}).`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
