import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((value) => value === '1' || value === 'true');
const port = z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535, 'must be a port number');
const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** Every setting of the product, checked once at start. `.env.example` documents each. */
const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    SITE_URL: z
      .url({ protocol: /^https?$/, error: 'must be an address like https://ambersilk.example' })
      .default('http://localhost:3000'),
    PORT: port.default(3000),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/./, 'must begin with postgresql://'),
    AUTH_SECRET: z.string().min(32, 'must have 32 characters or more'),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/, 'must be a key that begins with sk_ or rk_'),
    STRIPE_WEBHOOK_SECRET: z.string().regex(/^whsec_/, 'must begin with whsec_'),
    /** Of the endpoint for events of connected accounts; `npm run stripe -- register` says it. */
    STRIPE_CONNECT_WEBHOOK_SECRET: optional.pipe(
      z
        .string()
        .regex(/^whsec_/, 'must begin with whsec_')
        .optional(),
    ),
    STRIPE_API_BASE: optional.pipe(z.url({ protocol: /^https?$/, error: 'must be an address' }).optional()),
    VIES_URL: optional.pipe(z.url({ protocol: /^https?$/, error: 'must be an address' }).optional()),
    VIES_REQUESTER: optional,
    SMTP_URL: z.string().regex(/^smtps?:\/\/./, 'must begin with smtp:// or smtps://'),
    MAIL_FROM: z.string().default('Ambersilk <post@ambersilk.example>'),
    MAIL_CATCHER_DIR: optional,
    DATA_DIR: z.string().default('.data'),
    S3_ENDPOINT: optional,
    S3_BUCKET: optional,
    S3_REGION: z.string().default('auto'),
    S3_ACCESS_KEY_ID: optional,
    S3_SECRET_ACCESS_KEY: optional,
    /** The key and certificate (PEM) that contracts are sealed with; without them the installation makes its own. */
    SEAL_KEY: optional,
    SEAL_CERTIFICATE: optional,
    DEMO: flag,
    ALLOW_DEMO_IN_PUBLIC: flag,
    ALLOW_SANDBOX_IN_PUBLIC: flag,
    ALLOW_MAIL_CATCHER_IN_PUBLIC: flag,
    TRUST_PROXY: flag,
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .superRefine((settings, context) => {
    const s3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
    const missing = s3.filter((name) => !settings[name]);
    if (missing.length === 0 || missing.length === s3.length) return;
    for (const name of missing)
      context.addIssue({ code: 'custom', path: [name], message: 'is needed as well when other S3 settings are set' });
  });

export type Config = z.infer<typeof schema>;

/** A setting is wrong: `message` is one sentence a person can act on. */
export class ConfigError extends Error {}

/** Reads the settings from an environment; throws ConfigError naming the first wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ConfigError(
    `The setting ${issue?.path.join('.') ?? '?'} ${issue?.message ?? 'is wrong'} (see .env.example).`,
  );
}

/** Whether people other than the one at this machine can reach the site under its address. */
export function isPublicAddress(siteUrl: string): boolean {
  const { hostname } = new URL(siteUrl);
  return !(
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname.startsWith('127.') ||
    hostname.endsWith('.localhost')
  );
}

/** What must not run under a public address unless told so in as many words. Throws ConfigError. */
export function refuseUnsafe(config: Config): void {
  if (!isPublicAddress(config.SITE_URL)) return;
  const refuse = (what: string, setting: string) => {
    throw new ConfigError(`SITE_URL is a public address, but ${what}; set ${setting}=1 if you really want that.`);
  };
  if (config.DEMO && !config.ALLOW_DEMO_IN_PUBLIC)
    refuse('DEMO=1 lets anyone sign in as a demo person', 'ALLOW_DEMO_IN_PUBLIC');
  if (config.STRIPE_API_BASE && !config.ALLOW_SANDBOX_IN_PUBLIC)
    refuse('payments go to the payment sandbox', 'ALLOW_SANDBOX_IN_PUBLIC');
  if (config.MAIL_CATCHER_DIR && !config.ALLOW_MAIL_CATCHER_IN_PUBLIC)
    refuse('anyone can read all mail at /dev/mail', 'ALLOW_MAIL_CATCHER_IN_PUBLIC');
}

let current: Config | undefined;

/** The settings of this process. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}
