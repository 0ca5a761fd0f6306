import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, payWithBlik, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const pl = words('pl');

/** The potters' stew pot goes into the cart. */
async function putIntoCart(page: Page, locale: string, add: string, inCart: string): Promise<void> {
  await page.goto(`/${locale}/l/troyan-gyuveche-kapak`);
  await page.getByRole('button', { name: add }).click();
  await expect(page.getByRole('link', { name: inCart })).toBeVisible();
}

test.describe('A buyer in Warsaw with an account', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('uses vouchers, chooses express, another country and back, and pays what is shown', async ({ page }) => {
    await putIntoCart(page, 'pl', 'Dodaj do koszyka', 'Przejdź do koszyka');
    // What a guest has put into the cart is there after signing in.
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/cart');

    const code = async (typed: string) => {
      if (!(await page.getByLabel('Kod', { exact: true }).isVisible())) await page.getByText('Mam kupon').click();
      await page.getByLabel('Kod', { exact: true }).fill(typed);
      await page.getByRole('button', { name: 'Użyj' }).click();
    };
    await code('nie-ma-mnie');
    await expect(page.getByText('Nie znamy tego kodu.').first()).toBeVisible();
    await expect(page.getByLabel('Kod', { exact: true })).toHaveValue('nie-ma-mnie');
    await code('summer');
    await expect(page.getByText('Kupon SUMMER stracił ważność.').first()).toBeVisible();
    await code('newyear');
    await expect(page.getByText(/Kupon NEWYEAR obowiązuje od/).first()).toBeVisible();
    await code('troyan5');
    await expect(page.getByText('Kupon TROYAN5', { exact: true })).toBeVisible();
    await code('amber10');
    await expect(page.getByText('Kupon AMBER10', { exact: true })).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Przejdź do kasy' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByLabel('Ulica i numer')).toHaveValue('ul. Piękna 18/4');
    await expect(page.getByLabel('Województwo')).toHaveValue('mazowieckie');
    await expect(page.getByText(pl('checkout.duty_note'))).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);

    // Another country is another form; what was typed stays.
    await page.getByLabel('Kraj', { exact: true }).selectOption('CN');
    await expect(page.getByLabel('Prowincja')).toBeVisible();
    await page.getByLabel('Prowincja').fill('四川省');
    await expect(page.locator('datalist option[value="成都市"]')).toHaveCount(1);
    // What comes to China passes customs, and that is said before paying.
    await page.getByText(pl('checkout.summary'), { exact: true }).first().click();
    await expect(page.getByText(pl('checkout.duty_note')).first()).toBeVisible();
    await page.getByLabel('Kraj', { exact: true }).selectOption('PL');
    await expect(page.getByLabel('Województwo')).toBeVisible();
    await expect(page.getByLabel('Ulica i numer')).toHaveValue('ul. Piękna 18/4');
    await page.getByLabel('Kod pocztowy').fill('00950');

    const button = page.getByRole('button', { name: /Zamawiam i.płacę/ });
    const standard = await button.innerText();
    await page.getByRole('radio', { name: /Ekspresowa/ }).check();
    await expect(button).not.toHaveText(standard);
    await expect(page.getByRole('radio', { name: /Ekspresowa/ })).toBeChecked();
    const total = /\d[\d\s,]*zł/.exec(await button.innerText())?.[0] ?? '';
    await expect(page.getByText(pl('checkout.duty_note'))).toHaveCount(0);

    await page.getByText('To prezent').click();
    await page.getByLabel('Słowa na bilecik').fill('Wszystkiego najlepszego!');
    await button.click();
    await expect(page.getByText('Zaakceptuj warunki sprzedaży.').first()).toBeVisible();
    await expect(page.getByLabel('Słowa na bilecik')).toHaveValue('Wszystkiego najlepszego!');
    await page.getByLabel(/Akceptuję warunki/).check();
    await button.click();
    await page.waitForURL(/\/pay\//);
    await expect(page.getByText(total.replace(/\s/g, '\u00a0')).first()).toBeVisible();
    await payWithBlik(page);
    await expect(page.getByText(total).first()).toBeVisible();

    // Back after paying: the cart is empty, and nothing is ordered again.
    await page.goto('/pl/checkout');
    await page.waitForURL(/\/pl\/cart$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Koszyk jest pusty');
  });

  test('keeps an address book, which is nobody else’s', async ({ page, browser, baseURL }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/account/addresses');
    const name = `Szabó Eszter ${Date.now() % 100_000}`;
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('link', { name: 'Dodaj adres' }).click();
    await page.getByLabel('Kraj', { exact: true }).selectOption('HU');
    await page.getByRole('button', { name: 'Zmień formularz na ten kraj' }).click();
    await page.waitForURL(/country=HU/);
    await page.getByLabel('Imię i nazwisko').fill(name);
    await page.getByLabel('Miejscowość').fill('Budapest');
    await page.getByLabel('Ulica i numer').fill('Sas utca 9.');
    await page.getByLabel('Kod pocztowy').fill('10');
    await page.getByRole('button', { name: 'Zapisz adres' }).click();
    await expect(page.getByLabel('Kod pocztowy')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Ulica i numer')).toHaveValue('Sas utca 9.');
    await page.getByLabel('Kod pocztowy').fill('1051');
    await page.getByRole('button', { name: 'Zapisz adres' }).click();
    await expect(page.getByText('Adres zapisano.')).toBeVisible();
    const kept = page.getByRole('listitem').filter({ hasText: name }).getByRole('link');
    const address = (await kept.getAttribute('href')) ?? '';
    expect((await page.request.get(address)).status()).toBe(200);
    const others = await browser.newContext(baseURL ? { baseURL } : {});
    const neighbour = await others.newPage();
    await signInAs(neighbour, 'pl', 'Jana Dvořáková');
    expect((await neighbour.goto(address))?.status()).toBe(404);
    await expect(neighbour.getByText(name)).toHaveCount(0);
    await others.close();
    await page.getByRole('button', { name: `Usuń adres: ${name}` }).click();
    await expect(page.getByText('Adres usunięto.')).toBeVisible();
    await page.getByRole('button', { name: 'Przywróć' }).click();
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: `Usuń adres: ${name}` }).click();
    await expect(page.getByText('Adres usunięto.')).toBeVisible();
  });
});

test.describe('A gallery in Berlin', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('buys with its VAT number and pays no VAT; a wrong one is told at the field', async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([
      { name: 'country', value: 'DE', url: baseURL ?? '' },
      { name: 'currency', value: 'EUR', url: baseURL ?? '' },
    ]);
    await putIntoCart(page, 'en', 'Add to cart', 'Go to the cart');
    await page.goto('/en/checkout');
    await expect(page.getByText(/of which tax/).last()).toBeVisible();
    await page.getByText('Buying for a business?').click();
    await page.getByLabel('Company', { exact: true }).fill('Galerie Nord GmbH');
    await page.getByLabel('VAT number', { exact: true }).fill('DE136695977');
    await page.getByLabel(/I buy for a business/).check();
    await expect(page.getByText('This VAT number is not valid.').first()).toBeVisible();
    await page.getByLabel('VAT number', { exact: true }).fill('DE 136 695 976');
    await page.getByLabel('VAT number', { exact: true }).blur();
    await expect(page.getByText(/DE136695976 is valid/)).toBeVisible();
    await expect(page.getByText(/Reverse charge/).last()).toBeVisible();
    await expect(page.getByText(/of which tax/)).toHaveCount(0);
    await expectAccessible(page);
  });
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'bg-BG' });

  test('the country changes the form by a button, and the order is placed', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'country', value: 'BG', url: baseURL ?? '' }]);
    await page.goto('/bg/l/troyan-gyuveche-kapak');
    await page.getByRole('button', { name: 'Добавете в количката' }).click();
    await page.goto('/bg/checkout');
    await page.getByLabel('Държава', { exact: true }).selectOption('RO');
    await page.getByLabel('Име и фамилия').fill('Ioana Popescu');
    await page.getByRole('button', { name: 'Обновяване на сумата' }).first().click();
    await expect(page.getByLabel('Окръг')).toBeVisible();
    await expect(page.getByLabel('Име и фамилия')).toHaveValue('Ioana Popescu');
    await page.getByLabel('Имейл').fill('ioana@example.com');
    await page.getByLabel('Улица и номер').fill('Str. Horea 4');
    await page.getByLabel('Пощенски код').fill('400001');
    await page.getByLabel('Град', { exact: true }).fill('Cluj-Napoca');
    await page.getByLabel('Окръг').fill('Cluj');
    await page.getByLabel(/Приемам условията/).check();
    await page.getByRole('button', { name: /Поръчайте и/ }).click();
    await page.waitForURL(/\/pay\//);
  });
});

test.describe('A potter of Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1440, height: 1000 } });

  test('makes a voucher, is told what is wrong with it, and ends it', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария');
    await page.goto('/bg/studio/vouchers');
    await expect(page.getByText('TROYAN5')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Нов ваучер' }).click();
    const code = `PANAIR-${Date.now() % 100_000}`;
    await page.getByLabel('Код', { exact: true }).fill(code);
    await page.getByLabel(/^Процент ·/).fill('120');
    await page.getByRole('button', { name: 'Запазване на ваучера' }).click();
    await expect(page.getByText('Въведете процент от 0,01 до 100.').first()).toBeVisible();
    await expect(page.getByLabel('Код', { exact: true })).toHaveValue(code);
    await expectAccessible(page);
    await page.getByLabel(/^Процент ·/).fill('12,5');
    await page.getByRole('button', { name: 'Запазване на ваучера' }).click();
    await expect(page.getByText('Ваучерът е запазен.')).toBeVisible();
    await page.getByRole('link', { name: code }).click();
    await page.getByRole('button', { name: 'Прекратяване сега' }).click();
    await expect(page.getByText('Ваучерът вече не важи.')).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText('Прекратен');
  });
});
