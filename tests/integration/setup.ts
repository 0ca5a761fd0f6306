import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../runtime/postgres.ts';
import { applyMigrations } from '../../runtime/prisma-engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ambersilk-test-'));
  // PostgreSQL runs as its own user when the tests run as root.
  await chmod(folder, 0o755);
  const port = 55_000 + (process.pid % 5_000);
  const server = await startPostgres(path.join(folder, 'postgres'), port, 'template_ambersilk');
  await applyMigrations(server.url);
  project.provide('templateUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
