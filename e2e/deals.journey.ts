import type { Page } from '@playwright/test';
import { askedCode, expect, expectAccessible, expectNoOverflow, sendWithCode, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const zh = words('zh-CN');

/** Folded parts of a form are opened where they are not. */
async function unfold(page: Page, name: string): Promise<void> {
  const details = page.locator('main details', { has: page.locator('summary', { hasText: name }) }).first();
  if (!(await details.evaluate((element) => element.hasAttribute('open'))))
    await details.locator('summary').first().click();
}

test.describe('A toy maker and a studio', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('talk, hold the scope, counter with other terms, end it with a reason; a standard offer is taken like a product', async ({
    page,
    browser,
  }) => {
    test.slow();
    await signInAs(page, 'en', 'Jana Dvořáková');

    // What is free, and what it would cost, is said while the form is filled in.
    await page.goto('/en/deals/new?work=hxa-lianpeng');
    await page.getByLabel(t('rights.right.stationery'), { exact: true }).first().check();
    await page.getByLabel('Poland', { exact: true }).first().check();
    await page.locator('main [name=startsOn]').fill('2041-01-01');
    await page.locator('main [name=endsOn]').fill('2043-01-01');
    await page.locator('main [name=exclusivity]').selectOption('exclusive');
    await page.locator('main [name=currency]').selectOption('EUR');
    await page.locator('main [name=rate1]').fill('8');
    await expect(page.locator('[aria-live] .text-jade')).toBeVisible();
    await expect(page.getByText(/At 20,000 pieces you would pay/)).toContainText('€16,000');
    await expectAccessible(page);
    // A rate of 150 % is refused at its field, and nothing that was chosen is lost.
    await page.locator('main [name=rate1]').fill('150');
    await page.getByRole('button', { name: t('rights.ask.send') }).click();
    await expect(page.locator('main [name=rate1]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Poland', { exact: true }).first()).toBeChecked();
    await page.locator('main [name=rate1]').fill('8');
    await page.getByRole('button', { name: t('rights.ask.send') }).click();
    await page.waitForURL(/\/en\/deals\/ASD-/);
    const deal = new URL(page.url()).pathname.replace('/en', '');

    // She asks to hold the scope, and writes with a file.
    await page.getByText(t('deals.option.ask'), { exact: true }).click();
    await page.locator('main [name=days]').fill('10');
    await page.getByRole('button', { name: t('deals.option.ask_send') }).click();
    await expect(page.getByText('asks to hold the scope for 10 days')).toBeVisible();
    await page.locator('main [name=body]').fill('Here is our catalogue.');
    await page.getByText(t('deals.write.attach')).click();
    await page.locator('main [name="files[]"]').setInputFiles({
      name: 'catalogue.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
    });
    await page.getByRole('button', { name: t('deals.write.send'), exact: true }).click();
    const file = page.getByRole('link', { name: /catalogue\.pdf/ });
    await expect(file).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // The studio has news, holds the scope, and answers with other terms: the difference is one line.
    const studio = await browser.newPage({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto('/zh-CN/deals?unread=1');
    await expectNoOverflow(studio);
    await studio.locator(`main a[href="/zh-CN${deal}"]`).click();
    await expect(studio.getByText('Here is our catalogue.')).toBeVisible();
    await expectNoOverflow(studio);
    await studio.getByText(zh('deals.option.give'), { exact: true }).click();
    await studio.getByRole('button', { name: zh('deals.option.give_send') }).click();
    await expect(studio.getByText(zh('deals.option.held_for_them'))).toBeVisible();
    await studio.getByRole('link', { name: zh('rights.counter.title') }).click();
    await studio.waitForURL(/\/offer$/);
    await studio.locator('main [name=rate1]').fill('7');
    await studio.locator('main [name=endsOn]').fill('2044-01-01');
    await expectNoOverflow(studio);
    await studio.getByRole('button', { name: zh('rights.counter.send') }).click();
    await expect(studio.locator('mark')).toHaveText(['版税 8% → 7%', '期限 + 1年']);

    // Nobody else sees any of it, and the file is no address.
    const anyone = await browser.newPage({ locale: 'en-GB' });
    expect((await anyone.goto(`/en${deal}`))?.status()).toBe(404);
    expect((await anyone.request.get((await file.getAttribute('href')) ?? '')).status()).toBe(404);

    // The studio publishes a standard offer; then she declines with a reason that the studio reads.
    await studio.goto('/zh-CN/studio/works/offers');
    await studio.locator('main [name=workId]').selectOption({ label: '莲蓬仔' });
    await unfold(studio, zh('deals.builder.uses'));
    await studio.getByLabel(zh('rights.right.toys'), { exact: true }).first().check();
    await unfold(studio, zh('deals.builder.places'));
    await studio.getByLabel('爱沙尼亚', { exact: true }).first().check();
    await studio.locator('main [name=price]').fill('450');
    await studio.locator('main [name=currency]').selectOption('EUR');
    await studio.locator('main [name=signedName]').fill('林悦');
    const mailbox = await browser.newPage();
    const code = await askedCode(studio, mailbox, 'linyue@demo.ambersilk.example', zh('contracts.sign.ask_code'));
    await studio.locator('main [name=mailCode]').fill(code);
    await studio.getByRole('button', { name: zh('deals.standard.publish') }).click();
    await expect(studio.locator('main tbody tr').first()).toContainText('450');
    await expectNoOverflow(studio);
    const work = (await studio.locator('main tbody a').first().getAttribute('href'))?.replace('/zh-CN', '/en') ?? '';

    await page.reload();
    await expect(page.locator('mark').first()).toHaveText('Royalty 8% → 7%');
    await page.getByText(t('deals.end.decline'), { exact: true }).click();
    await page.locator('main [name=reason]').fill('The term is too long for us.');
    await page.getByRole('button', { name: t('deals.end.send_decline') }).click();
    await expect(page.getByText(t('deals.room.closed.declined'))).toBeVisible();

    // Five minutes from page to licence.
    await page.goto(work);
    await expectAccessible(page);
    await page
      .getByRole('link', { name: t('deals.standard.take') })
      .first()
      .click();
    await page.waitForURL(/\/deals\/standard\//);
    await page.locator('main [name=forWhom]').fill('Line Lotus');
    await page.locator('main [name=purpose]').fill('Wooden figures for schools');
    await page.locator('main [name=signedName]').fill('Jana Dvořáková');
    await expectAccessible(page);
    await page.getByRole('button', { name: /Accept and license for/ }).click();
    await page.waitForURL(/\/en\/contracts\/ASC-/);
    // The studio has signed beforehand: hers is the one signature that is missing.
    await page.locator('main [name=signedName]').fill('Jana Dvořáková');
    await page.locator('main [name=read]').check();
    await sendWithCode(page, mailbox, {
      email: 'jana@demo.ambersilk.example',
      ask: t('contracts.sign.ask_code'),
      send: t('contracts.sign.send'),
      done: page.getByRole('link', { name: t('contracts.to_licence') }),
    });
    await Promise.all([studio.close(), anyone.close(), mailbox.close()]);
  });
});
