import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '#lib/core/config.ts';
import { webhookEvents } from '#lib/payments/webhook-events.ts';
import { fingerprint } from './fingerprint.ts';
import { type EmbeddedDatabase, startPostgres } from './postgres.ts';
import { applyMigrations, root } from './prisma-engine.ts';
import { Processes } from './processes.ts';
import type { Progress } from './progress.ts';
import { requireDatabase } from './require-database.ts';
import { readSettings, requireDiskSpace, requireFreePort, type Settings } from './settings.ts';

const run = promisify(execFile);

/** What the built site is made of. */
const buildSources = [
  'app',
  'lib',
  'public',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'runtime/assets.ts',
  'runtime/print-faces.ts',
];
const seedSources = ['prisma/seed', 'prisma/migrations'];

export interface Stack {
  readonly settings: Settings;
  stop(): Promise<void>;
}

/** Runs `make` unless its stamp says that it was made from exactly this. */
async function unlessMade(stampFile: string, stamp: string, make: () => Promise<void>): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  await make();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}

async function script(name: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<void> {
  try {
    await run(process.execPath, [path.join(root, name), ...args], { cwd: root, env, maxBuffer: 64 * 2 ** 20 });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    throw new Error(`${name} failed:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-25).join('\n')}`);
  }
}

/** PostgreSQL, ours or the one named, with the present schema. */
export async function bringUpDatabase(settings: Settings, progress: Progress): Promise<EmbeddedDatabase | undefined> {
  const database = settings.embedded.database
    ? await progress.step('PostgreSQL', () =>
        startPostgres(path.join(settings.dataDir, 'postgres'), settings.embedded.databasePort, 'ambersilk'),
      )
    : await progress.step('Reaching the database', async () => {
        await requireDatabase(settings.config.DATABASE_URL);
        return undefined;
      });
  await progress.step('Schema', async (say) => {
    const applied = await applyMigrations(settings.config.DATABASE_URL);
    say(applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`);
  });
  return database;
}

/**
 * The database for a command run by hand: that of a product already running, or else one brought up for as long as the command
 * takes (to be stopped by the caller).
 */
export async function borrowDatabase(settings: Settings, progress: Progress): Promise<EmbeddedDatabase | undefined> {
  const answers = await requireDatabase(settings.config.DATABASE_URL).then(
    () => true,
    () => false,
  );
  return answers ? undefined : bringUpDatabase(settings, progress);
}

async function seed(settings: Settings, progress: Progress): Promise<void> {
  await progress.step(settings.config.DEMO ? 'Demo world' : 'Reference data', async (say) => {
    const stamp = `${settings.config.DATABASE_URL} ${settings.config.DEMO} ${await fingerprint(...seedSources)}`;
    const made = await unlessMade(path.join(settings.dataDir, 'stamps/seed'), stamp, () =>
      script('runtime/seed.ts', settings.env),
    );
    if (!made) say('there already');
  });
}

async function build(settings: Settings, progress: Progress): Promise<void> {
  await progress.step('Building the site', async (say) => {
    await script('runtime/generate.ts', settings.env);
    const stamp = await fingerprint(...buildSources);
    const made = await unlessMade(path.join(root, '.next/ambersilk-build'), stamp, () =>
      script('node_modules/next/dist/bin/next', settings.env, 'build'),
    );
    if (!made) say('unchanged');
  });
}

async function waitUntilReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The site does not answer on port ${port}; see the logs.`);
}

/** Brings the whole product up and returns when the site answers. `overrides` are settings that win over the environment. */
export async function bringUp(
  progress: Progress,
  { development = false, overrides = {} as Record<string, string> } = {},
): Promise<Stack> {
  const settings = readSettings({ ...(development ? { NODE_ENV: 'development' } : {}), ...overrides });
  const { embedded, config, env, dataDir } = settings;
  requireDiskSpace(dataDir);
  await requireFreePort(config.PORT, 'PORT');
  if (embedded.payments) await requireFreePort(embedded.paymentsPort, 'PAYMENT_SANDBOX_PORT');
  if (embedded.mail) await requireFreePort(embedded.mailPort, 'MAIL_CATCHER_PORT');

  const database = await bringUpDatabase(settings, progress);
  const processes = new Processes(env, dataDir);
  const stop = async () => {
    await processes.stop();
    await database?.stop();
  };
  try {
    await seed(settings, progress);
    if (!development) await build(settings, progress);
    if (embedded.payments) {
      const sandbox = {
        ...env,
        PAYMENT_SANDBOX_PORT: String(embedded.paymentsPort),
        PAYMENT_SANDBOX_PUBLIC_URL: config.STRIPE_API_BASE ?? '',
        PAYMENT_SANDBOX_WEBHOOK_EVENTS: webhookEvents.join(','),
        PAYMENT_SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${config.PORT}/api/webhooks/stripe`,
      };
      Object.assign(env, sandbox);
      await progress.step('Payment sandbox', () => processes.start('payments', 'runtime/payment-sandbox/main.ts'));
    }
    if (embedded.mail) {
      env['MAIL_CATCHER_PORT'] = String(embedded.mailPort);
      await progress.step('Mail catcher', () => processes.start('mail', 'runtime/mail-catcher.ts'));
    }
    await progress.step('Jobs', () => processes.start('worker', 'runtime/worker.ts'));
    await progress.step('Site', async () => {
      await processes.start('site', 'runtime/site/server.ts', development ? ['--dev'] : []);
      await waitUntilReady(config.PORT);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { settings, stop };
}

/** A sentence for what is known to go wrong, the whole error for what is not. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (/ENOSPC/.test(text)) return 'There is no space left on the disk.';
  return error instanceof Error ? error.message : text;
}
