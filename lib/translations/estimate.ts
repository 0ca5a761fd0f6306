import type { Currency } from '#lib/core/currency.ts';
import { chargeable, divideHalfEven, money, splitChargeable } from '#lib/core/money.ts';
import type { TranslationCounted } from '#lib/db/generated/client.ts';

/** How much of a word's price is paid, in a hundred: repetitions within the job and full matches of the memory are read, not written. */
export const percentOf = { full: 100, repeat: 30, memory: 30 } as const satisfies Record<TranslationCounted, number>;

export interface Countable {
  readonly source: string;
  /** Words; in Chinese, characters. */
  readonly words: number;
  /** The memory has the very same text, translated. */
  readonly inMemory: boolean;
}

/** How each text counts: what was in the job before is a repetition, what the memory knows to the letter is a match. */
export function countedAs(units: readonly Countable[]): TranslationCounted[] {
  const seen = new Set<string>();
  return units.map(({ source, inMemory }) => {
    const text = source.trim();
    const again = seen.has(text);
    seen.add(text);
    if (again) return 'repeat';
    return inMemory ? 'memory' : 'full';
  });
}

export interface Priced {
  readonly words: number;
  readonly netMinor: bigint;
  /** What of it each text is, in their order; they add up. */
  readonly parts: readonly bigint[];
}

/** The price of a job: its weighted words at the rate, rounded once to what can be charged, and divided among its texts by the largest remainder. */
export function priceOf(
  units: readonly { readonly words: number; readonly counted: TranslationCounted }[],
  rateMinor: bigint,
  currency: Currency,
): Priced {
  const weights = units.map(({ words, counted }) => BigInt(words) * BigInt(percentOf[counted]));
  const weight = weights.reduce((sum, each) => sum + each, 0n);
  const net = chargeable(money(divideHalfEven(weight * rateMinor, 100n), currency));
  const words = units.reduce((sum, each) => sum + each.words, 0);
  const parts = weight === 0n ? units.map(() => 0n) : splitChargeable(net, weights).map(({ minor }) => minor);
  return { words, netMinor: net.minor, parts };
}

/** Words by how they count, for the estimate's table. */
export function wordsBy(
  units: readonly { readonly words: number; readonly counted: TranslationCounted }[],
): Readonly<Record<TranslationCounted, number>> {
  const sum = (kind: TranslationCounted) =>
    units.reduce((total, { words, counted }) => (counted === kind ? total + words : total), 0);
  return { full: sum('full'), repeat: sum('repeat'), memory: sum('memory') };
}
