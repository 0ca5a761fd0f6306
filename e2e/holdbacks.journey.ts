import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const bg = words('bg');
const work = 'troyanska-kapka';
const year = new Date().getUTCFullYear() + 6;
const use = 'home';

/** The cell of a country in the table of what is free, on the public page as anybody sees it. */
async function cell(page: Page, name: string) {
  await page.goto(`/en/w/${work}/${year}-${use}`);
  return page
    .locator('#free tr')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell');
}

/** Opens the form of what is kept back, and ticks what it is about. */
async function keepBack(page: Page, kind: 'own_use' | 'holdback', place: string): Promise<void> {
  const form = page.locator('#declared form').last();
  await form.getByText(bg('works.declared.add'), { exact: true }).click();
  await form.locator('[name=kind]').selectOption(kind);
  await form.getByLabel(bg(`rights.right.${use}`), { exact: true }).check();
  await form.getByLabel(place, { exact: true }).check();
  await form.locator('[name=startsOn]').fill(`${year}-01-01`);
  await form.locator('[name=endsOn]').fill(`${year - 1}-01-01`);
  await form.getByRole('button', { name: bg('works.declared.save') }).click();
  await expect(form.locator('[name=endsOn]')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel(place, { exact: true })).toBeChecked();
  await form.locator('[name=endsOn]').fill(`${year + 1}-01-01`);
  await form.getByRole('button', { name: bg('works.declared.save') }).click();
  const row = page.locator('#declared tbody tr').filter({ hasText: bg(`works.declared.kinds.${kind}`) });
  await expect(row.filter({ hasText: place })).toHaveCount(1);
  await expect(page.getByText(bg('works.done.declared'))).toBeVisible();
}

test.describe('A pottery that keeps something of its pattern back', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('says what it uses itself and what it holds back: its page says so at once, and whoever asks is told what is free', async ({
    page,
    browser,
  }) => {
    test.slow();
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/works');
    await expectNoOverflow(page);
    await page.locator('main a[href*="/studio/works/"]').filter({ hasText: /капка/i }).first().click();
    await page.waitForURL(/\/studio\/works\/[0-9a-f-]{36}/);
    const desk = new URL(page.url()).pathname;
    const desktop = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });
    const anyone = await desktop.newPage();
    await expect(await cell(anyone, 'Lithuania')).toHaveText(t('rights.state.free'));

    // Its own use leaves room for others beside it; what is held back leaves none.
    await keepBack(page, 'own_use', 'Литва');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expect(await cell(anyone, 'Lithuania')).toHaveText(t('rights.state.free_non_exclusive'));
    await keepBack(page, 'holdback', 'Латвия');
    await expect(await cell(anyone, 'Latvia')).toContainText(`${year + 1}`);
    await expectAccessible(anyone);
    await expectNoOverflow(anyone);

    // Whoever asks hears while filling in the form what is free, and when it is sent what to leave out.
    await signInAs(anyone, 'en', 'Jana Dvořáková');
    await anyone.goto(`/en/deals/new?work=${work}`);
    await anyone
      .getByLabel(t(`rights.right.${use}`), { exact: true })
      .first()
      .check();
    await anyone.getByLabel('Lithuania', { exact: true }).first().check();
    await anyone.getByLabel('Latvia', { exact: true }).first().check();
    await anyone.locator('main [name=startsOn]').fill(`${year}-02-01`);
    await anyone.locator('main [name=endsOn]').fill(`${year + 2}-02-01`);
    await anyone.locator('main [name=exclusivity]').selectOption('non_exclusive');
    const live = anyone.locator('main [aria-live]').filter({ hasText: t('deals.builder.live') });
    await expect(live).toContainText(`From 1 January ${year + 1}: Latvia.`);
    await anyone.getByRole('button', { name: t('rights.ask.send') }).click();
    const alert = anyone.locator('main [role=alert]');
    await expect(alert).toContainText('Latvia');
    await expect(alert).not.toContainText('Lithuania');
    await expect(anyone.getByLabel('Lithuania', { exact: true }).first()).toBeChecked();
    await expectAccessible(anyone);
    await anyone.getByLabel('Latvia', { exact: true }).first().uncheck();
    await expect(live).toContainText(t('deals.preview.free'));

    // Taken back, it is free again at once.
    await page.goto(desk);
    for (const left of [1, 0]) {
      await page
        .locator('#declared tbody')
        .getByRole('button', { name: bg('works.declared.remove') })
        .last()
        .click();
      await expect(
        page.locator('#declared tbody').getByRole('button', { name: bg('works.declared.remove') }),
      ).toHaveCount(left);
    }
    await expect(await cell(anyone, 'Lithuania')).toHaveText(t('rights.state.free'));
    await desktop.close();
  });
});
