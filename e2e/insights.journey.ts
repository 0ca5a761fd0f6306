import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const pl = words('pl');
const bg = words('bg');
const zh = words('zh-CN');
const plate = 'troyan-chiniya-kapka';
const mark = Date.now();
/** Robots are not counted, and a browser without a window says it is one. */
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

/** The figure beside a word of the funnel. */
async function figure(page: Page, word: string): Promise<number> {
  const line = page.locator('dl > div').filter({ has: page.getByText(word, { exact: true }) });
  const text = await line.locator('dd').first().innerText();
  return Number(/([\d\s\u00a0\u202f]+)$/.exec(text)?.[1]?.replace(/\D/g, ''));
}

test.describe.configure({ mode: 'serial' });

test.describe('An owner who wants to know', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1440, height: 1000 } });

  test('sees sales, buyers, what is missing, and what nobody finds', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio');
    await page
      .getByRole('navigation', { name: bg('studio.nav.label') })
      .getByRole('link', { name: bg('studio.nav.insights') })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(bg('insights.title'));
    await expect(page.getByRole('img', { name: /Продажби/ })).toBeVisible();
    await expect(page.getByText('керамичен гювеч за индукция')).toBeVisible();
    // Two people are too few to be shown.
    await expect(page.getByText('refill ink stick')).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.getByRole('link', { name: bg('insights.by.month') }).click();
    await expect(page).toHaveURL(/by=month/);
    await page.getByText(bg('insights.as_table')).click();
    await expect(page.getByRole('row')).not.toHaveCount(0);

    await page.getByRole('link', { name: /^унгарски:/ }).click();
    await expect(page).toHaveURL(/\/insights\/translations\/hu/);
    await expect(page.locator('main ul li').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('reads it on a phone in the dark, in Chinese', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await signInAs(page, 'zh-CN', '林悦');
    await page.goto('/zh-CN/studio/insights');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('insights.title'));
    await expectNoOverflow(page);
    await expectAccessible(page);
  });
});

test.describe('A visitor', () => {
  test('is counted once for a page, and for what is put into the cart', async ({ page, browser: chrome }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/insights');
    const before = {
      views: await figure(page, bg('insights.funnel.views')),
      carts: await figure(page, bg('insights.funnel.carts')),
    };
    // Somebody new at every run.
    const visit = await chrome.newContext({ userAgent: `${browser} ${mark}`, locale: 'pl-PL' });
    const buyer = await visit.newPage();
    for (let time = 0; time < 2; time++) {
      const seen = buyer.waitForResponse((answer) => answer.url().endsWith('/api/v1/seen'));
      await buyer.goto(`/pl/l/${plate}`);
      expect((await seen).status()).toBe(204);
    }
    await buyer.getByRole('button', { name: pl('shop.listing.add') }).click();
    await expect(buyer.getByText(pl('shop.listing.added'))).toBeVisible();
    await expect(async () => {
      await page.reload();
      expect(await figure(page, bg('insights.funnel.views'))).toBe(before.views + 1);
      expect(await figure(page, bg('insights.funnel.carts'))).toBe(before.carts + 1);
    }).toPass({ timeout: 20_000 });
    expect((await visit.cookies()).map(({ name }) => name)).toEqual(['cart']);
    await visit.close();
  });

  test('finds things alike, passes them on, and other sites get a picture', async ({ page, request }) => {
    await page.goto(`/pl/l/${plate}`);
    await expect(page.getByRole('heading', { name: pl('discover.similar') })).toBeVisible();
    await expect(page.locator(`main li a[href$="/l/${plate}"]`)).toHaveCount(0);
    await page.getByText(pl('discover.share.title'), { exact: true }).first().click();
    await expect(page.getByRole('img', { name: pl('discover.share.qr') })).toBeVisible();
    await expect(page.getByLabel(pl('discover.share.address'))).toHaveValue(new RegExp(`/pl/l/${plate}$`));
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);

    for (const locale of ['pl', 'zh-CN', 'bg']) {
      await page.goto(`/${locale}/l/${plate}`);
      const address = await page.locator('meta[property="og:image"]').getAttribute('content');
      const answer = await request.get(new URL(address ?? '').pathname);
      expect(answer.headers()['content-type']).toBe('image/jpeg');
      expect(await sharp(await answer.body()).metadata()).toMatchObject({ width: 1200, height: 630 });
    }
  });

  test('finds works while typing, and what is new', async ({ page }) => {
    await page.goto('/pl/rights');
    const work = page.locator('main a[href*="/w/"]').first();
    const href = (await work.getAttribute('href')) ?? '';
    const title = await work.locator('h3').innerText();
    await page.goto('/pl/browse/new');
    await expect(page.locator('main li h3').first()).toBeVisible();
    await expect(page.getByRole('link', { name: pl('discover.order.new'), exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    );
    const box = page.getByRole('combobox', { name: pl('frame.search') });
    await expect(async () => {
      await box.fill('');
      await box.pressSequentially(title, { delay: 10 });
      await expect(page.getByRole('group', { name: pl('search.suggest.works') })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expectAccessible(page);
    await page
      .getByRole('group', { name: pl('search.suggest.works') })
      .locator(`a[href="${href}"]`)
      .click();
    await expect(page).toHaveURL(new RegExp(`${href}$`));
    await expect(page.getByRole('heading', { name: pl('discover.similar_works') })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('A buyer without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('shows what was bought: a bad picture is told, a good one is on the page', async ({ page }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/orders');
    const hrefs = await page.locator('main a[href*="/orders/AS-"]').all();
    const orders = await Promise.all(hrefs.map((link) => link.getAttribute('href')));
    for (const href of orders) {
      await page.goto(href ?? '');
      if (
        await page
          .getByRole('link', { name: pl('reviews.order.write') })
          .first()
          .isVisible()
      )
        break;
    }
    await page
      .getByRole('link', { name: pl('reviews.order.write') })
      .first()
      .click();
    const said = `Tak wygląda u mnie w kuchni (${mark})`;
    await page.getByRole('radio', { name: '5' }).check({ force: true });
    await page.getByLabel(pl('reviews.form.body')).fill(said);
    await page
      .locator('[name="pictures[]"]')
      .setInputFiles({ name: 'kuchnia.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await page.getByRole('button', { name: pl('reviews.form.send') }).click();
    await expect(page.getByText(pl('errors.media.not_a_picture')).first()).toBeVisible();
    await expect(page.getByLabel(pl('reviews.form.body'))).toHaveValue(said);
    await expectNoOverflow(page);

    const noise = {
      width: 1600,
      height: 1200,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    } as const;
    // More than a form of words may send.
    const buffer = await sharp({ create: { ...noise, background: '#a8570a' } })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(buffer.length).toBeGreaterThan(2 ** 20);
    await page.locator('[name="pictures[]"]').setInputFiles({ name: 'kuchnia.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByLabel(pl('reviews.pictures.what')).fill('Talerz na kuchennym stole');
    await page.getByRole('button', { name: pl('reviews.form.send') }).click();
    await expect(page.getByText(pl('reviews.order.done.written'))).toBeVisible();

    await page
      .getByRole('link', { name: pl('reviews.order.change') })
      .first()
      .click();
    await expect(page.getByRole('img', { name: 'Talerz na kuchennym stole' })).toBeVisible();
    await expectNoOverflow(page);
  });
});
