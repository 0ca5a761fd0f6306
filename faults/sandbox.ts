import { whenParentDies } from '#runtime/parent.ts';
import { startSandbox } from '#runtime/payment-sandbox/server.ts';

/** The payment sandbox with a clock of its own, which the runner moves. */
let clock = Number(process.env['FAULTS_CLOCK'] ?? 0);
process.on('message', (message) => {
  if (
    typeof message === 'object' &&
    message !== null &&
    'op' in message &&
    message.op === 'clock' &&
    'value' in message
  )
    clock = Number(message.value);
});
const sandbox = await startSandbox({
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  port: Number(process.env['PAYMENT_SANDBOX_PORT']),
  webhookUrl: process.env['PAYMENT_SANDBOX_WEBHOOK_URL'],
  webhookSecret: process.env['STRIPE_WEBHOOK_SECRET'],
  webhookEvents: process.env['PAYMENT_SANDBOX_WEBHOOK_EVENTS']?.split(','),
  now: () => Date.now() + clock,
  firstRetryMs: 300,
});
whenParentDies(() => sandbox.close().finally(() => process.exit(0)));
process.send?.({ ready: true });
