import { createHash } from 'node:crypto';

/** What tells visitors of one day apart. It is hashed with the day's salt at once and never stored. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
}

const robot =
  /bot\b|crawl|spider|slurp|headless|lighthouse|curl|wget|python|\bjava\b|go-http|node|undici|axios|facebookexternalhit|preview/i;

/**
 * Who is counted: null for robots, for pages fetched in advance, and for whoever asks not to be tracked (Do Not Track, Global Privacy
 * Control).
 */
export function countableVisitor(headers: Pick<Headers, 'get'>): Visitor | null {
  const userAgent = headers.get('user-agent') ?? '';
  if (userAgent === '' || robot.test(userAgent)) return null;
  if (headers.get('dnt') === '1' || headers.get('sec-gpc') === '1') return null;
  if (/prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? '')) return null;
  return { address: headers.get('x-client-address') ?? '', userAgent: userAgent.slice(0, 400) };
}

/** The same visitor and thing give the same mark under one salt, and nothing can be read from it without the salt. */
export function markOf(salt: Uint8Array, visitor: Visitor, thing: string): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(`${visitor.address}\n${visitor.userAgent}\n${thing}`)
    .digest()
    .subarray(0, 16);
}
