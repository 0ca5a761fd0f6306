import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, sendWithCode, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const bg = words('bg');
const zh = words('zh-CN');
const pl = words('pl');
const contract = 'ASC-26-DEMO-0001';

/** Asks for the code, reads it in the mail, and signs; `done` shows that it is signed. */
async function sign(
  page: Page,
  mailbox: Page,
  { email, name, t, done }: { email: string; name: string; t: typeof bg; done: Locator },
): Promise<void> {
  await page.locator('main [name=signedName]').fill(name);
  await page.locator('main [name=read]').check();
  const [ask, send] = [t('contracts.sign.ask_code'), t('contracts.sign.send')];
  await sendWithCode(page, mailbox, { email, ask, send, done });
}

test.describe('A contract between Hangzhou and Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('is read in three languages, changed, signed by both, and verified by anybody', async ({ page, browser }) => {
    // Contracts are printed and sealed on the way.
    test.slow();
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto(`/bg/contracts/${contract}`);
    await expectNoOverflow(page);
    await expectAccessible(page);
    await expect(page.locator('[data-change]').first()).toBeVisible();

    // A number too large is said beside its field; a right one makes the next draft.
    await page.getByText(bg('contracts.edit.title'), { exact: true }).click();
    await page.locator('main [name=sellOffMonths]').fill('99');
    await page.getByRole('button', { name: bg('contracts.edit.send') }).click();
    await expect(page.locator('main [name=sellOffMonths]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('main [name=sellOffMonths]').fill('12');
    await page.getByRole('button', { name: bg('contracts.edit.send') }).click();
    await expect(
      page.getByRole('heading', { name: bg('contracts.sign.title').replace('{version}', '3') }),
    ).toBeVisible();
    await expect(page.locator('ins').filter({ hasText: '12' }).first()).toBeVisible();

    const studio = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });
    await signInAs(studio, 'zh-CN', '林悦');
    await studio.goto(`/zh-CN/contracts/${contract}`);
    await expectNoOverflow(studio);
    const mailbox = await browser.newPage();
    const done = studio.getByText(zh('contracts.sign.done'));
    await sign(studio, mailbox, { email: 'linyue@demo.ambersilk.example', name: '林悦', t: zh, done });

    await page.locator('main [name=signedName]').fill('Мария Петкова');
    await page.locator('main [name=mailCode]').fill('000000');
    await page.getByRole('button', { name: bg('contracts.sign.send') }).click();
    await expect(page.getByText(bg('errors.contracts.read_first')).first()).toBeVisible();
    const licence = page.getByRole('link', { name: bg('contracts.to_licence') });
    await sign(page, mailbox, { email: 'maria@demo.ambersilk.example', name: 'Мария Петкова', t: bg, done: licence });

    const sealed = await (await page.request.get(`/api/contracts/${contract}/signed.pdf`)).body();
    const phone = await browser.newContext({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
    const anyone = await phone.newPage();
    expect((await anyone.goto(`/pl/contracts/${contract}`))?.status()).toBe(404);
    expect((await anyone.request.get(`/api/contracts/${contract}/signed.pdf`)).status()).toBe(404);
    await anyone.goto('/pl/verify');
    await expectAccessible(anyone);
    await expectNoOverflow(anyone);
    const check = async (buffer: Buffer) => {
      await anyone
        .locator('main [name=file]')
        .setInputFiles({ name: 'umowa.pdf', mimeType: 'application/pdf', buffer });
      await anyone.getByRole('button', { name: pl('contracts.verify.send') }).click();
    };
    await check(sealed);
    await expect(anyone.locator('main [role=status]')).toContainText(contract);
    const other = Buffer.from(sealed);
    other[20_000] = (other[20_000] ?? 0) ^ 1;
    await check(other);
    await expect(anyone.locator('main [role=alert]')).toHaveText(pl('errors.contracts.verdict_altered'));
    await Promise.all([studio.close(), mailbox.close(), phone.close()]);
  });
});
