import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** What the scripts of a page weigh for who opens it for the first time: how many, and their bytes in gzip. */
export async function scriptWeight(page: Page, address: string): Promise<{ files: number; bytes: number }> {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
