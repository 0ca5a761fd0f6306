import { expect, expectAccessible, expectNoOverflow, openMail, payWithBlik, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const pl = words('pl');
const bg = words('bg');

test.describe('An order after it was paid', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test.setTimeout(240_000);
  test('is sent in two parcels, partly refunded, arrives, and one piece goes back', async ({ page }) => {
    const email = `anna.${Date.now()}@example.com`;
    for (let piece = 0; piece < 2; piece++) {
      await page.goto('/pl/l/troyan-gyuveche-kapak');
      await page.getByRole('button', { name: 'Dodaj do koszyka' }).click();
      await page.getByRole('link', { name: 'Przejdź do koszyka' }).click();
      await page.waitForURL(/\/pl\/cart/);
    }
    await page.getByRole('link', { name: 'Przejdź do kasy' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Imię i nazwisko').fill('Anna Nowak');
    await page.getByLabel('Ulica i numer').fill('ul. Piękna 18/4');
    await page.getByLabel('Kod pocztowy').fill('00-950');
    await page.getByLabel('Miejscowość').fill('Warszawa');
    await page.getByLabel(/Akceptuję warunki/).check();
    await page.getByRole('button', { name: /Zamawiam i.płacę/ }).click();
    await page.waitForURL(/\/pay\//);
    await payWithBlik(page);
    const buyersPage = page.url();
    const number = /AS-[\w-]+/.exec(buyersPage)?.[0] ?? '';

    // The buyer asks; what is too long is told beside the field, and nothing typed is lost.
    await page.getByText(pl('after.thread.write')).click();
    await page.getByLabel(pl('after.thread.text'), { exact: true }).fill('Czy pokrywka jest szkliwiona od środka?');
    await page.getByRole('button', { name: pl('after.thread.send') }).click();
    await expect(page.getByText(pl('after.done.written'))).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);

    // The seller accepts, answers, and sends one of two things.
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/orders?tab=to_accept');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('searchbox').last().fill(email);
    await page
      .getByRole('button', { name: bg('after.desk.find') })
      .last()
      .click();
    await expect(page.getByText(bg('after.desk.new_message'))).toBeVisible();
    await page.getByRole('link', { name: `${number}-1` }).click();
    await page.getByRole('button', { name: bg('studio.order.accept') }).click();
    await expect(page.getByText(bg('studio.order.done.accepted'))).toBeVisible();
    const sellersPage = `/bg/studio/orders/${number}-1`;
    await page.getByLabel(bg('studio.order.carrier'), { exact: true }).fill('Speedy');
    await page.getByLabel(bg('studio.order.tracking_number'), { exact: true }).fill('63001');
    await page.getByText(bg('after.ship.part')).click();
    const ship = page.getByRole('button', { name: bg('studio.order.ship'), exact: true });
    const pieces = page.locator('form').filter({ has: ship }).locator('input[name^="quantity:"]');
    await pieces.fill('7');
    await ship.click();
    await expect(pieces).toHaveAttribute('aria-invalid', 'true');
    await expect(pieces).toHaveValue('7');
    await pieces.fill('1');
    await ship.click();
    await expect(page.getByText(bg('studio.order.done.shipped'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // A part of the price: what it costs is said before it is given.
    await page.goto(sellersPage);
    await page.getByText(bg('after.give.open')).click();
    await page.locator('main input[name=amount]').fill('999999');
    await expect(page.getByText(bg('errors.ordering.refund_too_much'))).toBeVisible();
    await page.locator('main input[name=amount]').fill('5,00');
    await expect(page.getByText(/5,00\sPLN|5,00\sзл/).first()).toBeVisible();
    await page.getByRole('button', { name: bg('after.give.do') }).click();
    await expect(page.getByText(bg('after.desk.done.refunded'))).toBeVisible();
    await page.getByLabel(bg('studio.order.carrier'), { exact: true }).fill('Speedy');
    await page.getByLabel(bg('studio.order.tracking_number'), { exact: true }).fill('63002');
    await ship.click();
    await expect(page.getByText(bg('studio.order.done.shipped'))).toBeVisible();

    // The buyer sees both parcels, says that they came, and gives one thing back.
    await openMail(page, email, /Zwrot.*5,00/);
    await page.goto(buyersPage);
    await expect(page.getByRole('link', { name: 'Śledź w Speedy' })).toHaveCount(2);
    await expectAccessible(page);
    for (let parcel = 0; parcel < 2; parcel++) {
      await page
        .getByRole('button', { name: pl('after.parcel.arrived') })
        .first()
        .click();
      await expect(page.getByText(pl('after.done.arrived'))).toBeVisible();
      await expect(page.getByRole('button', { name: pl('after.parcel.arrived') })).toHaveCount(1 - parcel);
    }
    await page.getByRole('link', { name: pl('after.return.ask') }).click();
    await page.waitForURL(/\/return\//);
    await expectAccessible(page);
    await page.getByRole('button', { name: pl('after.return.send') }).click();
    await expect(page.locator('main select[name=reason]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('main select[name=reason]').selectOption('damaged');
    await page.locator('main input[name^="quantity:"]').first().fill('1');
    await page.getByRole('button', { name: pl('after.return.send') }).click();
    await expect(page.getByText(pl('after.done.return_asked'))).toBeVisible();
    await expectNoOverflow(page);

    await page.goto(sellersPage);
    await page.locator('main select[name=decision]').selectOption('accept');
    await page.locator('main [name=answer]').fill('Моля, изпратете я на адреса ни в Троян.');
    await page.getByRole('button', { name: bg('after.return.answer_do') }).click();
    await expect(page.getByText(bg('after.desk.done.answered'))).toBeVisible();
    await page.getByRole('button', { name: bg('after.return.receive'), exact: true }).click();
    await expect(page.getByText(bg('after.desk.done.received'))).toBeVisible();
    await page.goto(buyersPage);
    await expect(page.getByText(pl('orders.status.partly_refunded')).first()).toBeVisible();

    // Somebody else finds nothing at these addresses.
    await page.context().clearCookies();
    for (const path of [`/pl/orders/${number}`, `/pl/orders/${number}/return/${number}-1`]) {
      const foreign = await page.goto(path);
      expect(foreign?.status(), path).toBe(404);
    }
  });
});

test.describe('Staff', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('finds an order by its number, sees all that happened, and needs a reason to act', async ({ page }) => {
    await signInAs(page, 'en', 'Tomáš Král');
    await page.goto('/en/admin/orders');
    await expectAccessible(page);
    const first = page.getByRole('main').getByRole('link', { name: /^AS-/ }).first();
    const number = await first.innerText();
    await page.getByRole('searchbox').last().fill(number);
    await page.getByRole('button', { name: 'Find', exact: true }).last().click();
    await page.getByRole('main').getByRole('link', { name: number }).click();
    await expect(page.getByRole('heading', { name: 'Everything that happened' })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.goto('/en/admin/disputes');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Disputes');
    await expectAccessible(page);
  });
});
