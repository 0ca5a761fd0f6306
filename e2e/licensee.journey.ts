import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const zh = words('zh-CN');

async function fillTerms(page: Page, exclusivity: string): Promise<void> {
  await page.getByLabel(t('rights.right.toys'), { exact: true }).first().check();
  await page.getByLabel('Czechia', { exact: true }).first().check();
  await page.getByLabel('Slovakia', { exact: true }).first().check();
  await page.locator('main [name=startsOn]').fill('2031-01-01');
  await page.locator('main [name=endsOn]').fill('2034-01-01');
  await page.locator('main [name=exclusivity]').selectOption(exclusivity);
}

test.describe('A toy maker in Brno', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('finds a free character, asks, agrees with the studio in Hangzhou, and the contract waits for both', async ({
    page,
    browser,
  }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto('/en/rights?right=toys&territory=CZ&from=2031-01-01&to=2034-01-01&exclusivity=exclusive');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.locator('main a[href="/en/w/hxa-lianpeng"]').click();
    await expectAccessible(page);
    await page.getByRole('link', { name: t('rights.work.ask') }).click();
    await page.waitForURL(/\/deals\/new/);

    // An end before the start is said, and what was chosen stays.
    await fillTerms(page, 'exclusive');
    await page.locator('main [name=endsOn]').fill('2030-01-01');
    await page.getByRole('button', { name: t('rights.ask.send') }).click();
    await expect(page.getByText(t('errors.rights.term_order')).first()).toBeVisible();
    await expect(page.getByLabel(t('rights.right.toys'), { exact: true }).first()).toBeChecked();
    await page.locator('main [name=endsOn]').fill('2034-01-01');
    await page.getByRole('button', { name: t('rights.ask.send') }).click();
    await page.waitForURL(/\/en\/deals\/ASD-/);
    await expectAccessible(page);
    const deal = new URL(page.url()).pathname.replace('/en', '');

    const studio = await browser.newPage({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto(`/zh-CN${deal}`);
    await expectNoOverflow(studio);
    await studio.getByRole('link', { name: zh('rights.counter.title') }).click();
    await studio.waitForURL(/\/offer$/);
    await studio.locator('main [name=rate1]').fill('9,5');
    await studio.getByRole('button', { name: zh('rights.counter.send') }).click();
    await expect(studio.locator('mark')).toHaveText(/9.5/);
    await studio.locator('main [name=signedName]').fill('林悦');
    await studio.getByRole('button', { name: /接受第2版/ }).click();
    await expect(studio.getByText(/您已接受/)).toBeVisible();

    await page.reload();
    await page.locator('main [name=signedName]').fill('Jana Dvořáková');
    await page.getByRole('button', { name: 'Accept version 2' }).click();
    await page.waitForURL(/\/en\/contracts\/ASC-/);
    await expect(page.getByRole('heading', { name: t('contracts.parties.title') })).toBeVisible();
    await expectAccessible(page);

    const anyone = await browser.newPage({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
    const contract = new URL(page.url()).pathname.replace('/en', '/pl');
    expect((await anyone.goto(contract))?.status()).toBe(404);
    expect((await anyone.goto(`/pl${deal}`))?.status()).toBe(404);

    // What is taken is taken: nobody else can even ask for it, and nobody learns who has it.
    await signInAs(anyone, 'en', 'Мария Петкова');
    await anyone.goto('/en/deals/new?work=hxa-lianpeng');
    await fillTerms(anyone, 'non_exclusive');
    await anyone.getByRole('button', { name: t('rights.ask.send') }).click();
    await expect(anyone.locator('main [role=alert]')).toContainText('Czechia and Slovakia');
    await expect(anyone.locator('main [role=alert]')).not.toContainText('Dubánek');
    await Promise.all([studio.close(), anyone.close()]);
  });
});
