import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');

/** Pastes as from a spreadsheet: the event carries the block that the clipboard had. */
async function paste(cell: Locator, block: string): Promise<void> {
  await cell.focus();
  await cell.evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, block);
}

/** A cell of the table of variants by its row and its column, counted from nought. */
function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`[data-cell="${row}:${column}"]`);
}

const save = (page: Page) => page.getByRole('button', { name: t('variants.grid.save') });

/** The address of a listing's page of the studio. */
async function studioListing(page: Page, title: RegExp): Promise<string> {
  await page.goto('/bg/studio/listings');
  const link = page.locator('main a[href*="/studio/listings/"]').filter({ hasText: title }).first();
  return (await link.getAttribute('href')) ?? '';
}

test.describe('A potter in Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1280, height: 900 } });

  test('adds size and colour, pastes prices from a spreadsheet, and sees the variant in the preview', async ({
    page,
  }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings/new');
    await expect(page.locator('main [name=kind][value=physical]')).toBeChecked();
    await page.locator('main [name=title]').fill('Паница „Капка“');
    await page.getByRole('button', { name: t('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    await page.getByRole('link', { name: t('variants.section.begin') }).click();
    await expectAccessible(page);

    // A name without values is told at its field, and nothing typed is lost.
    await page.locator('main [name=name0]').fill('Размер');
    await page.locator('main [name=name1]').fill('Цвят');
    await page.locator('main [name=add1]').fill('зелена\nвишнева');
    await page.getByRole('button', { name: t('variants.options.save') }).click();
    await expect(page.locator('main [name=add0]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('main [name=add1]')).toHaveValue('зелена\nвишнева');
    await page.locator('main [name=add0]').fill('малка, голяма');
    await page.getByRole('button', { name: t('variants.options.save') }).click();
    await page.waitForURL(/\/variants\?done=options/);
    await expect(page.getByRole('rowheader')).toHaveText([
      /малка · зелена/,
      /малка · вишнева/,
      /голяма · зелена/,
      /голяма · вишнева/,
    ]);
    await expectAccessible(page);

    // SKU, price and stock of all four, one of the prices wrong.
    await paste(cell(page, 0, 0), 'MZ\t12,50 €\t8\nMV\t12,50\t7\nGZ\tбезценно\t5\nGV\t21,90\t4\n');
    await expect(cell(page, 3, 1)).toHaveValue('21,90');
    await save(page).click();
    await expect(cell(page, 2, 1)).toHaveAttribute('aria-invalid', 'true');
    await expect(cell(page, 2, 1)).toHaveValue('безценно');
    await expect(cell(page, 3, 0)).toHaveValue('GV');

    // By keyboard: type over it, down by Enter, back by arrow; a weight for all, one step undone.
    await cell(page, 2, 1).fill('19,90');
    await cell(page, 2, 1).press('Enter');
    await expect(cell(page, 3, 1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(cell(page, 2, 1)).toBeFocused();
    await cell(page, 0, 3).fill('650');
    await page.getByRole('button', { name: t('variants.grid.set_for_all') }).click();
    await expect(cell(page, 3, 3)).toHaveValue('650');
    await cell(page, 0, 3).focus();
    await page.keyboard.press('Control+z');
    await expect(cell(page, 3, 3)).toHaveValue('');
    await page.keyboard.press('Control+d');
    await expect(cell(page, 3, 3)).toHaveValue('650');
    await save(page).click();
    await expect(page.getByText(t('variants.grid.saved_draft'))).toBeVisible();
    await expect(cell(page, 2, 1)).toHaveValue('19,90');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);

    await page
      .locator('main form')
      .getByRole('link', { name: t('variants.grid.preview') })
      .click();
    await page
      .locator('label')
      .filter({ hasText: /^голяма$/ })
      .click();
    await page
      .locator('label')
      .filter({ hasText: /^вишнева$/ })
      .click();
    await expect(page.getByText(/21,90\s*€/)).toBeVisible();
    await expectNoOverflow(page);
  });

  test('changes a price a little: buyers see it at once; a second editor is told and keeps what was typed', async ({
    page,
    context,
  }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    const table = `${await studioListing(page, /Стомна/)}/variants`;
    const second = await context.newPage();
    await page.goto(table);
    await second.goto(table);
    // Within 30 per cent of 44, and another one each time.
    const price = `${40 + (Date.now() % 9)},${String(Date.now() % 90).padStart(2, '0')}`;
    await cell(page, 0, 1).fill(price);
    await save(page).click();
    await expect(page.getByText(t('variants.grid.saved_live'))).toBeVisible();
    await expect(async () => {
      const shop = await page.request.get('/bg/l/troyan-stomna-troyanka');
      expect(await shop.text()).toContain(price.replace(',', '.'));
    }).toPass({ timeout: 15_000 });

    await cell(second, 0, 1).fill('43,99');
    await cell(second, 1, 0).fill(`SKU-${Date.now()}`);
    await save(second).click();
    await expect(second.getByText(words('bg')('errors.catalogue.edited_meanwhile'))).toBeVisible();
    await expect(cell(second, 0, 1)).toHaveValue('43,99');
    await expect(cell(second, 1, 0)).toHaveValue(/^SKU-/);
    await second.getByRole('button', { name: t('variants.grid.take') }).click();
    await expect(cell(second, 0, 1)).toHaveValue(price);
    await save(second).click();
    await expect(second.getByText(t('variants.grid.saved_live'))).toBeVisible();
  });

  test('counts the stock, says why, and finds it in the history', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/stock?q=2,2');
    await expectAccessible(page);
    await page
      .getByRole('link', { name: /2,2 литра · Вишнева/ })
      .first()
      .click();
    await page.waitForURL(/\/studio\/stock\/[0-9a-f-]{36}/);
    // Where there are several places, pieces can be moved as well.
    const history = page.getByRole('table').last();
    const adjust = page.locator('section[aria-labelledby=adjust]').last();
    await adjust.locator('[name=amount]').fill('-1000');
    await adjust.locator('[name=reason]').selectOption('other');
    await page.getByRole('button', { name: t('stock.adjust.save'), exact: true }).click();
    await expect(adjust.locator('[name=note]')).toHaveAttribute('aria-invalid', 'true');
    await expect(adjust.locator('[name=amount]')).toHaveValue('-1000');
    await adjust.locator('[name=note]').fill('Проба');
    await page.getByRole('button', { name: t('stock.adjust.save'), exact: true }).click();
    await expect(adjust.locator('[name=amount]')).toHaveAttribute('aria-invalid', 'true');
    await adjust.locator('[name=way]').selectOption('to');
    await adjust.locator('[name=amount]').fill('30');
    await adjust.locator('[name=note]').fill('Нова пещ');
    await page.getByRole('button', { name: t('stock.adjust.save'), exact: true }).click();
    await page.waitForURL(/done=adjusted/);
    await expect(history.getByRole('row').nth(1)).toContainText('Нова пещ');
    await adjust.locator('[name=way]').selectOption('by');
    await adjust.locator('[name=amount]').fill('-3');
    await adjust.locator('[name=reason]').selectOption('damaged');
    await adjust.locator('[name=note]').fill('Пукнати');
    await page.getByRole('button', { name: t('stock.adjust.save'), exact: true }).click();
    const newest = history.getByRole('row').nth(1);
    await expect(newest).toContainText('Пукнати');
    await expect(newest).toContainText('27');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await expectAccessible(page);
  });
});

test.describe('A buyer in Poland', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('chooses by option: picture, price and stock follow, and what is sold out says so', async ({ page }) => {
    // On a slow line a press comes before the page's script: it counts all the same.
    const pressed = Promise.withResolvers<void>();
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await pressed.promise;
      await route.continue();
    });
    await page.goto('/pl/l/jdz-rice-grain-teacups', { waitUntil: 'commit' });
    const picture = page.locator('article img').first();
    const before = await picture.getAttribute('src');
    const white = page.locator('label').filter({ hasText: 'Słodka biel' });
    await expect(white.getByRole('radio')).toBeChecked();
    const blue = page.locator('label').filter({ hasText: 'Błękitno-białe' });
    await blue.click();
    pressed.resolve();
    await expect(picture).not.toHaveAttribute('src', before ?? '');
    await expect(blue.getByRole('radio')).toBeChecked();
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.goto('/pl/l/linonamai-prijuoste-virejo');
    await page
      .locator('label')
      .filter({ hasText: /^L–XL$/ })
      .click();
    await expect(page.getByRole('radio', { name: 'Naturalny len' })).toBeDisabled();
    await expect(
      page.getByText(words('pl')('variants.shop.impossible').replace('{names}', 'Naturalny len')),
    ).toBeVisible();
    await page.locator('label').filter({ hasText: /^S–M$/ }).click();
    await expect(page.getByRole('radio', { name: 'Naturalny len' })).toBeEnabled();
    const facts = await page.locator('script[type="application/ld+json"]').first().textContent();
    expect(JSON.parse(facts ?? '{}').offers).toHaveLength(4);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('chooses from a list and buys what was chosen', async ({ page }) => {
      await page.goto('/pl/l/linonamai-prijuoste-virejo');
      await expect(page.getByRole('radio', { name: 'Naturalny len', exact: true })).toHaveCount(0);
      await page.getByRole('radio', { name: /S–M · Naturalny len/ }).check();
      await page.getByRole('button', { name: words('pl')('shop.listing.add') }).click();
      await expect(page.getByText(words('pl')('shop.listing.added'))).toBeVisible();
      await page.goto('/pl/cart');
      await expect(page.getByText('S–M · Naturalny len')).toBeVisible();
    });
  });
});
