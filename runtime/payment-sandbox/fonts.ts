import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Answer } from './http.ts';

/**
 * The Chinese page brings its own letters, as many a machine has none; a browser loads only the blocks it shows.
 * The package is one of the product's: its stylesheet names files beside it, and so do the addresses here.
 */
const stylesheet = pathToFileURL(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css'));

const kept = new Map<string, Buffer>();
const maxKept = 200;

async function fileBeside(name: string): Promise<Buffer | undefined> {
  const earlier = kept.get(name);
  if (earlier) return earlier;
  const read = await readFile(new URL(name, stylesheet)).catch(() => undefined);
  if (read && kept.size < maxKept) kept.set(name, read);
  return read;
}

/** GET /assets/fonts/index.css and /assets/fonts/files/<name>.woff2; undefined for anything else. */
export async function answerFont(path: string): Promise<Answer | undefined> {
  const name = /^\/assets\/fonts\/(index\.css|files\/[a-z0-9-]+\.woff2)$/.exec(path)?.[1];
  const body = name === undefined ? undefined : await fileBeside(name);
  if (!body) return undefined;
  const type = name === 'index.css' ? 'text/css; charset=utf-8' : 'font/woff2';
  return { status: 200, headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' }, body };
}
