import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, openMail, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const pl = words('pl');
const bg = words('bg');
const zh = words('zh-CN');
const plate = 'troyan-chiniya-kapka';
const vase = 'jdz-blue-white-vase';
// At one place, so that counting it there is counting all of it.
const pot = 'troyan-svetilnik-kashtichka';
const mark = Date.now();

/** The heart of a listing's own page. */
const heart = (page: Page) => page.getByRole('article').locator('[data-save]');

/** Once the script has taken over, the buttons say whether they are pressed. */
async function openWithMarks(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-save]').first()).toHaveAttribute('aria-pressed', /true|false/);
}

test.describe.configure({ mode: 'serial' });

test.describe('On a phone, before anybody signs in', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });

  test('a listing is saved, taken back, kept in a list of its own, and comes along at sign-in', async ({ page }) => {
    const listName = `礼物 ${mark}`;
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await heart(page).click();
    await expect(page.getByText(zh('lists.mark.saved'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await expect(heart(page)).toHaveAttribute('aria-pressed', 'true');
    await heart(page).click();
    await page.getByRole('button', { name: zh('lists.undo') }).click();
    await expect(page.getByText(zh('lists.mark.saved'))).toBeVisible();

    await page.goto('/zh-CN/lists');
    await expect(page.getByText(zh('lists.lead_guest'))).toBeVisible();
    await page.getByRole('button', { name: zh('lists.create') }).click();
    await expect(page.getByText(zh('errors.validation.required'))).toBeVisible();
    await page.getByLabel(zh('lists.new_list')).fill(listName);
    await page.getByRole('button', { name: zh('lists.create') }).click();
    await page.waitForURL(/\/lists\/[0-9a-f-]{36}/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(listName);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await signInAs(page, 'zh-CN', '陈晓');
    await page.goto('/zh-CN/lists');
    await expect(page.getByRole('link', { name: listName })).toBeVisible();
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await expect(heart(page)).toHaveAttribute('aria-pressed', 'true');
    await page.context().clearCookies();
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await expect(heart(page)).toHaveAttribute('aria-pressed', 'false');
  });

  test('what was seen is shown again on this device, until it shall not be', async ({ page }) => {
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await openWithMarks(page, `/zh-CN/l/${vase}`);
    const row = page.getByRole('region', { name: zh('lists.seen.title') });
    await expect(row.getByRole('link')).toHaveCount(1);
    await page.goto('/zh-CN');
    await expect(row.getByRole('link')).toHaveCount(2);
    await expect(row.getByRole('link').first()).toHaveAttribute('href', `/zh-CN/l/${vase}`);
    await expectNoOverflow(page);
    await expectAccessible(page);
    await row.getByRole('button', { name: zh('lists.seen.off') }).click();
    await openWithMarks(page, `/zh-CN/l/${plate}`);
    await page.goto('/zh-CN/lists');
    await expect(page.getByText(zh('lists.seen.is_off'))).toBeVisible();
    await page.getByRole('button', { name: zh('lists.seen.turn_on') }).click();
    await expect(page.getByText(zh('lists.seen.is_on'))).toBeVisible();
  });
});

test.describe('A list of one’s own', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 1440, height: 1000 } });

  test('has notes and an order, gives back what was removed, and is shared until that is withdrawn', async ({
    page,
    browser,
  }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/lists');
    await page.getByRole('link', { name: 'Prezenty na święta' }).click();
    const items = page.locator('main li[id]');
    await expect(items).toHaveCount(5);
    await expect(items.filter({ hasText: pl('lists.item.gone') })).toHaveCount(1);
    await expectAccessible(page);
    const name = (index: number) => items.nth(index).getByRole('heading');
    const first = (await name(0).textContent()) ?? '';
    await items.nth(0).locator('[name=way][value=down]').click();
    await expect(name(1)).toHaveText(first);
    await items.nth(1).locator('[name=way][value=up]').click();
    await expect(name(0)).toHaveText(first);

    // A note is added or changed, as the run before left it.
    await items.nth(0).locator('summary').first().click();
    await items.nth(0).getByLabel(pl('lists.item.note'), { exact: true }).fill(`Do płaszcza ${mark}`);
    await items
      .nth(0)
      .getByRole('button', { name: pl('lists.item.keep_note') })
      .click();
    await expect(items.nth(0).getByText(pl('lists.item.note_saved'))).toBeVisible();

    await items
      .nth(1)
      .locator('button', { hasText: pl('lists.item.remove') })
      .click();
    await expect(page.getByText(pl('lists.item.removed'))).toBeVisible();
    await expect(items).toHaveCount(4);
    await page.getByRole('button', { name: pl('lists.undo') }).click();
    await expect(items).toHaveCount(5);

    const link = await page.getByLabel(pl('lists.share.link'), { exact: true }).inputValue();
    const address = new URL(link).pathname.replace('/pl/', '/bg/');
    const other = await browser.newContext({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
    const stranger = await other.newPage();
    await stranger.goto(new URL(address, page.url()).href);
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Prezenty na święta');
    await expect(stranger.getByText(bg('lists.shared.lead'))).toBeVisible();
    await expect(stranger.getByText(`Do płaszcza ${mark}`)).toHaveCount(0);
    await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await stranger
      .getByRole('button', { name: bg('lists.item.add') })
      .first()
      .click();
    await expect(stranger.getByText(bg('lists.item.in_cart'))).toBeVisible();
    await expectNoOverflow(stranger);
    await expectAccessible(stranger);

    await page.getByRole('button', { name: pl('lists.share.withdraw') }).click();
    await expect(page.getByText(pl('lists.share.withdrawn'))).toBeVisible();
    expect((await stranger.reload())?.status()).toBe(404);
    await other.close();
    await page.getByRole('button', { name: pl('lists.share.make') }).click();
    await expect(page.getByLabel(pl('lists.share.link'), { exact: true })).not.toHaveValue(link);
  });

  test('follows an enterprise, reads what is new of it, and sets its mails', async ({ page }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await openWithMarks(page, '/pl/e/rozova-dolina');
    const button = page.locator('[data-follow]');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(button.getByText(pl('lists.following'), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/pl/account/following');
    await expectAccessible(page);
    const line = page
      .getByRole('listitem')
      .filter({ hasText: pl('lists.unfollow') })
      .filter({ hasText: 'Rozova Dolina' });
    await line.getByRole('button').click();
    await expect(page.getByText(pl('lists.follow_page.left'))).toBeVisible();
    await page.getByRole('button', { name: pl('lists.undo') }).click();
    await expect(line).toBeVisible();
    await line.getByRole('button').click();
    await page.goto('/pl/account/alerts');
    await page.getByLabel(pl('lists.alerts.follows')).selectOption('daily');
    await page.getByRole('button', { name: pl('lists.alerts.save'), exact: true }).click();
    await expect(page.getByText(pl('lists.alerts.saved'))).toBeVisible();
    await expect(page.getByLabel(pl('lists.alerts.follows'))).toHaveValue('daily');
    await expectAccessible(page);
  });

  test('keeps a search with its filters, forgets it and takes that back', async ({ page }) => {
    const name = `Porcelana ${mark}`;
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/search?q=porcelana&country=CN&sort=newest');
    await page.getByText(pl('lists.searches.save')).click();
    await page.getByLabel(pl('lists.searches.name'), { exact: true }).fill(name);
    await page.getByLabel(pl('lists.searches.frequency')).selectOption('weekly');
    await page.getByRole('button', { name: pl('lists.searches.keep'), exact: true }).click();
    await page.waitForURL(/\/account\/searches/);
    await expect(page.getByText(pl('lists.searches.saved'))).toBeVisible();
    const line = page.getByRole('listitem').filter({ hasText: name });
    await expect(line.getByRole('link', { name })).toHaveAttribute('href', /q=porcelana&country=CN&sort=newest/);
    await expectAccessible(page);
    await line.getByRole('button', { name: pl('lists.searches.remove') }).click();
    await page.getByRole('button', { name: pl('lists.undo') }).click();
    await expect(line).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await line.getByRole('button', { name: pl('lists.searches.remove') }).click();
    await expect(line).toHaveCount(0);
  });
});

test.describe('Compared', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('listings stand side by side, with what differs, and leave again', async ({ page }) => {
    for (const slug of [plate, vase]) {
      await openWithMarks(page, `/bg/l/${slug}`);
      await page.getByRole('article').locator('[data-compare]').click();
      await expect(page.getByRole('article').locator('[data-compare]')).toHaveAttribute('aria-pressed', 'true');
    }
    await page.getByRole('link', { name: bg('lists.compare') }).click();
    await page.waitForURL(/\/compare\?l=/);
    await expect(page.getByRole('columnheader')).toHaveCount(2);
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: bg('lists.compare_page.differs') })
        .first(),
    ).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
    const rows = await page.getByRole('row').count();
    await page.getByRole('link', { name: bg('lists.compare_page.only_differences') }).click();
    await expect(page.getByRole('link', { name: bg('lists.compare_page.all_rows') })).toBeVisible();
    expect(await page.getByRole('row').count()).toBeLessThan(rows);
    await page.getByRole('columnheader').first().getByRole('link').last().click();
    await expect(page.getByRole('columnheader')).toHaveCount(1);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
});

test.describe('Sold out', () => {
  const email = `waiting-${mark}@example.com`;

  /** Maria counts the pot anew. */
  async function setStock(page: Page, path: string, count: number): Promise<void> {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto(path);
    await page.locator('[name=way]').selectOption('to');
    await page.locator('section[aria-labelledby=adjust] [name=amount]').fill(String(count));
    await page.locator('[name=reason]').selectOption('counted');
    await page.getByRole('button', { name: bg('stock.adjust.save'), exact: true }).click();
    await page.waitForURL(/done=adjusted/);
    await page.context().clearCookies();
  }

  test('somebody without an account waits, confirms, is told once, and ends it with one press', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto(`/bg/studio/stock?q=${encodeURIComponent('Светилник')}`);
    const stock = (await page.locator('main tbody a[href*="/studio/stock/"]').first().getAttribute('href')) ?? '';
    await setStock(page, stock, 0);

    await expect(async () => {
      await page.goto(`/pl/l/${pot}`);
      await expect(page.getByRole('link', { name: pl('lists.back.tell_me') })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    await page.getByRole('link', { name: pl('lists.back.tell_me') }).click();
    await page.waitForURL(/\/back\//);
    await expectAccessible(page);
    await page.getByLabel(pl('lists.back.email'), { exact: true }).fill('nikt');
    await page.getByRole('button', { name: pl('lists.back.tell_me') }).click();
    await expect(page.getByLabel(pl('lists.back.email'), { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel(pl('lists.back.email'), { exact: true })).toHaveValue('nikt');
    await page.getByLabel(pl('lists.back.email'), { exact: true }).fill(email);
    await page.getByRole('button', { name: pl('lists.back.tell_me') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(pl('lists.back.asked_title'));

    await openMail(page, email, /./);
    const confirm = /http\S+\/back\/confirm\S+/.exec((await page.getByTestId('mail-text').textContent()) ?? '')?.[0];
    await page.goto(confirm ?? '');
    await page.getByRole('button', { name: pl('lists.back.confirm') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(pl('lists.back.waiting_title'));

    await setStock(page, stock, 22);
    await openMail(page, email, new RegExp(pl('mail.stock_back.heading'), 'i'));
    const text = (await page.getByTestId('mail-text').textContent()) ?? '';
    expect(text).toContain(`/pl/l/${pot}`);
    await page.goto(/http\S+\/unsubscribe\S+/.exec(text)?.[0] ?? '');
    await expectAccessible(page);
    await page.getByRole('button', { name: pl('lists.stop.stop') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(pl('lists.stop.done_title'));
  });
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'pl-PL' });

  test('the heart, the comparison and a new list are plain forms', async ({ page }) => {
    await page.goto(`/pl/l/${plate}`);
    await heart(page).click();
    await page.waitForURL(/\/pl\/lists\?done=saved/);
    await expect(page.getByText(pl('lists.mark.saved'))).toBeVisible();
    await page.getByLabel(pl('lists.new_list')).fill('Dom');
    await page.getByRole('button', { name: pl('lists.create') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dom');
    await page.goto(`/pl/l/${vase}`);
    await page.getByRole('article').locator('[data-compare]').click();
    await page.waitForURL(/\/compare\?l=/);
    await expect(page.getByRole('columnheader')).toHaveCount(1);
    await page
      .getByRole('listitem')
      .filter({ has: page.locator('a[href*="/compare"]') })
      .first()
      .getByRole('link')
      .click();
    await expect(page.getByRole('columnheader')).toHaveCount(2);
    await page.goto('/pl/e/keramika-troyan');
    await page.locator('[data-follow]').click();
    await page.waitForURL(/\/sign-in\?next=/);
  });
});
