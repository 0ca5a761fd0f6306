import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passesLuhn, readCard } from '#runtime/payment-sandbox/cards.ts';
import { passesIbanCheck } from '#runtime/payment-sandbox/onboarding.ts';
import { dictionaries, languageFor } from '#runtime/payment-sandbox/pages/texts.ts';
import { type Bench, bench, sessionParams } from './harness.ts';

let at: Bench;

beforeAll(async () => {
  at = await bench();
});
afterAll(() => at.end());

const goodCard = { number: '4242 4242 4242 4242', expiry: '08/34', cvc: '123', name: 'Ana Kovač' };

async function open(more: Parameters<typeof sessionParams>[0] = {}, price: Parameters<typeof sessionParams>[1] = {}) {
  const session = await at.stripe.checkout.sessions.create(sessionParams(more, price));
  return { id: session.id, url: session.url ?? '' };
}

function submit(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

async function state(id: string): Promise<string> {
  const { status, payment_status } = await at.stripe.checkout.sessions.retrieve(id);
  return `${status} ${payment_status}`;
}

test('the page says what is paid, in the session’s language, and that it is a sandbox', async () => {
  const { url } = await open({ locale: 'pl' }, { currency: 'pln', amount: 123_450 });
  const answer = await fetch(url);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).toContain('<html lang="pl">');
  expect(page).toMatch(/1\s?234,50\s?zł/);
  expect(page).toContain('Amber brooch');
  expect(page).toContain(dictionaries['pl']?.banner);
  expect(page).toContain('BLIK');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('Alipay');
});

test('what a shop writes cannot become markup', async () => {
  const { url } = await open({
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: 500, product_data: { name: '<img src=x onerror=alert(1)>"\'' } },
      },
    ],
  });
  const page = await (await fetch(url)).text();
  expect(page).not.toContain('<img');
  expect(page).toContain('&#60;img src=x');
  const reflected = await (await submit(url, { ...goodCard, number: '"><script>x' })).text();
  expect(reflected).not.toContain('<script');
});

test('a card is paid and the buyer returns to the shop', async () => {
  const { id, url } = await open();
  const done = await submit(url, goodCard);
  expect([done.status, done.headers.get('location')]).toEqual([303, `http://shop.example/thanks?session=${id}`]);
  expect(await state(id)).toBe('complete paid');
  expect(await (await fetch(`${at.sandbox.url}/pay/${id}`)).text()).toContain(dictionaries['en']?.paidText);
  const session = await at.stripe.checkout.sessions.retrieve(id);
  expect(session.customer_details?.name).toBe('Ana Kovač');
});

test('wrong fields are named and what was typed is kept', async () => {
  const { id, url } = await open({ locale: 'bg' });
  const answer = await submit(url, { number: '4242 4242 4242 4241', expiry: '01/20', cvc: '1', name: 'Ана' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  for (const problem of ['number_invalid', 'expiry_past', 'cvc_invalid'] as const)
    expect(page).toContain(dictionaries['bg']?.problems[problem]);
  for (const kept of ['4242 4242 4242 4241', '01/20', 'Ана']) expect(page).toContain(`value="${kept}"`);
  expect(page).toContain('aria-describedby="number-hint number-error" aria-invalid="true"');
  expect(await state(id)).toBe('open unpaid');
});

test('a declined card leaves the page open for another', async () => {
  const { id, url } = await open({ locale: 'zh' });
  const declined = await submit(url, { ...goodCard, number: '4000000000000002' });
  const page = await declined.text();
  expect(declined.status).toBe(402);
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain(dictionaries['zh-CN']?.declined);
  expect(page).toContain('value="4000000000000002"');
  expect((await submit(url, { ...goodCard, number: '4000000000009995' })).status).toBe(402);
  expect((await submit(url, goodCard)).status).toBe(303);
  expect(await state(id)).toBe('complete paid');
});

test('3-D Secure: refused, tried again, approved; the refused step is over', async () => {
  const { id, url } = await open();
  const begin = async () =>
    (await submit(url, { ...goodCard, number: '4000002500003155' })).headers.get('location') ?? '';
  const first = `${at.sandbox.url}${await begin()}`;
  expect(first).toContain('/authorise/attempt_');
  expect(await (await fetch(first)).text()).toContain('3-D Secure');
  const refused = await submit(first, { decision: 'refuse' });
  expect(await (await fetch(`${at.sandbox.url}${refused.headers.get('location')}`)).text()).toContain(
    dictionaries['en']?.authenticationFailed,
  );
  const second = `${at.sandbox.url}${await begin()}`;
  expect((await submit(first, { decision: 'approve' })).headers.get('location')).toBe(`/pay/${id}`);
  expect(await state(id)).toBe('open unpaid');
  expect((await submit(second, { decision: 'approve' })).headers.get('location')).toBe(
    `http://shop.example/thanks?session=${id}`,
  );
  const paid = await at.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
  expect(paid).toMatchObject({
    payment_intent: {
      latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
    },
  });
});

describe('look-alikes', () => {
  test.each([
    ['alipay', 'eur', {}],
    ['wechat_pay', 'cny', {}],
    ['p24', 'pln', { bank: 'mbank_mtransfer' }],
    ['blik', 'pln', { code: '123 456' }],
  ])('%s', async (method, currency, fields: Record<string, string>) => {
    const { id, url } = await open({}, { currency, amount: 20_000 });
    const begun = await submit(`${url}?method=${method}`, fields);
    const step = `${at.sandbox.url}${begun.headers.get('location')}`;
    expect((await fetch(step)).status).toBe(200);
    const refused = await submit(step, { decision: 'refuse' });
    expect(refused.headers.get('location')).toContain(`method=${method}&alert=refused`);
    const again = await submit(`${url}?method=${method}`, fields);
    await submit(`${at.sandbox.url}${again.headers.get('location')}`, { decision: 'approve' });
    const paid = await at.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_intent: { latest_charge: { payment_method_details: { type: method } } },
    });
  });

  test('BLIK asks for six digits, Przelewy24 for a bank', async () => {
    const { url } = await open({ locale: 'pl' }, { currency: 'pln', amount: 20_000 });
    expect(await (await submit(`${url}?method=blik`, { code: '12345' })).text()).toContain(
      dictionaries['pl']?.blikInvalid,
    );
    expect(await (await submit(`${url}?method=p24`, { bank: 'none' })).text()).toContain(
      dictionaries['pl']?.bankMissing,
    );
  });
});

test('two submits at once pay once', async () => {
  const { id, url } = await open();
  await Promise.all(Array.from({ length: 6 }, () => submit(url, goodCard)));
  const session = await at.stripe.checkout.sessions.retrieve(id);
  const charges = await at.stripe.charges.list({ payment_intent: String(session.payment_intent) });
  expect(charges.data).toHaveLength(1);
});

test('the Chinese page brings its letters, and nothing else of the machine', async () => {
  const { url } = await open({ locale: 'zh' });
  expect(await (await fetch(url)).text()).toContain('href="/assets/fonts/index.css"');
  const css = await (await fetch(`${at.sandbox.url}/assets/fonts/index.css`)).text();
  const file = /files\/[a-z0-9-]+\.woff2/.exec(css)?.[0] ?? '';
  const font = await fetch(`${at.sandbox.url}/assets/fonts/${file}`);
  expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  expect((await fetch(`${at.sandbox.url}/assets/fonts/package.json`)).status).toBe(404);
  expect((await fetch(`${at.sandbox.url}/assets/fonts/files/..%2Fpackage.json`)).status).toBe(404);
});

test('its own page lists customers, payments, transfers, payouts, disputes and events', async () => {
  const customer = await at.stripe.customers.create({ email: 'mira@example.com', name: 'Mira <b>' });
  const { id } = await open({ customer_email: 'guest@example.com' });
  const pay = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  await fetch(`${at.sandbox.url}/sandbox/sessions/${id}/pay`, pay);
  await fetch(`${at.sandbox.url}/sandbox/sessions/${id}/dispute`, pay);
  const page = await (await fetch(`${at.sandbox.url}/sandbox`)).text();
  for (const title of ['Customers', 'Payments', 'Transfers', 'Payouts', 'Disputes', 'Events'])
    expect(page).toContain(`<h2>${title}</h2>`);
  expect(page).toContain('No money moves.');
  const { data: charges } = await at.stripe.charges.list({ limit: 1 });
  const { data: disputes } = await at.stripe.disputes.list({ limit: 1 });
  const shown = [
    customer.id,
    'mira@example.com',
    'Mira &#60;b&#62;',
    'guest@example.com',
    id,
    charges[0]?.id,
    disputes[0]?.id,
  ];
  for (const text of [...shown, 'charge.dispute.created']) expect(page).toContain(text);
});

test('a button of its page has the bank refuse a payment after its page was done', async () => {
  const { id } = await open();
  const action = `/sandbox/sessions/${id}/refuse-later`;
  const desk = async () => (await fetch(`${at.sandbox.url}/sandbox`)).text();
  expect(await desk()).toContain(`action="${action}"`);
  const answer = await fetch(`${at.sandbox.url}${action}`, { method: 'POST', redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sandbox']);
  expect(await desk()).not.toContain(`action="${action}"`);
  expect(await at.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'requires_payment_method', last_payment_error: { type: 'card_error' } },
  });
  const { data } = await at.stripe.events.list({ type: 'checkout.session.async_payment_failed', limit: 1 });
  expect(data[0]?.data.object).toMatchObject({ id });
});

test('closed and unknown pages say so', async () => {
  const { id, url } = await open();
  await at.stripe.checkout.sessions.expire(id);
  const expired = await fetch(url);
  expect(expired.status).toBe(410);
  expect(await expired.text()).toContain('http://shop.example/cart');
  expect((await fetch(`${at.sandbox.url}/pay/cs_test_none`)).status).toBe(404);
  expect((await fetch(`${at.sandbox.url}/nothing`)).status).toBe(404);
  expect((await fetch(`${at.sandbox.url}/`, { redirect: 'manual' })).headers.get('location')).toBe('/sandbox');
  expect(await (await fetch(`${at.sandbox.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
});

describe('rules', () => {
  test('card numbers and expiry', () => {
    const now = Date.UTC(2030, 5, 30) / 1_000;
    expect([passesLuhn('4242424242424242'), passesLuhn('4242424242424241'), passesLuhn('')]).toEqual([
      true,
      false,
      false,
    ]);
    expect('card' in readCard({ ...goodCard, expiry: '06/30' }, now)).toBe(true);
    expect(readCard({ ...goodCard, expiry: '05/30' }, now)).toEqual({ problems: { expiry: 'expiry_past' } });
    expect(readCard({ ...goodCard, number: '378282246310005' }, now)).toEqual({ problems: { cvc: 'cvc_invalid' } });
    expect(readCard({ number: '', expiry: '13/30', cvc: '', name: ' ' }, now)).toEqual({
      problems: { number: 'number_incomplete', expiry: 'expiry_invalid', cvc: 'cvc_invalid', name: 'name_missing' },
    });
    expect(JSON.stringify(readCard(goodCard, now))).not.toContain('4242424242424242');
  });

  test('account numbers', () => {
    expect([passesIbanCheck('PL61109010140000071219812874'), passesIbanCheck('PL61109010140000071219812875')]).toEqual([
      true,
      false,
    ]);
  });

  test('languages', () => {
    expect(languageFor('zh', undefined)).toMatchObject({ lang: 'zh-CN', locale: 'zh-CN' });
    expect(languageFor('cs', 'pl')).toMatchObject({ lang: 'en', locale: 'cs' });
    expect(languageFor('auto', 'de-AT, bg;q=0.8')).toMatchObject({ lang: 'bg' });
    expect(languageFor(null, '*')).toMatchObject({ lang: 'en', locale: 'en' });
  });

  test('no sentence is missing or left in English', () => {
    const { en, ...others } = dictionaries;
    const flat = (value: object, path = ''): [string, string][] =>
      Object.entries(value).flatMap(([name, inner]) =>
        typeof inner === 'string' ? [[`${path}${name}`, inner] as [string, string]] : flat(inner, `${path}${name}.`),
      );
    const english = new Map(flat(en ?? {}));
    const names = /^(methods|confirmTitle)\./;
    for (const [tag, texts] of Object.entries(others)) {
      for (const [name, text] of flat(texts))
        expect(names.test(name) || text !== english.get(name), `${tag} ${name}`).toBe(true);
      expect(flat(texts).map(([name]) => name)).toEqual([...english.keys()]);
    }
  });
});
