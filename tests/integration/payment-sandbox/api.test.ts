import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiVersion } from '#runtime/payment-sandbox/store.ts';
import { type Bench, bench, paidCharge, payAtOnce, sdk, sessionParams } from './harness.ts';

let at: Bench;

beforeAll(async () => {
  at = await bench();
});
afterAll(() => at.end());

/** The error a call ends with. */
async function failure(call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error('the call did not fail');
}

describe('checkout sessions', () => {
  test('keep what they are given and are paid once', async () => {
    const expiresAt = Math.floor(Date.now() / 1_000) + 3_600;
    const session = await at.stripe.checkout.sessions.create(
      sessionParams({
        customer_email: 'buyer@example.com',
        locale: 'pl',
        expires_at: expiresAt,
        client_reference_id: 'payment-1',
        metadata: { order: 'o-1' },
        line_items: [
          {
            quantity: 2,
            price_data: { currency: 'eur', unit_amount: 1_250, product_data: { name: 'Ärmel & <Zauber>' } },
          },
          { quantity: 1, price_data: { currency: 'eur', unit_amount: 490, product_data: { name: 'Shipping' } } },
        ],
        payment_intent_data: { transfer_group: 'order-1', metadata: { order: 'o-1' } },
      }),
    );
    expect(session).toMatchObject({
      object: 'checkout.session',
      amount_total: 2_990,
      currency: 'eur',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      locale: 'pl',
      customer_email: 'buyer@example.com',
      expires_at: expiresAt,
      client_reference_id: 'payment-1',
      metadata: { order: 'o-1' },
      url: `${at.sandbox.url}/pay/${session.id}`,
    });
    const lines = await at.stripe.checkout.sessions.listLineItems(session.id);
    expect(lines.data.map(({ description, quantity, amount_total }) => [description, quantity, amount_total])).toEqual([
      ['Ärmel & <Zauber>', 2, 2_500],
      ['Shipping', 1, 490],
    ]);
    expect(lines.data[0]?.price?.unit_amount_decimal?.toString()).toBe('1250');

    expect((await payAtOnce(at.sandbox.url, session.id)).status).toBe(200);
    expect((await payAtOnce(at.sandbox.url, session.id)).status).toBe(400);

    const paid = await at.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'],
    });
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(paid.line_items?.data).toHaveLength(2);
    expect(paid.payment_intent).toMatchObject({
      status: 'succeeded',
      amount_received: 2_990,
      transfer_group: 'order-1',
      latest_charge: {
        status: 'succeeded',
        metadata: { order: 'o-1' },
        transfer_group: 'order-1',
        balance_transaction: { amount: 2_990, fee: 70, net: 2_920, type: 'charge' },
      },
    });
    const charges = await at.stripe.charges.list({ transfer_group: 'order-1' });
    expect(charges.data).toHaveLength(1);
  });

  test('are declined with the card’s own error, and can be paid afterwards', async () => {
    const session = await at.stripe.checkout.sessions.create(sessionParams());
    const answer = await payAtOnce(at.sandbox.url, session.id, { card: '4000000000009995' });
    expect(answer.status).toBe(402);
    expect(await answer.json()).toMatchObject({
      error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' },
    });
    const open = await at.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(open).toMatchObject({
      status: 'open',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { decline_code: 'insufficient_funds' } },
    });
    await payAtOnce(at.sandbox.url, session.id, { method: 'alipay' });
    const paid = await at.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_intent: { latest_charge: { payment_method_details: { type: 'alipay' } } },
    });
    const intent = paid.payment_intent;
    const charges = await at.stripe.charges.list({
      payment_intent: typeof intent === 'object' && intent ? intent.id : '',
    });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  test('can be ended, and a number that is no test card is declined', async () => {
    const session = await at.stripe.checkout.sessions.create(sessionParams());
    const answer = await payAtOnce(at.sandbox.url, session.id, { card: '4111111111111111' });
    expect(await answer.json()).toMatchObject({ error: { decline_code: 'test_mode_live_card' } });
    const expired = await at.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', url: null });
    expect((await failure(at.stripe.checkout.sessions.expire(session.id))).statusCode).toBe(400);
    expect((await payAtOnce(at.sandbox.url, session.id)).status).toBe(400);
  });

  test('offer the methods of their currency', async () => {
    const methods = async (currency: string) =>
      (await at.stripe.checkout.sessions.create(sessionParams({}, { currency, amount: 50_000 }))).payment_method_types;
    expect(await methods('pln')).toEqual(['card', 'p24', 'blik']);
    expect(await methods('eur')).toEqual(['card', 'alipay', 'wechat_pay', 'p24']);
    expect(await methods('cny')).toEqual(['card', 'alipay', 'wechat_pay']);
    expect(await methods('huf')).toEqual(['card']);
  });
});

describe('errors', () => {
  test('have Stripe’s types, codes and status', async () => {
    expect(await failure(sdk(at.sandbox.url, {}, 'sk_test_wrong').balance.retrieve())).toMatchObject({
      statusCode: 401,
      type: 'StripeAuthenticationError',
    });
    expect(await failure(at.stripe.charges.retrieve('ch_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
    const { line_items: _, ...without } = sessionParams();
    expect(await failure(at.stripe.checkout.sessions.create(without))).toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
      param: 'line_items',
    });
    expect(await failure(at.stripe.checkout.sessions.create(sessionParams({ expires_at: 1 })))).toMatchObject({
      statusCode: 400,
      param: 'expires_at',
    });
    expect(
      await failure(at.stripe.checkout.sessions.create(sessionParams({ allow_promotion_codes: true }))),
    ).toMatchObject({ code: 'parameter_unknown', param: 'allow_promotion_codes' });
    expect(await failure(at.stripe.checkout.sessions.create(sessionParams({}, { amount: 10 })))).toMatchObject({
      code: 'amount_too_small',
    });
    expect(await failure(at.stripe.products.list())).toMatchObject({
      statusCode: 404,
      type: 'StripeInvalidRequestError',
    });
    await paidCharge(at);
    expect(await failure(at.stripe.charges.list({ expand: ['data.nonsense'] }))).toMatchObject({
      statusCode: 400,
      code: 'property_cannot_be_expanded',
    });
    const declined = await failure(
      at.stripe.paymentIntents.create({
        amount: 2_000,
        currency: 'eur',
        payment_method: 'pm_card_visa_chargeDeclined',
        confirm: true,
      }),
    );
    expect(declined).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
  });

  test('say no to bodies over 64 kB', async () => {
    const answer = await fetch(`${at.sandbox.url}/v1/customers`, {
      method: 'POST',
      body: `description=${'x'.repeat(70_000)}`,
      headers: { Authorization: 'Bearer sk_test_integration' },
    });
    expect(answer.status).toBe(413);
  });

  test('every answer names the request and the version, which is the SDK’s', async () => {
    const { lastResponse } = await at.stripe.balance.retrieve();
    expect(lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(lastResponse.apiVersion).toBe(Stripe.API_VERSION);
    expect(apiVersion).toBe(Stripe.API_VERSION);
  });
});

describe('idempotency keys', () => {
  test('repeat the first answer for the same body, refuse another', async () => {
    const first = await at.stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'key-1' });
    const again = await at.stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'key-1' });
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(
      await failure(at.stripe.customers.create({ email: 'b@example.com' }, { idempotencyKey: 'key-1' })),
    ).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
    expect(await failure(at.stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'key-1' }))).toMatchObject({
      rawType: 'idempotency_error',
    });
  });

  test('keep a declined card’s answer, forget a refused parameter', async () => {
    const pay = () =>
      at.stripe.paymentIntents.create(
        { amount: 2_000, currency: 'eur', payment_method: 'pm_card_chargeDeclined', confirm: true },
        { idempotencyKey: 'key-2' },
      );
    const first = await failure(pay());
    expect((await failure(pay())).charge).toBe(first.charge);
    expect((await failure(at.stripe.customers.retrieve('cus_none'))).statusCode).toBe(404);
    expect(
      (
        await failure(
          at.stripe.transfers.create(
            { amount: 1, currency: 'eur', destination: 'acct_none' },
            { idempotencyKey: 'key-3' },
          ),
        )
      ).statusCode,
    ).toBe(400);
    expect((await at.stripe.customers.create({}, { idempotencyKey: 'key-3' })).object).toBe('customer');
  });

  test('keep what a call was refused once it had begun, though it could be done by now', async () => {
    const { id: intent } = await at.stripe.paymentIntents.create({
      amount: 2_000,
      currency: 'eur',
      payment_method: 'pm_card_createDispute',
      confirm: true,
    });
    const refund = (idempotencyKey: string) =>
      at.stripe.refunds.create({ payment_intent: intent, amount: 500 }, { idempotencyKey });
    expect(await failure(refund('key-5'))).toMatchObject({ statusCode: 400, code: 'charge_disputed' });
    const [dispute] = (await at.stripe.disputes.list({ payment_intent: intent })).data;
    await at.stripe.disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
      submit: true,
    });
    expect(await failure(refund('key-5'))).toMatchObject({ statusCode: 400, code: 'charge_disputed' });
    expect((await refund('key-6')).status).toBe('succeeded');
    expect((await at.stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(1);
  });

  test('40 calls at once with one key make one object', async () => {
    const email = 'once@example.com';
    const retrying = sdk(at.sandbox.url, { maxNetworkRetries: 8 });
    const made = await Promise.all(
      Array.from({ length: 40 }, () => retrying.customers.create({ email }, { idempotencyKey: 'key-4' })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await at.stripe.customers.list({ email })).data).toHaveLength(1);
  });
});

describe('lists', () => {
  test('go through pages in both directions, newest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift((await at.stripe.customers.create({ email: 'page@example.com' })).id);
    const first = await at.stripe.customers.list({ email: 'page@example.com', limit: 2 });
    expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
    const second = await at.stripe.customers.list({
      email: 'page@example.com',
      limit: 2,
      starting_after: ids[1] ?? '',
    });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const back = await at.stripe.customers.list({ email: 'page@example.com', limit: 2, ending_before: ids[3] ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const all = await at.stripe.customers
      .list({ email: 'page@example.com', limit: 2 })
      .autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(ids);
  });

  test('are filtered by time', async () => {
    const before = Math.floor(Date.now() / 1_000) - 10;
    await at.stripe.customers.create({ email: 'time@example.com' });
    expect((await at.stripe.customers.list({ email: 'time@example.com', created: { gte: before } })).data).toHaveLength(
      1,
    );
    expect((await at.stripe.customers.list({ email: 'time@example.com', created: { lt: before } })).data).toHaveLength(
      0,
    );
  });

  test('are expanded with one path for all', async () => {
    await paidCharge(at);
    const list = await at.stripe.charges.list({
      limit: 3,
      expand: ['data.balance_transaction', 'data.payment_intent'],
    });
    for (const charge of list.data)
      expect([typeof charge.balance_transaction, typeof charge.payment_intent]).toEqual(['object', 'object']);
  });
});

test('payment intents ask for authentication, are cancelled and listed', async () => {
  const asked = await at.stripe.paymentIntents.create({
    amount: 2_000,
    currency: 'eur',
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
    return_url: 'http://shop.example/back',
  });
  expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
  const page = await fetch(asked.next_action?.redirect_to_url?.url ?? '', {
    method: 'POST',
    body: 'decision=approve',
    redirect: 'manual',
  });
  expect([page.status, page.headers.get('location')]).toEqual([303, 'http://shop.example/back']);
  expect((await at.stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded');
  const other = await at.stripe.paymentIntents.create({ amount: 2_000, currency: 'eur' });
  expect((await at.stripe.paymentIntents.cancel(other.id)).status).toBe('canceled');
  expect((await failure(at.stripe.paymentIntents.confirm(other.id, { payment_method: 'pm_card_visa' }))).code).toBe(
    'payment_intent_unexpected_state',
  );
});
