import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { databaseUrl, listen, payAtOnce, sdk, secretKey, sessionParams, until, webhookSecret } from './harness.ts';

const script = path.resolve(import.meta.dirname, '../../../runtime/payment-sandbox/main.ts');
const children: ChildProcess[] = [];

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const child = fork(script, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl(),
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      PAYMENT_SANDBOX_PORT: '0',
      PAYMENT_SANDBOX_PUBLIC_URL: 'http://pay.example',
      ...env,
    },
  });
  children.push(child);
  const [line] = await Promise.race([
    once(child.stdout ?? child, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code}`))),
  ]);
  const said: unknown = JSON.parse(String(line));
  if (typeof said !== 'object' || said === null || !('url' in said)) throw new Error('no address');
  return { child, url: String(said.url) };
}

afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query('DROP SCHEMA IF EXISTS payment_sandbox CASCADE');
  await client.end();
});

test('SIGKILL loses nothing: objects, keys and undelivered events are there after the next start', async () => {
  const hook = await listen();
  hook.answers.push(...Array.from({ length: 200 }, () => 503));
  const webhook = { PAYMENT_SANDBOX_WEBHOOK_URL: hook.url };
  const first = await start(webhook);
  const before = sdk(first.url);
  const session = await before.checkout.sessions.create(sessionParams(), { idempotencyKey: 'kill-1' });
  expect(session.url).toBe(`http://pay.example/pay/${session.id}`);
  expect((await payAtOnce(first.url, session.id)).status).toBe(200);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  hook.answers.length = 0;

  const second = await start(webhook);
  const after = sdk(second.url);
  expect((await after.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  expect((await after.checkout.sessions.create(sessionParams(), { idempotencyKey: 'kill-1' })).id).toBe(session.id);
  await until(() => new Set(hook.received.map(({ event }) => event.id)).size === 4, 15_000);

  second.child.kill('SIGTERM');
  expect((await once(second.child, 'exit'))[0]).toBe(0);
  await hook.close();
});

test('the database’s connections break under load: no payment is lost, none is made twice', async () => {
  const { child, url } = await start();
  const stripe = sdk(url, { maxNetworkRetries: 6 });
  const admin = new pg.Client({ connectionString: databaseUrl() });
  await admin.connect();
  const pay = async (n: number) =>
    stripe.paymentIntents.create(
      { amount: 1_000 + n, currency: 'eur', payment_method: 'pm_card_visa', confirm: true, transfer_group: 'broken' },
      { idempotencyKey: `broken-${n}` },
    );
  const all = Promise.all(Array.from({ length: 50 }, (_, n) => pay(n)));
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'payment sandbox' AND datname = current_database()",
    );
  }
  const paid = await all;
  expect(paid.every(({ status }) => status === 'succeeded')).toBe(true);
  const charges = await stripe.charges.list({ transfer_group: 'broken', limit: 100 });
  expect(charges.data.map(({ amount }) => amount).sort()).toEqual(paid.map(({ amount }) => amount).sort());
  expect(new Set(charges.data.map(({ payment_intent }) => payment_intent)).size).toBe(50);
  expect(child.exitCode).toBeNull();
  await admin.end();
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('it ends in good order when the one that started it is gone', async () => {
  const { child } = await start();
  child.disconnect();
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('it refuses production unless told', async () => {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    PAYMENTS_SANDBOX: '',
    DATABASE_URL: databaseUrl(),
    STRIPE_SECRET_KEY: secretKey,
    PAYMENT_SANDBOX_PORT: '0',
  };
  const refused = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(refused);
  const [message] = await once(refused.stderr, 'data');
  expect(String(message)).toContain('PAYMENTS_SANDBOX=1');
  if (refused.exitCode === null) await once(refused, 'exit');
  expect(refused.exitCode).toBe(1);
  const allowed = await start({ NODE_ENV: 'production', PAYMENTS_SANDBOX: '1' });
  allowed.child.kill('SIGINT');
  expect((await once(allowed.child, 'exit'))[0]).toBe(0);
});
