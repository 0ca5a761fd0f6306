import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { config } from '#lib/core/config.ts';

const peopleSchema = z.array(z.object({ email: z.string(), name: z.string(), locale: z.string(), part: z.string() }));

/** The people of the one-click sign-in; nobody outside demo mode. */
export async function demoPeople(): Promise<z.infer<typeof peopleSchema>> {
  if (!config().DEMO) return [];
  return peopleSchema.parse(
    JSON.parse(await readFile(path.join(process.cwd(), 'prisma/seed/data/people.json'), 'utf8')),
  );
}
