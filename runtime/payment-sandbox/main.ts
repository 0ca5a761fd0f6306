import { whenParentDies } from '../parent.ts';
import { startSandbox } from './server.ts';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The setting ${name} is missing.`);
  return value;
}

if (process.env['NODE_ENV'] === 'production' && process.env['PAYMENTS_SANDBOX'] !== '1') {
  console.error('The payment sandbox does not start in production unless PAYMENTS_SANDBOX=1: it takes no real money.');
  process.exit(1);
}

const sandbox = await startSandbox({
  databaseUrl: setting('DATABASE_URL'),
  secretKey: setting('STRIPE_SECRET_KEY'),
  port: Number(process.env['PAYMENT_SANDBOX_PORT'] ?? 3010),
  publicUrl: process.env['PAYMENT_SANDBOX_PUBLIC_URL'],
  webhookUrl: process.env['PAYMENT_SANDBOX_WEBHOOK_URL'],
  webhookSecret: process.env['STRIPE_WEBHOOK_SECRET'],
  webhookEvents: process.env['PAYMENT_SANDBOX_WEBHOOK_EVENTS']?.split(','),
});

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  await sandbox.close().catch(() => undefined);
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
whenParentDies(stop);

console.log(
  JSON.stringify({ level: 'info', message: 'payment sandbox listening', url: sandbox.url, pid: process.pid }),
);
// The parent may be gone this very moment; that is dealt with above.
process.send?.({ ready: true }, undefined, undefined, () => undefined);
