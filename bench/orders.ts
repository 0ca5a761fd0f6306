import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { addToCart, confirmPayment, placeOrder, placeOrderSchema, quoteCart } from '#lib/ordering/index.ts';
import { percentile, table } from './load.ts';

const buyers = 16;
const orders = 400;

/** One order from the cart to paid and booked, through the product's own operations and the SDK. */
async function buy(variantId: string, sandbox: string): Promise<void> {
  const cartId = await addToCart(null, { variantId, quantity: 1 });
  const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
  const input = placeOrderSchema.parse({
    placementKey: crypto.randomUUID(),
    email: 'bench@example.com',
    country: 'PL',
    currency: 'PLN',
    expectedTotalMinor: quote.total.minor.toString(),
    terms: 'on',
    waiver: 'on',
    delivers: 'yes',
    name: 'Bench',
    line1: 'ul. Piękna 1',
    city: 'Warszawa',
    postalCode: '00-950',
  });
  const { orderId } = await placeOrder(guest, cartId, 'pl', input);
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const paid = await fetch(`${sandbox}/sandbox/sessions/${checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  if (!paid.ok) throw new Error(`the sandbox answered ${paid.status}`);
  await confirmPayment(checkoutSessionId ?? '');
}

/** Sixteen buyers at once, four hundred orders in all. */
export async function benchOrders(sandbox: string): Promise<void> {
  const variants = await prisma().variant.findMany({
    where: { stockOnHand: { not: null }, listing: { status: 'live', kind: 'physical' } },
    select: { id: true },
    take: 60,
  });
  await prisma().variant.updateMany({
    where: { id: { in: variants.map((variant) => variant.id) } },
    data: { stockOnHand: 10_000 },
  });
  const pick = (n: number) => variants[n % variants.length]?.id ?? '';
  for (let warm = 0; warm < 16; warm++) await buy(pick(warm), sandbox);

  const times: number[] = [];
  let taken = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: buyers }, async () => {
      while (taken < orders) {
        const number = taken++;
        const began = performance.now();
        await buy(pick(number), sandbox);
        times.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  console.log(
    `\n${table([
      [`${buyers} buyers`, 'orders/s', 'p50', 'p99', 'orders'],
      [
        'cart to paid and booked',
        (times.length / seconds).toFixed(1),
        `${percentile(times, 0.5).toFixed(0)} ms`,
        `${percentile(times, 0.99).toFixed(0)} ms`,
        String(times.length),
      ],
    ])}`,
  );
}
