import { expect, expectAccessible, expectNoOverflow, test } from './journey.ts';
import { words } from './words.ts';

const t = words('pl');

test.describe('A buyer who looks for something', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 1440, height: 1000 } });

  test('is helped while typing, by keyboard alone', async ({ page }) => {
    await page.goto('/pl');
    const box = page.getByRole('combobox', { name: t('frame.search') });
    await expect(async () => {
      await box.fill('');
      await box.pressSequentially('wycin', { delay: 30 });
      await expect(page.getByRole('option', { name: 'wycinanka', exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { name: 'wycinanka', exact: true })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/pl\/search\?q=wycin$/);
  });

  test('narrows by several filters, takes one away, and can send the address to a friend', async ({
    page,
    browser,
  }) => {
    await page.goto('/pl/search?q=ceramika');
    const side = page.getByRole('complementary');
    // Made with AI or without: each with how many there are.
    await expect(side.getByRole('link', { name: new RegExp(`^${t('search.handmade')} *\\d+$`) })).toBeVisible();
    await expect(side.getByRole('link', { name: new RegExp(`^${t('search.assisted')} *\\d+$`) })).toBeVisible();
    await side.getByRole('link', { name: /^Polska/ }).click();
    await side.getByRole('link', { name: /^Bułgaria/ }).click();
    await side.getByRole('link', { name: t('search.stock') }).click();
    await page.getByRole('link', { name: t('search.sort.price_asc') }).click();
    await expect(page).toHaveURL(/country=PL&country=BG&stock=1&sort=price_asc/);
    const makers = await page.locator('main li h3 + p').allTextContents();
    expect(makers.length).toBeGreaterThan(0);
    for (const maker of makers) expect(maker).toMatch(/Polska|Bułgaria/);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('link', { name: 'Usuń filtr Polska' }).click();
    await expect(page).toHaveURL(/country=BG&stock=1/);

    const friend = await browser.newPage({ locale: 'zh-CN', javaScriptEnabled: false });
    await friend.goto(page.url().replace('/pl/', '/zh-CN/'));
    await expect(friend.getByRole('link', { name: /保加利亚/ }).first()).toBeVisible();
    await friend.close();
  });

  test('who mistypes is asked what was meant', async ({ page }) => {
    await page.goto('/pl/search?q=wycinnaka');
    await page
      .getByRole('link', { name: /wycinanka/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('wycinanka');
    await expect(page.locator('main li h3').first()).toBeVisible();
  });
});
