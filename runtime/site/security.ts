import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const common = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
];

/** Checkout leaves for the payment page by a redirect after a form was sent, which form-action governs. */
let formTargets = "'self'";

/** Names the payment page's origin, which forms may lead to. */
export function allowFormTarget(origin: string): void {
  formTargets = `'self' ${origin}`;
}

/** The preview of a listing stands in a frame of its editor; nothing else of ours may be framed, and nobody else frames it. */
export function mayBeFramed(pathname: string): boolean {
  return /^\/[\w-]+\/studio\/listings\/[0-9a-f-]{36}\/preview$/.test(pathname);
}

function policy(scripts: string, development: boolean): string {
  const parts = [
    ...common,
    `form-action ${formTargets}`,
    `script-src ${scripts}`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
  ];
  return development
    ? parts.join('; ').replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    : parts.join('; ');
}

/** Policy of a page made for one request: its scripts carry this nonce (Next reads it from the request's own header). */
export function noncePolicy(nonce: string, development: boolean, framed = false): string {
  const made = policy(`'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`, development);
  return framed ? made.replace("frame-ancestors 'none'", "frame-ancestors 'self'") : made;
}

/** Policy of a page kept for everybody: the hash of each inline script in it. */
export function hashedPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = '', script = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\bsrc=/.test(attributes) || /type="application\/(ld\+)?json"/.test(attributes) || script === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  }
  return policy(["'self'", ...hashes].join(' '), false);
}

/** Headers of every answer. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean, framed = false): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('x-frame-options', framed ? 'SAMEORIGIN' : 'DENY');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=()');
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
