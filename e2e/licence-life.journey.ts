import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const zh = words('zh-CN');
const unpaid = 'ASL-26-DEMO-PAY1';
const proposed = 'ASL-26-DEMO-PR0P';
const ending = 'ASL-24-DEMO-ENDS';

test.describe('A toy maker with licences, and the studio that gave them', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('pay, use, amend, renew, suspend, and keep the days', async ({ page, browser, request }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');

    // A licence that was never in use has no certificate, like a number that nobody has.
    expect((await request.get(`/api/v1/certificates/${unpaid}`)).status()).toBe(404);
    await page.goto(`/en/licences/${unpaid}`);
    await expect(page.getByText(t('licensing.state.signed'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // Another amount than the one that is owed is refused in words.
    const total = page.locator('main [name=total]').first();
    const owed = await total.inputValue();
    await total.evaluate((field) => field.setAttribute('value', '1'));
    const pay = page.getByRole('button', { name: /^Pay/ }).first();
    await pay.click();
    await expect(page.getByText(/The amount has changed/)).toBeVisible();
    await page
      .locator('main [name=total]')
      .first()
      .evaluate((field, value) => field.setAttribute('value', value), owed);
    await pay.click();
    await page.waitForURL(/\/pay\//);
    await page.locator('#number').fill('4242424242424242');
    await page.locator('#expiry').fill('08/30');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('JANA');
    await page.locator('form button').first().click();
    await page.waitForURL(new RegExp(`/en/licences/${unpaid}`));
    await expect(page.getByText(t('licensing.money.thanks'))).toBeVisible();
    await expect(page.getByText(t('licensing.state.active'), { exact: true })).toBeVisible();

    const credential = await (await request.get(`/api/v1/certificates/${unpaid}`)).json();
    expect(credential.credentialSubject.status).toBe('valid');
    expect(credential.proof.cryptosuite).toBe('eddsa-jcs-2022');
    const did = await (await request.get('/.well-known/did.json')).json();
    expect(did.verificationMethod[0].id).toBe(credential.proof.verificationMethod);

    // What the studio proposes is marked, and agreed to.
    await page.goto(`/en/licences/${proposed}`);
    await expect(page.locator('mark').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('licensing.proposal.agree'), exact: true }).click();
    await expect(page.getByText(t('licensing.event.amended')).first()).toBeVisible();
    await expect(page.getByText(t('licensing.due_kind.amendment')).first()).toBeVisible();

    // Too short a notice is said beside the day, and nothing typed is lost.
    await page.goto(`/en/licences/${proposed}/end`);
    await expectAccessible(page);
    const notice = page.locator('section').filter({ has: page.locator('#notice') });
    await notice.locator('[name=lastDay]').fill('2026-12-01');
    await notice.locator('[name=reason]').fill('We stop making food.');
    await notice.getByRole('button', { name: t('licensing.end.give') }).click();
    await expect(notice.getByText(/The notice is too short/).first()).toBeVisible();
    await expect(notice.locator('[name=reason]')).toHaveValue('We stop making food.');

    // The one that ends soon is asked for again.
    await page.goto(`/en/licences/${ending}`);
    await page.getByRole('button', { name: t('licensing.do.renew') }).click();
    await page.waitForURL(/\/en\/deals\/ASD-/);

    // The days: by month, as a list, in one's own calendar.
    await page.goto('/en/licences/calendar');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('link', { name: t('licensing.calendar.next') }).click();
    await page.waitForURL(/month=/);
    await page.getByRole('button', { name: t('licensing.calendar.make') }).click();
    const address = await page.getByText(/\/api\/licences\/feed\/[\w-]+\.ics/).textContent();
    const feed = await request.get(new URL(address ?? '').pathname);
    expect(await feed.text()).toContain('BEGIN:VEVENT');
    await page.reload();
    await page.getByRole('button', { name: t('licensing.calendar.revoke') }).click();
    await expect(page.getByText(t('licensing.calendar.revoked'))).toBeVisible();
    expect((await request.get(new URL(address ?? '').pathname)).status()).toBe(404);

    // The studio, on a telephone: it suspends with a reason, which the certificate says at once, and lifts it.
    const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    const studio = await phone.newPage();
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto(`/zh-CN/licences/${unpaid}`);
    await expectNoOverflow(studio);
    await expectAccessible(studio);
    await studio.getByText(zh('licensing.do.suspend')).first().click();
    await studio.locator('main [name=reason]').fill('样品未经批准即已上市。');
    await studio.getByRole('button', { name: zh('licensing.do.suspend') }).click();
    await expect(studio.getByText(zh('licensing.state.suspended'), { exact: true })).toBeVisible();
    await studio.goto(`/zh-CN/certificates/${unpaid}`);
    await expect(studio.getByText(zh('rights.certificate_status.suspended'))).toBeVisible();
    await expectAccessible(studio);
    await studio.goto(`/zh-CN/licences/${unpaid}`);
    await studio.locator('main [name=reason]').fill('样品已获批准。');
    await studio.getByRole('button', { name: zh('licensing.do.lift') }).click();
    await expect(studio.getByText(zh('licensing.state.active'), { exact: true })).toBeVisible();

    const anyone = await browser.newPage({ locale: 'pl-PL' });
    expect((await anyone.goto(`/pl/licences/${unpaid}`))?.status()).toBe(404);
    await Promise.all([phone.close(), anyone.close()]);
  });
});
