import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import type { TextOrigin, TextState } from '../content.ts';
import type { Locale } from '../locales.ts';
import { bandsOf } from './bands.ts';

/** Something like the text that was translated before. */
export interface MemoryMatch {
  readonly source: string;
  readonly target: string;
  /** How alike the sources are, 50 to 100; 100 is the same to the letter. */
  readonly percent: number;
  readonly state: Exclude<TextState, 'source'>;
  readonly origin: TextOrigin;
  readonly domain: string;
  /** How many places of the product say it so. */
  readonly uses: number;
}

export interface MemoryQuestion {
  readonly text: string;
  readonly from: Locale;
  readonly to: Locale;
  /** What the text is part of; matches of the same domain come before others as alike. */
  readonly domain?: string;
  /** The text's own place, which is no match of itself. */
  readonly place?: string;
  readonly most?: number;
}

interface Row {
  readonly source: string;
  readonly target: string;
  readonly likeness: number;
  readonly state: MemoryMatch['state'];
  readonly origin: TextOrigin;
  readonly domain: string;
  readonly uses: number;
}

/** What a match is worth beside its likeness: how far it came, and where it is from. */
const worth: Readonly<Record<MemoryMatch['state'], number>> = {
  reviewed: 1,
  translated: 0.97,
  draft: 0.92,
  machine: 0.85,
};
const elsewhere = 0.96;

/** The likeness that people still gain by. */
const least = 0.5;

/**
 * What was translated before and is like the text, the best first: by how alike (trigrams), how far the translation came, and whether
 * it is of the same domain. Asked by the translators' desk, by checks of imports and by ordering; it needs no right of its own.
 */
export async function memoryMatches(question: MemoryQuestion): Promise<MemoryMatch[]> {
  const { text, from, to, domain, place = '', most = limits.memoryMatches } = question;
  if (text.length > limits.memoryText) return [];
  const bands = bandsOf(text, from, to);
  if (bands.length === 0) return [];
  // Bands know the pair of languages already; likeness is reckoned of those of about its length alone.
  const rows = await prisma().$queryRaw<Row[]>`
    with near as materialized (select * from memory_near(${bands}::int[])),
    alike as (
      select *, similarity(source, ${text}) as likeness from near
      where target_locale = ${to} and source_locale = ${from} and place <> ${place}
        and size between ${Math.floor(text.length * 0.4) - 2} and ${Math.ceil(text.length * 2.5) + 2}
      offset 0
    )
    select source, target, max(likeness)::float8 as likeness, (array_agg(state::text order by state desc))[1] as state,
      (array_agg(origin::text order by state desc))[1] as origin,
      (array_agg(domain order by (domain = ${domain ?? ''}) desc))[1] as domain, count(*)::int as uses
    from alike where likeness >= ${least} group by source, target`;
  return rows
    .map((row) => ({
      ...row,
      score: row.likeness * worth[row.state] * (domain && row.domain !== domain ? elsewhere : 1),
    }))
    .sort((a, b) => Number(b.source === text) - Number(a.source === text) || b.score - a.score || b.uses - a.uses)
    .slice(0, most)
    .map(({ likeness, score: _, ...row }) => ({ ...row, percent: percentOf(row.source, text, likeness) }));
}

/** 100 is kept for the very same letters: trigrams do not see punctuation, letter case or the order of words. */
function percentOf(source: string, text: string, likeness: number): number {
  return source === text ? 100 : Math.min(99, Math.round(likeness * 100));
}
