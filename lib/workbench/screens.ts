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

/** Pictures of the pages that show a string; none where nobody has taken any. */
export async function screensOf(unit: string): Promise<Screen[]> {
  const index = await presentIndex();
  if (!index) return [];
  return (index.strings[unit] ?? []).slice(0, mostScreens).flatMap(({ page, ...rect }) => {
    const shown = index.pages[page];
    return shown
      ? [{ file: shown.file, path: shown.path, pageWidth: shown.width, pageHeight: shown.height, ...rect }]
      : [];
  });
}

/** A picture's bytes; null for a name that is none of ours. */
export async function screenFile(name: string): Promise<Buffer | null> {
  if (!/^[a-z0-9-]{1,80}\.jpg$/.test(name)) return null;
  return readFile(path.join(screensFolder(), name)).catch(() => null);
}
