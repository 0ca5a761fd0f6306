import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { ScreensIndex } from '#lib/workbench/index.ts';
import { readLocale } from './files.ts';

/** Pages that show most of the interface to somebody who translates; `first:` is the first link of that kind on the page before. */
const pages = [
  ['home', '/'],
  ['browse', '/browse'],
  ['listing', 'first:/l/'],
  ['storefront', 'first:/e/'],
  ['search', '/search?q=vase'],
  ['nothing-found', '/search?q=qqqqqqq'],
  ['collections', '/collections'],
  ['collection', 'first:/collections/'],
  ['compare', '/compare'],
  ['cart', '/cart'],
  ['lists', '/lists'],
  ['library', '/library'],
  ['orders', '/orders'],
  ['rights', '/rights'],
  ['work', 'first:/w/'],
  ['ask-for-a-licence', 'first:/deals/new'],
  ['deals', '/deals'],
  ['licences', '/licences'],
  ['calendar', '/licences/calendar'],
  ['papers', '/licences/papers'],
  ['portfolio', '/licences/portfolio'],
  ['verify', '/verify'],
  ['about', '/about'],
  ['help', '/help'],
  ['join', '/join'],
  ['deliver-to', '/deliver-to'],
  ['account', '/account'],
  ['security', '/account/security'],
  ['addresses', '/account/addresses'],
  ['alerts', '/account/alerts'],
  ['searches', '/account/searches'],
  ['asks', '/account/asks'],
  ['following', '/account/following'],
  ['studio', '/studio'],
  ['studio-listings', '/studio/listings'],
  ['studio-new-listing', '/studio/listings/new'],
  ['studio-import', '/studio/listings/import'],
  ['studio-works', '/studio/works'],
  ['studio-new-work', '/studio/works/new'],
  ['studio-orders', '/studio/orders'],
  ['studio-stock', '/studio/stock'],
  ['studio-shipping', '/studio/shipping'],
  ['studio-storefront', '/studio/storefront'],
  ['studio-payouts', '/studio/payouts'],
  ['studio-tax', '/studio/tax'],
  ['studio-team', '/studio/team'],
  ['studio-insights', '/studio/insights'],
  ['studio-reviews', '/studio/reviews'],
  ['studio-questions', '/studio/questions'],
  ['studio-vouchers', '/studio/vouchers'],
  ['studio-translations', '/studio/translations'],
  ['order-translation', '/studio/translations/order'],
  ['translators', '/studio/translations/translators'],
  ['translate', '/translate'],
  ['translation-jobs', '/translate/jobs'],
  ['translator-profile', '/translate/profile'],
  ['glossary', '/translate/glossary'],
  ['exchange', '/translate/exchange'],
] as const;

const width = 1280;
/** Of a page, what is looked at: the window is that high, so that nothing is laid out again for its picture. */
const tallest = 3_000;
/** For one page or picture: a machine that is building or measuring meanwhile takes its time. */
const patience = 90_000;
const attempts = 2;
/** Pages looked at side by side: a tab spends most of its time waiting for its page to stand still. */
const tabs = 3;

export interface Taken {
  readonly pages: number;
  readonly strings: number;
  /** Pages that could not be taken, or that this person is not shown. */
  readonly missed: readonly string[];
  readonly folder: string;
}

type Place = Omit<ScreensIndex['strings'][string][number], 'page'>;

interface Shot {
  readonly picture: Buffer;
  readonly width: number;
  readonly height: number;
  readonly strings: readonly (Place & { readonly unit: string })[];
}

interface Walk {
  /** Where the running site is. */
  readonly site: string;
  /** A language that the person translates. */
  readonly locale: string;
  /** Somebody of the demo. */
  readonly person: string;
  /** Where the pictures go. */
  readonly folder: string;
  /** Waited for before each page, and one page at a time is looked at: for a walk that must not be in anybody's way. */
  readonly calm?: () => Promise<void>;
}

/**
 * Goes through the pages of a running site as a translator, edited in place, and keeps a picture of each and where every string stands on it,
 * for the workbench to show. A page that fails is tried again and then left out; what was taken is noted page by page, so that a walk that
 * is broken off has not been for nothing.
 */
export async function takeScreenshots(browser: Browser, walk: Walk, say: (line: string) => void): Promise<Taken> {
  await mkdir(walk.folder, { recursive: true });
  const context = await browser.newContext({
    baseURL: walk.site,
    viewport: { width, height: tallest },
    locale: walk.locale,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  // What a walk looks at is not counted as seen.
  await context.addInitScript(() => Reflect.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  try {
    await signIn(context, walk);
    const album = new Album(walk.folder);
    await album.begin();
    const waiting = routes();
    const side = walk.calm ? 1 : tabs;
    await Promise.all(Array.from({ length: side }, () => goRound(context, walk, waiting, album, say)));
    await signOut(context, walk);
    const { pages: taken, strings } = album.index;
    return {
      pages: Object.keys(taken).length,
      strings: Object.keys(strings).length,
      missed: album.missed,
      folder: walk.folder,
    };
  } finally {
    await context.close();
  }
}

/** Pages one after another: those that are found by a link come after the page that has it. */
type Route = (typeof pages)[number][];

function routes(): Route[] {
  const found: Route[] = [];
  for (const page of pages) {
    const before = found.at(-1);
    if (page[1].startsWith('first:') && before) before.push(page);
    else found.push([page]);
  }
  return found;
}

async function signIn(context: BrowserContext, { locale, person }: Walk): Promise<void> {
  const page = await context.newPage();
  await page.goto(`/${locale}/sign-in`, { waitUntil: 'domcontentloaded' });
  await page.getByRole('button', { name: person }).first().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  await page.close();
}

/** No session of a walk stays behind. */
async function signOut(context: BrowserContext, { locale }: Walk): Promise<void> {
  const { entries } = await readLocale(path.join(import.meta.dirname, '../../messages'), locale);
  const page = await context.newPage();
  await page.goto(`/${locale}/account`);
  await page.getByRole('button', { name: entries.get('account.sign_out')?.value ?? '', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/account'));
}

/** A tab that takes one route after another until none waits. */
async function goRound(
  context: BrowserContext,
  { locale, calm }: Walk,
  waiting: Route[],
  album: Album,
  say: (line: string) => void,
): Promise<void> {
  const page = await context.newPage();
  for (let route = waiting.shift(); route; route = waiting.shift()) {
    for (const [name, wanted] of route) {
      await calm?.();
      const target = wanted.startsWith('first:') ? await firstLink(page, locale, wanted.slice(6)) : wanted;
      const shot = target && (await tryPage(page, locale, target, say));
      if (shot) await album.add(name, `${locale.toLowerCase()}-${name}.jpg`, target, shot);
      else await album.miss(name);
      say(shot ? `${target}: ${shot.strings.length} strings` : `${target ?? wanted}: not shown`);
    }
  }
}

/** The pictures that were taken so far, and their index. */
class Album {
  readonly index: ScreensIndex = { takenAt: new Date().toISOString(), left: pages.length, pages: {}, strings: {} };
  readonly missed: string[] = [];
  readonly #folder: string;
  #kept: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** From now on the workbench knows that pictures are coming, and shows no older ones. */
  begin(): Promise<void> {
    return this.#keep();
  }

  miss(name: string): Promise<void> {
    this.missed.push(name);
    this.index.left -= 1;
    return this.#keep();
  }

  /** Keeps a picture and then names it in the index, which one tab at a time writes. */
  async add(name: string, file: string, target: string, shot: Shot): Promise<void> {
    await writeFile(path.join(this.#folder, file), shot.picture);
    this.index.pages[name] = { file, path: target, width: shot.width, height: shot.height };
    note(this.index, name, shot.strings);
    this.index.left -= 1;
    await this.#keep();
  }

  #keep(): Promise<void> {
    this.#kept = this.#kept.then(() => keep(this.index, this.#folder));
    return this.#kept;
  }
}

/** The same words many times on one page: once is enough. */
function note(index: ScreensIndex, page: string, strings: Shot['strings']): void {
  for (const { unit, ...box } of strings) {
    index.strings[unit] ??= [];
    if (!index.strings[unit]?.some((each) => each.page === page)) index.strings[unit]?.push({ page, ...box });
  }
}

/** Renamed into its place: whoever reads it meanwhile gets a whole one. */
async function keep(index: ScreensIndex, folder: string): Promise<void> {
  const file = path.join(folder, 'index.json');
  await writeFile(`${file}.new`, JSON.stringify(index));
  await rename(`${file}.new`, file);
}

async function tryPage(page: Page, locale: string, target: string, say: (line: string) => void): Promise<Shot | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await takePage(page, locale, target);
    } catch (error) {
      say(`${target}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
      if (attempt === attempts) return null;
    }
  }
}

async function firstLink(page: Page, locale: string, prefix: string): Promise<string | null> {
  const href = await page
    .locator(`main a[href*="/${locale}${prefix}"]`)
    .first()
    .getAttribute('href', { timeout: 2_000 })
    .catch(() => null);
  if (!href) return null;
  const { pathname, search } = new URL(href, page.url());
  return pathname.replace(`/${locale}`, '') + search;
}

async function takePage(page: Page, locale: string, target: string): Promise<Shot | null> {
  const joint = target.includes('?') ? '&' : '?';
  const answer = await page.goto(`/${locale}${target}${joint}edit=1`, { waitUntil: 'domcontentloaded' });
  if (!answer?.ok()) return null;
  const marks = page.locator('[data-in-place] [data-unit]');
  await marks.first().waitFor({ state: 'attached' });
  // What is folded in is shown, too; then the marks are found anew.
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('main details:not([open])')) folded.setAttribute('open', '');
  });
  await settled(page);
  const strings = await marks.evaluateAll((all) =>
    all.map((mark) => {
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
  await page.evaluate(() => document.querySelector('[data-in-place]')?.setAttribute('hidden', ''));
  const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
  const picture = await page.screenshot({
    clip: { x: 0, y: 0, width, height },
    type: 'jpeg',
    quality: 60,
    animations: 'disabled',
    timeout: patience,
  });
  return { picture, width, height, strings: strings.filter((each) => each.y + each.height <= height) };
}

/** Waits until the layer has not changed for half a second, ten at most: pictures and late parts move what stands below them. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let timer = window.setTimeout(done, 500);
        window.setTimeout(done, 10_000);
        const layer = document.querySelector('[data-in-place]');
        if (!layer) return;
        new MutationObserver(() => {
          window.clearTimeout(timer);
          timer = window.setTimeout(done, 500);
        }).observe(layer, { subtree: true, childList: true, attributes: true });
      }),
  );
}
