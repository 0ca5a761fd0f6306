import { constants, cpus, setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { screensFolder } from '#lib/workbench/screens.ts';
import { whenParentDies } from './parent.ts';

/** Whoever has just started the demo looks around first. */
const firstMs = 60_000;
const watchedMs = 1_500;
/** So much of the processors may be at work for the walk to go on, and so long it waits for that before a page. */
const busyMost = 0.4;
const patienceMs = 60_000;

const ticks = () =>
  cpus().reduce(
    (sum, { times }) => ({ idle: sum.idle + times.idle, all: sum.all + Object.values(times).reduce((a, b) => a + b) }),
    { idle: 0, all: 0 },
  );

/** The share of the processors that was at work for a moment. */
async function busy(): Promise<number> {
  const before = ticks();
  await wait(watchedMs);
  const after = ticks();
  return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all);
}

async function calm(): Promise<void> {
  const until = Date.now() + patienceMs;
  while ((await busy()) > busyMost && Date.now() < until);
}

/** The browser's processes inherit the priority, and end with this one. */
async function walk(site: string): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW);
  await wait(firstMs);
  const [{ chromium }, { findBrowser }, { takeScreenshots }] = await Promise.all([
    import('@playwright/test'),
    import('../e2e/browser.ts'),
    import('./messages/screenshots.ts'),
  ]);
  const browser = await chromium.launch(await findBrowser());
  const say = (line: string) => console.log(line);
  const { pages, missed } = await takeScreenshots(
    browser,
    { site, locale: 'pl', person: 'Jana Dvořáková', folder: screensFolder(), calm },
    say,
  ).finally(() => browser.close());
  say(`${pages} pages; not taken: ${missed.join(', ') || 'none'}.`);
}

whenParentDies(() => process.exit(0));
await walk(process.argv[2] ?? '').catch((error: unknown) => console.error(error));
process.exit(0);
