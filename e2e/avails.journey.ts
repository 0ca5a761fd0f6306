import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const bg = words('bg');
const year = new Date().getUTCFullYear() + 2;
/** A year of its own for every run, so that what was declared before is not in the way. */
const far = 2100 + (Math.floor(Date.now() / 1000) % 7000);

test.describe('Somebody who looks for rights', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('asks, narrows, looks at a work year by year, and keeps the ask', async ({ page, browser }) => {
    await page.goto('/en/rights');
    await expectAccessible(page);
    await page.getByLabel(t('rights.right.toys'), { exact: true }).check();
    await page
      .locator('main summary')
      .filter({ hasText: t('avails.search.places') })
      .click();
    await page.getByLabel('Czechia', { exact: true }).check();
    await page.getByLabel('Slovakia', { exact: true }).check();
    await page.getByRole('button', { name: t('avails.search.go') }).click();
    await page.waitForURL(/right=toys&territory=CZ&territory=SK/);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page
      .getByRole('link', { name: /^China/ })
      .first()
      .click();
    await page.waitForURL(/side=china/);
    await page.locator('#found a[href^="/en/w/"]').first().click();

    // The years go in place, by keyboard as well, each with an address of its own.
    // The keys work once the page's script has come; until then the years are links.
    await expect(async () => {
      await page.locator('[data-years] a').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(page).toHaveURL(new RegExp(`/${year - 2}`), { timeout: 1_500 });
    }).toPass();
    await expect(page.locator('[data-years] a[aria-current]')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(new RegExp(`/${year}`));
    await expect(page.getByRole('table', { name: new RegExp(String(year)) })).toBeVisible();
    await expect(page.getByRole('img', { name: /Map of Central/ })).toBeVisible();
    await page.reload();
    await expectAccessible(page);
    await expectNoOverflow(page);

    const phone = await browser.newContext({
      locale: 'bg-BG',
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: false,
    });
    const plain = await phone.newPage();
    await plain.goto(new URL(page.url().replace('/en/', '/bg/')).toString());
    await plain.getByRole('link', { name: String(year + 1), exact: true }).click();
    await plain.waitForURL(new RegExp(`/bg/w/.*/${year + 1}`));
    await expect(plain.getByRole('link', { name: bg('avails.when.all_uses') })).toBeVisible();
    await phone.close();

    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto('/en/rights?right=toys,game&territory=CZ,SK&exclusivity=sole');
    await page.getByText(t('avails.asks.save')).click();
    await page.getByRole('button', { name: t('avails.asks.keep') }).click();
    await page.waitForURL(/\/en\/account\/asks/);
    await expect(page.getByText(t('avails.asks.saved'))).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Remove Toys and Game/ }).click();
    await page.waitForURL(/removed=/);
    await page.getByRole('button', { name: t('lists.undo') }).click();
    await page.waitForURL(/done=saved/);
  });

  test('a holder takes its avails out, and declares what it gave elsewhere', async ({ page }) => {
    await signInAs(page, 'en', '林悦');
    await page.goto('/en/studio/works/avails');
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('avails.sheet.csv') }).click(),
    ]);
    const sheet = await readFile(await download.path(), 'utf8');
    expect(sheet).toContain('DisplayName,StoreLanguage,Territory,WorkType');
    expect(sheet).toContain('hxa-lianpeng');
    const rows = [
      'ContentID,Territory,LicenseRightsDescription,Start,End,OtherTerms,ServiceProvider',
      `hxa-lianpeng,EE,food,${far}-01-01,${far}-12-01,exclusive,Tallinn Sweets`,
      `hxa-lianpeng,EE,food,${far}-06-01,${far}-12-01,sole,Riga Sweets`,
      'nobody,EE,food,2041-01-01,2042-01-01,sole,',
    ];
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await page.getByRole('button', { name: t('avails.sheet.preview') }).click();
    await page.waitForURL(/avails\/[0-9a-f-]{36}/);
    await expect(page.getByText(t('avails.sheet.problems.unknown_work'))).toBeVisible();
    await expect(page.getByText('Conflicts with row 2 of this file.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Declare this row' }).click();
    await expect(page.getByText('One grant is declared.')).toBeVisible();
    const taken = await page.request.get(
      `/api/v1/rights/search?right=food&territory=EE&from=${far}-01-01&to=${far}-12-01&side=china`,
    );
    expect(await taken.text()).not.toContain('"hxa-lianpeng"');
    expect(await taken.text()).not.toContain('Tallinn Sweets');
  });
});
