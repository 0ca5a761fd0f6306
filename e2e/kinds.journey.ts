import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, payWithBlik, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const bg = words('bg');
const pl = words('pl');
const zh = words('zh-CN');
const mark = Date.now();
/** At which rate something was converted, of which day and by whom. */
const rate = /1\sEUR\s=\s\d,\d+\sPLN\s\(kursy\sreferencyjne\sz\s.+, .+\)\./;

test.describe.configure({ mode: 'serial' });

/** Puts what the page sells into the cart and goes on to the checkout. */
async function toCheckout(page: Page, t: (key: string) => string): Promise<void> {
  await page.getByRole('button', { name: t('shop.listing.add') }).click();
  await page.getByRole('link', { name: t('shop.listing.to_cart') }).click();
  await page.waitForURL(/\/cart$/);
  await page.getByRole('link', { name: t('cart.checkout') }).click();
  await page.waitForURL(/\/checkout$/);
}

/** Pays in złoty with BLIK, and waits until the order is paid and handed over. */
async function pay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Zamawiam i.płacę/ }).click();
  await page.waitForURL(/\/pay\//);
  await payWithBlik(page);
}

/** The worker hands over a moment after the payment. */
async function expectSoon(page: Page, see: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await see();
  }).toPass({ timeout: 30_000 });
}

test.describe('A potter in Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('chooses among six kinds and writes down an event as the clocks in Troyan show it', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings/new');
    await expect(page.getByRole('radio')).toHaveCount(6);
    await expectNoOverflow(page);
    await expectAccessible(page);
    // By keyboard: from goods to tickets is four to the right.
    await page.getByRole('radio').first().focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
    await expect(page.locator('main [name=kind][value=ticket]')).toBeChecked();
    await page.locator('main [name=title]').fill(`Вечер на глината ${mark}`);
    await page.getByRole('button', { name: bg('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    await expect(page.getByText(bg('studio.steps.missing_event'))).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);

    const next = new Date(mark + 60 * 86_400_000).toISOString().slice(0, 10);
    const save = page.getByRole('button', { name: bg('kinds.editor.save') });
    await page.locator('main [name=venue]').fill('Читалище „Наука“');
    await page.locator('main [name=date]').fill(next);
    await page.locator('main [name=starts]').fill('19:30');
    await page.locator('main [name=doors]').fill('20:00');
    await page.locator('main [name=seats]').fill('40');
    await save.click();
    // The address is missing, and what was typed is still there.
    await expect(page.locator('main [name=address]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('main [name=venue]')).toHaveValue('Читалище „Наука“');
    await page.locator('main [name=address]').fill('Троян, пл. „Възраждане“ 1');
    await save.click();
    await expect(page.locator('main [name=doors]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('main [name=doors]').fill('19:00');
    await save.click();
    await expect(page.getByText(bg('studio.editor.done.saved'))).toBeVisible();
    await expect(page.locator('main [name=starts]')).toHaveValue('19:30');
    await expect(page.getByText(bg('studio.steps.missing_event'))).toHaveCount(0);
    await page.getByRole('link', { name: bg('studio.steps.preview') }).click();
    await expect(page.getByText('Читалище „Наука“')).toBeVisible();
    await expect(page.getByText(/19:30/)).toBeVisible();
    await expectNoOverflow(page);
  });

  test('writes milestones that must make the whole price', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings/new');
    await page.locator('main [name=kind][value=service]').check({ force: true });
    await page.locator('main [name=title]').fill(`Чаша по поръчка ${mark}`);
    await page.getByRole('button', { name: bg('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    const rows = [
      ['Скица', '30', '5'],
      ['Изпичане', '60', '20'],
    ] as const;
    for (const [at, [name, share, days]] of rows.entries()) {
      await page.locator(`main [name=milestone_name_${at}]`).fill(name);
      await page.locator(`main [name=milestone_share_${at}]`).fill(share);
      await page.locator(`main [name=milestone_days_${at}]`).fill(days);
    }
    const save = page.getByRole('button', { name: bg('kinds.editor.save') });
    await save.click();
    await expect(page.getByText(bg('errors.catalogue.milestones_sum').replace('{sum}', '90')).first()).toBeVisible();
    await expect(page.locator('main [name=milestone_name_1]')).toHaveValue('Изпичане');
    await page.locator('main [name=milestone_share_1]').fill('70');
    await page.locator('main [name=question_0]').fill('За кого е чашата?');
    await save.click();
    await expect(page.getByText(bg('studio.editor.done.saved'))).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
  });
});

test.describe('A buyer in Warsaw', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
  const codes: string[] = [];

  test('buys a seat and prints the ticket', async ({ page }) => {
    await page.goto('/pl/l/troyan-den-na-grancharskoto-kolelo');
    await expect(page.getByText(/10:00/).first()).toBeVisible();
    const facts = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(facts.map((each) => JSON.parse(each)['@type'])).toContain('Event');
    await expectNoOverflow(page);
    await expectAccessible(page);
    await toCheckout(page, pl);
    await page.getByLabel('E-mail').fill(`bilet.${mark}@example.com`);
    await page.getByLabel(/Akceptuję warunki/).check();
    // The potters ask euros: at which rate they become złoty is said before paying, and stays with the order.
    await page.getByText(pl('checkout.summary'), { exact: true }).first().click();
    const note = page.getByText(rate).first();
    await expect(note).toBeVisible();
    await expect(note).toContainText(/Pobierzemy\sdokładnie\s[\d\s]+,\d\d\szł\./);
    const fixed = rate.exec(await note.innerText())?.[0] ?? '';
    await pay(page);
    await expect(page.getByText(fixed, { exact: true })).toBeVisible();
    await expectSoon(page, () => expect(page.getByAltText(pl('kinds.ticket.qr'))).toBeVisible({ timeout: 1_000 }));
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: pl('kinds.ticket.print') }).click();
    await page.waitForURL(/\/tickets/);
    codes.push((await page.locator('figcaption').innerText()).trim());
    expect(codes[0]).toMatch(/^(\w{4}-){4}\w{4}$/);
    await expectNoOverflow(page);
    await expectAccessible(page);
  });

  test('is let in by the potter once', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/tickets');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Ден на грънчарското колело в Троян' }).click();
    await page.waitForURL(/\/studio\/tickets\/[0-9a-f-]{36}/);
    const code = page.getByLabel(bg('kinds.door.code'));
    const checkIn = page.getByRole('button', { name: bg('kinds.door.check_in') });
    await code.fill('7K3M-9QXD-7K3M-9QXD-7K3M');
    await checkIn.click();
    await expect(page.getByText(bg('errors.ordering.ticket_not_ours')).first()).toBeVisible();
    await code.fill((codes[0] ?? '').toLowerCase().replaceAll('-', ' '));
    await checkIn.click();
    await expect(page.getByText(bg('kinds.door.admitted'))).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    await code.fill(codes[0] ?? '');
    await checkIn.click();
    await expect(page.getByText(bg('errors.ordering.ticket_used')).first()).toBeVisible();
    await page
      .getByRole('button', { name: bg('kinds.door.undo') })
      .first()
      .click();
    await expect(page.getByText(bg('kinds.door.undone'))).toBeVisible();
  });

  test('commissions a dinner service with a brief that the potter reads', async ({ page }) => {
    await page.goto('/pl/l/troyan-serviz-po-porachka');
    await expectAccessible(page);
    await toCheckout(page, pl);
    await page.getByLabel('E-mail').fill(`serwis.${mark}@example.com`);
    await page.getByLabel(/Akceptuję warunki/).check();
    const answers = page.locator('main textarea[name^="brief:"]');
    await answers.first().fill(`Na złote wesele ${mark}`);
    await page.getByRole('button', { name: /Zamawiam i.płacę/ }).click();
    await expect(answers.nth(1)).toHaveAttribute('aria-invalid', 'true');
    await expect(answers.first()).toHaveValue(`Na złote wesele ${mark}`);
    await expectAccessible(page);
    await answers.nth(1).fill('28 cm');
    await answers.nth(2).fill('Zielony, bez czerwieni');
    await pay(page);
    const number = /AS-[\w-]+/.exec(page.url())?.[0] ?? '';
    await page.getByText(pl('kinds.commission.agreed')).click();
    await expect(page.getByText(`Na złote wesele ${mark}`)).toBeVisible();

    await page.context().clearCookies();
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto(`/bg/studio/orders/${number}-1`);
    await expect(page.getByText(`Na złote wesele ${mark}`)).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: bg('studio.order.accept') }).click();
    await page.waitForURL(/done=accepted/);
    await page.getByRole('button', { name: bg('kinds.commission.deliver'), exact: true }).click();
    await expect(page.getByText(bg('kinds.commission.handed_over'))).toBeVisible();
  });

  test('rents a film, starts it, and sees it move', async ({ page }) => {
    await page.goto('/pl/l/baba-marta-pizho-i-penda-film');
    await expectNoOverflow(page);
    await expectAccessible(page);
    await toCheckout(page, pl);
    await page.getByLabel('E-mail').fill(`film.${mark}@example.com`);
    await page.getByLabel(/Akceptuję warunki/).check();
    await page.getByLabel(/pobranie od razu/).check();
    await pay(page);
    const watch = page.getByRole('link', { name: pl('kinds.watch.open') });
    await expectSoon(page, () => expect(watch).toBeVisible({ timeout: 1_000 }));
    await watch.click();
    await page.waitForURL(/\/watch\//);
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: pl('kinds.watch.begin') }).click();
    const film = page.locator('main video');
    await expect(film).toBeVisible();
    await film.evaluate((video: HTMLVideoElement) => {
      video.muted = true;
      return video.play();
    });
    await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0.2);

    // Nobody else sees it by the address, and the link of its own is not for guessing.
    const address = new URL(page.url());
    await page.context().clearCookies();
    address.searchParams.delete('key');
    expect((await page.goto(address.href))?.status()).toBe(404);
    expect((await page.request.get(`/api/watch/${address.searchParams.get('pass')}`)).status()).toBe(404);
  });
});

test.describe('A buyer in Chengdu', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });

  test('cannot buy a film that is not for China, and is led from a licence to the deal room', async ({ page }) => {
    await page.goto('/zh-CN/l/zuraw-zolw-i-ksiezyc-film');
    await expect(page.getByText(zh('kinds.bar.not_here').replace('{country}', '中国'))).toBeVisible();
    await expect(page.getByRole('button', { name: zh('shop.listing.add') })).toHaveCount(0);
    await expectAccessible(page);

    await page.goto('/zh-CN/l/lowicz-kogut-licencja');
    await expect(page.getByText(zh('kinds.licence.on_request'))).toBeVisible();
    await expect(page.getByRole('button', { name: zh('shop.listing.add') })).toHaveCount(0);
    await expectAccessible(page);
    await signInAs(page, 'zh-CN', '林悦');
    await page.goto('/zh-CN/l/lowicz-kogut-licencja');
    await page.getByRole('link', { name: zh('kinds.licence.ask') }).click();
    await page.waitForURL(/\/deals\/new/);
    await expect(page.locator('main [name="rights[]"][value=apparel]')).toBeChecked();
    await expect(page.locator('main [name="territories[]"][value=world]')).toBeChecked();
  });
});
