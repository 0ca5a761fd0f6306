import { readFile, stat } from 'node:fs/promises';
import { expect, expectAccessible, expectNoOverflow, openMail, payWithBlik, test } from './journey.ts';

test.describe('A buyer in Warsaw', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('finds a paper-cut, pays with BLIK as a guest, and gets a receipt', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/pl$/);
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole('combobox').first().fill('wycinanka łowicka');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('wycinanka łowicka');
    await expectAccessible(page);
    await page
      .getByRole('link', { name: /Wycinanka łowicka „Kogut”/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wycinanka łowicka „Kogut”');
    await expect(page.getByText(/Z.dostawą do kraju: Polska/)).toBeVisible();
    await expectAccessible(page);
    const before = Number(/Dostępne: (\d+)/.exec(await page.getByText(/Dostępne: \d+/).innerText())?.[1]);
    const listing = page.url();

    await page.getByRole('button', { name: 'Dodaj do koszyka' }).click();
    await page.getByRole('link', { name: 'Przejdź do koszyka' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twój koszyk');
    await expectNoOverflow(page);
    await expectAccessible(page);
    const total = await page.getByTestId('total').innerText();
    await page.getByRole('link', { name: 'Przejdź do kasy' }).click();

    // What is wrong is said beside the field, and what was typed is kept.
    await page.getByLabel('E-mail').fill('to nie jest adres');
    await page.getByLabel('Imię i nazwisko').fill('Anna Nowak');
    await page.getByRole('button', { name: /Zamawiam i.płacę/ }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(page.getByLabel('Imię i nazwisko')).toHaveValue('Anna Nowak');
    await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);

    const email = `anna.${Date.now()}@example.com`;
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Ulica i numer').fill('ul. Piękna 18/4');
    await page.getByLabel('Kod pocztowy').fill('00-950');
    await page.getByLabel('Miejscowość').fill('Warszawa');
    await page.getByLabel(/Akceptuję warunki/).check();
    await page.getByRole('button', { name: /Zamawiam i.płacę/ }).click();

    await page.waitForURL(/\/pay\//);
    await expect(page.getByText(total.replace(/\s/g, '\u00a0')).first()).toBeVisible();
    await payWithBlik(page);
    await expect(page.getByText(total).first()).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    const number = /AS-[\w-]+/.exec(page.url())?.[0] ?? '';

    await openMail(page, email, new RegExp(number));
    await expect(page.getByTestId('mail-text')).toContainText('Wycinanka łowicka');

    await page.goto(listing);
    await expect(page.getByText(`Dostępne: ${before - 1}`)).toBeVisible();

    // The order of another is no page at all, without the key of the link.
    await page.context().clearCookies();
    const foreign = await page.goto(`/pl/orders/${number}`);
    expect(foreign?.status()).toBe(404);
  });
});

test.describe('A buyer in Chengdu', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });

  test('buys a download with a card that is declined, then one with 3-D Secure, and downloads the file', async ({
    page,
  }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/zh-CN$/);
    await page.goto('/zh-CN/browse/software-design');
    await expectAccessible(page);
    await page
      .getByRole('main')
      .getByRole('listitem')
      .getByRole('link')
      .filter({ has: page.getByRole('heading') })
      .first()
      .click();
    // What may be done with the files is read before they are bought.
    await page.locator('summary', { hasText: '个人使用许可' }).click();
    await expect(page.getByText('买方可在自己的所有设备上，在家中和一')).toBeVisible();
    await page.getByRole('button', { name: '加入购物车' }).click();
    await page.getByRole('link', { name: '去购物车' }).click();
    await page.getByRole('link', { name: '去结算' }).click();
    await page.getByLabel('电子邮箱').fill('chen@example.com');
    await page.getByLabel(/我接受销售条款/).check();
    await page.getByRole('button', { name: /提交订单/ }).click();
    await expect(page.locator('main [role=alert]').first()).toBeVisible();
    await page.getByLabel(/立即开始下载/).check();
    await page.getByRole('button', { name: /提交订单/ }).click();

    await page.waitForURL(/\/pay\//);
    const card = async (number: string) => {
      await page.locator('#number').fill(number);
      await page.locator('#expiry').fill('08/30');
      await page.locator('#cvc').fill('123');
      await page.locator('#name').fill('CHEN XIAO');
      await page.locator('form button').first().click();
    };
    await card('4000000000000002');
    await expect(page.locator('#number')).toBeVisible();
    await card('4000002500003155');
    await page.locator('button[value="approve"]').click();
    await page.waitForURL(/\/zh-CN\/orders\/AS-/);
    await expect(page.getByText('谢谢，付款已到账。')).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('link', { name: /^下载/ }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^下载/ }).first().click(),
    ]);
    expect((await stat(await download.path())).size).toBeGreaterThan(500);
    expect(download.suggestedFilename()).toMatch(/\.(zip|epub|wav)$/);

    // A program that was broken off goes on from the middle; the same link opens nothing else.
    const { size } = await stat(await download.path());
    const { pathname, search } = new URL(download.url());
    const stretch = (range: string) => page.request.get(`${pathname}${search}`, { headers: { range } });
    const part = await stretch('bytes=100-199');
    expect([part.status(), part.headers()['content-range']]).toEqual([206, `bytes 100-199/${size}`]);
    expect(await part.body()).toEqual((await readFile(await download.path())).subarray(100, 200));
    const beyond = await stretch(`bytes=${size}-`);
    expect([beyond.status(), beyond.headers()['content-range']]).toEqual([416, `bytes */${size}`]);
    const another = pathname.replace(/[^/]+$/, '01890000-0000-7000-8000-000000000000');
    for (const link of [
      `${another}${search}`,
      another,
      pathname,
      `${pathname}${search.replace(/expires=\d/, 'expires=9')}`,
    ])
      expect((await page.request.get(link)).status(), link).toBe(404);
  });
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'bg-BG' });

  test('one can search, read a listing and put it into the cart', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/bg$/);
    await page.getByRole('combobox').first().fill('кристал');
    await page.getByRole('combobox').first().press('Enter');
    await page
      .getByRole('main')
      .getByRole('listitem')
      .getByRole('link')
      .filter({ has: page.getByRole('heading') })
      .first()
      .click();
    await page.getByRole('button', { name: 'Добавете в количката' }).click();
    await page.goto('/bg/cart');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Вашата количка');
    await expect(page.getByTestId('total')).toContainText('€');
  });
});
