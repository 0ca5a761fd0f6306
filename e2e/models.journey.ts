import type { Page } from '@playwright/test';
import { potModel, troyanDrops } from '../prisma/seed/models.ts';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const vase = (locale: string) => `/${locale}/l/jdz-blue-white-vase`;
/** The canvas lies over its poster, which is not looked at. */
const seen = (page: Page) => page.locator('[data-model] canvas').screenshot();

const patient = { timeout: 60_000 };

async function expectOther(page: Page, before: Buffer): Promise<void> {
  await expect.poll(async () => (await seen(page)).equals(before), patient).toBe(false);
}

/** Asks for the thing in three dimensions by key, once script has taken over. */
async function view(page: Page, locale: string): Promise<void> {
  const link = page.getByRole('link', { name: words(locale)('models.view') }).first();
  await expect(link).toHaveAttribute('download', /\.glb$/);
  // Until there is script, the link is one to the file.
  await expect(async () => {
    await link.press('Enter', { timeout: 1_000 });
    await expect(page.locator('[data-model]').or(page.getByText(words(locale)('models.loading')))).not.toHaveCount(0);
  }).toPass();
}

for (const [locale, width] of [
  ['zh-CN', 390],
  ['bg', 1440],
] as const) {
  test.describe(`A vase in three dimensions, ${locale}, ${width} px wide`, () => {
    test.use({ locale, viewport: { width, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });
    const t = words(locale);

    test('is fetched when it is asked for, and turned by key and by button', async ({ page }) => {
      // Without a graphics card the processor draws.
      test.slow();
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      await page.goto(vase(locale));
      await expectAccessible(page);
      expect(fetched.filter((url) => url.endsWith('/sample'))).toEqual([]);
      await view(page, locale);
      await expect(page.locator('[data-model=shown]')).toBeVisible(patient);
      expect(fetched.filter((url) => url.endsWith('/sample'))).toHaveLength(1);
      await expect(page.getByText(t('models.help'))).toBeVisible();

      const front = await seen(page);
      await page.keyboard.press('ArrowRight');
      await expectOther(page, front);
      const turned = await seen(page);
      await page.getByRole('button', { name: t('media.gallery.larger') }).click();
      await expectOther(page, turned);
      await page.getByRole('button', { name: t('models.reset') }).press('Enter');
      await expect.poll(async () => (await seen(page)).equals(front), patient).toBe(true);
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  });
}

test.describe('Where nothing is drawn in three dimensions', () => {
  test.use({ locale: 'bg-BG' });

  test('a sentence says so, and one that could not be loaded is tried again', async ({ page }) => {
    const t = words('bg');
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto(vase('bg'));
    await view(page, 'bg');
    await expect(page.getByRole('status').filter({ hasText: t('models.no_webgl') })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('A potter with a scan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1440, height: 900 } });

  test('adds it as a sample and looks at it; a renamed program is refused', async ({ page }) => {
    test.slow();
    const t = words('bg');
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings/new');
    await page.locator('main [name=kind][value=physical]').check();
    await page.locator('main [name=title]').fill('Глинен съд за оглед');
    await page.getByRole('button', { name: t('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    const samples = page.locator('#samples');
    await expect(samples.getByText(t('media.upload.choose'))).toBeVisible();
    await expect(samples.getByText(t('models.limits').replace('{megabytes}', '30'))).toBeVisible();
    const choose = (name: string, buffer: Buffer) =>
      samples.locator('input[type=file]').setInputFiles({ name, mimeType: 'model/gltf-binary', buffer });
    await choose('ваза.glb', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]));
    await expect(samples.getByText(t('errors.media.not_a_sample')).first()).toBeVisible();
    await choose('стомна.glb', potModel(troyanDrops).subarray(0, 9_000));
    await expect(samples.getByText(t('errors.media.model_damaged')).first()).toBeVisible();
    await choose('стомна.glb', potModel(troyanDrops));
    await expect(samples.getByRole('link', { name: t('models.view') })).toBeVisible({ timeout: 30_000 });
    await expect(samples.getByLabel(t('media.samples.name'))).toHaveValue('стомна');
    await view(page, 'bg');
    await expect(samples.locator('[data-model=shown]')).toBeVisible(patient);
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
});
