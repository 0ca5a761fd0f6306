import type { Page } from '@playwright/test';
import { locales } from '#lib/languages/locales.ts';
import { expect, expectAccessible, expectContrast, expectNoOverflow, signInAs, test } from './journey.ts';
import { layoutFaults } from './layout.ts';
import { words } from './words.ts';

const widths = [390, 768, 1440];

/** Looks at a page as a phone, a tablet and a desk show it; with `access`, also as machines can judge access, in light and in dark. */
async function look(page: Page, path: string, { access = true } = {}): Promise<void> {
  await test.step(path, async () => {
    // Colours that are on their way from light to dark have the contrast of neither.
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    // A key that has no message is shown as `namespace.key`.
    if (!path.includes('/translate'))
      await expect(page.locator('main')).not.toHaveText(/\b(shop|studio|rights|admin|errors|orders)\.[a-z_]+\.[a-z_]+/);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoOverflow(page);
      expect(await layoutFaults(page), `${path} at ${width}`).toEqual([]);
    }
    if (!access) return;
    await expectAccessible(page);
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 900 });
    await expectContrast(page);
  });
}

const open = [
  '',
  '/browse',
  '/browse/interior',
  '/from/BG',
  '/search?q=amber',
  '/search?q=amber&country=PL&price=2&stock=1&sort=price_asc',
  '/search?q=qqqqqqqq',
  '/l/troyan-chiniya-kapka',
  '/e/keramika-troyan',
  '/w/hxa-lianpeng',
  '/rights',
  '/rights?right=toys&territory=CZ&from=2031-01-01&to=2034-01-01&exclusivity=exclusive',
  '/cart',
  '/sign-in',
  '/sign-up',
  '/about',
  '/help',
  '/legal/terms',
  '/legal/privacy',
];

test.describe('Every page', () => {
  test.describe.configure({ mode: 'parallel' });
  test.setTimeout(300_000);

  for (const locale of ['zh-CN', 'sk', 'el'] as const) {
    test(`that is open to all, in ${locale}`, async ({ page }) => {
      // Structure and colours are the same in every language; widths are not.
      for (const path of open) await look(page, `/${locale}${path}`, { access: locale === 'zh-CN' });
    });
  }

  test('of an enterprise’s desk', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    for (const path of [
      '/studio',
      '/studio/listings',
      '/studio/listings/new',
      '/studio/orders',
      '/studio/works',
      '/studio/reviews',
      '/studio/questions',
      '/studio/found',
      '/account',
      '/orders',
    ])
      await look(page, `/bg${path}`);
    await page.goto('/bg/studio/listings');
    const listing = await page
      .locator('main a[href*="/studio/listings/"]')
      .filter({ hasText: /Солница/ })
      .getAttribute('href');
    await look(page, listing ?? '');
    await look(page, `${listing}/preview`);
    await page.goto('/bg/studio/orders');
    await look(page, (await page.locator('main a[href*="/studio/orders/AS-"]').first().getAttribute('href')) ?? '');
  });

  test('of the staff', async ({ page }) => {
    await signInAs(page, 'pl', 'Nadia Okafor');
    for (const path of ['/admin', '/admin/moderation', '/admin/reviews', '/admin/audit'])
      await look(page, `/pl${path}`);
    await page.goto('/pl/admin/moderation');
    await look(page, (await page.locator('main a[href*="/admin/moderation/"]').last().getAttribute('href')) ?? '');
  });

  test('of translators and of people who deal in rights', async ({ page }) => {
    await signInAs(page, 'hu', 'Szabó Eszter');
    for (const path of ['/translate', '/translate/hu', '/translate/hu?id=shop.home.new'])
      await look(page, `/hu${path}`);
    await page.context().clearCookies();
    await signInAs(page, 'zh-CN', '林悦');
    await look(page, '/zh-CN/deals');
    await look(page, (await page.locator('main a[href*="/deals/ASD-"]').first().getAttribute('href')) ?? '');
  });
});

test.describe('Ten pages in every language', () => {
  test.describe.configure({ mode: 'parallel' });
  test.setTimeout(300_000);

  async function measure(page: Page, path: string): Promise<void> {
    await test.step(path, async () => {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoOverflow(page);
        expect(await layoutFaults(page), `${path} at ${width}`).toEqual([]);
      }
    });
  }

  for (const locale of locales) {
    test(`show every word whole: ${locale}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const said = words(locale);
      await page.goto(`/${locale}/l/troyan-chiniya-kapka`);
      await page
        .getByRole('button', { name: said('shop.listing.add') })
        .first()
        .click();
      await expect(page.getByText(said('shop.listing.added'), { exact: false }).first()).toBeVisible();
      for (const path of [
        '',
        '/search?q=amber&country=PL&price=2&stock=1&sort=price_asc',
        '/l/troyan-chiniya-kapka',
        '/cart',
        '/checkout',
        '/w/hxa-lianpeng',
        '/rights?right=toys&territory=CZ&from=2031-01-01&to=2034-01-01&exclusivity=exclusive',
      ])
        await measure(page, `/${locale}${path}`);
      await signInAs(page, locale, 'Мария Петкова');
      await measure(page, `/${locale}/studio/listings`);
      await measure(page, `/${locale}/account`);
      await page.context().clearCookies();
      await signInAs(page, locale, 'Szabó Eszter');
      await measure(page, `/${locale}/translate/pl?id=workbench.people.lead`);
    });
  }
});

test('Polish is set in the faces the product brings', async ({ page }) => {
  await page.goto('/pl');
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  // Faces are swapped in when they have come.
  await expect(async () => {
    const { root } = await session.send('DOM.getDocument');
    for (const [selector, family] of [
      ['main h1', 'Noto Serif'],
      ['main section p', 'Noto Sans'],
    ] as const) {
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(
        fonts.map((font) => font.familyName),
        selector,
      ).toEqual(fonts.map(() => family));
    }
  }).toPass({ timeout: 15_000 });
});
