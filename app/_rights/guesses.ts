import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Numbers and addresses that nobody gave out: a person mistypes a few, a script tries many. Hits cost nothing. */
const misses = new RateLimiterMemory({ points: 20, duration: 60 });

function addressOf(headers: Headers): string {
  return headers.get('x-client-address') ?? '';
}

/** Whether so many things that do not exist were asked for from an address that it is told nothing more for a while. */
export async function tooManyMisses(headers: Headers): Promise<boolean> {
  const kept = await misses.get(addressOf(headers));
  return kept !== null && kept.remainingPoints <= 0;
}

/** Something was asked for that does not exist. */
export async function countMiss(headers: Headers): Promise<void> {
  await misses.consume(addressOf(headers)).catch(() => undefined);
}
