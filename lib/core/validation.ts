import { z } from 'zod';
import { uuidPattern } from './ids.ts';

/** Text that a person typed: trimmed, normalised (NFC), without control, zero-width or bidirectional control characters, and with a limit. */
export function text(max: number, min = 1) {
  return z
    .string()
    .max(max * 4, { error: 'too_long' })
    .transform((value) =>
      value
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(min, { error: min > 1 ? 'too_short' : 'required' })
        .max(max, { error: 'too_long' }),
    );
}

/** Text that may be left empty. */
export function optionalText(max: number) {
  return text(max, 0).default('');
}

export const id = z.string().regex(uuidPattern, { error: 'invalid' });

export const email = z
  .string()
  .trim()
  .max(254, { error: 'too_long' })
  .pipe(z.email({ error: 'email' }))
  .transform((value) => value.normalize('NFC'));

export const countryCode = z.string().regex(/^[A-Z]{2}$/, { error: 'invalid' });

/** An integer from a form field. */
export function integer(min: number, max: number) {
  return z
    .string()
    .trim()
    .regex(/^-?\d{1,12}$/, { error: 'not_a_number' })
    .transform(Number)
    .pipe(z.number().min(min, { error: 'too_small' }).max(max, { error: 'too_large' }));
}
