import { chromium } from '@playwright/test';
import { findBrowser } from '../e2e/browser.ts';
import { scriptWeight } from '../e2e/weight.ts';
import { table } from './load.ts';

/** Client JavaScript of each page as a modern browser loads it, gzip, and what Lighthouse says of home and listing (mobile preset). */
export async function benchBrowser(site: string, slug: string): Promise<void> {
  const options = await findBrowser();
  const port = 32_591;
  const browser = await chromium.launch({ ...options, args: [...options.args, `--remote-debugging-port=${port}`] });
  const rows: string[][] = [['client JavaScript', 'gzip', 'files']];
  for (const path of ['/pl', '/pl/browse', `/pl/l/${slug}`, '/pl/search?q=waza']) {
    const page = await browser.newPage();
    const { files, bytes } = await scriptWeight(page, site + path);
    rows.push([path, `${(bytes / 1000).toFixed(1)} kB`, String(files)]);
    await page.close();
  }
  console.log(`\n${table(rows)}`);
  const { default: lighthouse } = await import('lighthouse');
  const scores: string[][] = [['Lighthouse, mobile', 'performance', 'accessibility', 'best practices', 'SEO']];
  for (const path of ['/pl', `/pl/l/${slug}`]) {
    // Pictures are derived at first demand: a visitor on a phone has been here before.
    const phone = await browser.newPage({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 });
    await phone.goto(site + path, { waitUntil: 'networkidle' });
    await phone.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await phone.waitForLoadState('networkidle');
    await phone.close();
    const result = await lighthouse(site + path, { port, output: 'json', logLevel: 'error' });
    const score = (name: string) => String(Math.round((result?.lhr.categories[name]?.score ?? 0) * 100));
    scores.push([path, score('performance'), score('accessibility'), score('best-practices'), score('seo')]);
    for (const audit of Object.values(result?.lhr.audits ?? {})) {
      if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative')
        console.log(`  ${path} ${audit.id}: ${audit.displayValue ?? audit.title}`);
    }
  }
  await browser.close();
  console.log(`\n${table(scores)}`);
}
