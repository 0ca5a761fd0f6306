import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const onPath = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

/**
 * The browser to test with: the one Playwright has installed, else a Chrome on PATH, else the one that comes from npm. As root the
 * sandbox of Chromium cannot work.
 */
export async function findBrowser(): Promise<{ executablePath?: string; args: string[] }> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (existsSync(chromium.executablePath())) return { args };
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of onPath) {
      const executablePath = path.join(folder, name);
      if (existsSync(executablePath)) return { executablePath, args };
    }
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return {
    executablePath: await packaged.executablePath(),
    args: [...packaged.args.filter((arg) => arg !== '--single-process'), ...args],
  };
}
