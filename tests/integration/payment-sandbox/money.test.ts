import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, bench, paidCharge, payAtOnce, sessionParams, until } from './harness.ts';

let at: Bench;

beforeAll(async () => {
  at = await bench();
});
afterAll(() => at.end());

async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.code ?? error.type;
    throw error;
  }
  throw new Error('the call did not fail');
}

async function available(currency: string, stripeAccount?: string): Promise<number> {
  const balance = await at.stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount });
  return balance.available.find((one) => one.currency === currency)?.amount ?? 0;
}

/** A connected account that has gone through the onboarding page. */
async function seller(country = 'DE'): Promise<Stripe.Account> {
  const account = await at.stripe.accounts.create({
    country,
    type: 'express',
    email: 'seller@example.com',
    capabilities: { transfers: { requested: true } },
  });
  expect(account).toMatchObject({
    details_submitted: false,
    payouts_enabled: false,
    capabilities: { transfers: 'inactive' },
  });
  const link = await at.stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    return_url: 'http://shop.example/back',
    refresh_url: 'http://shop.example/refresh',
  });
  const page = await fetch(link.url);
  expect(await page.text()).toContain('<label for="iban">');
  const send = (iban: string) =>
    fetch(link.url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ name: 'Glassworks', iban, decision: 'submit' }),
    });
  expect((await send('DE89 3704 0044 0532 0130 01')).status).toBe(422);
  const done = await send('DE89 3704 0044 0532 0130 00');
  expect([done.status, done.headers.get('location')]).toEqual([303, 'http://shop.example/back']);
  expect((await fetch(link.url, { redirect: 'manual' })).headers.get('location')).toBe('http://shop.example/refresh');
  return at.stripe.accounts.retrieve(account.id);
}

test('refunds take back parts and no more than the whole', async () => {
  const charge = await paidCharge(at);
  const first = await at.stripe.refunds.create({
    charge: charge.id,
    amount: 1_000,
    reason: 'requested_by_customer',
    metadata: { line: 'l-1' },
  });
  expect(first).toMatchObject({ status: 'succeeded', amount: 1_000, charge: charge.id, metadata: { line: 'l-1' } });
  expect(await codeOf(at.stripe.refunds.create({ charge: charge.id, amount: 4_000 }))).toBe(
    'StripeInvalidRequestError',
  );
  const rest = await at.stripe.refunds.create({ payment_intent: String(charge.payment_intent) });
  expect(rest.amount).toBe(3_990);
  expect(await codeOf(at.stripe.refunds.create({ charge: charge.id }))).toBe('charge_already_refunded');
  const after = await at.stripe.charges.retrieve(charge.id, { expand: ['refunds'] });
  expect(after).toMatchObject({ amount_refunded: 4_990, refunded: true, status: 'succeeded' });
  expect(after.refunds?.data.map(({ id }) => id)).toEqual([rest.id, first.id]);
  expect((await at.stripe.refunds.list({ charge: charge.id })).data).toHaveLength(2);
});

test('ten refunds at once never give back more than was paid', async () => {
  const charge = await paidCharge(at);
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => at.stripe.refunds.create({ charge: charge.id, amount: 1_000 })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect((await at.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(4_000);
});

test('a refund may be pending first, and may come back', async () => {
  const p24 = await at.stripe.checkout.sessions.create(sessionParams());
  await fetch(`${at.sandbox.url}/sandbox/sessions/${p24.id}/pay`, { method: 'POST', body: 'method=p24' });
  const paid = await at.stripe.checkout.sessions.retrieve(p24.id);
  const pending = await at.stripe.refunds.create({ payment_intent: String(paid.payment_intent) });
  expect(pending.status).toBe('pending');
  const charge = await paidCharge(at, '4000000000005126');
  const failing = await at.stripe.refunds.create({ charge: charge.id });
  at.advance(10);
  await until(async () => (await at.stripe.refunds.retrieve(pending.id)).status === 'succeeded');
  await until(async () => (await at.stripe.refunds.retrieve(failing.id)).status === 'failed');
  expect(await at.stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
});

test('transfers go out before the charge has settled, up to its amount, and can be reversed', async () => {
  const account = await seller();
  expect(account).toMatchObject({
    details_submitted: true,
    payouts_enabled: true,
    capabilities: { transfers: 'active' },
    requirements: { currently_due: [] },
  });
  const charge = await paidCharge(
    at,
    '4242424242424242',
    sessionParams({ payment_intent_data: { transfer_group: 'order-9' } }),
  );
  const send = (amount: number) =>
    at.stripe.transfers.create({ amount, currency: 'eur', destination: account.id, source_transaction: charge.id });
  const transfer = await send(4_000);
  expect(transfer).toMatchObject({
    amount: 4_000,
    transfer_group: 'order-9',
    destination: account.id,
    source_transaction: charge.id,
    reversed: false,
  });
  expect(await codeOf(send(1_000))).toBe('transfer_source_balance_parameters_mismatch');
  expect(await available('eur', account.id)).toBe(0);
  const reversal = await at.stripe.transfers.createReversal(transfer.id, { amount: 1_500 });
  expect(reversal).toMatchObject({ object: 'transfer_reversal', amount: 1_500, transfer: transfer.id });
  expect(await at.stripe.transfers.retrieve(transfer.id)).toMatchObject({
    amount_reversed: 1_500,
    reversed: false,
    reversals: { data: [{ id: reversal.id }] },
  });
  await at.stripe.transfers.createReversal(transfer.id);
  expect(await at.stripe.transfers.retrieve(transfer.id)).toMatchObject({ amount_reversed: 4_000, reversed: true });
  expect((await at.stripe.transfers.list({ transfer_group: 'order-9' })).data).toHaveLength(1);
  expect((await at.stripe.transfers.listReversals(transfer.id)).data).toHaveLength(2);
});

test('eight transfers at once never send more than the charge', async () => {
  const [account, charge] = [await seller(), await paidCharge(at)];
  const send = () =>
    at.stripe.transfers.create({
      amount: 1_000,
      currency: 'eur',
      destination: account.id,
      source_transaction: charge.id,
    });
  const results = await Promise.allSettled(Array.from({ length: 8 }, send));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
});

test('accounts: no transfer before onboarding, none in countries Stripe does not reach', async () => {
  const blank = await at.stripe.accounts.create({
    country: 'PL',
    type: 'express',
    capabilities: { transfers: { requested: true } },
  });
  const charge = await paidCharge(at);
  expect(
    await codeOf(
      at.stripe.transfers.create({
        amount: 100,
        currency: 'eur',
        destination: blank.id,
        source_transaction: charge.id,
      }),
    ),
  ).toBe('insufficient_capabilities_for_transfer');
  for (const country of ['CN', 'RS', 'AL', 'BA', 'MK', 'ME'])
    expect(await codeOf(at.stripe.accounts.create({ country, type: 'express' }))).toBe('country_unsupported');
});

test('the balance is the sum of its movements; payouts arrive', async () => {
  const before = await available('usd');
  await paidCharge(at, '4242424242424242', sessionParams({}, { currency: 'usd', amount: 10_000 }));
  expect(await available('usd')).toBe(before);
  await paidCharge(at, '4000000000000077', sessionParams({}, { currency: 'usd', amount: 10_000 }));
  expect(await available('usd')).toBe(before + 10_000 - 150 - 30);
  expect(await codeOf(at.stripe.payouts.create({ amount: 1_000_000, currency: 'usd' }))).toBe('balance_insufficient');
  const payout = await at.stripe.payouts.create({ amount: 5_000, currency: 'usd' });
  expect(payout.status).toBe('pending');
  expect(await available('usd')).toBe(before + 4_820);
  at.advance(10);
  await until(async () => (await at.stripe.payouts.retrieve(payout.id)).status === 'paid');
  at.advance(3 * 24 * 3_600);
  const movements = await at.stripe.balanceTransactions.list({ currency: 'usd', limit: 100 });
  expect(await available('usd')).toBe(movements.data.reduce((sum, { net }) => sum + net, 0));
});

test('forints are charged and refunded in hundredths, and paid out whole', async () => {
  const params = sessionParams({}, { currency: 'huf', amount: 1_000_050 });
  const charge = await paidCharge(at, '4000000000000077', params);
  expect(charge.amount).toBe(1_000_050);
  expect(await at.stripe.refunds.create({ charge: charge.id, amount: 33_333 })).toMatchObject({ amount: 33_333 });
  await expect(at.stripe.payouts.create({ amount: 10_050, currency: 'huf' })).rejects.toThrow('divisible by 100');
  expect((await at.stripe.payouts.create({ amount: 10_000, currency: 'huf' })).status).toBe('pending');
  const tooMuch = (currency: string, amount: number) =>
    codeOf(at.stripe.checkout.sessions.create(sessionParams({}, { currency, amount })));
  expect(await tooMuch('huf', 1_000_000_000)).toBe('amount_too_large');
  expect(await tooMuch('eur', 100_000_000)).toBe('amount_too_large');
  const most = sessionParams({}, { currency: 'huf', amount: 999_999_900 });
  expect((await at.stripe.checkout.sessions.create(most)).status).toBe('open');
});

test('a connected account pays out what it was sent', async () => {
  const [account, charge] = [await seller(), await paidCharge(at, '4000000000000077')];
  const transfer = await at.stripe.transfers.create({
    amount: 4_000,
    currency: 'eur',
    destination: account.id,
    source_transaction: charge.id,
  });
  expect(await available('eur', account.id)).toBe(4_000);
  const payout = await at.stripe.payouts.create({ amount: 4_000, currency: 'eur' }, { stripeAccount: account.id });
  expect(await codeOf(at.stripe.payouts.retrieve(payout.id))).toBe('resource_missing');
  expect((await at.stripe.payouts.list({}, { stripeAccount: account.id })).data).toMatchObject([
    { id: payout.id, amount: 4_000 },
  ]);
  expect(await available('eur', account.id)).toBe(0);
  // The sandbox's page lists it, and its button has the bank return it.
  const action = `/sandbox/payouts/${payout.id}/return?account=${account.id}`;
  const page = await (await fetch(`${at.sandbox.url}/sandbox`)).text();
  for (const text of [payout.id, transfer.id, account.id, `action="${action}"`]) expect(page).toContain(text);
  await fetch(`${at.sandbox.url}${action}`, { method: 'POST', redirect: 'manual' });
  expect((await at.stripe.payouts.retrieve(payout.id, {}, { stripeAccount: account.id })).status).toBe('failed');
  expect(await available('eur', account.id)).toBe(4_000);
  await at.stripe.payouts.create({ amount: 4_000, currency: 'eur' }, { stripeAccount: account.id });
  // What is no longer there cannot be taken back.
  expect(await codeOf(at.stripe.transfers.createReversal(transfer.id, { amount: 1 }))).toBe('balance_insufficient');
});

test('a payment can be disputed at any time after it, once, for what was not refunded', async () => {
  const charge = await paidCharge(at);
  await at.stripe.refunds.create({ charge: charge.id, amount: 1_000 });
  const [session] = (await at.stripe.checkout.sessions.list({ payment_intent: String(charge.payment_intent) })).data;
  const dispute = () => fetch(`${at.sandbox.url}/sandbox/sessions/${session?.id}/dispute`, { method: 'POST' });
  expect((await dispute()).status).toBe(200);
  expect((await dispute()).status).toBe(400);
  expect((await at.stripe.disputes.list({ charge: charge.id })).data).toMatchObject([
    { amount: charge.amount - 1_000, status: 'needs_response' },
  ]);
});

test('what a bank has declined cannot be asked back from it', async () => {
  const session = await at.stripe.checkout.sessions.create(sessionParams());
  await payAtOnce(at.sandbox.url, session.id, { card: '4000000000000002' });
  const dispute = await fetch(`${at.sandbox.url}/sandbox/sessions/${session.id}/dispute`, { method: 'POST' });
  expect(dispute.status).toBe(400);
  const { payment_intent } = await at.stripe.checkout.sessions.retrieve(session.id);
  const charges = await at.stripe.charges.list({ payment_intent: String(payment_intent) });
  expect(charges.data).toMatchObject([{ paid: false, disputed: false }]);
});

test('a disputed charge: money leaves, comes back when won, stays away when closed', async () => {
  const disputed = async () => {
    const charge = await paidCharge(at, '4000000000000259');
    const [dispute] = (await at.stripe.disputes.list({ charge: charge.id })).data;
    if (!dispute) throw new Error('no dispute');
    return { charge, dispute };
  };
  const { charge, dispute } = await disputed();
  expect(charge.disputed).toBe(true);
  expect(dispute).toMatchObject({
    status: 'needs_response',
    amount: 4_990,
    reason: 'fraudulent',
    balance_transactions: [{ amount: -4_990, fee: 2_000, net: -6_990 }],
  });
  expect(await codeOf(at.stripe.refunds.create({ charge: charge.id }))).toBe('charge_disputed');
  expect((await at.stripe.disputes.close(dispute.id)).status).toBe('lost');
  expect(await codeOf(at.stripe.disputes.close(dispute.id))).toBe('resource_already_closed');
  expect(await codeOf(at.stripe.refunds.create({ charge: charge.id }))).toBe('charge_disputed');
  const { charge: kept, dispute: other } = await disputed();
  const won = await at.stripe.disputes.update(other.id, {
    evidence: { uncategorized_text: 'winning_evidence' },
    submit: true,
  });
  expect(won.status).toBe('won');
  expect(won.balance_transactions.reduce((sum, { net }) => sum + net, 0)).toBe(0);
  // What was won back is there to be refunded.
  expect(await at.stripe.refunds.create({ charge: kept.id, amount: 990 })).toMatchObject({ status: 'succeeded' });
  expect(await at.stripe.charges.retrieve(kept.id)).toMatchObject({ disputed: true, amount_refunded: 990 });
  const byHand = (await disputed()).dispute;
  await fetch(`${at.sandbox.url}/sandbox/disputes/${byHand.id}/won`, { method: 'POST' });
  expect((await at.stripe.disputes.retrieve(byHand.id)).status).toBe('won');
});

test('a session expires by itself', async () => {
  const session = await at.stripe.checkout.sessions.create(sessionParams());
  at.advance(25 * 3_600);
  await until(async () => (await at.stripe.checkout.sessions.retrieve(session.id)).status === 'expired');
  const events = await at.stripe.events.list({ type: 'checkout.session.expired', limit: 5 });
  expect(events.data.map((event) => (event.type === 'checkout.session.expired' ? event.data.object.id : ''))).toContain(
    session.id,
  );
});
