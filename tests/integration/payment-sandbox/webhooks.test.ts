import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultOfCall, noFaults, planDeliveries, shuffledSlots } from '#runtime/payment-sandbox/faults.ts';
import { type Bench, bench, type Listener, listen, payAtOnce, sdk, sessionParams, until } from './harness.ts';

let at: Bench;
let hook: Listener;

beforeEach(async () => {
  hook = await listen();
  at = await bench({ webhookUrl: hook.url });
});
afterEach(async () => {
  await at.end();
  await hook.close();
});

async function arm(body: Record<string, string | number>): Promise<void> {
  const answer = await fetch(`${at.sandbox.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

async function payOne(): Promise<string> {
  const session = await at.stripe.checkout.sessions.create(sessionParams());
  expect((await payAtOnce(at.sandbox.url, session.id)).status).toBe(200);
  return session.id;
}

const ofOnePayment = [
  'charge.succeeded',
  'checkout.session.completed',
  'payment_intent.created',
  'payment_intent.succeeded',
];

test('each event is sent once, signed, with the object as it was', async () => {
  const id = await payOne();
  await until(() => hook.received.length >= 4);
  expect(hook.received.map(({ event }) => event.type).sort()).toEqual(ofOnePayment);
  expect(hook.badSignatures).toBe(0);
  const completed = hook.received.find(({ event }) => event.type === 'checkout.session.completed')?.event;
  expect(completed).toMatchObject({
    object: 'event',
    livemode: false,
    data: { object: { id, payment_status: 'paid' } },
  });
  const types = await at.stripe.events.list({
    types: ['charge.succeeded', 'payment_intent.succeeded'],
    created: { gte: 1 },
  });
  expect(types.data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'charge.succeeded']);
  const stored = await at.stripe.events.retrieve(completed?.id ?? '');
  expect(stored.data.object).toEqual(completed?.data.object);
  await until(async () => (await at.stripe.events.retrieve(completed?.id ?? '')).pending_webhooks === 0);
  const page = await (await fetch(`${at.sandbox.url}/sandbox`)).text();
  expect(page).toContain('checkout.session.completed');
  expect(page).toContain('delivered, 1 attempt');
});

test('what is not taken is sent again, later each time', async () => {
  hook.answers.push(...Array.from({ length: 8 }, () => 500));
  await payOne();
  await until(() => hook.received.length >= 4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(new Set(hook.received.map(({ event }) => event.id)).size).toBe(4);
  expect(hook.received).toHaveLength(4);
});

test('what could not be delivered before a restart is delivered after it', async () => {
  const { port } = new URL(hook.url);
  await hook.close();
  await payOne();
  await at.restart();
  hook = await listen(Number(port));
  await until(() => new Set(hook.received.map(({ event }) => event.id)).size === 4);
  expect(hook.badSignatures).toBe(0);
});

test('an onboarded account announces itself with its id', async () => {
  const account = await at.stripe.accounts.create({
    country: 'EE',
    type: 'express',
    capabilities: { transfers: { requested: true } },
  });
  const link = await at.stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    return_url: 'http://s.example/b',
    refresh_url: 'http://s.example/r',
  });
  await fetch(link.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ name: 'Seller', iban: 'EE382200221020145685', decision: 'submit' }),
  });
  await until(() => hook.received.length === 1);
  expect(hook.received[0]?.event).toMatchObject({
    type: 'account.updated',
    account: account.id,
    data: { object: { payouts_enabled: true } },
  });
});

describe('faults of webhooks', () => {
  test('duplicates', async () => {
    await arm({ duplicate: 4, copies: 3 });
    await payOne();
    await until(() => hook.received.length === 12);
    expect(new Set(hook.received.map(({ event }) => event.id)).size).toBe(4);
  });

  test('another order', async () => {
    await arm({ shuffle: 4 });
    await payOne();
    await until(() => hook.received.length === 4);
    const made = (await at.stripe.events.list({ limit: 4 })).data.map(({ id }) => id).reverse();
    const order = hook.received.map(({ event }) => event.id);
    expect([...order].sort()).toEqual([...made].sort());
    expect(order).not.toEqual(made);
  });

  test('dropped and delivered later, delayed, and kept over a restart', async () => {
    await arm({ drop: 4, redeliver_after: 1, delay: 1, delay_seconds: 1 });
    await at.restart();
    const armed = await (
      await fetch(`${at.sandbox.url}/sandbox/faults`, { headers: { Accept: 'application/json' } })
    ).json();
    expect(armed).toMatchObject({ drop: { events: 4, redeliverAfter: 1 }, delay: { events: 1, seconds: 1 } });
    const started = Date.now();
    await payOne();
    await until(() => hook.received.length === 4);
    const waits = hook.received.map(({ at: when }) => when - started);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(950);
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(1_950);
  });

  test('an event is sent again by hand', async () => {
    await payOne();
    await until(() => hook.received.length === 4);
    await fetch(`${at.sandbox.url}/sandbox/events/${hook.received[0]?.event.id}/redeliver`, { method: 'POST' });
    await until(() => hook.received.length === 5);
    expect(hook.received[4]?.event.id).toBe(hook.received[0]?.event.id);
  });
});

describe('faults of calls take effect, lose the answer, and the same key finds it again', () => {
  test.each([
    ['500', 500],
    ['409', 409],
    ['429', 429],
  ] as const)('%s', async (fail, status) => {
    await arm({ fail, match: 'POST /v1/customers' });
    const create = () =>
      at.stripe.customers.create({ email: `${fail}@example.com` }, { idempotencyKey: `fault-${fail}` });
    await expect(create()).rejects.toMatchObject({ statusCode: status });
    const again = await create();
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await at.stripe.customers.list({ email: `${fail}@example.com` })).data.map(({ id }) => id)).toEqual([
      again.id,
    ]);
  });

  test('silence', async () => {
    await arm({ fail: 'timeout' });
    const hasty = sdk(at.sandbox.url, { timeout: 300 });
    await expect(
      hasty.customers.create({ email: 'silence@example.com' }, { idempotencyKey: 'fault-silence' }),
    ).rejects.toMatchObject({ type: 'StripeConnectionError' });
    const again = await hasty.customers.create({ email: 'silence@example.com' }, { idempotencyKey: 'fault-silence' });
    expect((await at.stripe.customers.list({ email: 'silence@example.com' })).data.map(({ id }) => id)).toEqual([
      again.id,
    ]);
  });

  test('the page arms and clears them; another site cannot', async () => {
    const send = (body: string, headers = {}) =>
      fetch(`${at.sandbox.url}/sandbox/faults`, { method: 'POST', body: new URLSearchParams(body), headers });
    expect(
      await (
        await send('duplicate=3&shuffle=0&delay=0&delay_seconds=0&drop=0&redeliver_after=0&fail=500&times=2&match=')
      ).text(),
    ).toContain('value="3"');
    const read = async () =>
      (await fetch(`${at.sandbox.url}/sandbox/faults`, { headers: { Accept: 'application/json' } })).json();
    expect(await read()).toMatchObject({ duplicate: { events: 3 }, calls: [{ status: 500, times: 2, match: null }] });
    expect((await send('clear=1', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    await send('clear=1');
    expect(await read()).toEqual(noFaults);
  });
});

describe('the rules of faults', () => {
  test('count down and leave the rest alone', () => {
    const faults = { ...noFaults, duplicate: { events: 1, copies: 2 }, delay: { events: 2, seconds: 5 } };
    const first = planDeliveries(faults, 1_000);
    expect(first.deliveries.map(({ at: when }) => when)).toEqual([6_000, 6_000]);
    const second = planDeliveries(first.left, 2_000);
    expect(second.deliveries).toEqual([{ at: 7_000, note: 'delayed' }]);
    expect(planDeliveries(second.left, 3_000).deliveries).toEqual([{ at: 3_000, note: null }]);
  });

  test('fit calls by their beginning', () => {
    const faults = { ...noFaults, calls: [{ status: 500, times: 1, match: 'POST /v1/transfers' } as const] };
    expect(faultOfCall(faults, 'POST', '/v1/refunds').fault).toBeUndefined();
    const { fault, left } = faultOfCall(faults, 'POST', '/v1/transfers');
    expect(fault?.status).toBe(500);
    expect(left.calls).toEqual([]);
  });

  test('shuffle always changes the order', () => {
    for (let run = 0; run < 200; run++) {
      const slots = shuffledSlots(4);
      expect([...slots].sort()).toEqual([0, 1, 2, 3]);
      expect(slots).not.toEqual([0, 1, 2, 3]);
    }
  });
});
