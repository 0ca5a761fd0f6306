import { randomUUID } from 'node:crypto';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import {
  deliverJob,
  listJobStrings,
  orderSchema,
  orderTranslation,
  payTranslation,
  quoteSchema,
  quoteTranslation,
  saveJobString,
  saveProfile,
  settleTranslationPayment,
} from '#lib/translations/index.ts';
import type { Sandbox } from '../payouts/world.ts';
import { makeEnterprise, makeListing, ownerOf } from '../world.ts';

/** An enterprise with two listings in Bulgarian, and its owner. */
export async function makeCustomer({ country = 'BG' } = {}) {
  const { enterprise, user } = await makeEnterprise({ country });
  const listings = [await makeListing(enterprise.id), await makeListing(enterprise.id)];
  return {
    enterprise,
    user,
    owner: { ...ownerOf(user.id, enterprise.id), email: user.email },
    texts: listings.map(({ listing }) => listing.textId),
  };
}

/** A verified enterprise that translates from Bulgarian into Czech and Polish, and its owner. */
export async function makeTranslator({ country = 'CZ', price = '0.10' } = {}) {
  const { enterprise, user } = await makeEnterprise({ country, locale: 'cs' });
  const owner = ownerOf(user.id, enterprise.id);
  await saveProfile(owner, {
    enterpriseId: enterprise.id,
    locale: 'en',
    headline: 'Craft into Czech',
    about: '',
    fields: ['craft'],
    available: 'on',
    currency: 'EUR',
    rates: `bg > cs ${price}\nbg > pl ${price}`,
  });
  return { enterprise, user, owner };
}

type Customer = Awaited<ReturnType<typeof makeCustomer>>;
type Translator = Awaited<ReturnType<typeof makeTranslator>>;

/** What the customer orders: its two listings into Czech, at 10 cents a word unless `over` says otherwise. */
export function asked({ enterprise, texts }: Customer, over: Record<string, unknown> = {}) {
  return {
    enterpriseId: enterprise.id,
    scope: 'chosen',
    texts,
    targets: ['cs'],
    price: '0.50',
    currency: 'EUR',
    ...over,
  };
}

export async function order(customer: Customer, over: Record<string, unknown> = {}, key = randomUUID()) {
  const input = asked(customer, over);
  const quote = await quoteTranslation(customer.owner, quoteSchema.parse(input));
  const { orderId } = await orderTranslation(
    customer.owner,
    orderSchema.parse({
      deliverBy: isoDay(new Date(now().getTime() + 20 * day)),
      ...input,
      placementKey: key,
      total: `${quote.totalMinor}`,
    }),
  );
  return { orderId, quote };
}

/** Pays a translation's page at the sandbox, of which no webhook tells. */
export async function payPage(sandbox: Sandbox, orderId: string) {
  const payment = await prisma().payment.findFirstOrThrow({ where: { translationOrderId: orderId, status: 'open' } });
  const session = payment.checkoutSessionId ?? '';
  await fetch(`${sandbox.url}/sandbox/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  return { paymentId: payment.id, session };
}

/** An order that was paid and is offered; gives the numbers of its jobs. */
export async function paidJobs(sandbox: Sandbox, customer: Customer, over: Record<string, unknown> = {}) {
  const { orderId, quote } = await order(customer, over);
  await payTranslation(customer.owner, { orderId });
  const { paymentId, session } = await payPage(sandbox, orderId);
  await confirmPayment(session);
  await settleTranslationPayment(paymentId);
  const jobs = await prisma().translationJob.findMany({ where: { orderId }, orderBy: { toLocale: 'asc' } });
  return { orderId, quote, paymentId, numbers: jobs.map(({ number }) => number) };
}

/** Translates so many strings of a job, all unless told otherwise. */
export async function translate({ owner }: Translator, job: string, most = 1_000): Promise<void> {
  const { rows } = await listJobStrings(owner, { job, which: 'missing', search: '', offset: 0 });
  for (const { unit, target, source } of rows.slice(0, most))
    await saveJobString(owner, { job, unit, locale: 'cs', value: `Česky ${source.length}`, seen: target });
}

export async function delivered(translator: Translator, number: string): Promise<void> {
  await translate(translator, number);
  await deliverJob(translator.owner, { number });
}

export function jobOf(number: string) {
  return prisma().translationJob.findUniqueOrThrow({ where: { number } });
}
