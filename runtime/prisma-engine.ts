import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const require = createRequire(import.meta.url);
const noFilters = { externalTables: [], externalEnums: [] };

export const root = path.resolve(import.meta.dirname, '..');
export const migrationsFolder = path.join(root, 'prisma/migrations');

let loaded: Promise<void> | undefined;

/** Prisma's schema engine as WebAssembly: its native twin is a download that many networks refuse (docs/decisions/002). */
async function load(): Promise<void> {
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = await readFile(path.join(folder, 'schema_engine_bg.wasm'));
  const imports: WebAssembly.ModuleImports = {};
  for (const [name, value] of Object.entries(glue)) if (typeof value === 'function') imports[name] = value;
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  (imports['__wbg_set_wasm'] as (exports: WebAssembly.Exports) => void)(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
}

/** Commits with the migration that it is done: a kill between the two would leave one that can be neither repeated nor skipped. */
const done =
  ';\nupdate "_prisma_migrations" set finished_at = now(), applied_steps_count = 1 where finished_at is null';

/**
 * Prisma's adapter cuts scripts at every semicolon, also inside `$$` bodies and comments. PostgreSQL takes a whole script as
 * one query and one transaction, so that a migration applies wholly or not at all.
 */
function wholeScripts(databaseUrl: string, opened: SqlDriverAdapter[]): PrismaPg {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    opened.push(adapter);
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        await client.query(script.includes('_prisma_migrations') ? script : script + done);
      } finally {
        await client.end();
      }
    };
    return adapter;
  };
  return factory;
}

/** Runs `work` with an engine on this database and closes every connection that it opened. */
async function withEngine<T>(
  databaseUrl: string,
  datamodels: [string, string][] | undefined,
  work: (tool: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const opened: SqlDriverAdapter[] = [];
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(databaseUrl, opened));
  try {
    return await work(await glue.SchemaEngine.new({ datamodels }, () => undefined, adapter));
  } finally {
    await Promise.all(opened.map((connection) => connection.dispose()));
  }
}

/** Reads a schema folder as the engine wants it: pairs of file name and content. */
export async function readSchema(folder: string): Promise<[string, string][]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(path.join(folder, name), 'utf8')]),
  );
}

/** SQL that turns the first schema (empty: none) into the second. The database is asked for nothing but its version. */
export async function diff(databaseUrl: string, from: [string, string][], to: [string, string][]): Promise<string> {
  const files = (schema: [string, string][]) => ({ files: schema.map(([name, content]) => ({ path: name, content })) });
  const result = await withEngine(databaseUrl, to, (tool) =>
    tool.diff({
      from: from.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...files(from) },
      to: { tag: 'schemaDatamodel', ...files(to) },
      script: true,
      exitCode: null,
      filters: noFilters,
    }),
  );
  return result.stdout ?? '';
}

/** Forgets a migration that was cut off: nothing of it is there, and Prisma would apply nothing until a person had said so. */
async function forgetCutOff(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('_prisma_migrations') is not null as there`,
    );
    if (rows[0]?.there) await client.query('delete from _prisma_migrations where finished_at is null');
  } finally {
    await client.end();
  }
}

/** Applies what is not yet applied of prisma/migrations, with Prisma's own history table. Returns the names applied. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const folders = (await readdir(migrationsFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const migrationDirectories = await Promise.all(
    folders
      .map((entry) => entry.name)
      .sort()
      .map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok',
            value: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
          } as const,
        },
      })),
  );
  await forgetCutOff(databaseUrl);
  const { appliedMigrationNames } = await withEngine(databaseUrl, undefined, (tool) =>
    tool.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories,
      },
      filters: noFilters,
    }),
  );
  return appliedMigrationNames;
}
