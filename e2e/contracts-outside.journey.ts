import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, openMail, sendWithCode, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const bg = words('bg');
const work = 'troyanska-kapka';

/** What was signed on paper: another file each time, so that the journey can run again on the same installation. */
const paper = {
  name: 'licence-on-paper.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${Date.now()} ${Math.random()}\n1 0 obj\n<<>>\nendobj\n%%EOF\n`),
};

/** Folded parts of the form are opened before what is in them is ticked. */
async function tick(page: Page, label: string): Promise<void> {
  const box = page.getByLabel(label, { exact: true }).first();
  await box.evaluate((element) => {
    for (let at = element.closest('details'); at; at = at.parentElement?.closest('details') ?? null) at.open = true;
  });
  await box.check();
}

/** The form as it is filled in by the licensee, for a year that no other journey asks about. */
async function fill(page: Page, royalty: string): Promise<void> {
  await page.goto('/en/contracts/register');
  await page.locator('main [name=file]').setInputFiles(paper);
  await page.locator('main [name=role]').selectOption('licensee');
  await page.locator('main [name=work]').fill(new URL(`/bg/w/${work}`, page.url()).toString());
  await page.locator('main [name=other]').fill(new URL('/bg/e/keramika-troyan/', page.url()).toString());
  await tick(page, t('rights.right.exhibition'));
  await tick(page, 'Latvia');
  await page.locator('main [name=startsOn]').fill(`${2040 + (Date.now() % 40)}-01-01`);
  await page.locator('main [name=endsOn]').fill('2082-01-01');
  await page.locator('main [name=currency]').selectOption('EUR');
  await page.locator('main [name=rate1]').fill(royalty);
}

async function register(page: Page): Promise<string> {
  await page.getByRole('button', { name: t('contracts.register.send') }).click();
  await page.waitForURL(/\/en\/contracts\/ASC-/);
  return new URL(page.url()).pathname.replace('/en/contracts/', '');
}

test.describe('A contract that a toy maker and a pottery signed on paper', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('is registered, refused for a mistyped rate, taken back, and confirmed by both', async ({ page, browser }) => {
    test.slow();
    await signInAs(page, 'en', 'Jana Dvořáková');
    await fill(page, '8');
    await expectAccessible(page);
    await expectNoOverflow(page);

    // An end before the start, another enterprise that nobody knows, no PDF: each is said at its field, and nothing typed is lost.
    await page.locator('main [name=endsOn]').fill('2031-01-01');
    await page.getByRole('button', { name: t('contracts.register.send') }).click();
    await expect(page.locator('main [name=endsOn]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('main [name=endsOn]').fill('2082-01-01');
    await page.locator('main [name=other]').fill('A pottery nobody knows');
    await page.getByRole('button', { name: t('contracts.register.send') }).click();
    await expect(page.locator('main [name=other]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Latvia', { exact: true }).first()).toBeChecked();
    await expect(page.locator('main [name=rate1]')).toHaveValue('8');
    const chosen = page.locator('main [name=file]');
    expect(await chosen.evaluate((input: HTMLInputElement) => input.files?.[0]?.name)).toBe(paper.name);
    await page.locator('main [name=other]').fill('Керамика Троян');
    await page.locator('main [name=file]').setInputFiles({ ...paper, buffer: Buffer.from('a letter') });
    await page.getByRole('button', { name: t('contracts.register.send') }).click();
    await expect(page.getByText(t('errors.contracts.not_a_pdf')).first()).toBeVisible();
    await expect(page.locator('main [name=role]')).toHaveValue('licensee');
    await page.locator('main [name=file]').setInputFiles(paper);
    const first = await register(page);
    await expect(page.getByText(t('contracts.confirm.status'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // The pottery is told in Bulgarian, reads the file and the terms on a telephone, and refuses with a reason.
    const phone = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const pottery = await phone.newPage();
    await signInAs(pottery, 'bg', 'Мария Петкова');
    const mail = await phone.newPage();
    await expect(async () => {
      await openMail(mail, 'maria@demo.ambersilk.example', /договор/i);
      await expect(mail.getByTestId('mail-text')).toContainText(`/bg/contracts/${first}`);
    }).toPass({ timeout: 60_000 });
    await pottery.goto(`/bg/contracts/${first}`);
    await expectNoOverflow(pottery);
    await expectAccessible(pottery);
    const file = `/api/contracts/${first}/draft-1.pdf`;
    expect(await (await pottery.request.get(file)).body()).toEqual(paper.buffer);
    await pottery.getByText(bg('deals.end.decline'), { exact: true }).click();
    await pottery.locator('main [name=reason]').fill('На хартията пише седем процента.');
    await pottery.getByRole('button', { name: bg('deals.end.send_decline') }).click();
    await expect(pottery.getByText(bg('deals.room.closed.declined'))).toBeVisible();
    await pottery.goto(`/bg/contracts/${first}`);
    await expect(pottery.getByText(bg('errors.contracts.talks_ended'))).toBeVisible();
    await expect(pottery.locator('main [name=signedName]')).toHaveCount(0);
    await page.reload();
    await expect(page.locator('main [name=signedName]')).toHaveCount(0);
    await page.getByRole('link', { name: t('contracts.deal'), exact: true }).click();
    await expect(page.getByText('На хартията пише седем процента.')).toBeVisible();

    // The same file with the right rate, and taken back by who registered it before anybody has confirmed.
    await fill(page, '7');
    const second = await register(page);
    await page.getByText(t('deals.end.withdraw'), { exact: true }).click();
    await page.locator('main [name=reason]').fill('The annex was missing.');
    await page.getByRole('button', { name: t('deals.end.send_withdraw') }).click();
    await expect(page.getByText(t('deals.room.closed.withdrawn'))).toBeVisible();
    await pottery.goto(`/bg/contracts/${second}`);
    await expect(pottery.locator('main [name=signedName]')).toHaveCount(0);

    // Whole at last: both confirm, each with a code.
    await fill(page, '7');
    const third = await register(page);
    const mailbox = await browser.newPage();
    await page.locator('main [name=signedName]').fill('Jana Dvořáková');
    await page.locator('main [name=read]').check();
    await sendWithCode(page, mailbox, {
      email: 'jana@demo.ambersilk.example',
      ask: t('contracts.sign.ask_code'),
      send: t('contracts.confirm.send'),
      done: page.getByText(t('contracts.confirm.done')),
    });
    await pottery.goto(`/bg/contracts/${third}`);
    await pottery.locator('main [name=signedName]').fill('Мария Петкова');
    await pottery.locator('main [name=read]').check();
    await sendWithCode(pottery, mailbox, {
      email: 'maria@demo.ambersilk.example',
      ask: bg('contracts.sign.ask_code'),
      send: bg('contracts.confirm.send'),
      done: pottery.getByRole('link', { name: bg('contracts.to_licence') }),
    });
    await expectNoOverflow(pottery);
    await expectAccessible(pottery);
    await pottery.getByRole('link', { name: bg('contracts.to_licence') }).click();
    await pottery.waitForURL(/\/bg\/licences\/ASL-/);
    await expectNoOverflow(pottery);

    // The file is both sides' and nobody else's.
    const kept = `/api/contracts/${third}/draft-1.pdf`;
    for (const side of [page, pottery]) expect(await (await side.request.get(kept)).body()).toEqual(paper.buffer);
    const anyone = await browser.newPage({ locale: 'zh-CN' });
    expect((await anyone.request.get(kept)).status()).toBe(404);
    await signInAs(anyone, 'zh-CN', '林悦');
    expect((await anyone.request.get(kept)).status()).toBe(404);
    expect((await anyone.goto(`/zh-CN/contracts/${third}`))?.status()).toBe(404);
    await Promise.all([phone.close(), mailbox.close(), anyone.close()]);
  });
});
