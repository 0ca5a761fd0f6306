// Playwright's own test: a text that is rewritten while React still comes to life is an error in the browser's log, and no one's.
import { type Page, test } from '@playwright/test';
import { pseudo } from '#lib/languages/pseudo.ts';
import { expect, expectNoOverflow } from './journey.ts';
import { layoutFaults } from './layout.ts';

const pages = [
  '',
  '/browse',
  '/search?q=vase',
  '/l/troyan-chiniya-kapka',
  '/e/keramika-troyan',
  '/rights',
  '/cart',
  '/sign-in',
  '/about',
  '/help',
];

/** Words as a translation might make them: what is no letter stays, so that prices and dates are as they were. */
function lengthened(text: string, locale: 'en-XA' | 'ar-XB'): string {
  if (!/\p{L}{2}/u.test(text) || /[{}<>']/.test(text)) return text;
  return pseudo(text, locale);
}

/** Rewrites every text of the page: accented and 40 % longer, or from right to left. */
async function rewrite(page: Page, locale: 'en-XA' | 'ar-XB'): Promise<void> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.nodeValue ?? '');
    return found;
  });
  await page.evaluate(
    ({ words, rtl }) => {
      if (rtl) document.documentElement.dir = 'rtl';
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let at = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const inside = node.parentElement?.closest('script, style, noscript, textarea, template, svg');
        if (!inside) node.nodeValue = words[at] ?? node.nodeValue;
        at += 1;
      }
    },
    { words: texts.map((text) => lengthened(text, locale)), rtl: locale === 'ar-XB' },
  );
}

test.describe('Ten pages in languages that nobody reads', () => {
  for (const locale of ['en-XA', 'ar-XB'] as const) {
    test(`clip nothing and lack no word: ${locale}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const path of pages) {
        await test.step(path || '/', async () => {
          await page.goto(`/en${path}`);
          await page.waitForLoadState('networkidle');
          await expect(page.locator('main')).not.toHaveText(
            /\b(shop|studio|rights|frame|errors|orders)\.[a-z_]+\.[a-z_]+/,
          );
          await rewrite(page, locale);
          for (const width of [390, 1440]) {
            await page.setViewportSize({ width, height: 900 });
            await expectNoOverflow(page);
            expect(await layoutFaults(page), `${path} at ${width}`).toEqual([]);
          }
        });
      }
    });
  }
});
