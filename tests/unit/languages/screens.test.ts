import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

const dataDir = mkdtempSync(path.join(tmpdir(), 'ambersilk-screens-'));
vi.mock('#lib/core/config.ts', () => ({ config: () => ({ DATA_DIR: dataDir }) }));
const { screensOf } = await import('#lib/workbench/screens.ts');

afterAll(() => rmSync(dataDir, { recursive: true }));

const file = path.join(dataDir, 'screenshots/index.json');
const place = { page: 'home', x: 1, y: 2, width: 3, height: 4 };

async function index(left: number, pages: object, minutesAgo: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ takenAt: '2026-11-27', left, pages, strings: { 'shop.home.new': [place] } }));
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(file, at, at);
}

test('Pictures: none ever, some to come, a walk that was broken off, and those that are there', async () => {
  expect(await screensOf('shop.home.new')).toEqual({ shown: [], ever: false, left: 0 });
  await index(58, {}, 1);
  expect(await screensOf('shop.home.new')).toEqual({ shown: [], ever: false, left: 58 });
  await index(57, {}, 20);
  expect(await screensOf('shop.home.new')).toEqual({ shown: [], ever: false, left: 0 });
  await index(12, { home: { file: 'pl-home.jpg', path: '/', width: 1280, height: 900 } }, 2);
  expect(await screensOf('shop.home.new')).toEqual({
    shown: [{ file: 'pl-home.jpg', path: '/', pageWidth: 1280, pageHeight: 900, x: 1, y: 2, width: 3, height: 4 }],
    ever: true,
    left: 12,
  });
  expect((await screensOf('shop.home.other')).shown).toEqual([]);
});
