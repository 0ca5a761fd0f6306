import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../runtime/postgres.ts';
import { applyMigrations } from '../../runtime/prisma-engine.ts';
import { scratchFolder } from '../../runtime/scratch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratchFolder('test');
  const port = 55_000 + (process.pid % 5_000);
  const server = await startPostgres(path.join(folder, 'postgres'), port, 'template_ambersilk');
  await applyMigrations(server.url);
  project.provide('templateUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
