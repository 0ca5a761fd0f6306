import { prisma } from '#lib/db/index.ts';
import type { Locale } from '../locales.ts';

/** Which of the texts people have translated before to the very letter. */
export async function knownExactly(texts: readonly string[], from: Locale, to: Locale): Promise<ReadonlySet<string>> {
  if (texts.length === 0) return new Set();
  const rows = await prisma().$queryRaw<{ source: string }[]>`
    select distinct source from memory_unit
    where target_locale = ${to} and source_locale = ${from} and state in ('translated', 'reviewed') and source = any(${[...new Set(texts)]}::text[])`;
  return new Set(rows.map(({ source }) => source));
}
