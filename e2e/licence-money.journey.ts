import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const zh = words('zh-CN');
const taxed = 'ASL-26-DEMO-VAT1';
const byCard = 'ASL-26-DEMO-CARD';

test.describe('The money of licences', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('papers, a refund by finance, and a card that its bank disputes', async ({ page, browser }) => {
    // Two payments, a refund and a dispute, each worked on by jobs: more than a page or two of time on a busy machine.
    test.slow();
    // Finance reads the invoice of a payment with VAT, and gives a part of it back by the bank.
    await signInAs(page, 'en', 'Tomáš Král');
    await page.goto(`/en/licences/${taxed}`);
    const money = page.locator('#money');
    const invoice = money.getByRole('link', { name: /^Invoice AS-/ }).first();
    await expect(invoice).toBeVisible();
    const paper = (await invoice.getAttribute('href')) ?? '';
    const pdf = await page.request.get(paper);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await money.getByText(t('licensing.money.give_back'), { exact: true }).click();
    await money.locator('[name=amount]').fill('999999');
    await money.locator('[name=reason]').fill('The samples came late.');
    await money.getByRole('button', { name: t('licensing.money.give_back_do') }).click();
    await expect(money.getByText(t('errors.licensing.refund_too_much')).first()).toBeVisible();
    await expect(money.locator('[name=reason]')).toHaveValue('The samples came late.');
    await money.locator('[name=amount]').fill('10');
    await money.getByRole('button', { name: t('licensing.money.give_back_do') }).click();
    await expect(money.getByText(/€10\.00 on its way back/)).toBeVisible();
    await money
      .getByRole('button', { name: t('licensing.money.bank_send') })
      .first()
      .click();
    await expect(money.getByText(/€10\.00 given back on/).first()).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(money.getByRole('link', { name: /^Credit note AC-/ }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });

    // For anybody else there is no such paper.
    const stranger = await browser.newPage();
    expect((await stranger.request.get(new URL(paper, page.url()).href)).status()).toBe(404);
    await stranger.close();

    // A licensee pays with a card whose bank asks for the money back.
    const card = await browser.newContext({ locale: 'en-GB' });
    const payer = await card.newPage();
    await signInAs(payer, 'en', 'Jana Dvořáková');
    await payer.goto(`/en/licences/${byCard}`);
    await payer.getByRole('button', { name: /^Pay/ }).first().click();
    await payer.waitForURL(/\/pay\//);
    await payer.locator('#number').fill('4000000000000259');
    await payer.locator('#expiry').fill('08/30');
    await payer.locator('#cvc').fill('123');
    await payer.locator('#name').fill('JANA');
    await payer.locator('form button').first().click();
    await payer.waitForURL(new RegExp(`/en/licences/${byCard}`));
    await payer.goto('/en/licences/papers');
    await expectAccessible(payer);
    await expectNoOverflow(payer);
    await card.close();

    // Its holder, on a telephone, says what happened, and the bank decides for it.
    const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    const studio = await phone.newPage();
    await signInAs(studio, 'zh-CN', '林悦');
    const asked = studio.getByRole('heading', { name: /银行查询/ });
    await expect(async () => {
      await studio.goto(`/zh-CN/licences/${byCard}`);
      await expect(asked).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(studio);
    await expectNoOverflow(studio);
    await studio.locator('main [name=words]').fill('winning_evidence');
    await studio.getByRole('button', { name: zh('after.dispute.send') }).click();
    await expect(async () => {
      await studio.reload();
      await expect(studio.getByRole('heading', { name: /胜诉/ })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });

    await page.goto('/en/admin/disputes');
    await expect(page.getByRole('link', { name: byCard })).toBeVisible();
    await phone.close();
  });
});
