import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import Stripe from 'stripe';
import { type Sandbox, type SandboxOptions, startSandbox } from '#runtime/payment-sandbox/server.ts';

export const secretKey = 'sk_test_integration';
export const webhookSecret = 'whsec_integration';

export function databaseUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is missing: the suite’s global setup provides it');
  return url;
}

export interface Bench {
  readonly sandbox: Sandbox;
  readonly stripe: Stripe;
  readonly schema: string;
  /** Moves the sandbox's time on. */
  advance(seconds: number): void;
  /** Ends the sandbox and starts another on the same data. */
  restart(more?: Partial<SandboxOptions>): Promise<void>;
  end(): Promise<void>;
}

export function sdk(
  url: string,
  more: Partial<NonNullable<ConstructorParameters<typeof Stripe>[1]>> = {},
  key = secretKey,
): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...more });
}

/** A sandbox with a schema of its own and the real SDK pointed at it. */
export async function bench(options: Partial<SandboxOptions> = {}): Promise<Bench> {
  const schema = `sandbox_test_${randomBytes(6).toString('hex')}`;
  let offset = 0;
  const start = (more: Partial<SandboxOptions> = {}) =>
    startSandbox({
      databaseUrl: databaseUrl(),
      secretKey,
      webhookSecret,
      schema,
      now: () => Date.now() + offset,
      firstRetryMs: 60,
      ...options,
      ...more,
    });
  let sandbox = await start();
  let stripe = sdk(sandbox.url);
  return {
    get sandbox() {
      return sandbox;
    },
    get stripe() {
      return stripe;
    },
    schema,
    advance(seconds) {
      offset += seconds * 1_000;
    },
    async restart(more) {
      await sandbox.close();
      sandbox = await start(more);
      stripe = sdk(sandbox.url);
    },
    async end() {
      await sandbox.close();
      const client = new pg.Client({ connectionString: databaseUrl() });
      await client.connect();
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await client.end();
    },
  };
}

export function sessionParams(
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
  { currency = 'eur', amount = 4_990 } = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    success_url: 'http://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://shop.example/cart',
    line_items: [
      { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: 'Amber brooch' } } },
    ],
    ...more,
  };
}

/** Pays a session through the sandbox's own API. */
export async function payAtOnce(url: string, session: string, body: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/sandbox/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Opens a session, pays it and gives its charge. */
export async function paidCharge(
  { stripe, sandbox }: Pick<Bench, 'stripe' | 'sandbox'>,
  card = '4242424242424242',
  params = sessionParams(),
): Promise<Stripe.Charge> {
  const session = await stripe.checkout.sessions.create(params);
  const answer = await payAtOnce(sandbox.url, session.id, { card });
  if (!answer.ok) throw new Error(await answer.text());
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
  const intent = paid.payment_intent;
  if (typeof intent !== 'object' || !intent || typeof intent.latest_charge !== 'object' || !intent.latest_charge)
    throw new Error('no charge');
  return intent.latest_charge;
}

export interface Received {
  readonly event: Stripe.Event;
  readonly at: number;
}

export interface Listener {
  readonly url: string;
  readonly received: Received[];
  readonly badSignatures: number;
  /** What the next calls are answered with; 200 when none is left. */
  readonly answers: number[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** The product's side of the webhook: checks every signature with the SDK. */
export async function listen(port = 0): Promise<Listener> {
  const received: Received[] = [];
  const answers: number[] = [];
  const checker = new Stripe(secretKey);
  let badSignatures = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const status = answers.shift() ?? 200;
    try {
      const event = checker.webhooks.constructEvent(
        body,
        String(request.headers['stripe-signature']),
        webhookSecret,
        10 ** 9,
      );
      if (status === 200) received.push({ event, at: Date.now() });
    } catch {
      badSignatures += 1;
    }
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/webhook`,
    received,
    answers,
    get badSignatures() {
      return badSignatures;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until a condition holds; throws after the time given. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
