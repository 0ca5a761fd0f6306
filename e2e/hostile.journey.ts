import { expect, test } from './journey.ts';
import { words } from './words.ts';

const t = words('pl');

test.describe('Bad input', () => {
  test.use({ locale: 'pl-PL' });

  test('is told beside its field, and what was typed stays', async ({ page }) => {
    await page.goto('/pl/sign-up');
    const field = (name: string) => page.locator(`main [name=${name}]`);
    const put = (name: string, value: string) =>
      field(name).evaluate((input, text) => {
        (input as HTMLInputElement).value = text;
      }, value);
    const send = page.getByRole('button', { name: t('account.sign_up') });

    // Ten megabytes never leave the browser.
    await put('name', 'x'.repeat(10_000_000));
    await put('email', 'jan@example.com');
    await put('password', 'długie hasło');
    await send.click();
    await expect(field('name')).toHaveAttribute('aria-invalid', 'true');
    expect(await field('name').evaluate((input) => (input as HTMLInputElement).value.length)).toBe(10_000_000);

    // What the server refuses comes back whole.
    await put('name', '😀'.repeat(20_000));
    await send.click();
    await expect(field('name')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('email')).toHaveValue('jan@example.com');
    await put('name', `<b>Jan</b>\u0000\u202e'; drop table users; --`);
    await put('email', `jan'); drop table users; --@example.com`);
    await put('password', 'długie hasło');
    await send.click();
    await expect(field('email')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(t('errors.validation.email'))).toBeVisible();
    await expect(field('name')).toHaveValue(/<b>Jan<\/b>/);

    // Markup and control characters become plain words or nothing.
    await put('email', `jan.${Date.now()}@example.com`);
    await put('password', 'długie hasło');
    await send.click();
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-up'));
    await expect(page.getByText(`<b>Jan</b>'; drop table users; --`).first()).toBeVisible();
  });

  test('what is typed while the answer is on its way stays', async ({ page }) => {
    await page.goto('/pl/sign-up');
    const field = (name: string) => page.locator(`main [name=${name}]`);
    await field('name').fill('Jan');
    await field('email').fill('jan');
    await field('password').fill('długie hasło');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/pl/sign-up', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await page.getByRole('button', { name: t('account.sign_up') }).click();
    await field('name').fill('Jan Nowak');
    answer();
    await expect(field('email')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('name')).toHaveValue('Jan Nowak');
    await expect(field('email')).toHaveValue('jan');
  });

  test('a dead network takes nothing away', async ({ page, context, errors }) => {
    await page.goto('/pl/sign-in');
    await page.locator('main [name=email]').first().fill('anna@example.com');
    await page.locator('main [name=password]').fill('jakieś hasło');
    await context.setOffline(true);
    await page.getByRole('button', { name: t('account.sign_in'), exact: true }).click();
    await expect(page.getByText(t('unavailable.unsent'))).toBeVisible();
    await expect(page.locator('main [name=email]').first()).toHaveValue('anna@example.com');
    await context.setOffline(false);
    await page.locator('main [name=password]').fill('jakieś hasło');
    await page.getByRole('button', { name: t('account.sign_in'), exact: true }).click();
    await expect(page.getByText(t('errors.identity.wrong_credentials')).first()).toBeVisible();
    // The browser itself notes that it was offline.
    errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED')));
  });

  test('addresses that lead nowhere say so and no more', async ({ request, page }) => {
    for (const path of [
      '/pl/l/nic-takiego',
      '/pl/l/%E0%A4%A',
      '/pl/orders/AS-26-0000-0000',
      '/pl/certificates/ASL-26-0000-0000',
      '/pl/deals/ASD-26-0000-0000',
      '/pl/browse/toys/bm9uc2Vuc2U',
      `/pl/browse/toys/${Buffer.from('["x","y"]').toString('base64url')}`,
      '/pl/e/..%2f..%2fetc',
      '/media/00000000-0000-0000-0000-000000000000/480.avif',
      '/api/v1/variants/1%27%20or%201=1/offer',
      '/api/downloads/1',
    ])
      expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBe(404);
    for (const rest of [
      'sort=none&country=XX&colour=red&binding=red&price=9',
      'after=1000000000&page=1000000000',
      `after=${Buffer.from('[1000000000]').toString('base64url')}`,
      'q=.*%5B%25_&category=%25',
    ]) {
      expect((await request.get(`/pl/search?${rest}`)).status(), rest).toBe(200);
      expect((await request.get(`/api/v1/search?locale=pl&${rest}`)).status(), rest).toBe(200);
    }
    expect((await request.get(`/api/v1/suggest?locale=pl&q=${'a'.repeat(10_000)}`)).status()).toBe(200);
    for (const query of ['%00', '%25_%27%22', 'a'.repeat(10_000), '%E2%80%AE', '(((', '!%26|:*'])
      expect((await request.get(`/pl/search?q=${query}`)).status(), query.slice(0, 20)).toBe(200);
    expect((await page.goto('/xx'))?.status()).toBe(404);
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  });

  test('a webhook nobody signed and a form of another site change nothing', async ({ request, baseURL }) => {
    const webhook = await request.post('/api/webhooks/stripe', {
      data: '{"id":"evt_1","type":"checkout.session.completed"}',
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
    expect(webhook.status()).toBe(400);
    const foreign = await request.post('/api/preferences', {
      form: { country: 'PL', currency: 'PLN', back: '/pl' },
      headers: { origin: 'https://evil.example' },
      maxRedirects: 0,
    });
    expect(foreign.status()).toBe(403);
    expect(foreign.headers()['set-cookie']).toBeUndefined();
    const large = await request.post('/pl/sign-in', {
      data: Buffer.alloc(2_000_000, 'x'),
      headers: { origin: baseURL ?? '', 'content-type': 'text/plain' },
    });
    expect(large.status()).toBe(413);
    expect(await large.text()).toContain(t('unavailable.too_large.title'));
  });
});
