import { randomUUID } from 'node:crypto';
import { guest, system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { trialBalance } from '#lib/ledger/index.ts';
import { addToCart, confirmPayment, placeOrder, placeOrderSchema, quoteCart } from '#lib/ordering/index.ts';
import { refreshConnected, startConnect } from '#lib/payouts/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { makeEnterprise, makeListing, ownerOf, personOf } from '../world.ts';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

export async function openSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  process.env['SITE_URL'] = 'http://shop.example';
  return sandbox;
}

/** Somebody of the platform's finance desk. */
export async function financePerson() {
  const user = await prisma().user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Tomáš', staffRoles: ['finance'] },
  });
  return personOf(user.id, { staffRoles: ['finance'] });
}

export async function payAtSandbox(sandbox: Sandbox, orderId: string): Promise<void> {
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  await confirmPayment(payment.checkoutSessionId ?? '');
}

/** An order of one thing, paid at the sandbox; gives the enterprise's part of it. */
export async function paidOrder(
  sandbox: Sandbox,
  variantId: string,
  { country = 'BG', currency = 'EUR' as 'EUR' | 'PLN', more = {} as Record<string, string>, delivers = true } = {},
) {
  const cartId = await addToCart(null, { variantId, quantity: 1 });
  const { quote } = await quoteCart(prisma(), cartId, country, currency);
  const order = await placeOrder(
    guest,
    cartId,
    'pl',
    placeOrderSchema.parse({
      placementKey: randomUUID(),
      email: 'anna@example.com',
      country,
      currency,
      expectedTotalMinor: quote.total.minor.toString(),
      terms: 'on',
      waiver: 'on',
      ...(delivers
        ? { delivers: 'yes', name: 'Анна', line1: 'ул. Иван Вазов 18', city: 'Пловдив', postalCode: '4000' }
        : { delivers: 'no' }),
      ...more,
    }),
  );
  await payAtSandbox(sandbox, order.orderId);
  const part = await prisma().sellerOrder.findFirstOrThrow({
    where: { orderId: order.orderId },
    include: { lines: true },
  });
  return { ...order, part };
}

/** A maker with something to sell. */
export async function makeSeller(options: Parameters<typeof makeEnterprise>[0] = {}) {
  const { enterprise, user } = await makeEnterprise(options);
  const { variant, listing } = await makeListing(enterprise.id, { stock: 50 });
  return { enterprise, user, owner: ownerOf(user.id, enterprise.id), variant, listing };
}

/** Goes through Stripe's questions as the seller does. */
export async function onboard(
  sandbox: Sandbox,
  seller: Pick<Awaited<ReturnType<typeof makeSeller>>, 'owner' | 'enterprise'>,
): Promise<string> {
  const link = await startConnect(seller.owner, { enterpriseId: seller.enterprise.id });
  await fetch(link.replace(/^https?:\/\/[^/]+/, sandbox.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: 'Майстор ООД', iban: 'DE89370400440532013000', decision: 'submit' }),
  });
  const { stripeId } = await prisma().connectedAccount.findUniqueOrThrow({
    where: { enterpriseId: seller.enterprise.id },
  });
  await refreshConnected(stripeId);
  return stripeId;
}

/** The sum of an account over the whole ledger. */
export async function balanceOf(kind: string, enterpriseId?: string): Promise<bigint> {
  const sum = await prisma().ledgerEntry.aggregate({
    where: { account: { kind: kind as 'seller_payable', ...(enterpriseId ? { enterpriseId } : {}) } },
    _sum: { amountMinor: true },
  });
  return sum._sum.amountMinor ?? 0n;
}

/** Whether debit and credit are equal in every currency. */
export async function isBalanced(): Promise<boolean> {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of await trialBalance(system('test')))
    sums.set(currency, (sums.get(currency) ?? 0n) + amount.minor);
  return [...sums.values()].every((sum) => sum === 0n);
}
