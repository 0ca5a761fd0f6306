import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const bg = words('bg');
const zh = words('zh-CN');
/** Its licensee may hand it on. */
const above = 'ASL-24-DEMO-ENDS';

async function accept(page: Page, name: string, of: typeof t): Promise<void> {
  await page.locator('main [name=signedName]').fill(name);
  await page.getByRole('button', { name: of('rights.accept.send').replace('{version}', '1') }).click();
}

test.describe('A toy maker that hands on what a studio gave it', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('invites a pottery, which asks; the studio consents and sees no money; the link is withdrawn', async ({
    page,
    browser,
  }) => {
    test.slow();
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto(`/en/licences/${above}`);
    await page.getByRole('link', { name: t('sublicences.title'), exact: true }).click();
    await page.waitForURL(/\/sublicences$/);
    await expect(page.getByText(t('sublicences.no_links'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.locator('main [name=invited]').fill('No such pottery');
    await page.getByRole('button', { name: t('sublicences.invite.send'), exact: true }).click();
    await expect(page.getByText(t('errors.rights.no_such_enterprise')).first()).toBeVisible();
    await page.locator('main [name=invited]').fill('https://example.com/bg/e/keramika-troyan');
    await page.getByRole('button', { name: t('sublicences.invite.send'), exact: true }).click();
    const link = page.getByLabel(t('lists.share.link'), { exact: true }).first();
    await expect(link).toBeVisible();
    const address = new URL(await link.inputValue()).pathname.replace('/en', '');

    // The studio gave the licence, and the link is not for it.
    const desk = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });
    const studio = await desk.newPage();
    await signInAs(studio, 'zh-CN', '林悦');
    expect((await studio.goto(`/zh-CN${address}`))?.status()).toBe(404);

    const phone = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const pottery = await phone.newPage();
    await signInAs(pottery, 'bg', 'Мария Петкова');
    await pottery.goto(`/bg${address}`);
    await expectNoOverflow(pottery);
    await expectAccessible(pottery);
    await pottery.getByRole('button', { name: bg('rights.ask.send') }).click();
    await pottery.waitForURL(/\/bg\/deals\/ASD-/);
    const deal = new URL(pottery.url()).pathname.replace('/bg', '');
    await accept(pottery, 'Мария Петкова', bg);
    // The studio is no side, and is asked for its consent: who, what, where, and not for how much.
    await studio.goto(`/zh-CN${deal}`);
    await expect(studio.getByText(zh('sublicences.consent.text'))).toBeVisible();
    await expect(studio.getByText(/8\s?%/)).toHaveCount(0);
    await expectNoOverflow(studio);
    await expectAccessible(studio);

    await page.goto(`/en${deal}`);
    await expect(page.getByText(t('sublicences.deal.to_holder'))).toBeVisible();
    await accept(page, 'Jana Dvořáková', t);
    await expect(page.getByText(t('sublicences.deal.waits'))).toBeVisible();
    await accept(studio, '林悦', zh);
    await expect(async () => {
      await pottery.goto(`/bg${deal}`);
      await expect(pottery.getByRole('link', { name: bg('contracts.open') })).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await expectNoOverflow(pottery);

    await page.goto(`/en/licences/${above}/sublicences`);
    await page.getByRole('button', { name: t('lists.share.withdraw'), exact: true }).click();
    await expect(page.getByText(t('sublicences.no_links'))).toBeVisible();
    expect((await pottery.goto(`/bg${address}`))?.status()).toBe(404);
    await Promise.all([desk.close(), phone.close()]);
  });
});
