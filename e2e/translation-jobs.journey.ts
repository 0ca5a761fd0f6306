import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const jobs = (key: string) => t(`translation_jobs.${key}`);
const hungarian = 'Kézzel készült agyagedény a Troján-vidékről.';

test.describe('A potter orders a translation, and a translator earns it', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });
  test.slow();

  test('estimate, pay, take, translate, deliver, accept: the money is the translator’s', async ({ page, browser }) => {
    await signInAs(page, 'en', 'Мария Петкова');
    await page.goto('/en/studio/translations');
    await expectAccessible(page);
    await expectNoOverflow(page);
    // Every run orders another text.
    const before = await page.locator('#jobs ~ * a[href*="/translate/jobs/"]').count();
    await page.getByRole('link', { name: 'Order into Hungarian' }).click();
    await page.waitForURL(/to=hu/);
    await page.getByLabel(jobs('order.scope.chosen')).check();
    await page.locator('input[name=text]').nth(before).check();
    await page.getByLabel(jobs('order.by.machine')).check();
    await page.getByRole('button', { name: jobs('order.estimate') }).click();
    // No service is set: it is said which to configure, and nothing is made up.
    await expect(page.getByText('MACHINE_TRANSLATION')).toBeVisible();
    await page.getByLabel(jobs('order.by.named')).check();
    await page.locator('select[name=translator]').selectOption('szabo-forditas');
    await page.getByRole('button', { name: jobs('order.estimate') }).click();
    await expect(page.getByText(jobs('order.total'))).toBeVisible();
    await expectAccessible(page);
    await page.locator('textarea[name=note]').fill('Please keep the names of the glazes.');
    await page.locator('input[name=reviewer]').fill('nobody@demo.ambersilk.example');
    const pay = page.getByRole('button', { name: /^Order and pay/ });
    await pay.click();
    await expect(page.getByText(t('errors.translations.no_account')).first()).toBeVisible();
    await expect(page.locator('textarea[name=note]')).toHaveValue('Please keep the names of the glazes.');
    await page.locator('input[name=reviewer]').fill('');
    await pay.click();
    await page.waitForURL(/\/pay\//);
    await page.locator('#number').fill('4242424242424242');
    await page.locator('#expiry').fill('08/30');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('MARIA');
    await page.locator('form button').first().click();
    await page.waitForURL(/\/en\/translate\/jobs\/TJ-/);
    await expect(page.getByText(jobs('job.paid'))).toBeVisible();
    await expectAccessible(page);
    const job = new URL(page.url()).pathname;

    const other = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });
    const desk = await other.newPage();
    await signInAs(desk, 'en', 'Szabó Eszter');
    await desk.goto('/en/translate/jobs');
    await expectAccessible(desk);
    await desk.locator(`a[href="${job}"]`).first().click();
    await desk.getByRole('button', { name: jobs('job.take') }).click();
    await desk
      .locator('#main')
      .getByRole('link', { name: jobs('job.open_desk') })
      .click();
    await desk.waitForURL(/\/desk$/);
    const strings = desk.getByTestId('strings').getByRole('link');
    await expect(strings.first()).toBeVisible();
    await expectAccessible(desk);
    const count = await strings.count();
    const field = desk.getByLabel('Translation', { exact: true });
    for (let at = 0; at < count; at++) {
      await strings.nth(at).click();
      await expect(field).toHaveValue('');
      await field.fill(hungarian);
      await desk.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(desk.getByText(jobs('job.saved'))).toBeVisible();
    }
    // What is not delivered is not the customer's to read.
    await page.goto(job);
    await expect(page.getByText(hungarian)).toHaveCount(0);
    await desk.goto(job);
    await desk.getByRole('button', { name: jobs('job.deliver'), exact: true }).click();
    await expect(desk.getByText(jobs('status.delivered')).first()).toBeVisible();

    await page.goto(job);
    await expect(page.getByText(hungarian).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: jobs('job.accept_all') }).click();
    await expect(page.getByText(jobs('event.accepted'), { exact: true })).toBeVisible();
    await page.getByLabel('5 stars').check({ force: true });
    await page.getByRole('button', { name: jobs('job.rate_send'), exact: true }).click();
    await expect(page.getByText(jobs('job.rated'), { exact: true })).toBeVisible();

    await desk.goto(job);
    await expect(desk.getByText(jobs('job.yours'))).toBeVisible();
    await desk.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(desk);
    await desk.goto('/en/studio/payouts');
    await expect(desk.locator(`a[href="${job}"]`).first()).toBeVisible();
    await other.close();
  });
});
