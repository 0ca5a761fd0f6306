import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';

test.describe('A translator in Budapest', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('changes a Polish word, and readers of the running site see it at once', async ({ page, browser }) => {
    const reader = await browser.newPage({ locale: 'pl-PL' });
    await reader.goto('/pl');
    const heading = reader.getByRole('heading', { level: 2 }).first();
    const before = (await heading.textContent()) ?? '';

    await signInAs(page, 'en', 'Szabó Eszter');
    await page.goto('/en/translate/pl?part=shop&q=home.new&id=shop.home.new');
    await expectAccessible(page);
    await expectNoOverflow(page);
    const target = page.getByLabel('Translation', { exact: true });
    await expect(target).toBeFocused();

    // A placeholder that is not in the source cannot be published, and what was typed stays.
    await target.fill('Nowe {week}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Must be put right').first()).toBeVisible();
    await expect(target).toHaveValue('Nowe {week}');

    const after = `${before.includes('prosto') ? 'Nowości z' : 'Nowości prosto z'} pracowni`;
    await target.fill(after);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved. Readers see it now.')).toBeVisible();
    // How soon is for `npm run bench -- languages`: here the machine may be busy with other journeys.
    await expect(async () => {
      await reader.goto('/pl');
      await expect(heading).toHaveText(after, { timeout: 1_000 });
    }).toPass();
    await reader.close();
  });

  test('finds no desk without being a translator', async ({ page }) => {
    await page.goto('/pl/translate');
    await expect(page.getByRole('main').getByRole('link').first()).toHaveAttribute('href', /sign-in/);
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/translate/pl?id=shop.home.new');
    await expect(page.getByRole('textbox', { name: /Tłumaczenie|Przekład/ })).toHaveCount(0);
  });
});
