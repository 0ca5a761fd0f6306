import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const zh = words('zh-CN');
const number = 'ASL-25-DEMO-R0YA';

test.describe('A toy maker and the studio whose character it uses', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('report, doubt, correct, agree, and see what it comes to', async ({ page, browser }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto('/en/licences');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.goto(`/en/licences/${number}/reports`);
    const late = (await page.locator('main select[name=period] option').first().getAttribute('value')) ?? '';
    const lateName = (await page.locator('main select[name=period] option').first().textContent()) ?? '';
    const doubted = (await page.locator('main select[name=period] option').nth(1).getAttribute('value')) ?? '';
    await expectAccessible(page);

    // Wrong rows are named by row and column, and nothing is kept.
    const send = async (period: string, text: string) => {
      await page.locator('main select[name=period]').selectOption(period);
      await page
        .locator('main input[type=file]')
        .setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: t('royalties.reports.read') }).click();
    };
    await send(late, 'product;territory;units;receipts\nNotebook;DE;10;100,00\nNotebook;CZ;ten;100,00\n');
    await expect(page.getByText('Row 2, territory: DE is not part of this licence.')).toBeVisible();
    await expect(page.getByText('Row 3, units: “ten” is no whole number.')).toBeVisible();
    await expectAccessible(page);

    // A corrected file answers the doubt.
    await send(
      doubted,
      'product;territory;units;receipts;deductions\nNotebook;CZ;3310;23 170,00;600,00\nNotebook;SK;1205;8435,00;0\n',
    );
    await page.waitForURL(/read=/);
    await page.goto(`/en/licences/${number}/statements/${doubted}`);
    await expect(page.getByText(t('royalties.dispute.corrected'))).toBeVisible();
    await expect(
      page
        .getByText('€23,770.00 × 10% = €2,377.00')
        .or(page.getByText(/× 10% =/))
        .first(),
    ).toBeVisible();
    await expectAccessible(page);

    // The late one is read, looked at, and sent.
    await page.goto(`/en/licences/${number}/reports`);
    await send(late, 'product;territory;units;receipts\nNotebook;CZ;100;"1 000,00"\n');
    await expect(page.getByRole('heading', { name: new RegExp(lateName) })).toBeVisible();
    await page.getByRole('button', { name: t('royalties.reports.send') }).click();
    await page.waitForURL(/sent=/);
    await expect(page.getByText(/The statement has gone to/)).toBeVisible();

    const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    const studio = await phone.newPage();
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto(`/zh-CN/licences/${number}/statements/${doubted}`);
    await expectNoOverflow(studio);
    await studio.getByRole('button', { name: zh('royalties.accept.send'), exact: true }).click();
    await expect(studio.getByText(zh('royalties.status.accepted'))).toBeVisible();
    await expect(studio.getByRole('button', { name: zh('royalties.accept.send'), exact: true })).toHaveCount(0);
    await studio.goto(`/zh-CN/licences/${number}/statements/${late}`);
    await studio
      .getByRole('link', { name: new RegExp(zh('royalties.dispute.doubt')) })
      .first()
      .click();
    await studio.locator('main [name=reason]').fill('捷克的销量为何骤降？');
    await studio.getByRole('button', { name: zh('royalties.dispute.send') }).click();
    await expect(studio.getByRole('button', { name: zh('royalties.dispute.withdraw') })).toBeVisible();
    await studio.goto('/zh-CN/licences/portfolio');
    await expect(studio.getByRole('heading', { name: zh('royalties.portfolio.by_territory') })).toBeVisible();
    await expectNoOverflow(studio);
    await expectAccessible(studio);

    // The calculator answers by itself, and says beside the field what is wrong with other terms.
    await page.goto(`/en/licences/${number}`);
    await page.locator('#what-if-units').fill('20000');
    await expect(page.getByText(/20,?000 pieces bring a royalty of/)).toBeVisible();
    await page.getByText(t('royalties.what_if.other_terms')).click();
    await page.locator('main [name=rate1]').fill('150');
    await page.getByRole('button', { name: t('royalties.what_if.try') }).click();
    await expect(page.getByText(/A royalty of .* is more than what comes in/).first()).toBeVisible();
    await expect(page.locator('main [name=rate1]')).toHaveValue('150');
    await page.locator('main [name=rate1]').fill('15');
    await page.getByRole('button', { name: t('royalties.what_if.try') }).click();
    await expect(page.getByText(t('royalties.what_if.supposed'))).toBeVisible();
    await expectAccessible(page);

    const anyone = await browser.newPage({ locale: 'pl-PL' });
    expect((await anyone.goto(`/pl/licences/${number}`))?.status()).toBe(404);
    await signInAs(anyone, 'pl', 'Мария Петкова');
    expect((await anyone.goto(`/pl/licences/${number}/statements/${late}`))?.status()).toBe(404);
    await Promise.all([phone.close(), anyone.close()]);
  });
});
