import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const cs = words('cs');
const zh = words('zh-CN');
/** Made under a licence for Czechia and Slovakia. */
const hedgehog = 'dubanek-kolecko-jezek';
/** Its first report is long overdue. */
const late = 'ASL-25-DEMO-LATE';
/** For stationery in Czechia and Slovakia, in use. */
const stationery = 'ASL-25-DEMO-R0YA';

test.describe('A toy made under a licence', () => {
  test.use({ locale: 'cs-CZ', viewport: { width: 390, height: 844 } });

  test('is sold where the licence reaches, and refused elsewhere in words: on its page, in the cart, at the checkout', async ({
    page,
    browser,
  }) => {
    const desktop = await browser.newContext({ locale: 'pl-PL', viewport: { width: 1440, height: 1000 } });
    const poland = await desktop.newPage();
    const pl = words('pl');
    await poland.goto(`/pl/l/${hedgehog}`);
    await expect(
      poland
        .getByText(pl('kinds.bar.outside_licence').replace('{country}', 'Polski'))
        .or(poland.getByText(pl('kinds.bar.outside_licence').replace('{country}', 'Polska')))
        .first(),
    ).toBeVisible();
    await expect(poland.getByRole('button', { name: pl('shop.listing.add') })).toHaveCount(0);
    await expectAccessible(poland);
    await expectNoOverflow(poland);
    await desktop.close();

    await page.goto(`/cs/l/${hedgehog}`);
    await page.getByRole('button', { name: cs('shop.listing.add') }).click();
    await page.goto('/cs/checkout');
    await page.locator('main [name=country]').selectOption('PL');
    await expect(page.getByText(/licenc/i).first()).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.locator('main [name=country]').selectOption('SK');
    await expect(page.getByText(/licenc/i)).toHaveCount(0);
  });
});

/** Begins a copy of a toy as a draft of its own, complete but for the pieces in stock. */
async function copy(page: Page): Promise<string> {
  await page.goto('/en/studio/listings?state=live');
  await page.locator('main a[href*="/studio/listings/"]').filter({ hasText: /alin/i }).first().click();
  await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: t('life.steps.duplicate') }).click();
  await expect(page.getByText(t('studio.editor.done.duplicated'))).toBeVisible();
  await page.locator('#listing [name=stock]').fill('4');
  await expect(page.locator('[data-state=saved]')).toBeVisible();
  return new URL(page.url()).pathname;
}

async function name(page: Page, number: string): Promise<void> {
  const select = page.locator('#licensed [name=under]');
  const value = await select.locator('option').filter({ hasText: number }).first().getAttribute('value');
  await select.selectOption(value ?? '');
  await page
    .locator('#licensed')
    .getByRole('button', { name: t('licensed.save') })
    .click();
  await expect(page.locator('#licensed').getByRole('link', { name: new RegExp(number) })).toBeVisible();
}

test.describe('A toy maker that names licences at its listings', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('is told where each is sold, and why one cannot go on sale', async ({ page }) => {
    test.slow();
    await signInAs(page, 'en', 'Jana Dvořáková');
    const draft = await copy(page);

    // A licence that is suspended: the listing waits for the report that is missing.
    await name(page, late);
    await expect(page.locator('#licensed').getByText(t('licensed.refusal.licence_suspended'))).toBeVisible();
    await page.getByRole('button', { name: t('studio.steps.submit') }).click();
    await expect(
      page.getByText(t('errors.catalogue.licence_suspended').replace('{number}', late)).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // One in use: where it is sold, and where it is sent to in vain.
    await name(page, stationery);
    await expect(
      page.locator('#licensed').getByText(t('licensed.sold_to').replace('{places}', 'Czechia and Slovakia')),
    ).toBeVisible();

    // Sent to Hungary alone, it is sold nowhere.
    await page.goto('/en/studio/shipping');
    const table = `Hungary ${Date.now().toString(36)}`;
    await page.locator('main [name=name]').fill(table);
    await page.getByRole('button', { name: t('shipping.start') }).click();
    await page.waitForURL(/\/studio\/shipping\/[0-9a-f-]{36}/);
    const shipping = new URL(page.url()).pathname;
    await page.goto(draft);
    await expectAccessible(page);
    await page.goto(shipping);
    await page.getByRole('button', { name: t('shipping.remove') }).click();
    await page.waitForURL(/done=removed/);
    await page.goto(draft);
    await name(page, stationery);
    await page.getByRole('button', { name: t('life.steps.discard') }).click();
  });

  test('sees its licence suspended for a report that never came, and reports', async ({ page, browser }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto(`/en/licences/${late}`);
    await expect(page.getByText(t('licensing.state.suspended'), { exact: true })).toBeVisible();
    await expect(page.getByText(t('licensing.story.suspended_report'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    const studio = await phone.newPage();
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto(`/zh-CN/licences/${late}`);
    await expect(studio.getByText(zh('licensing.state.suspended'), { exact: true })).toBeVisible();
    await expectNoOverflow(studio);
    await studio.goto(`/zh-CN/certificates/${late}`);
    await expect(studio.getByText(zh('rights.certificate_status.suspended'))).toBeVisible();
    await phone.close();
  });
});
