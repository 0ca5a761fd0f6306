import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Writes from one address: generous for people and offices, in the way of scripts. Sign-in has its own, stricter and shared limit. */
const writes = new RateLimiterMemory({ points: 240, duration: 60 });

/** The address that asks; behind a proxy of ours the last one it forwarded for. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  return forwarded || (request.socket.remoteAddress ?? '');
}

/** Pages that say they were seen: an office that looks around must not use up the forms of the one who buys; and what a translator types is checked as they type. */
const seen = new RateLimiterMemory({ points: 600, duration: 60 });

export async function tooManyWrites(request: IncomingMessage, trustProxy: boolean): Promise<boolean> {
  // Webhooks are signed, and Stripe sends many at once.
  if (request.url?.startsWith('/api/webhooks/')) return false;
  try {
    const often = request.url === '/api/v1/seen' || request.url?.startsWith('/api/translate/');
    const limiter = often ? seen : writes;
    await limiter.consume(clientAddress(request, trustProxy));
    return false;
  } catch {
    return true;
  }
}
