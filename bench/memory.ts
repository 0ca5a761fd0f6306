import { prisma, transaction } from '#lib/db/index.ts';
import {
  fillMemory,
  type Locale,
  locales,
  type MemoryEntry,
  memoryMatches,
  rememberUnits,
} from '#lib/languages/index.ts';
import { table } from './load.ts';

const wanted = 200_000;
const questions = 300;

/** A sentence of the interface with some of its words put in from others, as a memory of years would hold it. */
function varied(sentences: readonly string[], at: number): string {
  const words = (sentences[at % sentences.length] ?? '').split(' ');
  const others = (sentences[(at * 7919) % sentences.length] ?? '').split(' ');
  return words.map((word, n) => ((at + n * 31) % 5 < 2 ? (others[n % others.length] ?? word) : word)).join(' ');
}

async function grow(sentences: readonly string[], from: number): Promise<void> {
  const targets = locales.filter((tag) => tag !== 'en');
  for (let at = from; at < wanted; at += 500) {
    const entries: MemoryEntry[] = Array.from({ length: Math.min(500, wanted - at) }, (_, n) => ({
      place: `bench:${at + n}`,
      sourceLocale: 'en',
      targetLocale: targets[(at + n) % targets.length] ?? 'pl',
      source: varied(sentences, at + n),
      target: `${at + n}`,
      state: 'translated',
      origin: 'human',
      domain: 'bench',
    }));
    await transaction((tx) => rememberUnits(tx, entries));
  }
}

const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? 0;

/** Fills the memory to 200,000 units (the whole interface, then variations of it) and asks it as the desk does. */
export async function benchMemory(): Promise<void> {
  const began = performance.now();
  await fillMemory();
  const sources = await prisma().memoryUnit.findMany({
    where: { domain: 'interface', targetLocale: 'pl' },
    select: { source: true },
    orderBy: { place: 'asc' },
  });
  const sentences = sources.map(({ source }) => source);
  await grow(sentences, await prisma().memoryUnit.count());
  await prisma().$executeRawUnsafe('analyze memory_unit');
  const filled = performance.now() - began;
  const count = await prisma().memoryUnit.count();
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < questions; n++) {
    const to: Locale = (['pl', 'bg', 'zh-CN', 'cs'] as const)[n % 4] ?? 'pl';
    const text = varied(sentences, n * 131 + 1);
    const asked = performance.now();
    const matches = await memoryMatches({ text, from: 'en', to, domain: 'interface' });
    times.push(performance.now() - asked);
    if (matches.length > 0) found += 1;
  }
  times.sort((a, b) => a - b);
  console.log(
    `\n${table([
      [`memory of ${count} units`, 'ms'],
      ['p50', at(times, 0.5).toFixed(1)],
      ['p95', at(times, 0.95).toFixed(1)],
      ['slowest', at(times, 0.999).toFixed(1)],
    ])}\n\n${found} of ${questions} found something; filling took ${(filled / 1000).toFixed(0)} s`,
  );
}
