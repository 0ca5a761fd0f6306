import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Crockford's base 32 without letters that are mistaken for digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number people can say on the telephone: PREFIX-26-7K3M-9QXD; 40 random bits. */
export function humanNumber(prefix: string, at: Date): string {
  const bytes = randomBytes(8);
  const symbols = Array.from(bytes, (byte) => alphabet[byte % 32]).join('');
  return `${prefix}-${String(at.getUTCFullYear() % 100).padStart(2, '0')}-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

let lastMillisecond = 0;
let counted = 0;

/**
 * A UUID that sorts by its time and, of one process and millisecond, by the order in which it was asked for, as the database makes them
 * (RFC 9562, version 7, method 1); for rows that name each other before they are written.
 */
export function timedId(at: Date): string {
  const millisecond = at.getTime();
  counted = millisecond === lastMillisecond ? (counted + 1) & 0xfff : randomInt(0x400);
  lastMillisecond = millisecond;
  const time = millisecond.toString(16).padStart(12, '0');
  const hex = randomBytes(8).toString('hex');
  const variant = ((Number.parseInt(hex[0] ?? '0', 16) & 3) | 8).toString(16);
  const count = counted.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${hex.slice(1, 4)}-${hex.slice(4)}`;
}

/** A secret for a link or cookie: 256 random bits, URL-safe. */
export function secretToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a secret is kept: its SHA-256, hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
