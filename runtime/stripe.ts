import { ConfigError } from '#lib/core/config.ts';
import { type Registered, registerEndpoints } from '#lib/payments/index.ts';
import { readSettings } from './settings.ts';

const names = { account: 'STRIPE_WEBHOOK_SECRET', connect: 'STRIPE_CONNECT_WEBHOOK_SECRET' } as const;
const done = {
  created: 'registered now',
  updated: 'was there; its list of events is right again',
  unchanged: 'was there and is right',
} as const;

/** What to do about the secret of an endpoint, in one sentence. */
function secretSentence({ scope, secret }: Registered, env: NodeJS.ProcessEnv): string {
  const name = names[scope];
  if (secret) return `Put this line into the environment now; Stripe shows it only once:\n    ${name}=${secret}`;
  return env[name]
    ? `Its secret stays as it is (${name} is set).`
    : `${name} is not set. The secret was shown when the endpoint was made; Stripe's dashboard reveals it under Developers, Webhooks.`;
}

async function register(): Promise<void> {
  const { config, env, embedded } = readSettings();
  Object.assign(process.env, env);
  for (const endpoint of await registerEndpoints(config.SITE_URL)) {
    console.log(
      `${endpoint.url}\n  ${endpoint.id}: ${done[endpoint.done]} (${endpoint.events.length} kinds of events).`,
    );
    if (!embedded.payments) console.log(`  ${secretSentence(endpoint, env)}`);
  }
  if (embedded.payments)
    console.log('This is the payment sandbox: it signs with the secret of its own settings; nothing needs to be set.');
}

const [command] = process.argv.slice(2);
if (command !== 'register') {
  console.error('Usage: npm run stripe -- register   (tells Stripe where to send events; run it as often as you like)');
  process.exit(2);
}
try {
  await register();
} catch (error) {
  const away = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
  console.error(
    error instanceof ConfigError
      ? error.message
      : `Stripe could not be asked: ${away ? 'it does not answer (is the product running?)' : String(error)}`,
  );
  process.exit(1);
}
