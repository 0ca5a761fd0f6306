import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { type Config, ConfigError, readConfig, refuseUnsafe } from '#lib/core/config.ts';
import { root } from './prisma-engine.ts';

/** What runs inside this machine because no outside part was named. */
export interface Embedded {
  readonly database: boolean;
  readonly payments: boolean;
  readonly mail: boolean;
  readonly databasePort: number;
  readonly paymentsPort: number;
  readonly mailPort: number;
}

export interface Settings {
  readonly config: Config;
  readonly embedded: Embedded;
  /** The environment of every child process. */
  readonly env: NodeJS.ProcessEnv;
  readonly dataDir: string;
}

/** Secrets are made at the first start and kept beside the data, never shipped. */
function secrets(dataDir: string): Record<string, string> {
  const file = path.join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const random = (bytes: number) => randomBytes(bytes).toString('hex');
  const made = {
    AUTH_SECRET: random(32),
    STRIPE_SECRET_KEY: `sk_test_${random(24)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${random(24)}`,
  };
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

function portSetting(name: string, otherwise: number): number {
  const text = process.env[name];
  const value = text ? Number(text) : otherwise;
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new ConfigError(`The setting ${name} must be a port number (see .env.example).`);
  return value;
}

/** Where the embedded database has its socket: short, for the path of a socket may have a hundred letters only. */
export const socketFolder = '/tmp';

/**
 * The address of a database of the embedded server: its socket, which spares every question the way through the network (a third of the
 * time of a short one), or its port where a system has no such sockets.
 */
export function embeddedUrl(port: number, database: string): string {
  const url = `postgresql://ambersilk:ambersilk@127.0.0.1:${port}/${database}`;
  return process.platform === 'win32' ? url : `${url}?host=${encodeURIComponent(socketFolder)}`;
}

/** Reads .env and the environment, fills in the embedded parts, and checks everything. Throws ConfigError with one sentence. */
export function readSettings(overrides: Record<string, string> = {}): Settings {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));
  Object.assign(process.env, overrides);
  const given = process.env;
  const dataDir = path.resolve(root, given['DATA_DIR'] || '.data');
  mkdirSync(dataDir, { recursive: true });
  const embedded = {
    database: !given['DATABASE_URL'],
    payments: !given['STRIPE_SECRET_KEY'] || given['STRIPE_API_BASE'] !== undefined,
    mail: !given['SMTP_URL'],
    databasePort: portSetting('EMBEDDED_DATABASE_PORT', 54329),
    paymentsPort: portSetting('PAYMENT_SANDBOX_PORT', 3010),
    mailPort: portSetting('MAIL_CATCHER_PORT', 3025),
  };
  const own = secrets(dataDir);
  const port = String(portSetting('PORT', 3000));
  const filled: Record<string, string | undefined> = {
    NODE_ENV: 'production',
    SITE_URL: `http://localhost:${port}`,
    DEMO: embedded.database ? '1' : '0',
    ...own,
    ...(embedded.database ? { DATABASE_URL: embeddedUrl(embedded.databasePort, 'ambersilk') } : {}),
    ...(embedded.payments
      ? { STRIPE_API_BASE: `http://localhost:${embedded.paymentsPort}`, PAYMENTS_SANDBOX: '1' }
      : {}),
    ...(embedded.mail
      ? { SMTP_URL: `smtp://127.0.0.1:${embedded.mailPort}`, MAIL_CATCHER_DIR: path.join(dataDir, 'mail') }
      : {}),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    DATA_DIR: dataDir,
  };
  if (!embedded.payments && !given['STRIPE_WEBHOOK_SECRET']) {
    throw new ConfigError(
      'The setting STRIPE_WEBHOOK_SECRET is missing; STRIPE_SECRET_KEY needs it (see .env.example).',
    );
  }
  const config = readConfig(filled);
  refuseUnsafe(config);
  return {
    config,
    embedded,
    env: {
      ...process.env,
      ...filled,
      NODE_ENV: config.NODE_ENV,
      // Answers of a rush are garbage a second later: room for the young spares the collector copying them into the old.
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning --max-semi-space-size=64',
    },
    dataDir,
  };
}

/** Throws ConfigError when another program listens on the port already. */
export async function requireFreePort(port: number, setting: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new ConfigError(`Port ${port} is in use by another program; stop it or set ${setting} to a free port.`)),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

/** Throws ConfigError when the disk is nearly full. */
export function requireDiskSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 2 ** 20;
  if (free < 700)
    throw new ConfigError(
      `There are only ${Math.floor(free)} MB free on the disk of ${folder}; Ambersilk needs 700 MB.`,
    );
}
