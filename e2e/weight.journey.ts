import { expect, test } from './journey.ts';
import { scriptWeight } from './weight.ts';

/** What a public page may weigh in client JavaScript (decision 003). A bare page of Next and React is 138 kB of it. */
const budget = 150_000;

const pages = [
  '',
  '/browse',
  '/search?q=waza',
  '/l/troyan-chiniya-kapka',
  '/l/jdz-blue-white-vase',
  '/e/rozova-dolina',
  '/collections',
  '/rights',
  '/compare',
  '/cart',
  '/sign-in',
];

for (const path of pages) {
  test(`the scripts of /pl${path} are within their budget`, async ({ page }) => {
    const { files, bytes } = await scriptWeight(page, `/pl${path}`);
    expect(files).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(budget);
  });
}
