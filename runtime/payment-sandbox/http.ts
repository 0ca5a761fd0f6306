import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, type ErrorBody } from './errors.ts';

const maxBodyBytes = 64 * 1024;

/** Something to answer with; text unless `json` is given. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** The body as text; throws a 413 beyond 64 kB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, maxBodyBytes)).toString('utf8');
}

/** The body; throws a 413 beyond `most`. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = new ApiError(413, {
    type: 'invalid_request_error',
    message: `The request is larger than ${most / 1024} kB.`,
  });
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece: Buffer = chunk;
    bytes += piece.length;
    if (bytes > most) throw tooLarge;
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value, null, 2) };
}

export function errorAnswer(status: number, error: ErrorBody, headers: Readonly<Record<string, string>> = {}): Answer {
  return json(status, { error }, headers);
}

/** A page; nothing but its own stylesheet and pictures may load, and nobody may frame it. */
export function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    body,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-store',
      ...headers,
    },
  };
}

/** Sends the reader on with a GET, wherever the form was sent. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' }, body: '' };
}

export function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
