import { readFileSync } from 'node:fs';
import path from 'node:path';
import { screensIndex } from '#lib/workbench/screens.ts';
import { takeScreenshots } from '#runtime/messages/screenshots.ts';
import { expect, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const folder = path.join(process.env['DATA_DIR'] || '.data', 'screenshots');
const t = words('pl');

// A record of the walk would cost more than the walk.
test.use({ trace: 'off' });

test('A walk through the pages photographs every string where it stands, for the workbench to show', async ({
  browser,
  page,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const site = baseURL ?? '';
  const taken = await takeScreenshots(browser, { site, locale: 'pl', person: 'Jana Dvořáková', folder }, () => {});
  expect(taken.missed).toEqual([]);
  expect(taken.strings).toBeGreaterThan(700);
  const index = screensIndex.parse(JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')));
  expect(Object.keys(index.strings)).toEqual(expect.arrayContaining(['frame.cart', 'shop.home.new']));

  await signInAs(page, 'pl', 'Szabó Eszter');
  await page.goto('/pl/translate/pl?id=shop.home.new');
  const picture = page.getByRole('img', { name: t('workbench.screens.alt').replace('{path}', '/') });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBe(1280);
});
