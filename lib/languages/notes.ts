import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { remember } from '#lib/core/memory.ts';

const file = z.record(
  z.string(),
  z.object({
    note: z.string().default(''),
    maxLength: z.number().int().optional(),
    same: z.array(z.string()).default([]),
  }),
);

export type DeveloperNotes = z.output<typeof file>;

/** What the developers say of their strings to translators: messages/notes.json, by unit. None where there is no file. */
export function developerNotes(): Promise<DeveloperNotes> {
  return remember('developer-notes', 10 * 60_000, async () => {
    const text = await readFile(path.join(process.cwd(), 'messages', 'notes.json'), 'utf8').catch(() => '{}');
    return file.parse(JSON.parse(text));
  });
}
