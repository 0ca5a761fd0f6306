import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { config } from '#lib/core/config.ts';

const place = z.object({
  page: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

export const screensIndex = z.object({
  takenAt: z.string(),
  /** Pages that the walk has still to come to; 0 when it is over. */
  left: z.number().int().nonnegative().default(0),
  pages: z.record(z.string(), z.object({ file: z.string(), path: z.string(), width: z.number(), height: z.number() })),
  strings: z.record(z.string(), z.array(place)),
});

export type ScreensIndex = z.output<typeof screensIndex>;

/** A page on which a string stands, and where. */
export interface Screen {
  readonly file: string;
  readonly path: string;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the end-to-end run and `npm run messages -- screenshots` put their pictures. */
export function screensFolder(): string {
  return path.join(config().DATA_DIR, 'screenshots');
}

const mostScreens = 6;
const brokenOffMs = 15 * 60_000;

let read: { readonly changed: number; readonly index: ScreensIndex } | undefined;

/** The index as it is now: read again when another walk has written it. */
async function presentIndex(): Promise<ScreensIndex | undefined> {
  const file = path.join(screensFolder(), 'index.json');
  const changed = (await stat(file).catch(() => null))?.mtimeMs;
  if (changed === undefined) return undefined;
  if (read?.changed !== changed)
    read = { changed, index: screensIndex.parse(JSON.parse(await readFile(file, 'utf8'))) };
  return read.index;
}

/** Where a string is seen, and what else is known of the pictures: none `ever`, or a walk that has `left` so many pages. */
export interface Screens {
  readonly shown: readonly Screen[];
  readonly ever: boolean;
  readonly left: number;
}

/** Pictures of the pages that show a string. A walk that has taken none for a quarter of an hour was broken off. */
export async function screensOf(unit: string): Promise<Screens> {
  const index = await presentIndex();
  if (!index) return { shown: [], ever: false, left: 0 };
  const shown = (index.strings[unit] ?? []).slice(0, mostScreens).flatMap(({ page, ...rect }) => {
    const on = index.pages[page];
    return on ? [{ file: on.file, path: on.path, pageWidth: on.width, pageHeight: on.height, ...rect }] : [];
  });
  const under = Date.now() - (read?.changed ?? 0) < brokenOffMs;
  return { shown, ever: Object.keys(index.pages).length > 0, left: under ? index.left : 0 };
}

/** A picture's bytes; null for a name that is none of ours. */
export async function screenFile(name: string): Promise<Buffer | null> {
  if (!/^[a-z0-9-]{1,80}\.jpg$/.test(name)) return null;
  return readFile(path.join(screensFolder(), name)).catch(() => null);
}
