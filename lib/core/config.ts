import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((value) => value === '1' || value === 'true');
const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** Every setting of the product, checked once at start. `.env.example` documents each. */
const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    SITE_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .default('postgresql://ambersilk:ambersilk@127.0.0.1:54329/ambersilk'),
    AUTH_SECRET: z.string().min(32, 'must have 32 characters or more'),
    STRIPE_SECRET_KEY: optional,
    STRIPE_PUBLISHABLE_KEY: optional,
    STRIPE_WEBHOOK_SECRET: optional,
    PAYMENT_SANDBOX_PORT: z.coerce.number().int().default(3010),
    SMTP_URL: optional,
    MAIL_FROM: z.string().default('Ambersilk <post@ambersilk.example>'),
    MAIL_CATCHER_PORT: z.coerce.number().int().default(3025),
    DATA_DIR: z.string().default('.data'),
    S3_ENDPOINT: optional,
    S3_BUCKET: optional,
    S3_REGION: z.string().default('auto'),
    S3_ACCESS_KEY_ID: optional,
    S3_SECRET_ACCESS_KEY: optional,
    DEMO: flag,
    ALLOW_DEMO_IN_PUBLIC: flag,
    PAYMENTS_SANDBOX: flag,
    ALLOW_SANDBOX_IN_PUBLIC: flag,
    ALLOW_MAIL_CATCHER_IN_PUBLIC: flag,
    TRUST_PROXY: flag,
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .superRefine((settings, context) => {
    const together = (names: (keyof typeof settings)[]) => {
      const missing = names.filter((name) => !settings[name]);
      if (missing.length > 0 && missing.length < names.length) {
        for (const name of missing)
          context.addIssue({
            code: 'custom',
            path: [name],
            message: `is needed when ${names.filter((n) => !missing.includes(n)).join(', ')} is set`,
          });
      }
    };
    together(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
    together(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']);
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
  if (!config.STRIPE_SECRET_KEY && !config.ALLOW_SANDBOX_IN_PUBLIC)
    refuse('without STRIPE_SECRET_KEY payments go to the sandbox', 'ALLOW_SANDBOX_IN_PUBLIC');
  if (!config.SMTP_URL && !config.ALLOW_MAIL_CATCHER_IN_PUBLIC)
    refuse('without SMTP_URL anyone can read all mail in the mail catcher', 'ALLOW_MAIL_CATCHER_IN_PUBLIC');
}

let current: Config | undefined;

/** The settings of this process. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}
