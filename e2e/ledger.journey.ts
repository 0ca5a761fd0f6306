import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const finance = 'Tomáš Král';

test.describe('Finance', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('goes from a figure of the trial balance down to the order behind it', async ({ page }) => {
    await signInAs(page, 'en', finance);
    await page.goto('/en/admin/ledger');
    await expectAccessible(page);
    await page
      .getByRole('main')
      .getByRole('link', { name: t('admin.ledger.kind.seller_payable') })
      .first()
      .click();
    await page.waitForURL(/kind=seller_payable/);
    await expectAccessible(page);
    await page.locator('tbody a').first().click();
    await page.waitForURL(/ledger\/accounts\/[0-9a-f-]{36}/);
    await expectAccessible(page);
    await page
      .locator('tbody')
      .getByRole('link', { name: t('admin.ledger.booking.kind.sale') })
      .first()
      .click();
    await page.waitForURL(/ledger\/transactions\/[0-9a-f-]{36}/);
    await expectAccessible(page);
    await expect(page.getByText(/^order:[0-9a-f-]{36}:paid$/)).toBeVisible();
    await page.getByRole('link', { name: /^AS-/ }).click();
    await page.waitForURL(/\/orders\/AS-/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('asks for another day, and for an account that does not move', async ({ page }) => {
    await signInAs(page, 'en', finance);
    await page.goto('/en/admin/ledger?on=2001-01-01');
    await expect(page.getByRole('heading', { name: t('admin.ledger.empty') })).toBeVisible();
    await page.goto('/en/admin/ledger?on=yesterday');
    expect(await page.getByText(/^Difference/).count()).toBeGreaterThan(0);
    await page.goto('/en/admin/ledger/accounts?enterprise=%25nobody%25');
    await expect(page.getByRole('heading', { name: t('admin.ledger.accounts.empty') })).toBeVisible();
    expect((await page.goto('/en/admin/ledger/accounts/no-such-account'))?.status()).toBe(404);
    expect((await page.goto(`/en/admin/ledger/transactions/${crypto.randomUUID()}`))?.status()).toBe(404);
  });

  test('verifies the closed days', async ({ page }) => {
    await signInAs(page, 'en', finance);
    await expect(async () => {
      await page.goto('/en/admin/ledger/days');
      await expect(page.locator('tbody tr').first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
    await page.getByRole('button', { name: t('admin.ledger.days.verify') }).click();
    await expect(page.locator('#verified')).toContainText(/as closed/);
    await expectAccessible(page);
    await page.locator('tbody a').last().click();
    await page.waitForURL(/ledger\?on=/);
    for (const difference of await page.getByText(/^Difference/).allTextContents())
      expect(difference).toMatch(/Difference [^1-9]*$/);
  });

  test('takes files home', async ({ page }) => {
    await signInAs(page, 'en', finance);
    await page.goto('/en/admin/ledger');
    const balance = await page.request.get('/api/ledger/trial-balance.csv?locale=en');
    expect(balance.headers()['content-type']).toContain('text/csv');
    expect(await balance.text()).toContain('stripe_clearing');
    await page.goto('/en/admin/ledger/accounts?kind=platform_commission');
    await page.locator('tbody a').first().click();
    const link = page.getByRole('link', { name: t('admin.ledger.csv') });
    const entries = await page.request.get((await link.getAttribute('href')) ?? '');
    expect((await entries.text()).split('\r\n').length).toBeGreaterThan(10);
  });

  test('compares with the payment service', async ({ page }) => {
    await signInAs(page, 'en', finance);
    await page.goto('/en/admin/reconciliation');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('admin.reconciliation.run') }).click();
    await page.waitForURL(/found=/);
    await expect(page.getByText(t('admin.reconciliation.last'))).toBeVisible();
    await expectAccessible(page);
  });

  test('is alone with the books', async ({ page }) => {
    await signInAs(page, 'en', 'Nadia Okafor');
    for (const path of ['ledger/accounts', 'ledger/days', 'reconciliation'])
      expect((await page.goto(`/en/admin/${path}`))?.status()).toBe(404);
    expect((await page.request.get('/api/ledger/trial-balance.csv')).status()).toBe(404);
  });
});

test.describe('Finance on a phone', () => {
  test.use({ locale: 'bg', viewport: { width: 390, height: 844 } });

  test('reads every page without reaching sideways', async ({ page }) => {
    await signInAs(page, 'bg', finance);
    for (const path of ['ledger', 'ledger/accounts', 'ledger/days', 'reconciliation']) {
      await page.goto(`/bg/admin/${path}`);
      await expectNoOverflow(page);
      await expectAccessible(page);
    }
    await page.goto('/bg/admin/ledger/accounts?kind=platform_commission');
    await page.locator('tbody a').first().click();
    await page.waitForURL(/accounts\/[0-9a-f-]{36}/);
    await expectNoOverflow(page);
    await page.locator('tbody a').first().click();
    await page.waitForURL(/transactions\//);
    await expectNoOverflow(page);
  });
});
