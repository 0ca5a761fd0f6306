import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  addToCart,
  confirmPayment,
  type PlaceOrder,
  placeOrder,
  placeOrderSchema,
  quoteCart,
} from '#lib/ordering/index.ts';
import { percentile, table } from './load.ts';

const buyers = 32;
const orders = 400;

/** One order from the cart to paid and booked, through the product's own operations and the SDK. */
export async function buy(variantId: string, sandbox: string): Promise<void> {
  const cartId = await addToCart(null, { variantId, quantity: 1 });
  const { orderId } = await placeOrder(guest, cartId, 'pl', await filledIn(cartId));
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const paid = await fetch(`${sandbox}/sandbox/sessions/${checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  if (!paid.ok) throw new Error(`the sandbox answered ${paid.status}`);
  await confirmPayment(checkoutSessionId ?? '');
}

/** A checkout form for what the cart costs. */
async function filledIn(cartId: string): Promise<PlaceOrder> {
  const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
  return placeOrderSchema.parse({
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
}

/** Waits until the worker has done what a start brings: pictures, memory, the demo's own announcements. */
async function worked(): Promise<void> {
  for (let calm = 0, waited = 0; calm < 3 && waited < 180; waited++) {
    const [{ open } = { open: 0n }] = await prisma().$queryRaw<{ open: bigint }[]>`
      select (select count(*) from outbox_message) + (select count(*) from media where kind = 'picture' and placeholder is null)
        + (select count(*) from pgboss.job where state in ('retry', 'active') and start_after <= now()) as open`;
    calm = open === 0n ? calm + 1 : 0;
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

/** Waits until the mails of the rush have left, those that its last jobs queue meanwhile as well, and says how many that took how long. */
async function mailsLeft(): Promise<void> {
  const queued = () => prisma().email.count({ where: { status: 'queued' } });
  const sent = () => prisma().email.count({ where: { status: 'sent' } });
  const before = await sent();
  const began = performance.now();
  while ((await queued()) > 0 && performance.now() - began < 180_000)
    await new Promise((done) => setTimeout(done, 250));
  const seconds = (performance.now() - began) / 1000;
  const left = (await sent()) - before;
  console.log(
    `\n${table([
      ['mails after the rush', 'still queued', 'seconds', 'mails/s'],
      [`${left}`, `${await queued()}`, seconds.toFixed(1), (left / seconds).toFixed(0)],
    ])}`,
  );
}

/** Two hundred buyers press the button for the last unit: one gets it, the others are told. */
async function lastUnit(variantId: string): Promise<void> {
  const carts: string[] = [];
  for (let n = 0; n < 200; n++) carts.push(await addToCart(null, { variantId, quantity: 1 }));
  const forms = await Promise.all(carts.map(filledIn));
  await prisma().$executeRaw`update place_stock set on_hand = reserved + 1 where variant_id = ${variantId}::uuid`;
  const began = performance.now();
  const answers = await Promise.allSettled(
    carts.map((cart, n) => {
      const input = forms[n];
      return input ? placeOrder(guest, cart, 'pl', input) : Promise.reject(new Error('no form'));
    }),
  );
  const refused = answers.filter(
    (answer) => answer.status === 'rejected' && answer.reason?.code === 'ordering.sold_out_meanwhile',
  );
  console.log(
    `\n${table([
      ['200 buyers of the last unit', 'orders', 'told that it is sold', 'seconds'],
      [
        'one button',
        String(answers.filter((answer) => answer.status === 'fulfilled').length),
        String(refused.length),
        ((performance.now() - began) / 1000).toFixed(1),
      ],
    ])}`,
  );
}

/** Two hundred buyers of the last unit, then thirty-two buyers at once, three times four hundred orders, then their mails. */
export async function benchOrders(sandbox: string): Promise<void> {
  const variants = await prisma().variant.findMany({
    where: { stockOnHand: { not: null }, listing: { status: 'live', kind: 'physical', licenceId: null } },
    select: { id: true },
    take: 60,
  });
  await prisma().placeStock.updateMany({
    where: { variantId: { in: variants.map((variant) => variant.id) } },
    data: { onHand: 10_000 },
  });
  await worked();
  const [scarce, ...plenty] = variants;
  const pick = (n: number) => plenty[n % plenty.length]?.id ?? '';
  for (let warm = 0; warm < 16; warm++) await buy(pick(warm), sandbox);

  if (scarce) await lastUnit(scarce.id);

  const line = (name: string, { perSecond, times }: Rush) => [
    name,
    perSecond.toFixed(1),
    `${percentile(times, 0.5).toFixed(0)} ms`,
    `${percentile(times, 0.99).toFixed(0)} ms`,
    String(times.length),
  ];
  const rush = () => rushOf(orders, (n) => buy(pick(n), sandbox));
  // A connection plans a statement anew for its first askings: a shop that has just been opened, and one that has been open for minutes.
  const [opened, second, open] = [await rush(), await rush(), await rush()];
  console.log(
    `\n${table([
      [`${buyers} buyers, cart to paid and booked`, 'orders/s', 'p50', 'p99', 'orders'],
      line('just opened', opened),
      line(`after ${orders}`, second),
      line(`after ${2 * orders}`, open),
    ])}`,
  );
  await mailsLeft();
}

interface Rush {
  readonly perSecond: number;
  /** Milliseconds, ascending. */
  readonly times: readonly number[];
}

async function rushOf(count: number, buyOne: (n: number) => Promise<void>): Promise<Rush> {
  const times: number[] = [];
  let taken = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: buyers }, async () => {
      while (taken < count) {
        const number = taken++;
        const began = performance.now();
        await buyOne(number);
        times.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: times.length / seconds, times: times.sort((a, b) => a - b) };
}
