import { z } from 'zod';
import { isTimeZone, utcOf } from './zone.ts';

/** A time as a clock shows it (2026-11-26T09:30), or empty: a field of a form, beside the zone whose clock it is. */
export const localTimeField = z
  .string()
  .trim()
  .regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?)?$/, { error: 'invalid' })
  .default('');

/** The zone that times of a form are in; UTC where it is none. */
export const timeZoneField = z
  .string()
  .max(60)
  .transform((name) => (isTimeZone(name) ? name : 'UTC'));

/** The moment of a time in a zone; null where the field was left empty. */
export function momentIn(zone: string, local: string): Date | null {
  return local === '' ? null : utcOf(local, zone);
}
