import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A random id in Stripe's style: prefix, underscore, letters and digits (24 of them carry 142 bits). */
export function newId(prefix: string, length = 24): string {
  let text = '';
  while (text.length < length) {
    // 248 is the largest multiple of 62 in a byte: what is above would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62];
  }
  return `${prefix}_${text}`;
}
