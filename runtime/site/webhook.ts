import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#lib/core/errors.ts';
import { receiveEvent } from '#lib/payments/index.ts';

export const webhookPath = '/api/webhooks/stripe';

/** Stripe's largest events have some 100 kB. */
const mostBytes = 2 ** 20;

/** The raw body, for the signature is of its bytes; null where it is larger than any event. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Stripe's webhook: stored and acknowledged in one insert, worked on by a job. 400 for a wrong signature, 413 for what is no event. Answered
 * by the front server itself: each order brings one, and the way through Next costs several times what is done here.
 */
export async function answerWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const say = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  const body = await bodyOf(request);
  if (body === null) {
    response.setHeader('connection', 'close');
    return say(413, { error: 'too_large' });
  }
  try {
    await receiveEvent(body, String(request.headers['stripe-signature'] ?? ''));
    say(200, { received: true });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    say(400, { error: error.code });
  }
}
