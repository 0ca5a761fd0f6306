import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: read aloud and typed without mistakes, and small in a QR code. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomSymbols = 12;
const signatureSymbols = 8;

function symbols(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => alphabet[byte % 32]).join('');
}

function signature(random: string, secret: string): string {
  return symbols(createHmac('sha256', secret).update(`ticket ${random}`).digest(), signatureSymbols);
}

/** A new code: sixty random bits and forty of signature, as 7K3M-9QXD-…; nobody guesses one, and a made-up one is known at once.
 * The demo gives its own bytes. */
export function newTicketCode(secret: string, bytes: Uint8Array = randomBytes(randomSymbols)): string {
  const random = symbols(bytes, randomSymbols);
  return grouped(random + signature(random, secret));
}

function grouped(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-');
}

/** A code as it was scanned or typed, in the form in which it is kept; null where it is not one of ours. */
export function readTicketCode(typed: string, secret: string): string | null {
  const code = typed.slice(0, 100).toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (code.length !== randomSymbols + signatureSymbols || ![...code].every((each) => alphabet.includes(each)))
    return null;
  const expected = Buffer.from(signature(code.slice(0, randomSymbols), secret));
  return timingSafeEqual(expected, Buffer.from(code.slice(randomSymbols))) ? grouped(code) : null;
}
