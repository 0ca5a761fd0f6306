import { readdirSync } from 'node:fs';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const zh = words('zh-CN');
const room = /\/(?:deals|licences|contracts|studio\/works|api\/(?:deals|licences|contracts|royalties|studio))\//;
const numbers = /AS[A-Z]-\d{2}-[0-9A-Z]{4}-[0-9A-Z]{4}/g;
const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** Every address of its rooms that a page leads to, and those that forms and programs ask by what stands on it. */
function addressesIn(html: string): string[] {
  const plain = html.replaceAll('&amp;', '&');
  const linked = [...plain.matchAll(/href="([^"#]+)/g)].flatMap(([, href = '']) => (room.test(href) ? [href] : []));
  const of = (prefix: string) => [...new Set(plain.match(numbers))].filter((number) => number.startsWith(prefix));
  const dues = [...plain.matchAll(/name="dueId" value="([^"]+)"/g)].map(
    ([, id]) => `/api/licences/certificate?due=${id}`,
  );
  return [
    ...linked,
    ...dues,
    ...of('ASD').map((number) => `/zh-CN/deals/${number}/offer`),
    ...of('ASL').flatMap((number) => [
      ...['', '/amend', '/consent', '/end', '/checklist', '/reports', '/statements/2026-Q1'].map(
        (page) => `/zh-CN/licences/${number}${page}`,
      ),
      ...['template', 'certificate'].map((file) => `/api/royalties/${file}?number=${number}&period=2026-Q1`),
    ]),
    ...of('ASC').flatMap((number) => [
      `/zh-CN/contracts/${number}`,
      ...['draft-1.pdf', 'signed.pdf'].map((file) => `/api/contracts/${number}/${file}`),
    ]),
  ];
}

/** What is for everybody, or for each person their own. */
const open = [
  /\/deals\/new/,
  /\/deals\/standard\//,
  /\/contracts\/register$/,
  /\/licences\/(?:calendar|portfolio|papers)/,
  /\/studio\/works\/(?:new|offers|avails)$/,
  /\/api\/licences\/(?:calendar|feed|paid)/,
];

/** All that a person's deals, licences, contracts and works lead to, one page deep. */
async function crawl(page: Page): Promise<Set<string>> {
  const found = new Set<string>();
  let asked = ['/zh-CN/deals', '/zh-CN/licences', '/zh-CN/licences/portfolio', '/zh-CN/studio/works'];
  for (let depth = 0; depth < 2; depth++) {
    const next: string[] = [];
    for (const path of asked) {
      const answer = await page.request.get(path);
      if (!answer.headers()['content-type']?.includes('text/html')) continue;
      for (const address of addressesIn(await answer.text()))
        if (address.startsWith('/') && !open.some((each) => each.test(address)) && !found.has(address)) {
          found.add(address);
          if (!address.startsWith('/api/')) next.push(address);
        }
    }
    asked = next.filter((path) => /\/(?:deals|licences|works)\/[^/]+$/.test(path)).slice(0, 14);
  }
  return found;
}

/** The pages and files of the rooms, as patterns of addresses, so that a new one cannot be forgotten here. */
function routes(): RegExp[] {
  const pagesIn = (folder: string, prefix: string) =>
    readdirSync(`app/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\[(?:number|id|file|period)\]/.test(file) && /(?:page\.tsx|route\.ts)$/.test(file))
      .map((file) => `${prefix}/${file.replace(/\/(?:page\.tsx|route\.ts)$/, '')}`);
  return [
    ...pagesIn('[locale]/(rights)/deals', '/zh-CN/deals'),
    ...pagesIn('[locale]/(rights)/licences', '/zh-CN/licences'),
    ...pagesIn('[locale]/(rights)/contracts', '/zh-CN/contracts'),
    ...pagesIn('api/contracts', '/api/contracts'),
  ]
    .filter((path) => !open.some((each) => each.test(path)))
    .map((path) => new RegExp(`^${path.replaceAll(/\[[a-z]+\]/g, '[^/]+')}(?:$|\\?)`));
}

/** What a reader is told, without what is different each time. */
async function told(request: APIRequestContext, path: string): Promise<string> {
  const answer = await request.get(path, { maxRedirects: 0 });
  const text = (await answer.text())
    .replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<link[^>]*>|<meta[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(numbers, 'NUMBER')
    .replace(uuids, 'ID')
    .replace(/\s+/g, ' ');
  return `${answer.status()} ${answer.headers()['location'] ?? ''} ${answer.headers()['cache-control'] ?? ''} ${text}`;
}

/** The same address of something that nobody has. */
const nobodys = (path: string) =>
  path
    .replace(numbers, (number) => `${number.slice(0, 7)}0000-0000`)
    .replace(uuids, '01890000-0000-7000-8000-000000000000');

/** What a person's own deals and licences are called by, and what their pages lead to. */
async function ownNumbers(request: APIRequestContext): Promise<string[]> {
  const lists = ['/zh-CN/deals', '/zh-CN/licences', '/zh-CN/licences/calendar'];
  const listed = await Promise.all(lists.map(async (path) => (await request.get(path)).text()));
  const numbersIn = (html: string) => html.match(numbers) ?? [];
  const deals = [...new Set(listed.flatMap(numbersIn))].filter((number) => number.startsWith('ASD'));
  const pages = await Promise.all(
    deals.map(async (number) => (await request.get(`/zh-CN/deals/${number}`, { maxRedirects: 0 })).text()),
  );
  return [
    ...new Set([
      ...listed.flatMap(numbersIn),
      ...pages.flatMap((html) => [...numbersIn(html), ...(html.match(uuids) ?? [])]),
    ]),
  ];
}

/** One address of each shape: whoever is no party of one is no party of a hundred. */
function oneOfEach(paths: readonly string[]): string[] {
  return [...Map.groupBy(paths, nobodys).values()].flatMap((alike) => alike.slice(0, 1));
}

/** A few at a time: patient with a busy machine, and sooner done. */
async function inTurns(paths: readonly string[], ask: (path: string) => Promise<void>): Promise<void> {
  for (let at = 0; at < paths.length; at += 5) await Promise.all(paths.slice(at, at + 5).map(ask));
}

test('whoever is no party of a deal, licence or contract is told of none: not by a page, a file or a program', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await signInAs(page, 'zh-CN', '林悦');
  // A file that one side sent the other.
  await page.goto('/zh-CN/deals/ASD-25-DEMO-R0YA');
  await page.getByText(zh('deals.write.attach')).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'secret.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
  });
  await page.getByRole('button', { name: zh('deals.write.send'), exact: true }).click();
  await expect(page.getByRole('link', { name: 'secret.pdf' }).first()).toBeVisible();

  // The way to these is shown to its licensee, and to whom a part of it has passed, alone.
  const addresses = new Set([
    ...(await crawl(page)),
    '/zh-CN/licences/ASL-24-DEMO-ENDS/sublicences',
    '/zh-CN/licences/ASL-24-DEMO-ENDS/works',
  ]);
  for (const route of routes())
    expect(
      [...addresses].some((path) => route.test(path)),
      `an address like ${route} is asked`,
    ).toBe(true);
  expect([...addresses].some((path) => path.startsWith('/api/deals/file'))).toBe(true);

  // A guest; an owner of another house; and a bidder for works of the same holder, who lost none of its own.
  for (const who of [null, 'Мария Петкова', 'Jana Dvořáková']) {
    const context = await browser.newContext({ locale: 'zh-CN', ...(baseURL ? { baseURL } : {}) });
    const stranger = await context.newPage();
    if (who) await signInAs(stranger, 'zh-CN', who);
    const own = who ? await ownNumbers(context.request) : [];
    const foreign = oneOfEach([...addresses].filter((path) => !own.some((number) => path.includes(number))));
    expect(foreign.length, `addresses that ${who ?? 'a guest'} asks`).toBeGreaterThan(10);
    const nothing = new Map<string, Promise<string>>();
    await inTurns(foreign, async (path) => {
      const same = nobodys(path);
      const missing = nothing.get(same) ?? told(context.request, same);
      nothing.set(same, missing);
      const answer = await told(context.request, path);
      expect(answer, `${who ?? 'a guest'} asks for ${path}`).toBe(await missing);
      // Who has not signed in may be shown the door, the same before every address.
      if (who || path.startsWith('/api/')) expect(answer.slice(0, 3), path).toBe('404');
    });
    await context.close();
  }
});
