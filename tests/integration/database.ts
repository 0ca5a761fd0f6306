import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { ensureDatabase } from '../../runtime/postgres.ts';

// Each test file works on a database of its own, copied from the migrated template.
const template = new URL(inject('templateUrl'));
const name = `test_${randomUUID().replaceAll('-', '')}`;
const url = new URL(template);
url.pathname = `/${name}`;
await ensureDatabase(url.href, template.pathname.slice(1));
const folder = mkdtempSync(path.join(os.tmpdir(), 'ambersilk-data-'));

Object.assign(process.env, {
  DATABASE_URL: url.href,
  TEST_DATABASE_URL: url.href,
  AUTH_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  STRIPE_SECRET_KEY: 'sk_test_integration',
  STRIPE_WEBHOOK_SECRET: 'whsec_integration',
  SMTP_URL: 'smtp://127.0.0.1:1',
  DATA_DIR: folder,
  LOG_LEVEL: 'error',
});

afterAll(async () => {
  const { disconnect } = await import('../../lib/db/client.ts');
  await disconnect();
  const admin = new URL(template);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});
