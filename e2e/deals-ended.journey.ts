import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const cs = words('cs');
const bg = words('bg');
const work = 'troyanska-kapka';

/** Jana asks for something that nobody else asks for; where she is then. */
async function ask(page: Page, country: string): Promise<string> {
  await page.goto(`/cs/deals/new?work=${work}`);
  await page.getByLabel(cs('rights.right.exhibition'), { exact: true }).first().check();
  await page.getByLabel(country, { exact: true }).first().check();
  await page.locator('main [name=startsOn]').fill('2051-01-01');
  await page.locator('main [name=endsOn]').fill('2053-01-01');
  await page.locator('main [name=rate1]').fill('6');
  await page.getByRole('button', { name: cs('rights.ask.send') }).click();
  await page.waitForURL(/\/cs\/deals\/ASD-/);
  return new URL(page.url()).pathname.replace('/cs', '');
}

async function accept(page: Page, name: string, of: typeof cs): Promise<void> {
  await page.locator('main [name=signedName]').fill(name);
  await page.getByRole('button', { name: of('rights.accept.send').replace('{version}', '1') }).click();
}

async function end(page: Page, how: 'decline' | 'withdraw', reason: string, t: typeof cs): Promise<void> {
  await page.getByText(t(`deals.end.${how}`), { exact: true }).click();
  await page.getByRole('button', { name: t(`deals.end.send_${how}`) }).click();
  await expect(page.locator('main [name=reason]')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('main [name=reason]').fill(reason);
  await page.getByRole('button', { name: t(`deals.end.send_${how}`) }).click();
  await expect(page.getByText(t(`deals.room.closed.${how === 'decline' ? 'declined' : 'withdrawn'}`))).toBeVisible();
}

/** A mail about a deal that says this. */
async function told(page: Page, to: string, subject: RegExp, said: readonly string[]): Promise<void> {
  await expect(async () => {
    await page.goto(`/dev/mail?to=${encodeURIComponent(to)}`);
    const mails = await page
      .getByRole('link', { name: subject })
      .evaluateAll((links) => links.slice(0, 12).map((link) => (link instanceof HTMLAnchorElement ? link.href : '')));
    const texts = await Promise.all(mails.map(async (mail) => (await page.request.get(mail)).text()));
    expect(texts.some((text) => said.every((each) => text.includes(each)))).toBe(true);
  }).toPass({ timeout: 60_000 });
}

test.describe('A toy maker in Brno and a pottery in Troyan', () => {
  test.use({ locale: 'cs-CZ', viewport: { width: 1440, height: 1000 } });

  test('end their talks: an ask is refused, one is withdrawn, a counter-offer is taken back, and each is read with its reason', async ({
    page,
    browser,
  }) => {
    test.slow();
    await signInAs(page, 'cs', 'Jana Dvořáková');
    const phone = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const pottery = await phone.newPage();
    const mail = await phone.newPage();
    await signInAs(pottery, 'bg', 'Мария Петкова');

    // Refused: the reason is in the deal and in the mail, which is in Czech.
    const refused = await ask(page, 'Lotyšsko');
    await pottery.goto(`/bg${refused}`);
    await expectNoOverflow(pottery);
    await end(pottery, 'decline', 'Изложбата през 2051 г. вече е обещана на музея в Русе.', bg);
    await expectAccessible(pottery);
    await told(mail, 'jana@demo.ambersilk.example', /práv/i, [`/cs${refused}`, 'музея в Русе']);
    await page.reload();
    await expect(page.getByText('Изложбата през 2051 г. вече е обещана на музея в Русе.')).toBeVisible();
    await expect(page.getByText(cs('deals.room.closed.declined'))).toBeVisible();
    await expect(page.locator('main [name=signedName]')).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);
    // What is over is over for both, and a word can still be written.
    expect((await page.goto(`/cs${refused}/offer`))?.status()).toBe(404);
    await page.goto(`/cs${refused}`);
    await page.locator('main [name=body]').fill('Děkujeme, ozveme se za rok.');
    await page.getByRole('button', { name: cs('deals.write.send'), exact: true }).click();
    await expect(page.getByText('Děkujeme, ozveme se za rok.')).toBeVisible();

    // Withdrawn by who asked, before anybody has answered.
    const withdrawn = await ask(page, 'Litva');
    await end(page, 'withdraw', 'Výstava se nekoná.', cs);
    await told(mail, 'maria@demo.ambersilk.example', /права/i, [`/bg${withdrawn}`, 'Výstava se nekoná.']);
    await pottery.goto(`/bg${withdrawn}`);
    await expect(pottery.getByText('Výstava se nekoná.')).toBeVisible();
    await expect(pottery.locator('main [name=signedName]')).toHaveCount(0);

    // A counter-offer that is taken back.
    const countered = await ask(page, 'Estonsko');
    await pottery.goto(`/bg${countered}`);
    await pottery.getByRole('link', { name: bg('rights.counter.title') }).click();
    await pottery.waitForURL(/\/offer$/);
    await pottery.locator('main [name=rate1]').fill('9');
    await pottery.getByRole('button', { name: bg('rights.counter.send') }).click();
    await expect(pottery.locator('mark').first()).toBeVisible();
    await end(pottery, 'withdraw', 'Сметнахме грешно.', bg);
    await page.goto(`/cs${countered}`);
    await expect(page.getByText('Сметнахме грешно.')).toBeVisible();
    await expect(page.getByText(cs('deals.room.closed.withdrawn'))).toBeVisible();
    await phone.close();
  });

  test('agree, look at other terms once more, and give it up before anybody has signed', async ({ page, browser }) => {
    test.slow();
    await signInAs(page, 'cs', 'Jana Dvořáková');
    const deal = await ask(page, 'Slovinsko');
    const phone = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const pottery = await phone.newPage();
    await signInAs(pottery, 'bg', 'Мария Петкова');
    await pottery.goto(`/bg${deal}`);
    await accept(pottery, 'Мария Петкова', bg);
    await expect(pottery.locator('main [name=signedName]')).toHaveCount(0);
    await page.reload();
    await accept(page, 'Jana Dvořáková', cs);
    await page.waitForURL(/\/cs\/contracts\/ASC-/);
    const contract = new URL(page.url()).pathname.replace('/cs', '');

    // While it is being signed either side may still say other terms.
    await pottery.goto(`/bg${deal}`);
    await pottery.getByRole('link', { name: bg('rights.counter.title') }).click();
    await pottery.waitForURL(/\/offer$/);
    await expect(pottery.locator('main [name=rate1]')).toHaveValue('6');
    await expectNoOverflow(pottery);
    await pottery.goto(`/bg${deal}`);
    await end(pottery, 'decline', 'Няма да успеем до 2051 г.', bg);
    await page.goto(`/cs${contract}`);
    await expect(page.getByText(cs('errors.contracts.talks_ended'))).toBeVisible();
    await expect(page.locator('main [name=signedName]')).toHaveCount(0);
    await expectAccessible(page);
    await phone.close();
  });

  test('let a counter-offer lapse: its time is up, and either side may make the next', async ({ page, browser }) => {
    await signInAs(page, 'cs', 'Jana Dvořáková');
    await page.goto('/cs/deals/ASD-26-DEMO-LAPS');
    await expect(page.getByText(cs('deals.room.expired'))).toBeVisible();
    await expect(page.locator('main [name=signedName]')).toHaveCount(0);
    await expect(page.getByRole('link', { name: cs('deals.room.make_offer') })).toBeVisible();
    // She was spoken to last: she may decline, and the pottery may withdraw.
    await expect(page.getByText(cs('deals.end.decline'), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    const phone = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const pottery = await phone.newPage();
    await signInAs(pottery, 'bg', 'Мария Петкова');
    await pottery.goto('/bg/deals/ASD-26-DEMO-LAPS');
    await expect(pottery.getByText(bg('deals.end.withdraw'), { exact: true })).toBeVisible();
    await expectNoOverflow(pottery);
    await expectAccessible(pottery);
    await phone.close();
  });
});
