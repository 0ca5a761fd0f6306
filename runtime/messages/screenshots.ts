import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { type ScreensIndex, screensFolder } from '#lib/workbench/index.ts';
import { findBrowser } from '../../e2e/browser.ts';

/** Pages that show most of the interface; `first:` is the first link of that kind on the page before. */
const pages = [
  ['home', '/'],
  ['browse', '/browse'],
  ['listing', 'first:/l/'],
  ['storefront', 'first:/e/'],
  ['search', '/search?q=vase'],
  ['cart', '/cart'],
  ['lists', '/lists'],
  ['rights', '/rights'],
  ['about', '/about'],
  ['help', '/help'],
  ['collections', '/collections'],
  ['account', '/account'],
  ['orders', '/orders'],
  ['translate', '/translate'],
] as const;

const width = 1280;
const tallest = 4_000;

export interface Taken {
  readonly pages: number;
  readonly strings: number;
  readonly folder: string;
}

/**
 * Goes through the pages of a running site as a translator, edited in place, and keeps a picture of each and where every string stands on it,
 * for the workbench to show. `site` is its address; `locale` a language that the translator of the demo works on.
 */
export async function takeScreenshots(
  site: string,
  locale: string,
  person: string,
  say: (line: string) => void,
): Promise<Taken> {
  const folder = screensFolder();
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch(await findBrowser());
  try {
    const context = await browser.newContext({ baseURL: site, viewport: { width, height: 900 }, locale });
    const index = await walk(context, locale, person, folder, say);
    await writeFile(path.join(folder, 'index.json'), JSON.stringify(index));
    return { pages: Object.keys(index.pages).length, strings: Object.keys(index.strings).length, folder };
  } finally {
    await browser.close();
  }
}

async function walk(
  context: BrowserContext,
  locale: string,
  person: string,
  folder: string,
  say: (line: string) => void,
): Promise<ScreensIndex> {
  const index: ScreensIndex = { takenAt: new Date().toISOString(), pages: {}, strings: {} };
  const page = await context.newPage();
  await page.goto(`/${locale}/sign-in`);
  await page.getByRole('button', { name: person }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  for (const [name, wanted] of pages) {
    const target = wanted.startsWith('first:') ? await firstLink(page, locale, wanted.slice(6)) : wanted;
    if (!target) continue;
    const shot = await takePage(page, locale, target);
    if (!shot) continue;
    const file = `${locale.toLowerCase()}-${name}.jpg`;
    await writeFile(path.join(folder, file), shot.picture);
    index.pages[name] = { file, path: target, width: shot.width, height: shot.height };
    for (const { unit, ...box } of shot.strings) {
      index.strings[unit] ??= [];
      // The same words many times on one page: once is enough.
      if (!index.strings[unit]?.some((each) => each.page === name)) index.strings[unit]?.push({ page: name, ...box });
    }
    say(`${target}: ${shot.strings.length} strings`);
  }
  return index;
}

async function firstLink(page: Page, locale: string, prefix: string): Promise<string | null> {
  const href = await page
    .locator(`main a[href*="/${locale}${prefix}"]`)
    .first()
    .getAttribute('href', { timeout: 2_000 })
    .catch(() => null);
  return href ? new URL(href, page.url()).pathname.replace(`/${locale}`, '') : null;
}

async function takePage(page: Page, locale: string, target: string) {
  const joint = target.includes('?') ? '&' : '?';
  const answer = await page.goto(`/${locale}${target}${joint}edit=1`);
  if (!answer?.ok()) return null;
  const layer = page.locator('[data-in-place]');
  await layer
    .locator('[data-unit]')
    .first()
    .waitFor({ state: 'attached', timeout: 15_000 })
    .catch(() => undefined);
  const strings = await layer.locator('[data-unit]').evaluateAll((marks) =>
    marks.map((mark) => {
      const box = mark.getBoundingClientRect();
      return {
        unit: mark.getAttribute('data-unit') ?? '',
        x: Math.round(box.x + window.scrollX),
        y: Math.round(box.y + window.scrollY),
        width: Math.round(box.width),
        height: Math.round(box.height),
      };
    }),
  );
  // The picture shows the page as readers get it.
  await layer.evaluate((element) => element.remove()).catch(() => undefined);
  const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
  const picture = await page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width, height },
    type: 'jpeg',
    quality: 60,
    animations: 'disabled',
  });
  return { picture, width, height, strings: strings.filter((each) => each.y + each.height <= height) };
}
