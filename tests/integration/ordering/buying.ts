import { randomUUID } from 'node:crypto';
import type { Currency } from '#lib/core/currency.ts';
import { prisma } from '#lib/db/index.ts';
import { type PlaceOrder, placeOrderSchema, quoteCart } from '#lib/ordering/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { referenceData } from '../world.ts';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Brings the payment sandbox up, and what every installation has. */
export async function openShop(): Promise<Sandbox> {
  const sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
  return sandbox;
}

interface Typed {
  readonly country?: string;
  readonly currency?: Currency;
  readonly [field: string]: string | undefined;
}

/** A checkout form as the browser sends it, for what the cart costs at this moment. */
export async function filledIn(cartId: string, typed: Typed = {}): Promise<PlaceOrder> {
  const { country = 'PL', currency = 'PLN', ...over } = typed;
  const { quote } = await quoteCart(prisma(), cartId, country, currency);
  return placeOrderSchema.parse({
    placementKey: randomUUID(),
    email: 'anna@example.com',
    country,
    currency,
    expectedTotalMinor: quote.total.minor.toString(),
    terms: 'on',
    waiver: 'on',
    delivers: 'yes',
    name: 'Anna Nowak',
    line1: 'ul. Piękna 18',
    city: 'Warszawa',
    postalCode: '00-950',
    ...over,
  });
}

/** Pays on the payment page; returns its session. */
export async function payFor(sandbox: Sandbox, orderId: string): Promise<string> {
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const answer = await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}`);
  return payment.checkoutSessionId ?? '';
}
