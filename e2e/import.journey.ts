import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');

/** What a person of Troyan keeps in a spreadsheet, as their Excel writes it: windows-1251 with semicolons. */
function cp1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/bg/studio/listings/import');
  await page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: t('import.upload.send') }).click();
  await page.waitForURL(/\/studio\/listings\/import\/[0-9a-f-]{36}/);
}

async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return readFile(await download.path(), 'utf8');
}

test.describe('A potter with a spreadsheet', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('brings listings from a file, corrects what was refused, and exports them', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings');
    await page.getByRole('link', { name: t('import.title') }).click();
    await page.waitForURL(/\/studio\/listings\/import/);
    await expectAccessible(page);
    await expectNoOverflow(page);

    // Nothing chosen is said beside the field.
    await page.getByRole('button', { name: t('import.upload.send') }).click();
    await expect(page.getByText(t('errors.import.nothing_chosen'))).toBeVisible();

    const key = `kupa-${Date.now()}`;
    const header = 'listing;category;title;price;currency;stock';
    const file = `${header}\r\n${key};interior;Купа с капка;24,50;EUR;3\r\n${key}-2;interior;Голяма купа;1.234;EUR;1\r\n`;
    await upload(page, 'kupi.csv', cp1251(file));
    await expect(page.getByText(t('import.encoding.windows-1251')).first()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('cell', { name: /Купа с капка/ })).toBeVisible();
    await expect(page.getByText('1.234').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    const refused = await downloaded(page, t('import.run.download'));
    expect(refused).toContain(`${header.replaceAll(';', ',')},problem`);
    expect(refused).toContain(`${key}-2,interior,Голяма купа,1.234,EUR,1,`);
    expect(refused).not.toContain('Купа с капка');

    await page
      .locator('main form')
      .filter({ has: page.locator('[name=runId]') })
      .first()
      .getByRole('button')
      .click();
    await expect(page.getByText(t('import.status.done')).first()).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);

    // The corrected file comes back with its column of problems, and again without script.
    await upload(page, 'kupi-2.csv', Buffer.from(refused.replace('1.234', '1234')));
    await expect(page.getByRole('cell', { name: /Голяма купа/ })).toBeVisible({ timeout: 20_000 });
    await page
      .locator('main form')
      .filter({ has: page.locator('[name=runId]') })
      .first()
      .getByRole('button')
      .click();
    await expect(page.getByText(t('import.status.done')).first()).toBeVisible({ timeout: 20_000 });

    // What came in is found among all there is, by the name it has in the file.
    await page.goto('/bg/studio/listings');
    await page.getByRole('searchbox', { name: t('studio.listings.search') }).fill(`${key}-2`);
    await page.getByRole('button', { name: t('studio.listings.find'), exact: true }).click();
    await page.waitForURL(/[?&]q=kupa-/);
    await expect(page.getByRole('link', { name: 'Голяма купа' })).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'Купа с капка' })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.goto('/bg/studio/listings/import');
    const exported = await downloaded(page, t('import.export.csv'));
    expect(exported).toContain('Купа с капка');
    expect(exported).toContain('1234.00,EUR');
    await upload(page, 'export.csv', Buffer.from(exported));
    await expect(page.getByText(t('import.run.nothing'))).toBeVisible({ timeout: 20_000 });
  });

  test('sees what is wrong with rows, and with what is no file of listings, in their language', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await upload(page, 'people.csv', Buffer.from('name,age\nAnna,7\n'));
    await expect(page.getByText(t('errors.import.header_unknown'))).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    const file = path.resolve(import.meta.dirname, '../prisma/seed/data/imports/keramika-troyan.csv');
    await upload(page, 'keramika-troyan.csv', await readFile(file));
    await expect(page.getByRole('cell', { name: /Гювече, малко/ })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('link', { name: new RegExp(t('import.verdict.refused')) }).click();
    await expect(page.getByRole('cell', { name: /Кана/ })).toHaveCount(0);
    await expectNoOverflow(page);
    await expectAccessible(page);
  });
});

test.describe('Without script', () => {
  test.use({ javaScriptEnabled: false, locale: 'bg-BG' });

  test('the page asks the browser to look again until the file is read', async ({ page }) => {
    await page.goto('/bg/sign-in');
    await page.getByRole('button', { name: 'Мария Петкова' }).click();
    await upload(
      page,
      'kupa.csv',
      Buffer.from(`listing,category,title,price\nnojs-${Date.now()},interior,Паница,12\n`),
    );
    await expect(page.getByRole('cell', { name: /Паница/ })).toBeVisible({ timeout: 20_000 });
  });
});
