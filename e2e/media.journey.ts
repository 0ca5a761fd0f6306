import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { stableId } from '../prisma/seed/ids.ts';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');

function picture(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .png()
    .toBuffer();
}

/** A picture of some twenty megabytes: two pieces. */
function largePicture(): Promise<Buffer> {
  const side = 2_600;
  return sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** Drops files on the place for pictures, as a hand does. */
async function drop(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, base64 } of list)
        data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type: 'image/png' }));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  );
  const zone = page.locator('[data-drop=picture]');
  await zone.dispatchEvent('dragover', { dataTransfer: transfer });
  await zone.dispatchEvent('drop', { dataTransfer: transfer });
}

async function startListing(page: Page, title: string): Promise<string> {
  await page.goto('/bg/studio/listings/new');
  await page
    .locator('[name=kind]')
    .selectOption('physical')
    .catch(() => page.locator('main [name=kind][value=physical]').check());
  await page.locator('main [name=title]').fill(title);
  await page.getByRole('button', { name: t('studio.start.submit') }).click();
  await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
  // Script has taken over when files can be chosen by a button.
  await expect(page.locator('#pictures').getByText(t('media.upload.choose'))).toBeVisible();
  return page.url();
}

const tiles = (page: Page) => page.locator('#pictures li[data-media]');
const place = (page: Page, at: number) => tiles(page).nth(at).getAttribute('data-media');

for (const width of [390, 1440]) {
  test.describe(`Pictures of a new listing, ${width} px wide`, () => {
    test.use({ locale: 'bg-BG', viewport: { width, height: 900 } });

    test('are dropped, ordered by key, described, pointed at, taken off and hung back', async ({ page }) => {
      // Three uploads and a dozen pages.
      test.slow();
      await signInAs(page, 'bg', 'Мария Петкова');
      const editor = await startListing(page, `Купа за снимки ${width}`);
      await drop(page, [
        { name: 'red.png', bytes: await picture(400, 500, '#a02020') },
        { name: 'green.png', bytes: await picture(500, 400, '#20a020') },
        { name: 'blue.png', bytes: await picture(450, 450, '#2020a0') },
      ]);
      await expect(tiles(page)).toHaveCount(3, { timeout: 30_000 });
      await expect(page.locator('#pictures form[data-drop] li').getByText(t('studio.upload.done'))).toHaveCount(3);

      // What it is decides, not its name; what is too large is not even sent.
      await drop(page, [{ name: 'vase.png', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]) }]);
      await expect(page.locator('#pictures').getByText(t('errors.media.not_a_picture')).first()).toBeVisible();
      await expect(tiles(page)).toHaveCount(3);

      const last = await place(page, 2);
      await tiles(page).nth(2).locator('[data-handle]').focus();
      await page.keyboard.press('Home');
      const said = t('media.pictures.moved').replace('{number}', '3').replace('{place}', '1').replace('{total}', '3');
      await expect(page.getByText(said)).toBeAttached();
      await expect(tiles(page).nth(0).locator('[data-handle]')).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(tiles(page).nth(1)).toHaveAttribute('data-media', last ?? '');
      await expect(async () => {
        await page.reload();
        expect(await place(page, 1)).toBe(last);
      }).toPass({ timeout: 10_000 });

      for (let at = 0; at < 3; at++)
        await tiles(page).nth(at).locator('textarea').fill(`Купа, гледана отстрани, ${at}`);
      await page.getByRole('button', { name: t('media.pictures.save_words') }).click();
      await expect(page.getByText(t('media.pictures.words_saved'), { exact: true })).toBeVisible();
      await expect(page.getByText(t('studio.steps.missing_alt'))).toHaveCount(0);

      await tiles(page)
        .nth(0)
        .getByRole('link', { name: t('media.pictures.edit') })
        .click();
      await page.waitForURL(/\/pictures\/[0-9a-f-]{36}/);
      await expectAccessible(page);
      await expectNoOverflow(page);
      await expect(page.getByRole('button', { name: t('media.frame.square'), exact: true })).toBeVisible();
      await page.getByRole('button', { name: t('media.frame.square'), exact: true }).click();
      await expect(page.getByLabel(t('media.frame.keep_crop'))).toBeChecked();
      await page.getByRole('button', { name: t('media.frame.point') }).focus();
      for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowUp');
      await expect(page.getByText(t('media.frame.point_at').replace('{x}', '50').replace('{y}', '20'))).toBeAttached();
      await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
      await page.waitForURL(/done=saved/);
      const shown = tiles(page).nth(0).locator('img');
      await expect(shown).toHaveAttribute('src', /_0\.\d+\.\d+\.\d+_[\w-]{12}\//);
      const source = (await shown.getAttribute('src')) ?? '';
      const cut = await sharp(await (await page.request.get(source)).body()).metadata();
      expect(cut.width, 'what was cut square is square').toBe(cut.height);
      expect((await page.request.get(source.replace(/_0\./, '_1.'))).status(), 'a crop nobody made').toBe(404);

      await tiles(page)
        .nth(2)
        .getByRole('button', { name: t('studio.pictures.remove') })
        .click();
      await expect(page.getByText(t('media.pictures.removed'))).toBeVisible();
      await expect(tiles(page)).toHaveCount(2);
      await page.getByRole('button', { name: t('media.pictures.undo') }).click();
      await expect(tiles(page)).toHaveCount(3);
      await expect(tiles(page).nth(2).locator('textarea')).toHaveValue('Купа, гледана отстрани, 2');
      await page.goto(editor);
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  });
}

test.describe('A large picture over a bad line', () => {
  test.use({ locale: 'bg-BG' });

  test('goes on after a reload where it was cut off', async ({ page }) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ambersilk-large-'));
    const file = path.join(folder, 'large.png');
    await writeFile(file, await largePicture());
    await signInAs(page, 'bg', 'Мария Петкова');
    await startListing(page, 'Купа с голяма снимка');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/studio/uploads')) asked.push(request.method());
    });
    // The first piece arrives, the second never does.
    await page.route('**/api/studio/uploads/*', (route) =>
      route.request().headers()['upload-offset'] === '0' || route.request().method() !== 'PATCH'
        ? route.continue()
        : undefined,
    );
    await page.locator('[data-drop=picture] input[type=file]').setInputFiles(file);
    await expect(page.getByRole('progressbar', { name: 'large.png' })).toBeVisible();
    await expect.poll(() => asked.filter((method) => method === 'PATCH').length, { timeout: 30_000 }).toBe(2);
    await page.reload();
    await expect(page.locator('[data-unfinished]')).toContainText('large.png');

    await page.unrouteAll({ behavior: 'ignoreErrors' });
    asked.length = 0;
    await expect(page.locator('#pictures').getByText(t('media.upload.choose'))).toBeVisible();
    await page.locator('[data-drop=picture] input[type=file]').setInputFiles(file);
    await expect(tiles(page)).toHaveCount(1, { timeout: 45_000 });
    expect(asked[0], 'how far it has come is asked, and nothing begun anew').toBe('HEAD');
    expect(asked.filter((method) => method === 'PATCH')).toHaveLength(1);
    await expect(page.locator('[data-unfinished]')).toHaveCount(0);
    await rm(folder, { recursive: true });
  });
});

for (const width of [390, 1440]) {
  test.describe(`A listing's gallery, ${width} px wide`, () => {
    test.use({ locale: 'zh-CN', viewport: { width, height: 844 } });
    const zh = words('zh-CN');
    const counter = (number: number, total: number) =>
      zh('shop.listing.picture').replace('{number}', String(number)).replace('{total}', String(total));

    test('opens by key, turns, grows and closes', async ({ page }) => {
      const listing = '/zh-CN/l/troyan-chiniya-kapka';
      await page.goto(listing);
      const links = page.locator('a[data-picture]');
      const total = await links.count();
      expect(total).toBeGreaterThan(1);
      // A plain link until there is script.
      expect((await page.request.get((await links.first().getAttribute('href')) ?? '')).status()).toBe(200);
      await expect(async () => {
        // Before the script came the link led to the picture itself.
        if (!page.url().endsWith(listing)) await page.goto(listing);
        await links.first().focus({ timeout: 5_000 });
        await page.keyboard.press('Enter');
        await expect(page.getByRole('dialog')).toBeVisible({ timeout: 2_000 });
      }).toPass();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('status')).toHaveText(counter(1, total));
      const large = dialog.locator('[data-scale] img');
      await expect(large).toBeVisible();
      expect((await large.boundingBox())?.width, 'the picture fills the window').toBeGreaterThan(300);
      await page.keyboard.press('ArrowRight');
      await expect(dialog.getByRole('status')).toHaveText(counter(2, total));
      await page.keyboard.press('+');
      await page.keyboard.press('+');
      await expect(dialog.locator('[data-scale]')).toHaveAttribute('data-scale', '2.25');
      await page.keyboard.press('-');
      await expect(dialog.locator('[data-scale]')).toHaveAttribute('data-scale', '1.50');
      await expectAccessible(page);
      await expectNoOverflow(page);
      await dialog.getByRole('button', { name: zh('media.gallery.next') }).click();
      await expect(dialog.locator('[data-scale]')).toHaveAttribute('data-scale', '1.00');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(links.first()).toBeFocused();
    });
  });
}

test.describe('What can be heard and compared', () => {
  test.use({ locale: 'zh-CN' });

  test('a passage is played by stretches', async ({ page }) => {
    await page.goto('/zh-CN/l/qyr-guzheng-high-mountains');
    const player = page.locator('audio').first();
    await expect(player).toHaveAttribute('preload', 'none');
    await expect(page.getByText('0:12')).toBeVisible();
    const source = (await player.locator('source').getAttribute('src')) ?? '';
    const part = await page.request.get(source, { headers: { range: 'bytes=0-43' } });
    expect(part.status()).toBe(206);
    expect(part.headers()['content-range']).toMatch(/^bytes 0-43\/\d+$/);
    expect((await part.body()).subarray(0, 4).toString()).toBe('RIFF');
    expect((await page.request.get(source, { headers: { range: 'bytes=99999999-' } })).status()).toBe(416);
    await expectAccessible(page);
  });

  test('a moderator sees who else shows the same picture', async ({ page }) => {
    await signInAs(page, 'zh-CN', 'Nadia Okafor');
    await page.goto(`/zh-CN/admin/moderation/${stableId('listing', 'troyan-kupa-kiselo-mlyako')}`);
    await expect(page.getByRole('heading', { name: words('zh-CN')('admin.like.title') })).toBeVisible();
    await expect(
      page.getByRole('region', { name: words('zh-CN')('admin.like.title') }).getByRole('link'),
    ).not.toHaveCount(0);
    await expectAccessible(page);
  });
});
