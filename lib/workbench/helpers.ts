import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '#lib/core/errors.ts';
import {
  glossaryBetween,
  type Locale,
  locale as localeFrom,
  memoryMatches,
  providerFor,
  termHits,
  translate,
} from '#lib/languages/index.ts';

export interface MemoryMatch {
  readonly source: string;
  readonly target: string;
  /** Of a hundred. */
  readonly likeness: number;
}

export interface TermHit {
  readonly term: string;
  readonly target: string;
  readonly definition: string;
}

interface Asked {
  readonly unit: string;
  readonly source: string;
  readonly from: string;
  readonly to: Locale;
}

/** What was translated before and is like this. */
export async function fromMemory({ unit, source, from, to }: Asked): Promise<MemoryMatch[]> {
  const question = { text: source, from: localeFrom(from), to, place: `interface:${unit}` };
  return (await memoryMatches(question)).map((match) => ({
    source: match.source,
    target: match.target,
    likeness: match.percent,
  }));
}

/** What the glossary says of the words in a source, each term once. */
export async function fromGlossary({ source, from, to }: Asked): Promise<TermHit[]> {
  const hits = await termHits(source, to, localeFrom(from));
  return [...new Set(hits.map(({ term }) => term))].map((term) => ({
    term: term.source,
    target: [term.target, ...(term.alternatives ?? [])].join(', '),
    definition: term.definition,
  }));
}

/** A string opens at once: a machine that takes longer is not waited for. */
const patienceMs = 2_000;

/** What a machine makes of a source; null where none is configured for the pair, or it does not answer well and soon. */
export async function fromMachine({
  source,
  from,
  to,
}: Asked): Promise<{ readonly value: string; readonly engine: string } | null> {
  const original = localeFrom(from);
  if (!providerFor(original, to, process.env)) return null;
  const asked = translate([source], original, to, await glossaryBetween(original, to)).catch((error: unknown) => {
    if (error instanceof DomainError) return [];
    throw error;
  });
  const [answer] = await Promise.race([asked, sleep<Awaited<typeof asked>>(patienceMs, [])]);
  return answer?.value ? { value: answer.value, engine: answer.engine } : null;
}
