import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');
const pot = 'troyan-gyuveche-kapak';

/** The cell of a table in the row and column counted from nought. */
const cell = (page: Page, row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`);

/** The studio's address of a listing of the potter, by its title. */
async function studioListing(page: Page, title: RegExp): Promise<string> {
  // Other journeys copy listings: the one on sale is meant.
  await page.goto('/bg/studio/listings?state=live');
  const link = page.locator('main a[href*="/studio/listings/"]').filter({ hasText: title }).first();
  return (await link.getAttribute('href')) ?? '';
}

test.describe('A potter in Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1280, height: 900 } });

  test('states a price in crowns, is told what is wrong, and buyers see it at once', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto(await studioListing(page, /Гювече/));
    await page.getByRole('link', { name: t('prices.section.edit') }).click();
    await page.waitForURL(/\/prices/);
    await expectAccessible(page);

    await page.locator('main [name=currency]').selectOption('CZK');
    await page.locator('main [name=from]').fill('много');
    await page.getByRole('button', { name: t('prices.lists.add'), exact: true }).click();
    await expect(page.getByText(t('prices.lists.problem_invalid'))).toBeVisible();
    await page.locator('main [name=currency]').selectOption('CZK');
    await page.locator('main [name=from]').fill('1');
    await page.getByRole('button', { name: t('prices.lists.add'), exact: true }).click();
    const header = page.getByRole('columnheader', { name: 'CZK' });
    await expect(header).toBeVisible();
    const column = await page.getByRole('columnheader').allTextContents();
    const crowns = cell(page, 0, column.indexOf('CZK') - 1);

    await crowns.fill('евтино');
    await page.getByRole('button', { name: t('prices.lists.save') }).click();
    await expect(crowns).toHaveAttribute('aria-invalid', 'true');
    await expect(crowns).toHaveValue('евтино');
    // Near the conversion, and another one each time.
    const price = `${770 + (Date.now() % 30)}`;
    await crowns.fill(price);
    await page.getByRole('button', { name: t('prices.lists.save') }).click();
    await expect(page.getByText(t('prices.lists.saved_live'))).toBeVisible();
    await expect(async () => {
      const shop = await page.request.get(`/cs/l/${pot}`);
      expect((await shop.text()).replace(/\s| /g, '')).toContain(`${price},00`);
    }).toPass({ timeout: 15_000 });
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
  });

  test('opens a place, moves pieces there and finds both in the history', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/stock/places');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('places.add'), exact: true }).click();
    await expect(page.locator('aside [name=name], section [name=name]').last()).toHaveAttribute('aria-invalid', 'true');
    const form = page.getByRole('region', { name: t('places.add_title') });
    const name = `Панаир ${Date.now() % 100_000}`;
    await form.locator('[name=name]').fill(name);
    await form.locator('[name=country]').selectOption('PL');
    await form.getByRole('button', { name: t('places.add') }).click();
    await page.waitForURL(/done=saved/);
    await expect(page.getByRole('heading', { name })).toBeVisible();

    await page.goto('/bg/studio/stock?q=Гювече');
    await page
      .getByRole('link', { name: /Гювече/ })
      .first()
      .click();
    await page.waitForURL(/\/studio\/stock\/[0-9a-f-]{36}/);
    await expectAccessible(page);
    const transfer = page.getByRole('region', { name: t('places.transfer.title') });
    await transfer.locator('[name=to]').selectOption({ label: name });
    await transfer.locator('[name=quantity]').fill('9999');
    await transfer.getByRole('button', { name: t('places.transfer.save'), exact: true }).click();
    await expect(transfer.locator('[name=quantity]')).toHaveAttribute('aria-invalid', 'true');
    await transfer.locator('[name=to]').selectOption({ label: name });
    await transfer.locator('[name=quantity]').fill('1');
    await transfer.getByRole('button', { name: t('places.transfer.save'), exact: true }).click();
    await page.waitForURL(/done=transferred/);
    await expect(page.getByText(t('places.transferred')).first()).toBeVisible();
    const there = page.getByRole('row').filter({ hasText: name }).first().getByRole('cell').nth(1);
    await expect(there).toHaveText(/1$/);

    // Back again, so that the place can be given up.
    await transfer.locator('[name=from]').selectOption({ label: name });
    await transfer.locator('[name=to]').selectOption({ index: 0 });
    await transfer.locator('[name=quantity]').fill('1');
    await transfer.getByRole('button', { name: t('places.transfer.save'), exact: true }).click();
    await expect(there).toHaveText(/0$/);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await page.goto('/bg/studio/stock/places');
    await page
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('button', { name: t('places.close') })
      .click();
    await page.waitForURL(/done=closed/);
    await expect(page.getByRole('heading', { name })).toBeHidden();
  });

  test('copies a delivery table, changes a zone and a price, sees what a buyer is told, and takes it off', async ({
    page,
  }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/shipping');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Standard', exact: true }).click();
    await page.waitForURL(/\/studio\/shipping\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: t('shipping.copy'), exact: true }).click();
    await page.waitForURL(/done=copied/);
    await expectAccessible(page);

    await page.getByRole('link', { name: t('shipping.zone.add') }).click();
    await page.waitForURL(/\/zones\/new/);
    await page.getByRole('checkbox', { name: 'Полша' }).check();
    await page.getByRole('button', { name: t('shipping.zone.add') }).click();
    await expect(
      page.getByText(t('errors.enterprises.zones_overlap').replace('{countries}', 'Полша')).first(),
    ).toBeVisible();
    await page.getByRole('checkbox', { name: 'Полша' }).uncheck();
    await page.getByRole('checkbox', { name: 'Япония' }).check();
    await page.getByRole('button', { name: t('shipping.zone.add') }).click();
    await page.waitForURL(/done=zone/);
    const japan = page.getByRole('row').filter({ hasText: 'Япония' });
    await japan.getByRole('textbox').nth(0).fill('утре');
    await japan.getByRole('textbox').nth(1).fill('17,50');
    await page.getByRole('button', { name: t('shipping.save') }).click();
    await expect(japan.getByRole('textbox').nth(0)).toHaveAttribute('aria-invalid', 'true');
    await japan.getByRole('textbox').nth(0).fill('6–9');
    await page.getByRole('button', { name: t('shipping.save') }).click();
    await page.waitForURL(/done=saved/);

    await page.locator('main [name=to]').selectOption('JP');
    await page.locator('main [name=kg]').fill('0,4');
    await page.getByRole('button', { name: t('shipping.preview.show') }).click();
    await expect(page.getByText(/Япония, 0,4\s*kg: 17,50\s*€, 7–12 дни/)).toBeVisible();
    await expect(page.getByText(t('papers.cn22.text'))).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await page.getByRole('button', { name: t('shipping.remove') }).click();
    await page.waitForURL(/done=removed/);
  });
});

test.describe('A buyer in Warsaw', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('pays the maker’s own price, less for six, and sees no wholesale price', async ({ page }) => {
    const pl = words('pl');
    await page.goto(`/pl/l/${pot}`);
    await expect(page.getByText(/139,00\s*zł/).first()).toBeVisible();
    await expect(page.getByRole('table', { name: pl('prices.more_title') })).toContainText(/125,00\s*zł/);
    await expect(page.getByText(pl('prices.business_title'))).toBeHidden();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.locator('main [name=quantity]').fill('6');
    await page.getByRole('button', { name: pl('shop.listing.add') }).click();
    await expect(page.getByText(pl('shop.listing.added'))).toBeVisible();
    await page.goto('/pl/cart');
    await expect(page.getByText(/125,00\s*zł/).first()).toBeVisible();
    await expect(page.getByText(/750,00\s*zł/).first()).toBeVisible();
    await page.locator('main [name=quantity]').first().fill('5');
    await page.locator('main [name=quantity]').first().press('Enter');
    await expect(page.getByText(/695,00\s*zł/).first()).toBeVisible();
    await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
  });
});

test.describe('A toy maker in Brno', () => {
  test.use({ locale: 'cs-CZ', viewport: { width: 1280, height: 900 } });

  test('buys for the business: the wholesale list is shown after signing in, and charged from ten pieces', async ({
    page,
  }) => {
    const cs = words('cs');
    await signInAs(page, 'cs', 'Jana Dvořáková');
    const url = new URL('/', page.url()).href;
    await page.context().addCookies([
      { name: 'currency', value: 'EUR', url },
      { name: 'country', value: 'CZ', url },
    ]);
    await page.goto(`/cs/l/${pot}`);
    await expect(page.getByText(/19,50\s*€/)).toBeVisible();
    await page.locator('main [name=quantity]').fill('10');
    await page.getByRole('button', { name: cs('shop.listing.add') }).click();
    await expect(page.getByText(cs('shop.listing.added'))).toBeVisible();
    await page.goto('/cs/cart');
    await expect(page.getByText(/19,50\s*€/).first()).toBeVisible();
    await expect(page.getByText(/195,00\s*€/).first()).toBeVisible();
  });
});
